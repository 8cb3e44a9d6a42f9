// What every catalogue store must keep, as tests over any opener; numbers in [STORE] are named here, others in SPEC.md.
//
// [STORE1] codes are matched whatever their case   [STORE2] search ignores case and diacritics
// [STORE3] lists have a fixed order and pages that neither miss nor double
// [STORE4] loading twice changes nothing           [STORE5] content never overwrites an editor's word
// [STORE6] a proposal waits exactly while upstream says something new
// [STORE7] what an editor deleted stays deleted    [STORE8] a refused change leaves nothing behind
// [STORE9] what is read back is what was loaded    [STORE10] a closed store says so
// [STORE11] an import treats each language by itself [STORE12] an import's code is its own until it is renamed
// [STORE13] clips that somebody brought outlive the content
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { describe, expect, test } from 'vitest';
import { bringClipsContract } from './contract-bring-clips.ts';
import { clipsContract } from './contract-clips.ts';
import { importContract } from './contract-import.ts';
import { wireContract } from './contract-wire.ts';
import { type ExampleOptions, exampleInventory } from './example-inventory.ts';
import type { CatalogueStore } from './store.ts';
import { type OpenStore, pullAll } from './wire-readers.ts';

const origin = { source: 'curated', hash: 'a' };
const editor = 'An editor';

const load = (store: CatalogueStore, ...inventories: Inventory[]) => store.loadContent(inventories, origin);
const example = (code: string, options?: ExampleOptions) => exampleInventory(code, options);

/** The example with other words for the description of its first phoneme, as upstream's next version. */
function withDescription(en: string, code = 'example'): Inventory {
  const inventory = example(code);
  inventory.phonemes[0]!.description = { en };
  return inventory;
}

