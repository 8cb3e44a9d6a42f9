// Proves where an accent is put, and what pitch is taken for one.
import { describe, expect, it } from 'vitest';
import type { PitchReading } from '../audio/pitch.ts';
import { strayAccent, withAccent } from './pitch-accent.ts';
import type { WordSound } from './request.ts';

const sounds = (...phonemes: string[]): WordSound[] =>
  phonemes.map((phoneme) => ({ phoneme, kind: /^[aeiou]/.test(phoneme) ? 'vowel' : 'consonant', wordBegins: false }));
const accented = (reading: string, ...phonemes: string[]) =>
  withAccent(sounds(...phonemes), reading).findIndex(({ stress }) => stress === 'primary');

describe('the accent of a kana reading', () => {
  it('lies on the vowel of the mora before the fall', () => {
    expect(accented('たまꜜご · tamago', 't', 'a', 'm', 'a', 'ɡ', 'o')).toBe(3);
    expect(accented('かꜜど · kado', 'k', 'a', 'd', 'o')).toBe(1);
  });

  it('counts small kana with the one before, and a long vowel and a moraic consonant as a mora more', () => {
    expect(accented('きょꜜう · kyō', 'k', 'j', 'oː')).toBe(2);
    expect(accented('おばあꜜさん · obaasan', 'o', 'b', 'aː', 's', 'a', 'ɴ')).toBe(2);
    expect(accented('がっこꜜう', 'ɡ', 'a', 'Q', 'k', 'oː')).toBe(4);
  });

  it('is not heard in a word by itself where it lies on the last mora, or nowhere', () => {
    expect(accented('はしꜜ · hashi', 'h', 'a', 's', 'i')).toBe(-1);
    expect(accented('さくら · sakura', 's', 'a', 'k', 'u', 'ɾ', 'a')).toBe(-1);
  });
});

describe('the pitch of an accent', () => {
  const span = (at: number) => ({ sound: 'a', from_ms: at * 100, to_ms: at * 100 + 90 });
  const spans = [span(0), span(1), span(2)];
  const at = (...hz: number[]): PitchReading[] =>
    hz.map((each, index) => ({ at_ms: index * 100 + 50, hz: each, rms: 0.1 }));

  it('is high there, and lower before and after', () => {
    expect(strayAccent(at(96, 117, 80), spans, 1)).toBeUndefined();
    expect(strayAccent(at(117, 117, 80), spans, 1)).toContain('not higher at the accent');
    expect(strayAccent(at(96, 117, 110), spans, 1)).toContain('not lower after');
  });

  it('is level where there is none', () => {
    expect(strayAccent(at(96, 97, 99), spans, undefined)).toBeUndefined();
    expect(strayAccent(at(117, 100, 80), spans, undefined)).toContain('not level');
  });
});
