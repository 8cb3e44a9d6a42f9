// Sees from a sound file's frame alone that a part is missing or damaged: decoders take half a file without a word.
import { amountOf, whole } from './amount.ts';
import { ebmlFault } from './ebml-fault.ts';
import { flacFault } from './flac-heading.ts';
import { adtsFault, mp3Fault } from './mpeg-fault.ts';
import type { SoundType } from './sound-type.ts';

/** What is wrong, or undefined where the frame is whole or says nothing of its parts. */
export function frameFault(bytes: Uint8Array, type: SoundType): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'wav') return wavFault(view);
  if (type === 'opus' || type === 'vorbis') return oggFault(view);
  if (type === 'm4a') return boxesFault(view);
  if (type === 'flac') return flacFault(view);
  if (type === 'mp3') return mp3Fault(view);
  if (type === 'aac') return adtsFault(view);
  if (type === 'webm') return ebmlFault(view);
  return undefined;
}

function wavFault(view: DataView): string | undefined {
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    if (view.getUint32(at) === 0x64617461) {
      // A recorder that was stopped hard leaves the size at zero or at its most: all that follows is sound.
      if (size === 0 || size === 0xffffffff) return undefined;
      const there = view.byteLength - at - 8;
      return there < size ? `only ${amountOf(there)} of ${amountOf(size)} of sound are there` : undefined;
    }
    at += 8 + size + (size % 2);
  }
  return 'there is nothing after its heading';
}

function oggFault(view: DataView): string | undefined {
  let last = false;
  for (let at = 0; at < view.byteLength; ) {
    if (at + 27 > view.byteLength || view.getUint32(at) !== 0x4f676753)
      return `no page where one should be, at byte ${whole(at)}`;
    last = (view.getUint8(at + 5) & 4) !== 0;
    const segments = view.getUint8(at + 26);
    let size = 27 + segments;
    if (at + size > view.byteLength) return 'the last page is cut off';
    for (let each = 0; each < segments; each++) size += view.getUint8(at + 27 + each);
    if (at + size > view.byteLength) return 'the last page is cut off';
    if (view.getUint32(at + 22, true) !== pageCheck(view, at, size)) return `the page at byte ${whole(at)} is damaged`;
    at += size;
  }
  return last ? undefined : 'its end is missing';
}

function boxesFault(view: DataView): string | undefined {
  for (let at = 0; at < view.byteLength; ) {
    if (at + 8 > view.byteLength) return 'its last part is cut off';
    const short = view.getUint32(at);
    if (short === 0) return undefined;
    if (short === 1 && at + 16 > view.byteLength) return 'its last part is cut off';
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    if (size < 8) return `a part of ${size} bytes, shorter than its own heading`;
    if (at + size > view.byteLength) return `its last part lacks ${amountOf(at + size - view.byteLength)}`;
    at += size;
  }
  return undefined;
}

/** CRC-32 of a page by RFC 3533: polynomial 04c11db7, most significant bit first, its own four bytes as zeros. */
function pageCheck(view: DataView, at: number, size: number): number {
  let crc = 0;
  for (let n = 0; n < size; n++) {
    const byte = n >= 22 && n < 26 ? 0 : view.getUint8(at + n);
    crc = (crc << 8) ^ crcTable[(crc >>> 24) ^ byte]!;
  }
  return crc >>> 0;
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});
