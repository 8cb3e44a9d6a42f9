// Proves that wrong content is refused with file, line and what to write instead, and that the curated languages are right.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inventory } from '@phonochart/catalog/inventory.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadContent } from './load.ts';
import { ContentError } from './problems.ts';

/** One record a line, so that the line of a problem says which record is meant. */
const right = `{
"code": "toy", "kind": "language", "name": "Toy", "autonym": "Toy", "direction": "ltr", "script": "Latn",
"review": { "state": "unreviewed" }, "tones": "none", "licence": "CC0-1.0", "contributors": [],
"sources": [{ "citation": "Made up for a test", "used_for": "everything" }],
"phonemes": [
{ "symbol": "ɡ", "kind": "consonant", "words": ["go"] },
{ "symbol": "s", "kind": "consonant", "words": ["so"] },
{ "symbol": "oː", "kind": "vowel", "words": ["go", "so"] }
],
"realisations": [
{ "phonemes": ["ɡ"], "output": ["ɡ̊"], "environment": { "text": { "en": "At the start" } }, "words": ["go"] }
],
"words": [
{ "form": "go", "phonemic": "ɡoː", "phonetic": "ɡ̊oː", "gloss": { "en": "to move" }, "spell": "g:ɡ[ɡ̊] o:oː" },
{ "form": "so", "phonemic": "soː", "phonetic": "soː", "gloss": { "en": "thus" }, "spell": "s:s o:oː" }
],
"minimal_pairs": [["go", "so"]]
}
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phonochart-content-'));
  mkdirSync(join(folder, 'languages'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function load(text: string, name = 'toy.json') {
  writeFileSync(join(folder, 'languages', name), text);
  return loadContent({ languages: join(folder, 'languages'), audio: join(folder, 'audio') });
}

/** The problems as `line path: message`. */
function refusals(text: string, name = 'toy.json'): string[] {
  try {
    load(text, name);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    for (const { file } of error.problems) expect(file).toContain(folder);
    return error.problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);
  }
  return [];
}

test('right content compiles into an inventory whose records cite one another by id', () => {
  const [toy] = load(right);
  expect(Inventory.safeParse(toy).success).toBe(true);
  expect(toy?.phonemes[0]?.words).toEqual([{ word: 'toy:word:go', at: 0 }]);
  expect(toy?.realisations[0]).toMatchObject({
    id: 'toy:ɡ>ɡ̊',
    phonemes: ['toy:ɡ'],
    words: [{ word: 'toy:word:go', at: 0 }],
  });
  expect(toy?.language.minimal_pairs[0]).toMatchObject({ phonemes: ['toy:ɡ', 'toy:s'] });
  expect(toy?.language.counts).toMatchObject({ consonants: 2, vowels: 1, total: 3, words: 2, audio_bytes: 0 });
});

test.each<[what: string, from: string, to: string, line: number, says: RegExp]>([
  ['a duplicate symbol', '"symbol": "s"', '"symbol": "ɡ"', 7, /duplicate symbol "ɡ"/],
  ['ASCII g for ɡ', '"symbol": "ɡ"', '"symbol": "g"', 6, /look-alike "g" \(U\+0067\).*write "ɡ" \(U\+0261\)/],
  ['a colon for length', '"symbol": "oː"', '"symbol": "o:"', 8, /look-alike ":" \(U\+003A\).*write "ː" \(U\+02D0\)/],
  [
    'an unknown place',
    '"kind": "consonant", "words": ["so"]',
    '"kind": "consonant", "words": ["so"], "placement": { "type": "cell", "places": ["toothy"], "manner": "fricative" }',
    7,
    /bilabial/,
  ],
  ['an unknown field', '"form": "so"', '"form": "so", "meaning": "thus"', 15, /meaning/],
  ['a word that is not there', '"words": ["so"]', '"words": ["see"]', 7, /no word "see"/],
  ['a word without the sound', '"words": ["so"]', '"words": ["go"]', 7, /"go" does not show \/s\//],
  ['letters that do not fit', '"spell": "s:s o:oː"', '"spell": "z:s o:oː"', 15, /"z:s" does not fit/],
  [
    'a phone nobody listed',
    '"spell": "s:s o:oː"',
    '"spell": "s:s[z] o:oː"',
    15,
    /\[z\] is no listed realisation of \/s\//,
  ],
  [
    'a transcription that reads otherwise',
    '"phonemic": "soː"',
    '"phonemic": "ɡoː"',
    15,
    /does not read as the spell does: soː/,
  ],
  ['a pair that differs twice', '["go", "so"]]', '["go", "go"]]', 17, /do not differ in exactly one sound/],
  ['JSON that does not parse', '"minimal_pairs": [', '"minimal_pairs": ', 17, /not valid JSON/],
])('%s is refused with its line', (_what, from, to, line, says) => {
  expect(right).toContain(from);
  const problems = refusals(right.replace(from, to));
  expect(
    problems.some((problem) => problem.startsWith(`${line} `) && says.test(problem)),
    problems.join('\n'),
  ).toBe(true);
});

test('a file that is not named after its code is refused', () => {
  expect(refusals(right, 'other.json')).toEqual(['2 code: the file of "toy" is named toy.json, not other.json']);
});

test('a missing clip, and a clip that is not the one described, are refused with their lines', () => {
  const clip = (file: string) =>
    JSON.stringify({
      id: `toy:audio:${file}`,
      voices: 'toy:s',
      voices_kind: 'phoneme',
      source_type: 'tts',
      voice_id: 'test:voice',
      language: 'en',
      file,
      sha256: '0'.repeat(64),
      mime: 'audio/mpeg',
      bytes: 3,
      duration_ms: 100,
      lead_in_ms: 0,
      loudness: -18,
      frame: 'isolated',
      licence: 'CC0-1.0',
      attribution: 'Made up for a test',
      preferred: false,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
    }); // prettier-ignore
  mkdirSync(join(folder, 'audio/toy'), { recursive: true });
  writeFileSync(join(folder, 'audio/toy/phoneme-x.00000000.mp3'), 'abc');
  const manifest = `{ "clips": [\n${clip('phoneme-s.00000000.mp3')},\n${clip('phoneme-x.00000000.mp3')}\n] }`;
  writeFileSync(join(folder, 'audio/toy/manifest.json'), manifest);
  const problems = refusals(right);
  expect(problems[0]).toMatch(/^2 clips\[0\]\.file: missing clip phoneme-s\.00000000\.mp3/);
  expect(problems[1]).toMatch(/^3 clips\[1\]\.file: the clip .* is not the one that the manifest describes/);
});

test('the curated languages load, each with words for its sounds', () => {
  const inventories = loadContent();
  expect(inventories.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['arabic-msa', 'english-gb', 'ipa', 'vietnamese-hanoi']),
  );
  for (const { language, phonemes } of inventories) {
    if (language.kind === 'alphabet') continue;
    const poor = phonemes.filter(({ words, status }) => status === 'core' && words.length < 2).map(({ id }) => id);
    expect(poor, `core sounds of ${language.code} with fewer than two words`).toEqual([]);
  }
});
