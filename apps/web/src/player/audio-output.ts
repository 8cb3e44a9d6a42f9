// The way to the loudspeaker: one audio context, opened inside the gesture and rebuilt when the system keeps it silent.

export type Playback = { stop(): void };
export type AudioOutput = {
  /** Must be called inside the gesture: opens or resumes the context. */
  unlock(): void;
  /** Plays `buffer` from `offset` seconds on; `ended` is called once, when it is over but not when it is stopped. */
  start(buffer: AudioBuffer, offset: number, ended: () => void): Playback;
};

/** iOS leaves a context "interrupted" after a call: past this many ms it is given up for a new one. */
const patience = 300;
/** Fade at a cut, in seconds: without it every cut clicks. */
const fade = 0.012;

export function createAudioOutput(): AudioOutput {
  let context: AudioContext | undefined;
  let stale = false;

  const unlock = (): AudioContext => {
    if (context && stale) {
      // Closing may be refused for the very reason that it is stale; the new one does not wait.
      context.close().catch(() => undefined);
      context = undefined;
    }
    const current = context ?? new AudioContext({ latencyHint: 'interactive' });
    context = current;
    stale = false;
    if (current.state === 'running') return current;
    // A refusal shows in the state, which is looked at below.
    current.resume().catch(() => undefined);
    setTimeout(() => {
      if (context === current) stale = current.state !== 'running';
    }, patience);
    return current;
  };

  return {
    unlock: () => void unlock(),
    start(buffer, offset, ended) {
      const current = context ?? unlock();
      const source = new AudioBufferSourceNode(current, { buffer });
      const gain = new GainNode(current);
      source.connect(gain).connect(current.destination);
      let over = false;
      const finish = () => {
        if (over) return;
        over = true;
        clearTimeout(timer);
        gain.disconnect();
        ended();
      };
      // A context that never runs never ends its sources either.
      const timer = setTimeout(finish, (buffer.duration - offset) * 1000 + 2 * patience);
      source.onended = finish;
      source.start(0, Math.min(offset, buffer.duration));
      return {
        stop() {
          if (over) return;
          over = true;
          clearTimeout(timer);
          const now = current.currentTime;
          gain.gain.setValueAtTime(1, now);
          gain.gain.linearRampToValueAtTime(0, now + fade);
          source.stop(now + fade);
          source.onended = () => gain.disconnect();
        },
      };
    },
  };
}
