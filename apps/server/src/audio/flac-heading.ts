// Reads what a FLAC file's heading says of it (RFC 9639), before a decoder looks for frames where there are none.

/** What is wrong with the heading, or undefined where frames follow it. */
export function flacFault(view: DataView): string | undefined {
  for (let at = 4, isLast = false; !isLast; ) {
    if (at + 4 > view.byteLength) return 'its heading is cut off';
    isLast = view.getUint8(at) >= 0x80;
    at += 4 + (view.getUint32(at) & 0xff_ffff);
    // Fourteen bits of sync, and one that is never set.
    if (isLast && (at + 2 > view.byteLength || (view.getUint16(at) & 0xfffe) !== 0xfff8))
      return 'no sound follows its heading';
  }
  return undefined;
}

/** Samples a channel; 0 where the heading does not say. Only where flacFault finds nothing. */
export const flacSamples = (view: DataView): number =>
  // 36 bits, in the first block, which is always of this kind.
  view.byteLength < 42 ? 0 : (view.getUint8(21) & 15) * 2 ** 32 + view.getUint32(22);
