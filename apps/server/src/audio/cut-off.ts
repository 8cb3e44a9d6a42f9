// Sees from a sound file's frame alone that its end is missing: decoders take half a file without a word.
import type { SoundType } from './sound-type.ts';

/** What is missing, or undefined where the frame is whole or says nothing of its end. */
export function cutOff(bytes: Uint8Array, type: SoundType): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'wav') return wavCutOff(view);
  if (type === 'opus' || type === 'vorbis') return oggCutOff(view);
  if (type === 'm4a') return boxesCutOff(view);
  return undefined;
}

function wavCutOff(view: DataView): string | undefined {
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    if (view.getUint32(at) === 0x64617461) {
      // A recorder that was stopped hard leaves the size at zero or at its most: all that follows is sound.
      if (size === 0 || size === 0xffffffff) return undefined;
      const there = view.byteLength - at - 8;
      return there < size ? `${there} of ${size} bytes of sound` : undefined;
    }
    at += 8 + size + (size % 2);
  }
  return 'no sound after its heading';
}

function oggCutOff(view: DataView): string | undefined {
  let last = false;
  for (let at = 0; at < view.byteLength; ) {
    if (at + 27 > view.byteLength || view.getUint32(at) !== 0x4f676753) return `no page at byte ${at}`;
    last = (view.getUint8(at + 5) & 4) !== 0;
    const segments = view.getUint8(at + 26);
    let size = 27 + segments;
    if (at + size > view.byteLength) return 'the last page';
    for (let each = 0; each < segments; each++) size += view.getUint8(at + 27 + each);
    if (at + size > view.byteLength) return 'a part of the last page';
    at += size;
  }
  return last ? undefined : 'the end of the stream';
}

function boxesCutOff(view: DataView): string | undefined {
  for (let at = 0; at < view.byteLength; ) {
    if (at + 8 > view.byteLength) return 'a part of the last box';
    const short = view.getUint32(at);
    if (short === 0) return undefined;
    if (short === 1 && at + 16 > view.byteLength) return 'a part of the last box';
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    if (size < 8) return `a box of ${size} bytes`;
    if (at + size > view.byteLength) return `${at + size - view.byteLength} bytes of the last box`;
    at += size;
  }
  return undefined;
}
