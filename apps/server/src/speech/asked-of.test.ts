// Which table serves an inventory, and what an import leaves out is not made up.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Language } from '@phonochart/catalog/language.ts';
import type { Word } from '@phonochart/catalog/word.ts';
import { loadContent } from '@phonochart/content/load.ts';
import { describe, expect, it } from 'vitest';
import { askerOf } from './asked-of.ts';
import { voiceTables } from './espeak-voices/voice-tables.ts';
import { voiceTableOf } from './voice-table-of.ts';

const contents = loadContent();
const curated = (code: string): Inventory => contents.find(({ id }) => id === code)!;
const tableOf = (parts: Partial<Language>) =>
  voiceTableOf({ code: 'an-import', kind: 'language', ...parts }, voiceTables)?.language;

describe('the voice table of an inventory', () => {
  it('is its own where there is one', () => {
    for (const { language } of contents) {
      const own = voiceTables.find((table) => table.language === language.code);
      if (own) expect(voiceTableOf(language, voiceTables)).toBe(own);
    }
  });

  it.each([
    ['the one of its ISO 639-3 code', { iso639_3: 'deu' }, 'german-standard'],
    ['the one of its tag where it has no code', { bcp47: 'de' }, 'german-standard'],
    ['the one of its region where there are two', { iso639_3: 'eng', bcp47: 'en-US' }, 'english-us'],
    ['none where two would do', { iso639_3: 'eng' }, undefined],
    ['none of another region', { iso639_3: 'deu', bcp47: 'de-AT' }, undefined],
    ['none of a language that shares a tag', { bcp47: 'zh' }, undefined],
    ['none for an unknown language', {}, undefined],
    ['none for a language without a table', { iso639_3: 'khm', bcp47: 'km' }, undefined],
    ['none for an alphabet', { kind: 'alphabet', iso639_3: 'deu' }, undefined],
    ['none for a tag that is none', { bcp47: 'de-de-de' }, undefined],
  ] as const)('is %s', (_, language, wanted) => {
    expect(tableOf(language as Partial<Language>)).toBe(wanted);
  });
});

/** A curated inventory as if somebody else had brought it. */
function imported(code: string, change: (word: Word) => Word = (word) => word): Inventory {
  const { language, words, ...rest } = curated(code);
  return { ...rest, id: 'an-import', language: { ...language, code: 'an-import' }, words: words.map(change) };
}
const asked = (inventory: Inventory, word: string) =>
  askerOf(inventory, voiceTableOf(inventory.language, voiceTables)!).one(word)!.request;
const unmarked = (word: Word): Word => ({ ...word, phonemic: word.phonemic.replace(/[ˈˌ]/gu, '') });

describe('what is asked for an inventory of others', () => {
  it('is each sound that the table knows, and no other', () => {
    const german = imported('german-standard');
    const foreign: Inventory = {
      ...german,
      phonemes: german.phonemes.map((phoneme, at) => (at === 0 ? { ...phoneme, symbol: 'ɓ' } : phoneme)),
    };
    const asker = askerOf(foreign, voiceTableOf(foreign.language, voiceTables)!);
    expect(asker.one(foreign.phonemes[0]!.id)!.request).toMatchObject({ refused: expect.stringContaining('[ɓ]') });
    expect(asker.one(foreign.phonemes[1]!.id)!.request).toHaveProperty('say');
    expect(asker.one('an-import:no-such-sound')).toBeUndefined();
  });

  it('is a word with the stress that its transcription gives, and none where it gives none', () => {
    const word = curated('german-standard').words.find(({ phonemic }) => phonemic.includes('ˈ'))!;
    const syllables = curated('german-standard').words.find(
      ({ phonemic, segments }) => /ˈ.*[aeiouəɪʊɛɔ].*[aeiouə]/u.test(phonemic) && segments.length > 4,
    )!;
    const as = askerOf(curated('german-standard'), voiceTables.find(({ voice }) => voice === 'de')!);
    expect(asked(imported('german-standard'), word.id)).toEqual(as.one(word.id)!.request);
    expect(asked(imported('german-standard', unmarked), syllables.id)).toEqual({ refused: 'its stress is not given' });
  });

  it('is no word of a tone language without its tones, nor one of Japanese without its reading', () => {
    const toneless = (word: Word): Word => ({
      ...word,
      segments: word.segments.filter(({ phoneme }) => !/[˥˦˧˨˩]/u.test(phoneme ?? '')),
    });
    const [xin] = curated('vietnamese-hanoi').words;
    expect(asked(imported('vietnamese-hanoi', toneless), xin!.id)).toEqual({ refused: 'its tones are not given' });
    const unread = ({ reading: _, ...word }: Word): Word => word;
    const [japanese] = curated('japanese-tokyo').words;
    expect(asked(imported('japanese-tokyo', unread), japanese!.id)).toMatchObject({
      refused: expect.stringContaining('reading'),
    });
  });

  it('is no word whose transcription has more than its segments', () => {
    const longer = (word: Word): Word => ({ ...word, phonemic: `${word.phonemic}s` });
    const [word] = curated('german-standard').words;
    expect(asked(imported('german-standard', longer), word!.id)).toMatchObject({
      refused: expect.stringContaining('at its end'),
    });
  });
});
