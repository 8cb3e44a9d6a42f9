// The contract's part about pushed edits: SPEC.md's [PUSH] as far as a store keeps it.
import { type Json, PushAnswer, type PushedEdit, type PushResult } from '@phonochart/sync/push.ts';
import { describe, expect, test } from 'vitest';
import { exampleEdit as edit } from './example-edit.ts';
import { exampleInventory } from './example-inventory.ts';
import type { CatalogueStore } from './store.ts';
import type { OpenStore } from './wire-readers.ts';

const ann = { id: 'ann', signed: 'Ann (ann)' };
const bob = { id: 'bob', signed: 'Bob (bob)' };
const origin = { source: 'curated', hash: 'a' };

export function pushContract(name: string, open: OpenStore): void {
  const opened = async () => {
    const { store, again } = await open();
    await store.loadContent([exampleInventory('aa'), exampleInventory('bb')], origin);
    const { epoch, head } = await store.syncState();
    return { store, again, epoch, head };
  };
  const push = async (store: CatalogueStore, edits: PushedEdit[], by = ann): Promise<PushResult[]> => {
    const { epoch } = await store.syncState();
    const pushed = await store.pushEdits(epoch, edits, by);
    if (pushed.type !== 'pushed') throw new Error('the epoch is foreign');
    PushAnswer.parse({ ...pushed.state, results: pushed.results });
    return pushed.results;
  };
  const phoneme = async (store: CatalogueStore, id = 'aa:p') =>
    (await store.getInventory(id.split(':')[0]!))?.value.phonemes.find((each) => each.id === id);
  /** Runs, and proves that neither documents nor seq moved. */
  const unmoved = async <Answer>(store: CatalogueStore, run: () => Promise<Answer>): Promise<Answer> => {
    const before = [await store.syncState(), await store.documentsOf('aa'), await store.proposals()];
    const answer = await run();
    expect([await store.syncState(), await store.documentsOf('aa'), await store.proposals()]).toEqual(before);
    return answer;
  };

  describe(`${name}: pushed edits`, () => {
    test('[PUSH2] [PUSH6] each is applied through the door of the API’s editing: seq, history, and content heeds it', async () => {
      const { store, head } = await opened();
      const [first, second] = [edit(), edit({ record: 'aa', field: 'name', was: 'Example', value: 'Named anew' })];
      const results = await push(store, [first, { ...second, after: first.id }]);
      expect(results).toEqual([
        { id: first.id, outcome: 'applied', seq: head + 1 },
        // The summary changes too, and is stamped before the inventory.
        { id: second.id, outcome: 'applied', seq: head + 3 },
      ]);
      expect((await store.getInventory('aa'))?.seq).toBe(head + 3);
      expect(await phoneme(store)).toMatchObject({ description: { en: 'Lips closed.' } });
      const upstream = exampleInventory('aa', { name: 'Upstream' });
      const report = await store.loadContent([upstream, exampleInventory('bb')], { ...origin, hash: 'b' });
      expect(report.proposals).toBe(1);
      expect((await store.getLanguage('aa'))?.value.name).toBe('Named anew');
      const agreed = edit({ record: 'aa', field: 'name', was: 'Named anew', value: 'Upstream' });
      expect(await push(store, [agreed])).toMatchObject([{ outcome: 'applied' }]);
      expect(await store.proposals()).toEqual([]);
    });

    test('[PUSH6] edits of other fields and records merge, on however old a revision; null stands for absence', async () => {
      const { store } = await opened();
      await store.editPhoneme({ id: 'aa:p', patch: { status: 'loan' }, author: 'Somebody' });
      const edits = [
        edit({ was: { vi: 'Như trong nhiều ngôn ngữ.', en: 'As in many languages.' } }),
        edit({ field: 'articulation', was: null, value: { en: 'Close the lips.' } }),
        edit({ field: 'approximations', was: { vi: { text: 'p', note: 'bật hơi' } }, value: null }),
        edit({ record: 'aa:word:pa', field: 'stress', was: 0, value: 1 }),
        edit({ record: 'aa:p>pʰ', field: 'free_variation', was: false, value: true }),
      ];
      expect((await push(store, edits)).map(({ outcome }) => outcome)).toEqual(edits.map(() => 'applied'));
      const inventory = (await store.getInventory('aa'))!.value;
      const { approximations: _gone, ...rest } = exampleInventory('aa').phonemes[0]!;
      expect(inventory.phonemes[0]).toEqual({
        ...rest,
        status: 'loan',
        description: { en: 'Lips closed.' },
        articulation: { en: 'Close the lips.' },
      });
      expect(inventory.words[0]?.stress).toBe(1);
      expect(inventory.realisations[0]?.free_variation).toBe(true);
    });

    test('[PUSH3] whatever is sent again has its first outcome and no second effect, on the server and beside it', async () => {
      const { store, again } = await opened();
      const [applied, clash] = [edit(), edit({ was: { en: 'Never said.' }, value: { en: 'Mine.' } })];
      const refused = edit({ field: 'counts' });
      const sent = [applied, clash, refused];
      const first = await push(store, sent);
      expect(first.map(({ outcome }) => outcome)).toEqual(['applied', 'clash', 'refused']);
      // What would let the clash through, and would undo what was applied, changes nothing of either.
      await store.editPhoneme({ id: 'aa:p', patch: { description: { en: 'Never said.' } }, author: 'Somebody' });
      for (const each of [store, await again()])
        expect(await unmoved(store, () => push(each, [...sent, ...sent]))).toEqual([...first, ...first]);
      expect(await phoneme(store)).toMatchObject({ description: { en: 'Never said.' } });
    });

    test('[PUSH4] an id stands for one edit of one author', async () => {
      const { store } = await opened();
      const mine = edit();
      await push(store, [mine]);
      await unmoved(store, async () => {
        expect(await push(store, [mine], bob)).toMatchObject([{ outcome: 'refused', reason: 'author' }]);
        for (const other of [
          { value: null },
          { was: null },
          { field: 'names' },
          { record: 'aa:ʃ' },
          { language: 'bb' },
        ])
          expect(await push(store, [{ ...mine, ...other }])).toMatchObject([{ outcome: 'refused', reason: 'value' }]);
        // Where, when and after what it was made may have been forgotten and made anew.
        const moved = { ...mine, after: edit().id, revision: 2, made_at: '2026-11-22T08:00:00Z' };
        expect(await push(store, [moved])).toMatchObject([{ id: mine.id, outcome: 'applied' }]);
      });
    });

    test('[PUSH5] an edit waits for the author’s one before it, and nothing of it is kept until then', async () => {
      const { store } = await opened();
      const first = edit({ value: { en: 'First.' } });
      const second = edit({ after: first.id, was: { en: 'First.' }, value: { en: 'Second.' } });
      const waiting = [{ id: second.id, outcome: 'waiting', after: first.id }];
      expect(await unmoved(store, () => push(store, [second]))).toEqual(waiting);
      expect((await push(store, [second, first])).map(({ outcome }) => outcome)).toEqual(['waiting', 'applied']);
      const third = edit({ after: first.id, field: 'status', was: 'core', value: 'loan' });
      expect(await push(store, [third], bob)).toMatchObject([{ outcome: 'waiting' }]);
      expect(await push(store, [second, third])).toMatchObject([{ outcome: 'applied' }, { outcome: 'applied' }]);
      expect(await phoneme(store)).toMatchObject({ description: { en: 'Second.' }, status: 'loan' });
      // A clash and a refusal are decisions as well: what was made after them goes on.
      const clash = edit({ was: null });
      const refused = edit({ after: clash.id, field: 'id' });
      const last = edit({ after: refused.id, field: 'name', was: null, value: 'Pee' });
      expect((await push(store, [clash, refused, last])).map(({ outcome }) => outcome)).toEqual([
        'clash',
        'refused',
        'applied',
      ]);
    });

    test('[PUSH7] what the catalogue says already is applied, whatever it said before, and nothing moves', async () => {
      const { store } = await opened();
      const { seq } = await store.editPhoneme({
        id: 'aa:p',
        patch: { description: { en: 'Lips closed.' } },
        author: 'Somebody',
      });
      const agreed = edit();
      const absent = edit({ field: 'names', was: { en: 'p' }, value: null });
      expect(await unmoved(store, () => push(store, [agreed, absent]))).toEqual([
        { id: agreed.id, outcome: 'applied', seq },
        { id: absent.id, outcome: 'applied', seq },
      ]);
    });

    test('[PUSH8] [PUSH9] a clash tells both versions and waits for its author’s next word on the field', async () => {
      const { store } = await opened();
      const theirs = { en: 'Theirs.' };
      const { seq } = await store.editPhoneme({ id: 'aa:p', patch: { description: theirs }, author: 'Somebody' });
      const mine = edit({ value: { en: 'Mine.' } });
      const gone = edit({ field: 'articulation', was: { en: 'It was there.' }, value: { en: 'Mine too.' } });
      await unmoved(store, async () => {
        expect(await push(store, [mine, gone])).toEqual([
          { id: mine.id, outcome: 'clash', current: theirs, revision: seq },
          { id: gone.id, outcome: 'clash', current: null, revision: seq },
        ]);
        const told = ({ id, language, record, field, value, made_at }: PushedEdit, current: unknown) => ({
          ...{ id, language, record, field, value, made_at, current },
          revision: seq,
        });
        expect((await store.clashesOf('ann')).clashes).toEqual([told(mine, theirs), told(gone, null)]);
        expect((await store.clashesOf('bob')).clashes).toEqual([]);
      });
      // Another's word on the field decides nothing for Ann.
      await push(store, [edit({ was: theirs, value: { en: 'Bob’s.' } })], bob);
      expect((await store.clashesOf('ann')).clashes).toHaveLength(2);
      await push(store, [edit({ was: { en: 'Bob’s.' }, value: { en: 'Mine.' } })]);
      expect((await store.clashesOf('ann')).clashes.map(({ id }) => id)).toEqual([gone.id]);
      // Theirs, which has changed once more since Ann was told of it: what it says stays, and nobody asks again.
      await store.editPhoneme({ id: 'aa:p', patch: { articulation: { en: 'Newer.' } }, author: 'Somebody' });
      const theirsStays = edit({ field: 'articulation', was: null, value: null });
      expect(await unmoved(store, () => push(store, [theirsStays]))).toMatchObject([{ outcome: 'applied' }]);
      expect((await store.clashesOf('ann')).clashes).toEqual([]);
      expect(await phoneme(store)).toMatchObject({ description: { en: 'Mine.' }, articulation: { en: 'Newer.' } });
    });

    const word = { word: 'aa:word:pa', at: 0 };
    test.each<[string, Partial<PushedEdit>, reason: string, says: string]>([
      ['a language that is not there', { language: 'zz', record: 'zz' }, 'language', 'zz'],
      ['a record that is not there', { record: 'aa:q' }, 'record', 'aa:q'],
      ['a record of another language', { record: 'bb:p' }, 'record', 'bb:p'],
      ['a clip', { record: 'aa:audio:ʃ', field: 'licence' }, 'record', 'aa:audio:ʃ'],
      ['a prototype as record', { record: '__proto__' }, 'record', '__proto__'],
      ['a prototype as field', { field: '__proto__' }, 'field', 'description'],
      ['a constructor as field', { field: 'constructor' }, 'field', 'description'],
      ['a field that is the store’s own', { record: 'aa', field: 'counts' }, 'field', 'counts'],
      ['a field of another kind of record', { field: 'gloss' }, 'field', 'gloss'],
      ['another type', { value: 'Lips closed.' }, 'value', 'aa:p, description'],
      ['no English', { value: { vi: 'p' } }, 'value', 'description.en'],
      ['nothing where something must be', { field: 'status', was: 'core', value: null }, 'value', 'status'],
      ['a place in a word that it has not', { field: 'words', value: [{ ...word, at: -1 }] }, 'value', 'words.0.at'],
      ['a key that would be lost', { field: 'words', value: [word, { ...word, as: 1 }] }, 'value', 'words.1.as'],
      [
        'a key that is only inherited',
        { field: 'words', value: [{ ...word, toString: 1 }] },
        'value',
        'words.0.toString',
      ],
    ])('[PUSH10] %s is refused for good, and what it clashes with is not asked', async (_, wrong, reason, says) => {
      const { store } = await opened();
      const refused = edit(wrong);
      const [result] = await unmoved(store, () => push(store, [refused]));
      expect(result).toMatchObject({ id: refused.id, outcome: 'refused', reason });
      expect(result).toHaveProperty('detail', expect.stringContaining(says));
    });

    test('[PUSH10] what would break a link is refused, and names the record that would dangle', async () => {
      const { store } = await opened();
      const p = exampleInventory('aa').phonemes[0]!;
      const segments = exampleInventory('aa').words[0]!.segments as Json[];
      const wrong: [Partial<PushedEdit>, string][] = [
        [{ field: 'words', was: p.words, value: [{ word: 'aa:word:none', at: 0 }] }, 'words.0.word'],
        [{ field: 'words', was: p.words, value: [{ word: 'aa:word:pa', at: 9 }] }, 'words.0.at'],
        [{ field: 'symbol', was: 'p', value: 'ʃ' }, 'symbol'],
        [{ record: 'aa:word:pa', field: 'segments', was: segments, value: segments.slice(1) }, 'at'],
        [{ record: 'aa:p>pʰ', field: 'phonemes', was: ['aa:p'], value: ['bb:p'] }, 'phonemes.0'],
      ];
      for (const [broken, says] of wrong) {
        const [result] = await unmoved(store, () => push(store, [edit(broken)]));
        expect(result).toMatchObject({ outcome: 'refused', reason: 'value', detail: expect.stringContaining(says) });
      }
    });

    test('[PUSH11] a revision from the future is refused, and the same edit taken once its revision is none', async () => {
      const { store, head } = await opened();
      const early = edit({ revision: head + 1 });
      const refused = [{ id: early.id, outcome: 'refused', reason: 'revision' }];
      expect(await unmoved(store, () => push(store, [early]))).toMatchObject(refused);
      expect(await push(store, [{ ...early, revision: head }])).toMatchObject([{ outcome: 'applied' }]);
    });

    test('[PUSH12] an edit under another epoch changes nothing, and comes again under the new one', async () => {
      const { store, epoch: old, head } = await opened();
      const [before, clashing, fine] = [
        edit(),
        edit({ was: null, value: { en: 'Mine.' } }),
        edit({ record: 'aa:ʃ', was: null }),
      ];
      await push(store, [before]);
      const epoch = await store.newEpoch();
      const all = [before, clashing, fine];
      const refused = await unmoved(store, () => store.pushEdits(old, all, ann));
      expect(refused).toEqual({ type: 'foreign-epoch', state: { epoch, head: head + 1 } });
      expect((await push(store, all)).map(({ outcome }) => outcome)).toEqual(['applied', 'clash', 'applied']);
    });

    test('[PUSH14] others have their turn between two edits, and find all of one and nothing of the next', async () => {
      const { store, epoch, head } = await opened();
      const values = ['One', 'Two', 'Three', 'Four'].map((word) => ({ en: word }));
      const was = exampleInventory('aa').phonemes[0]!.description as Json;
      const pushed = store.pushEdits(
        epoch,
        values.map((value, at) => edit({ was: values[at - 1] ?? was, value })),
        ann,
      );
      const seen = new Set<string>();
      let over = false;
      const ended = pushed.finally(() => {
        over = true;
      });
      while (!over) {
        const { value, seq } = (await store.getInventory('aa'))!;
        seen.add(`${seq - head} ${value.phonemes[0]?.description?.en}`);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await ended;
      expect([...seen]).toEqual(expect.arrayContaining(['1 One', '2 Two', '3 Three']));
    });

    test('[PUSH9] a language that went away takes its clashes along only when a person says so', async () => {
      const { store } = await opened();
      const clash = edit({ was: null });
      await push(store, [clash]);
      await store.deleteLanguage('aa', 'Somebody');
      expect((await store.clashesOf('ann')).clashes.map(({ id }) => id)).toEqual([clash.id]);
      expect(await push(store, [clash])).toMatchObject([{ outcome: 'clash' }]);
    });
  });
}
