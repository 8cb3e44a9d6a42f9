// Languages are found by any name or code, marks and case aside, and ranked alike wherever the index is asked.
import { expect, test } from 'vitest';
import { languageIndex, type Searched } from './find-languages.ts';
import { fold } from './fold.ts';

const language = (code: string, name: string, autonym: string, aliases: string[], iso639_3: string, vi?: string) => ({
  code,
  name,
  autonym,
  aliases,
  iso639_3,
  ...(vi ? { names: { vi } } : {}),
});
const all: Searched[] = [
  language('english-gb', 'English', 'English', ['British English', 'RP'], 'eng', 'Tiếng Anh'),
  language('vietnamese-hanoi', 'Vietnamese', 'Tiếng Việt', ['Việt Nam'], 'vie', 'Tiếng Việt'),
  language('arabic-msa', 'Arabic', 'العَرَبِيَّة', [], 'arb', 'Tiếng Ả Rập'),
  language('old-english', 'Old English', 'Ænglisc', [], 'ang'),
  language('thai', 'Thai', 'ภาษาไทย', [], 'tha', 'Tiếng Thái'),
];
const indexOf = (languages: readonly Searched[]) => {
  const index = languageIndex<Searched>();
  for (const each of languages) index.set(each);
  return index;
};
const codesIn = (index: ReturnType<typeof indexOf>, query: string, shown: 'en' | 'vi' = 'en'): string[] => {
  const found = index.find(query, shown);
  return Array.from({ length: found.length }, (_, at) => found.language(at).code);
};
const index = indexOf(all);
const found = (query: string, shown?: 'en' | 'vi') => codesIn(index, query, shown);

test('marks and case do not count, in any script', () => {
  expect(found('tieng viet')).toEqual(['vietnamese-hanoi']);
  expect(found('TIẾNG VIỆT')).toEqual(['vietnamese-hanoi']);
  expect(found('العربية')).toEqual(['arabic-msa']);
  expect(found('aenglisc')).toEqual(['old-english']);
});

test('a language is found by name, own name, alias, name in Vietnamese, ISO code and our own code', () => {
  for (const query of ['English', 'british', 'tieng anh', 'eng', 'english-gb'])
    expect(found(query)[0]).toBe('english-gb');
});

test('a whole match goes before a start, a start before a word, a word before a part', () => {
  expect(found('english')).toEqual(['english-gb', 'old-english']);
  expect(found('ang')).toEqual(['old-english']);
  expect(found('glis')).toEqual(['english-gb', 'old-english']);
});

test('between equal matches its own name goes first, then what the interface calls it, then any other', () => {
  expect(found('tieng')[0]).toBe('vietnamese-hanoi');
  expect(found('tieng', 'vi')[0]).toBe('vietnamese-hanoi');
  expect(found('tieng th', 'vi')).toEqual(['thai']);
  expect(found('viet nam')).toEqual(['vietnamese-hanoi']);
  const called = indexOf([
    language('a', 'Dutch', 'x', [], 'aaa', 'Hà Lan'),
    language('b', 'Flemish', 'y', ['Dutch'], 'bbb'),
    language('c', 'Afrikaans', 'z', ['Hà Lan'], 'ccc', 'Phi'),
  ]);
  expect(codesIn(called, 'dutch')).toEqual(['a', 'b']);
  expect(codesIn(called, 'ha lan', 'vi')).toEqual(['a', 'c']);
  expect(codesIn(called, 'ha lan')).toEqual(['c', 'a']);
});

test('a few letters match where a word begins, and not inside one, save in scripts that do not part words', () => {
  expect(found('eng')).toEqual(['english-gb', 'old-english']);
  expect(found('ngl')).toEqual([]);
  expect(found('ไทย')).toEqual(['thai']);
});

