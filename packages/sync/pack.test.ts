// Packing loses nothing: whatever the documents are, they come back field for field in the same order.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack } from './pack.ts';
import type { CollectionName, SyncDocument } from './protocol.ts';
import { OWN, type PackedFile, unpack } from './unpack.ts';

/** As they travel: a file is JSON, and so is each document. */
const throughTheWire = (collection: CollectionName, texts: readonly string[]) => {
  const file: PackedFile = JSON.parse(JSON.stringify(pack(collection, texts)));
  return { file, unpacked: [...unpack(file)].map((document) => JSON.stringify(document)) };
};

const symbol = fc.constantFrom(
  'p',
  'm',
  't͡ʃ',
  'n̪|n',
  'aː',
  '˥˩',
  '!',
  '"',
  '\\',
  'ʃ',
  '',
  'k p',
  '⁂',
  '😀',
  '\ud800',
  OWN,
);
const text = fc.oneof(symbol, fc.string(), fc.string({ unit: 'binary' }));
const anything = fc
  .anything({ withNullPrototype: false, maxDepth: 3 })
  .map((value) => JSON.parse(JSON.stringify(value) ?? 'null'));
const sometimes = <T>(likely: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: likely }, { weight: 1, arbitrary: anything });

/** Inventories as the store writes them, with here and there a field that no store would write. */
const inventory = fc
  .record({
    code: fc.constantFrom('aa', 'bb', 'a-b', ''),
    sounds: fc.array(fc.tuple(symbol, symbol, text), { maxLength: 8 }),
  })
  .chain(({ code, sounds }) => {
    const phonemes = fc.tuple(
      ...sounds.map(([letter, kind, other], position) =>
        fc.record(
          {
            id: sometimes(fc.constant(`${code}:${letter}`)),
            language: sometimes(fc.constant(code)),
            position: sometimes(fc.constant(position)),
            kind: fc.constantFrom('consonant', 'vowel', kind),
            symbol: sometimes(fc.constant(letter)),
            ipa: fc.constantFrom(letter, letter, other),
            symbol_in_source: fc.constantFrom(other, letter),
            status: fc.constantFrom('core', 'unknown'),
            words: fc.array(fc.record({ word: fc.constantFrom(`${code}:word:pa`, 'pa'), at: fc.nat(3) }), {
              maxLength: 2,
            }),
          },
          { requiredKeys: ['id', 'language', 'position', 'kind', 'symbol', 'ipa', 'status', 'words'] },
        ),
      ),
    );
    const ids = sounds.length > 0 ? sounds.map(([letter]) => `${code}:${letter}`) : ['nobody:p'];
    const realisation = fc.record(
      {
        phonemes: fc.array(fc.constantFrom(...ids), { minLength: 0, maxLength: 2 }),
        output: fc.array(symbol, { maxLength: 2 }),
        environment: fc.record({ text: fc.record({ en: text }) }),
        free_variation: fc.boolean(),
      },
      { requiredKeys: ['phonemes', 'output', 'free_variation'] },
    );
    const realisations = fc.array(realisation, { maxLength: 6 }).map((rows) =>
      rows.map(({ phonemes, output, ...rest }, position) => ({
        id: `${phonemes[0]}>${output.join('')}`,
        language: code,
        position,
        phonemes,
        output,
        ...rest,
        words: [],
      })),
    );
    const word = text.map((form) => ({ id: `${code}:word:${form}`, form, gloss: { en: form } }));
    const clip = fc.record({ name: text, sha: fc.constantFrom('0'.repeat(64), 'abcdef0123') }).map(({ name, sha }) => ({
      id: `${code}:audio:${name}.${sha.slice(0, 8)}.mp3`,
      voices: `${code}:${name}`,
      source_type: 'tts',
      file: `${name}.${sha.slice(0, 8)}.mp3`,
      sha256: sha,
      bytes: 4000,
      created_at: '2026-11-21T08:00:00Z',
      updated_at: '2026-11-21T08:00:00Z',
    }));
    const counts = { consonants: 0, vowels: 0, tones: 0, other: 0, total: 0, words: 0, clips: {}, audio_bytes: 0 };
    return fc.record({
      seq: sometimes(fc.nat(1000)),
      _deleted: fc.boolean(),
      id: sometimes(fc.constant(code)),
      language: sometimes(
        fc.record({
          id: fc.constant(code),
          code: fc.constant(code),
          name: text,
          autonym: text,
          counts: sometimes(fc.constant(counts)),
        }),
      ),
      phonemes: sometimes(phonemes),
      realisations: sometimes(realisations),
      words: sometimes(fc.array(word, { maxLength: 2 })),
      audio: sometimes(fc.array(clip, { maxLength: 2 })),
    });
  });
