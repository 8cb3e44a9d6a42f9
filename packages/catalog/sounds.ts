// The sounds of an inventory in one line, so that a language can be found by them before its inventory has come.
import type { Phoneme } from './phoneme.ts';

/**
 * The symbols in the order given, joined by one space each: "p b t d". A symbol holds no white space; where a source
 * wrote some into it, it is left out here, so that a space always parts two sounds.
 */
export const soundsOf = (phonemes: readonly Pick<Phoneme, 'symbol'>[]): string =>
  phonemes.map(({ symbol }) => symbol.replaceAll(/\s+/gu, '')).join(' ');
