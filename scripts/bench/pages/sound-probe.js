// Before the page's own scripts: listens beside the loudspeaker for the first sample of each sound that is rendered.
(() => {
  const processor = `registerProcessor('first-sample', class extends AudioWorkletProcessor {
    silent = Infinity;
    process([input]) {
      const samples = input[0] ?? [];
      let first = -1;
      let last = -1;
      for (let at = 0; at < samples.length; at++) {
        if (Math.abs(samples[at]) < 1e-5) continue;
        if (first < 0) first = at;
        last = at;
      }
      // A pause inside a clip is no new sound.
      if (first >= 0 && this.silent + first > sampleRate / 5) {
        // The only clock here besides the context's own; it counts whole milliseconds, half of one lost on average.
        this.port.postMessage({ at: currentTime + first / sampleRate, now: Date.now() + 0.5 });
      }
      if (first >= 0) this.silent = 128 - last;
      else this.silent += 128;
      if (first < 0 && this.silent >= sampleRate / 5 && this.silent < sampleRate / 5 + 128) this.port.postMessage('silence');
      return true;
    }
  })`;

  const sound = { taps: [], starts: [], silent: true, probed: undefined };
  window.__sound = sound;

  // The time of the input event itself: the finger's, not the handler's.
  addEventListener('click', (event) => event.isTrusted && sound.taps.push(event.timeStamp), { capture: true });

  const probes = new WeakMap();
  const connect = AudioNode.prototype.connect;
  const probeFor = (destination) => {
    const { context } = destination;
    const input = new GainNode(context);
    sound.probed = context.audioWorklet
      .addModule(URL.createObjectURL(new Blob([processor], { type: 'text/javascript' })))
      .then(() => {
        const probe = new AudioWorkletNode(context, 'first-sample');
        connect.call(input, probe);
        // Its own output is silence; without a way to the destination it would not be run.
        connect.call(probe, destination);
        probe.port.onmessage = ({ data }) => {
          sound.silent = data === 'silence';
          if (sound.silent) return;
          // Where the context's clock and the page's stand at one moment, when a sample leaves for the loudspeaker.
          const { contextTime, performanceTime } = context.getOutputTimestamp();
          sound.starts.push({
            rendered: data.now - performance.timeOrigin,
            heard: performanceTime + (data.at - contextTime) * 1000,
          });
        };
        return true;
      });
    return input;
  };

  // The way to the loudspeaker stays as it is; the probe stands beside it.
  AudioNode.prototype.connect = function (to, ...rest) {
    const result = connect.call(this, to, ...rest);
    if (!(to instanceof AudioDestinationNode)) return result;
    let input = probes.get(to);
    if (!input) {
      input = probeFor(to);
      probes.set(to, input);
    }
    connect.call(this, input);
    return result;
  };
})();