const summary = fc.record({
  seq: sometimes(fc.nat(1000)),
  _deleted: fc.boolean(),
  id: text,
  code: text,
  name: text,
  autonym: text,
  sounds: sometimes(fc.array(symbol, { maxLength: 8 }).map((symbols) => symbols.join(' '))),
});
const tombstone = fc.record({ id: text, seq: fc.nat(), _deleted: fc.constant(true) });
const strange = fc.oneof(
  fc.dictionary(
    fc.oneof(fc.string(), fc.constantFrom('__proto__', '1', 'id', 'seq', 'phonemes', 'constructor')),
    anything,
  ),
  fc.constant(JSON.parse('{"__proto__":{"id":"aa"},"id":"aa","2":1,"1":2}')),
);
const document = fc.oneof({ weight: 6, arbitrary: inventory }, summary, tombstone, strange);

test('[SHARD8] what is packed comes back as it was, whatever stands in it', () => {
  fc.assert(
    fc.property(
      fc.array(document, { maxLength: 6 }),
      fc.constantFrom('languages', 'inventories'),
      (documents, collection) => {
        const texts = documents.map((each) => JSON.stringify(each));
        expect(throughTheWire(collection, texts).unpacked).toEqual(texts);
      },
    ),
    { numRuns: 150 },
  );
});

const row = (code: string, position: number, letter: string) => ({
  id: `${code}:${letter}`,
  language: code,
  position,
  kind: 'consonant',
  symbol: letter,
  ipa: letter,
  status: 'core',
  words: [],
});
const plain = (code: string, seq: number) =>
  JSON.stringify({
    seq,
    _deleted: false,
    id: code,
    language: { id: code, code, name: code, autonym: code },
    phonemes: ['p', 't', 'k'].map((letter, position) => row(code, position, letter)),
    realisations: [],
    words: [],
    audio: [],
  });

test('[SHARD8] a plain inventory costs a sign a sound, and only a document that fits nothing travels as it is', () => {
  const { file } = throughTheWire('inventories', [plain('aa', 2), '{"__proto__":1,"seq":3}', plain('bb', 4)]);
  expect(file.symbols.split(' ').toSorted()).toEqual(['k', 'p', 't']);
  expect(file.phonemes).toHaveLength(1);
  expect(Object.keys(file.whole)).toEqual(['1']);
  expect(file.documents.columns[0]).toMatchObject({ seq: [2, 2], id: ['aa', 'bb'] });
});

test('[SHARD8] documents are made one by one, each apart from the others and from the file', () => {
  const file = pack('inventories', [plain('aa', 2), plain('bb', 4)]);
  const documents = unpack(file);
  const first = documents.next().value as SyncDocument & { phonemes: { words: unknown[] }[] };
  for (const { words } of first.phonemes) words.push('another');
  expect(JSON.stringify(documents.next().value)).toBe(plain('bb', 4));
  expect(documents.next().done).toBe(true);
});

test('what is no file of either form throws, and never goes on for ever', () => {
  const file = pack('inventories', [plain('aa', 2)]);
  const damages: object[] = [
    { packed: 2 },
    { count: 1e9 },
    { documents: { moulds: [], rows: '', columns: [] } },
    { documents: { moulds: [{ words: 0 }], rows: '#', columns: [{ words: [1e9] }] } },
    { phonemes: [] },
    { symbols: null },
    { whole: null },
  ];
  for (const damage of damages)
    expect(() => [...unpack({ ...file, ...damage } as PackedFile)], JSON.stringify(damage)).toThrow();
  for (const nothing of [null, 7, {}, { documents: 7 }]) expect(() => [...unpack(nothing as never)]).toThrow();
});
