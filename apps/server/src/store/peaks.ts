// A clip's waveform as the store keeps it: 128 heights, a byte each.
import { PEAKS } from './clip-store.ts';

/** What is wrong with some heights, as words; nothing where they are as they should be. */
export function peaksFault(heights: readonly number[]): string | undefined {
  if (!Array.isArray(heights) || heights.length !== PEAKS) return `it takes ${PEAKS} heights`;
  return heights.every((height) => height >= 0 && height <= 1) ? undefined : 'a height is a number from 0 to 1';
}

export const peaksToBytes = (heights: readonly number[]): Buffer =>
  Buffer.from(heights.map((height) => Math.round(height * 255)));

/** Heights from 0 to 1, to three decimals. */
export const peaksFromBytes = (bytes: Buffer): number[] =>
  Array.from(bytes, (byte) => Math.round((byte / 255) * 1000) / 1000);
