// Sees whether a WebM or Matroska file ends where its elements do (RFC 8794): a cut one is decoded without a word.
import { amountOf, whole } from './amount.ts';

/** The two that hold others and may be as long as what follows. */
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;

/** What is wrong, or undefined where it is whole. */
export function ebmlFault(view: DataView): string | undefined {
  let end = view.byteLength;
  for (let at = 0; at < end; ) {
    const idLength = Math.clz32(view.getUint8(at)) - 23;
    if (idLength > 4) return `no element where one should be, at byte ${whole(at)}`;
    const sizeAt = at + idLength;
    if (sizeAt >= end) return 'its last element is cut off';
    const sizeLength = Math.clz32(view.getUint8(sizeAt)) - 23;
    const body = sizeAt + sizeLength;
    if (sizeLength > 8) return `an element without a size, at byte ${whole(at)}`;
    if (body > end) return 'its last element is cut off';
    const id = number(view, at, idLength, 8);
    const size = number(view, sizeAt, sizeLength, 8 - sizeLength);
    const holdsOthers = id === SEGMENT || id === CLUSTER;
    const isOpen = size >= 2 ** (7 * sizeLength) - 1;
    if (!isOpen && body + size > view.byteLength) return `its end lacks ${amountOf(body + size - view.byteLength)}`;
    if (isOpen && !holdsOthers) return `an element without an end, at byte ${whole(at)}`;
    // What follows the segment is none of ours.
    if (id === SEGMENT && !isOpen) end = body + size;
    at = holdsOthers ? body : body + size;
  }
  return undefined;
}

/** `bits` of the first byte count; a size of 2^53 and more loses its last ones, which changes nothing here. */
function number(view: DataView, at: number, length: number, bits: number): number {
  let value = view.getUint8(at) & (2 ** bits - 1);
  for (let nth = 1; nth < length; nth++) value = value * 256 + view.getUint8(at + nth);
  return value;
}