test('Glottocode, family and variety find it too, after every name; several words may match several of them', () => {
  const more = indexOf([
    ...all,
    { ...language('english-us', 'English', 'English', [], 'eng'), variety: { en: 'General American' } },
    {
      ...language('latvian', 'Latvian', 'Latviešu', [], 'lav'),
      glottocode: 'latv1249',
      family: 'Indo-European (Baltic)',
    },
    language('baltic-x', 'Baltic', 'Baltic', [], 'xxx'),
  ]);
  expect(codesIn(more, 'latv1249')).toEqual(['latvian']);
  expect(codesIn(more, 'baltic')).toEqual(['baltic-x', 'latvian']);
  expect(codesIn(more, 'indo-european')).toEqual(['latvian']);
  expect(codesIn(more, 'english american')).toEqual(['english-us']);
  expect(codesIn(more, 'english klingon')).toEqual([]);
});

test('nothing asked for shows everything by name, marks alone nothing, and nothing found nothing', () => {
  expect(found(' ')).toEqual(['arabic-msa', 'english-gb', 'old-english', 'thai', 'vietnamese-hanoi']);
  expect(found('\u0301')).toEqual([]);
  expect(found('klingon')).toEqual([]);
});

test('a language that changes or goes is found as it is now, whatever was asked before', () => {
  const changing = indexOf(all);
  expect(codesIn(changing, 'thai')).toEqual(['thai']);
  changing.set({ ...all[4]!, name: 'Siamese' });
  changing.delete('old-english');
  expect(codesIn(changing, 'siam')).toEqual(['thai']);
  expect(codesIn(changing, 'old')).toEqual([]);
  expect(changing.size).toBe(4);
});

test('the one text that is scanned finds what each name by itself would have found, in the same order', () => {
  const random = seeded(7);
  const syllables = ['an', 'ta', 'n', 'glo', 'vi', 'e', 'ʻo', 'Ti', ' ', '-', '語', 'ñ'];
  const name = () => Array.from({ length: 1 + random(4) }, () => syllables[random(syllables.length)]!).join('');
  const languages: Searched[] = Array.from({ length: 60 }, (_, at) => ({
    ...language(`code-${at}`, `${name()}a`, `${name()}e`, [name(), name()], 'eng', random(2) ? name() : undefined),
    ...(random(2) ? { family: name() } : {}),
    variety: { en: name() },
  }));
  const whole = indexOf(languages);
  for (let round = 0; round < 300; round++) {
    const query = fold(name());
    const shown = random(2) ? 'en' : 'vi';
    const byName = languages
      .map((each) => [plainRank(query, each, shown), fold(each.name), each.code] as const)
      .filter(([rank]) => query !== '' && rank < Number.POSITIVE_INFINITY)
      .sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0) || (a[2] < b[2] ? -1 : 1));
    if (query !== '') expect(codesIn(whole, query, shown), query).toEqual(byName.map(([, , code]) => code));
  }
});

/** The rule once more, one name after another. */
function plainRank(query: string, language: Searched, shown: 'en' | 'vi'): number {
  const { code, name, names = {}, autonym, aliases, iso639_3 = '', family = '', variety = {} } = language;
  const byWeight = [
    [autonym, code, iso639_3],
    [names[shown] ?? name],
    [name, ...Object.values(names), ...aliases],
    [family, ...Object.values<string>(variety)],
  ].map((written) => written.map(fold));
  const matchOf = (wanted: string, text: string): number => {
    if (text === wanted) return 0;
    if (text.startsWith(wanted)) return 1;
    if (text.includes(` ${wanted}`)) return 2;
    return text.includes(wanted) && (wanted.length >= 4 || wanted.includes('語')) ? 3 : Number.POSITIVE_INFINITY;
  };
  const best = (wanted: string): number =>
    Math.min(...byWeight.flatMap((texts, weight) => texts.map((text) => matchOf(wanted, text) * 4 + weight)));
  const whole = best(query);
  const words = query.split(' ');
  if (Number.isFinite(whole) || words.length < 2 || words.some((word) => word.length < 2)) return whole;
  return 100 + Math.max(...words.map(best));
}

function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
