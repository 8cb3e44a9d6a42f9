// The search follows the mirror by difference, without holding anybody up, and answers for what it has.
import { expect, test } from 'vitest';
import { createCatalogueSearch, type Followed, type FollowedDescription } from './catalogue-search.ts';

const language = (code: string, seq: number, sounds: string, more: Partial<Followed> = {}): Followed =>
  ({
    id: code,
    code,
    seq,
    kind: 'language',
    name: code,
    autonym: code,
    aliases: [],
    counts: { words: 0, clips: {} },
    sounds,
    ...more,
  }) as unknown as Followed;
const codes = (found: readonly FollowedDescription[]) => found.map(({ language }) => language.code);

test('what is new, changed or gone in the mirror is so in the search, and the rest is not read again', async () => {
  const search = createCatalogueSearch();
  const unchanged = { ...language('thai', 1, 'p t k') };
  await search.follow([unchanged, language('lao', 2, 'p ɲ'), language('khmer', 3, 'ɓ')], 'en');
  expect(search.ready).toEqual({ names: true, sounds: true });
  expect(codes(search.languages('lao', 'en'))).toEqual(['lao']);
  const before = search.version.value;

  // Would be found as "renamed", were it read again although its seq stands.
  const same = { ...unchanged, name: 'renamed' };
  await search.follow([same, language('lao', 4, 'p k', { name: 'Laotian' })], 'en');
  expect(search.version.value).toBeGreaterThan(before);
  expect(codes(search.languages('laotian', 'en'))).toEqual(['lao']);
  expect(search.languages('renamed', 'en')).toEqual([]);
  expect(search.languages('khmer', 'en')).toEqual([]);
  expect([...search.sounds('k', 'en')[0]!.holders.keys()]).toEqual(['thai', 'lao']);
  for (const symbol of ['ɲ', 'ɓ']) expect(search.sounds(symbol, 'en')).toEqual([]);
});

test('who is given other languages meanwhile goes on with those, and keeps what was read', async () => {
  const search = createCatalogueSearch();
  const many = Array.from({ length: 2000 }, (_, at) => language(`language-${at}`, at + 1, 'p t k a i u'));
  const first = search.follow(many, 'en');
  const second = search.follow(many.slice(0, 1500), 'en');
  await Promise.all([first, second]);
  expect(search.languages('language', 'en')).toHaveLength(1500);
  expect(search.sounds('p', 'en')[0]!.holders.size).toBe(1500);
});

test('several descriptions of one language count once', async () => {
  const search = createCatalogueSearch();
  const english = { iso639_3: 'eng' };
  await search.follow(
    [language('english-gb', 1, 'p θ', english), language('english-us', 2, 'θ', english), language('greek', 3, 'θ')],
    'en',
  );
  const [theta] = search.sounds('θ', 'en');
  expect(theta!.holders.size).toBe(3);
  expect(search.count(theta!)).toBe(2);
});
