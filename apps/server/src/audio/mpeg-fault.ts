// Sees whether an MP3, or an AAC in ADTS frames, ends where its frames do: each says how long it is, and the first how many follow.

/** kbit/s by index, of layer III. */
const BITRATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES = [44_100, 48_000, 32_000];

const CUT = 'its last frame is cut off';

/** What is wrong, or undefined where it is whole or its frames cannot be followed. */
export function mp3Fault(view: DataView): string | undefined {
  let at = 0;
  // Tags may stand before the sound, as large as they like.
  while (at + 10 <= view.byteLength && view.getUint16(at) === 0x4944 && view.getUint8(at + 2) === 0x33) {
    at += 10 + sevenBits(view, at + 6);
    if (at > view.byteLength) return 'its tags are cut off, no sound follows';
  }
  let frames = 0;
  let promised: number | undefined;
  while (at + 4 <= view.byteLength) {
    const length = mp3FrameLength(view, at);
    if (length === undefined) break;
    if (at + length > view.byteLength) return frames > 0 ? CUT : undefined;
    if (frames === 0) promised = promisedFrames(view, at, length);
    frames++;
    at += length;
  }
  // The frame that makes the promise is none of those that it counts.
  if (promised === undefined || frames - 1 >= promised) return undefined;
  return `${frames - 1} of ${promised} frames are there`;
}

export function adtsFault(view: DataView): string | undefined {
  for (let at = 0; at < view.byteLength; ) {
    if (at + 7 > view.byteLength) return CUT;
    if ((view.getUint16(at) & 0xfff6) !== 0xfff0) return undefined;
    const length = ((view.getUint8(at + 3) & 3) << 11) | (view.getUint16(at + 4) >> 5);
    if (length < 7) return 'a frame says that it is shorter than its own heading';
    if (at + length > view.byteLength) return CUT;
    at += length;
  }
  return undefined;
}

/** Four bytes of seven bits, as tags write their size. */
const sevenBits = (view: DataView, at: number): number =>
  [0, 1, 2, 3].reduce((size, nth) => size * 128 + (view.getUint8(at + nth) & 0x7f), 0);

/** Undefined where no frame of a known length begins. */
function mp3FrameLength(view: DataView, at: number): number | undefined {
  const head = view.getUint32(at);
  const version = (head >>> 19) & 3;
  const isLayer3 = ((head >>> 17) & 3) === 1;
  const kbps = (version === 3 ? BITRATES_1 : BITRATES_2)[(head >>> 12) & 15];
  const rate = RATES[(head >>> 10) & 3];
  if (head >>> 21 !== 0x7ff || version === 1 || !isLayer3 || !kbps || !rate) return undefined;
  // Half the rate in version 2, a quarter in 2.5, and half as many samples a frame in both.
  const scale = version === 3 ? 1 : version === 2 ? 2 : 4;
  const samples = version === 3 ? 1152 : 576;
  return Math.floor((((samples / 8) * kbps * 1000) / rate) * scale) + ((head >>> 9) & 1);
}

/** How many frames follow the first one, by the heading that encoders put into it. */
function promisedFrames(view: DataView, at: number, length: number): number | undefined {
  const isVersion1 = ((view.getUint32(at) >>> 19) & 3) === 3;
  const isMono = view.getUint8(at + 3) >>> 6 === 3;
  const place = at + 4 + (isVersion1 ? (isMono ? 17 : 32) : isMono ? 9 : 17);
  if (place + 12 > at + length) return undefined;
  const name = view.getUint32(place);
  // "Xing" or "Info", then flags: the lowest says that the number of frames follows.
  if (name !== 0x58696e67 && name !== 0x496e666f) return undefined;
  return view.getUint32(place + 4) & 1 ? view.getUint32(place + 8) : undefined;
}