export function storeContract(name: string, open: OpenStore): void {
  describe(`${name}: reading`, () => {
    test('[STORE9] an inventory is read back field for field, and [STORE1] by a code in any case', async () => {
      const { store } = await open();
      const loaded = example('english-gb');
      await load(store, loaded);
      expect((await store.getInventory('English-GB'))?.value).toEqual(loaded);
      expect((await store.getLanguage('ENGLISH-GB'))?.value).toEqual(loaded.language);
      expect(await store.getLanguage('english')).toBeUndefined();
    });

    test('[STORE2] search finds words of name, autonym, alias, code and family without case or diacritics', async () => {
      const { store } = await open();
      await load(store, example('vietnamese-hanoi', { name: 'Vietnamese', autonym: 'Tiếng Việt' }), example('thai'));
      const found = async (q: string) =>
        (await store.listLanguages({ q, limit: 10 })).languages.map(({ value }) => value.code);
      for (const q of ['tieng viet', 'VIỆT', 'hanoi', 'old vietnamese', 'viet invented', '  Việt  '])
        expect(await found(q), q).toEqual(['vietnamese-hanoi']);
      expect(await found('exam1234')).toHaveLength(2);
      expect(await found(' ')).toHaveLength(2);
      for (const q of ['viet thai', '%', '_', "'"]) expect(await found(q), q).toEqual([]);
    });

    test('[STORE2] [STORE3] the best match comes first: a whole name, its start, the start of a word, a part', async () => {
      const { store } = await open();
      const names = ['Changengl', 'Old English', 'English', 'Engl'];
      await load(store, ...names.map((each, index) => example(`code-${index}`, { name: each, autonym: each })));
      const found: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await store.listLanguages({ q: 'ENGL', limit: 1, ...(cursor === undefined ? {} : { cursor }) });
        found.push(...page.languages.map(({ value }) => value.name));
        cursor = page.next;
        if (cursor === undefined) break;
      }
      expect(found).toEqual(['Engl', 'English', 'Old English', 'Changengl']);
      // Fewer letters stand inside too many names to mean anything there.
      expect((await store.listLanguages({ q: 'eng', limit: 9 })).languages).toHaveLength(3);
    });

    test('[STORE3] pages follow one another in the order of names, and a cursor outlives a change of the list', async () => {
      const { store } = await open();
      const names = ['Żuk', 'alpha', 'Álpha', 'beta', 'Gamma'];
      await load(store, ...names.map((each, index) => example(`code-${index}`, { name: each })));
      const first = await store.listLanguages({ limit: 2 });
      expect(first.languages.map(({ value }) => value.name)).toEqual(['alpha', 'Álpha']);
      await store.deleteLanguage('code-1', editor);
      const second = await store.listLanguages({ limit: 2, cursor: first.next! });
      expect(second.languages.map(({ value }) => value.name)).toEqual(['beta', 'Gamma']);
      const third = await store.listLanguages({ limit: 2, cursor: second.next! });
      expect(third.languages.map(({ value }) => value.name)).toEqual(['Żuk']);
      expect(third.next).toBeUndefined();
      for (const cursor of ['', 'x', Buffer.from('[1]').toString('base64url')])
        await expect(store.listLanguages({ limit: 2, cursor })).rejects.toMatchObject({ code: 'invalid' });
    });
  });

  describe(`${name}: content and editors`, () => {
    test('[STORE4] [SEQ4] loading the same content again changes nothing and stamps no seq', async () => {
      const { store, again } = await open();
      const content = [example('aa'), example('bb')];
      expect(await load(store, ...content)).toMatchObject({ added: ['aa', 'bb'], proposals: 0 });
      const before = [await store.manifest(), await pullAll(store, 'inventories')];
      expect(await load(store, ...content)).toMatchObject({ added: [], changed: [], unchanged: ['aa', 'bb'] });
      expect(await load(await again(), ...content)).toMatchObject({ unchanged: ['aa', 'bb'] });
      expect([await store.manifest(), await pullAll(store, 'inventories')]).toEqual(before);
    });

    test('[STORE5] a field that an editor changed stays; [STORE6] the new upstream value waits, and goes with its reason', async () => {
      const { store } = await open();
      await load(store, example('example'));
      const edit = { id: 'example:p', patch: { description: { en: 'Edited.' } }, author: editor };
      const { seq } = await store.editPhoneme(edit);

      expect(await load(store, example('example'))).toMatchObject({ unchanged: ['example'], proposals: 0 });
      const upstream = withDescription('Upstream, second version.');
      upstream.phonemes[0]!.status = 'loan';
      expect(await load(store, upstream)).toMatchObject({ changed: ['example'], proposals: 1 });
      expect(await load(store, upstream)).toMatchObject({ changed: [], kept: ['example'], proposals: 1 });
      const now = await store.getInventory('example');
      expect(now!.value.phonemes[0]).toMatchObject({ description: { en: 'Edited.' }, status: 'loan' });
      expect(now!.seq).toBeGreaterThan(seq);
      expect(await store.proposals({ language: 'Example' })).toMatchObject([
        {
          language: 'example',
          kind: 'phoneme',
          record: 'example:p',
          change: 'field',
          field: 'description',
          value: { en: 'Upstream, second version.' },
          source: 'curated',
        },
      ]);
      await store.editPhoneme({ ...edit, patch: { description: { en: 'Upstream, second version.' } } });
      expect(await store.proposals()).toEqual([]);
      expect(await load(store, upstream)).toMatchObject({ unchanged: ['example'], proposals: 0 });
      await store.editPhoneme(edit);
      expect(await load(store, upstream)).toMatchObject({ proposals: 1 });
      expect(await load(store, example('example'))).toMatchObject({ proposals: 0 });
    });

    test('[STORE5] an optional field that an editor took away is not brought back', async () => {
      const { store } = await open();
      await load(store, example('example'));
      await store.editPhoneme({ id: 'example:p', patch: { approximations: null }, author: editor });
      await load(store, example('example'));
      expect((await store.getInventory('example'))!.value.phonemes[0]).not.toHaveProperty('approximations');
    });

    test('[STORE5] an edited record that upstream drops stays with all that it needs, and upstream waits', async () => {
      const { store } = await open();
      await load(store, example('example'));
      await store.editPhoneme({ id: 'example:ʃ', patch: { status: 'marginal' }, author: editor });
      const upstream = example('example');
      upstream.phonemes = upstream.phonemes.filter(({ id }) => id !== 'example:ʃ');
      upstream.words = upstream.words.filter(({ id }) => id !== 'example:word:xa');
      upstream.audio = [];
      upstream.language.spellings = [];
      upstream.language.minimal_pairs = [];
      upstream.phonemes.find(({ id }) => id === 'example:aː')!.words.pop();
      await load(store, upstream);
      const { value } = (await store.getInventory('example'))!;
      expect(value.phonemes.map(({ symbol }) => symbol)).toEqual(['p', 'aː', '˥', 'ʃ']);
      expect(value.phonemes.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
      expect(value.words.map(({ form }) => form)).toContain('xa');
      expect(value.language.counts).toMatchObject({ total: 4, words: 3, clips: {} });
      expect(await store.proposals()).toMatchObject([
        { kind: 'phoneme', record: 'example:ʃ', change: 'remove' },
        { kind: 'word', record: 'example:word:xa', change: 'remove' },
      ]);
      expect(await load(store, upstream)).toMatchObject({ changed: [], kept: ['example'], proposals: 2 });
    });

    test('[STORE5] a language that upstream drops becomes a tombstone unless an editor touched it', async () => {
      const { store } = await open();
      await load(store, example('aa'), example('bb'), example('cc'));
      await store.editLanguage({ id: 'BB', patch: { family: 'Edited' }, author: editor });
      expect(await load(store, example('aa'))).toMatchObject({ removed: ['cc'], kept: ['bb'], unchanged: ['aa'] });
      expect(await store.getInventory('cc')).toBeUndefined();
      expect((await store.getLanguage('bb'))?.value.family).toBe('Edited');
      expect(await store.proposals()).toMatchObject([{ language: 'bb', kind: 'language', change: 'remove' }]);
      expect(await store.loadContent([example('dd')], { source: 'phoible', hash: 'b' })).toMatchObject({ removed: [] });
      expect(
        await store.loadContent([example('aa', { name: 'Other' })], { source: 'phoible', hash: 'b' }),
      ).toMatchObject({
        taken: [{ code: 'aa', by: 'curated' }],
      });
    });

    test('[STORE7] what an editor deleted stays deleted, and is proposed once upstream says something new', async () => {
      const { store } = await open();
      await load(store, example('aa'), example('bb'));
      await store.editPhoneme({ id: 'aa:p', patch: { status: 'loan' }, author: editor });
      await store.deleteLanguage('AA', editor);
      expect(await load(store, example('aa'), example('bb'))).toMatchObject({ kept: ['aa'], added: [], proposals: 0 });
      expect(await store.getLanguage('aa')).toBeUndefined();
      expect(await load(store, withDescription('New.', 'aa'), example('bb'))).toMatchObject({
        kept: ['aa'],
        proposals: 1,
      });
      expect(await store.proposals()).toMatchObject([{ language: 'aa', kind: 'language', change: 'add' }]);
      await expect(store.deleteLanguage('aa', editor)).rejects.toMatchObject({ code: 'not-found' });
    });

    test('[STORE8] [SEQ5] wrong content is refused whole, naming every problem, and leaves nothing behind', async () => {
      const { store } = await open();
      const bad = example('bad');
      bad.phonemes[0]!.words[0] = { word: 'bad:word:nowhere', at: 0 };
      bad.audio[0]!.voices = 'bad:nothing';
      await expect(load(store, example('good'), bad)).rejects.toMatchObject({
        code: 'invalid',
        problems: [
          { record: 'bad:p', field: 'words.0.word' },
          { record: 'bad:audio:ʃ', field: 'voices' },
        ],
      });
      expect(await store.listLanguages({ limit: 10 })).toEqual({ languages: [] });
      expect((await store.syncState()).head).toBe(0);
      const thief = example('thief');
      thief.words[0]!.id = 'good:word:pa';
      for (const phoneme of thief.phonemes)
        for (const ref of phoneme.words) if (ref.word === 'thief:word:pa') ref.word = 'good:word:pa';
      thief.realisations[0]!.words = [];
      thief.language.minimal_pairs = [];
      await load(store, example('good'));
      await expect(load(store, example('good'), thief)).rejects.toMatchObject({ code: 'invalid' });
      expect((await store.getInventory('good'))?.value.words).toHaveLength(3);
    });

    test('[STORE8] a bad edit is refused with the field that is wrong, and an unknown record is not-found', async () => {
      const { store } = await open();
      await load(store, example('example'));
      const { head } = await store.syncState();
      const p = { id: 'example:p', author: editor };
      const refused = async (change: Promise<unknown>, ...fields: string[]) =>
        expect(change).rejects.toMatchObject({ code: 'invalid', problems: fields.map((field) => ({ field })) });
      await refused(store.editPhoneme({ ...p, patch: { status: 'odd' as 'core' } }), 'status');
      await refused(store.editPhoneme({ ...p, patch: { description: { vi: 'x' } as never } }), 'description.en');
      await refused(store.editPhoneme({ ...p, patch: { id: 'x' } as object }), 'id');
      await refused(store.editPhoneme({ ...p, patch: { symbol: null as unknown as string } }), 'symbol');
      await refused(store.editPhoneme({ ...p, patch: { symbol: 'ʃ' } }), 'symbol');
      await refused(store.editPhoneme({ ...p, patch: { words: [{ word: 'example:word:pa', at: 2 }] } }), 'words.0.at');
      await refused(store.editPhoneme({ ...p, author: ' ', patch: {} }), 'author');
      await refused(
        store.editWord({ id: 'example:word:pa', author: editor, patch: { form: 'p' } }),
        'segments.1.letters',
      );
      for (const id of ['example:q', 'nowhere:p'])
        await expect(store.editPhoneme({ ...p, id, patch: {} })).rejects.toMatchObject({ code: 'not-found' });
      await expect(store.editPhoneme({ ...p, patch: { status: 'loan' }, expected: head - 1 })).rejects.toMatchObject({
        code: 'conflict',
      });
      expect((await store.syncState()).head).toBe(head);
    });

    test('[SEQ1] [SEQ4] [SEQ6] an edit stamps the documents that it changes and no other', async () => {
      const { store } = await open();
      await load(store, example('aa'), example('bb'));
      const before = await store.syncState();
      const one = await store.editPhoneme({ id: 'aa:p', patch: { description: { en: 'New.' } }, author: editor });
      expect(one.seq).toBe(before.head + 1);
      expect((await store.getInventory('aa'))?.seq).toBe(one.seq);
      expect(await pullAll(store, 'languages', before.head)).toEqual([]);
      const same = await store.editPhoneme({ id: 'aa:p', patch: { description: { en: 'New.' } }, author: editor });
      expect(same.seq).toBe(one.seq);
      await store.editPhoneme({ id: 'aa:p', patch: { kind: 'vowel' }, author: editor, expected: one.seq });
      const [summary] = await pullAll(store, 'languages', before.head);
      expect(summary).toMatchObject({ id: 'aa', counts: { consonants: 1, vowels: 2 } });
      await store.editRealisation({ id: 'aa:p>pʰ', patch: { free_variation: true }, author: editor });
      await store.editWord({ id: 'aa:word:pa', patch: { stress: null }, author: editor });
      await store.editLanguage({ id: 'aa', patch: { name: 'Renamed' }, author: editor });
      const { value } = (await store.getInventory('aa'))!;
      expect(value.realisations[0]?.free_variation).toBe(true);
      expect(value.words[0]).not.toHaveProperty('stress');
      expect((await store.listLanguages({ q: 'renamed', limit: 5 })).languages).toHaveLength(1);
    });
  });

  importContract(name, open);
  bringClipsContract(name, open);
  clipsContract(name, open);
  wireContract(name, open);

  describe(`${name}: the whole`, () => {
    test('readiness tells of a working database with every migration applied', async () => {
      const { store } = await open();
      const { database, migrations } = await store.readiness();
      expect(database).toBe('ok');
      expect(migrations.applied).toBe(migrations.expected);
      expect(migrations.expected).toBeGreaterThan(0);
    });

    test('[STORE10] a closed store refuses every call as closed and is not ready; closing twice is harmless', async () => {
      const { store } = await open();
      await store.close();
      await store.close();
      await expect(store.syncState()).rejects.toMatchObject({ code: 'closed' });
      await expect(load(store, example('aa'))).rejects.toMatchObject({ code: 'closed' });
      expect((await store.readiness()).database).toBe('failing');
    });
  });
}
