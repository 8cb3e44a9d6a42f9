// Proves that the voice tables are of one piece: what one line of a table names, another one has.
import { describe, expect, it } from 'vitest';
import { voiceTables } from './espeak-voices/voice-tables.ts';
import { requestSound } from './request.ts';
import { formantsOf } from './vowel-formants.ts';

describe.each(voiceTables.map((table) => [table.language, table] as const))('the table of %s', (_, table) => {
  it('says no sound that it says it cannot say', () => {
    expect(Object.keys(table.sounds).filter((ipa) => ipa in table.cannot)).toEqual([]);
  });

  it('has a sound to compare a long or an aspirated one with', () => {
    const compared = Object.values(table.sounds).flatMap(({ longer_than, aspirated_of }) => [
      longer_than,
      aspirated_of,
    ]);
    const missing = compared.filter((ipa) => ipa !== undefined && 'refused' in requestSound(table, ipa));
    expect(missing).toEqual([]);
  });

  it('names every voice that it borrows', () => {
    const borrowed = Object.values(table.sounds).flatMap(({ voice }) => (voice === undefined ? [] : [voice]));
    if (table.toneBearer?.voice) borrowed.push(table.toneBearer.voice);
    expect(borrowed.filter((voice) => !(voice in (table.other_voices ?? {})))).toEqual([]);
  });
});

it('has one table a language', () => {
  expect(new Set(voiceTables.map(({ language }) => language)).size).toBe(voiceTables.length);
});

describe('the formants of a vowel', () => {
  it('are those of its letter, whatever its length and nasality', () => {
    expect(formantsOf('ɛ̃ː')).toEqual(formantsOf('ɛ'));
    expect(formantsOf('aɪ')).toEqual([formantsOf('a'), formantsOf('ɪ')]);
    expect(formantsOf('e̞')).not.toEqual(formantsOf('e'));
  });

  it('are not made up where a letter has none', () => {
    expect(() => formantsOf('k')).toThrow();
  });
});
