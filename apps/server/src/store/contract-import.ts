// What every store keeps when languages are imported: [STORE11] each by itself, idempotent, never over an editor's change.
import { describe, expect, test } from 'vitest';
import { exampleInventory } from './example-inventory.ts';
import { type OpenStore, pullAll } from './wire-readers.ts';

const origin = { source: 'cldf:made', hash: 'a' };
const curated = { source: 'curated', hash: 'c' };
const editor = 'An editor';

export function importContract(name: string, open: OpenStore): void {
  describe(`${name}: imports`, () => {
    test('[STORE11] an import adds and changes its languages, removes none, and a second run changes nothing', async () => {
      const { store } = await open();
      await store.loadContent([exampleInventory('home')], curated);
      const first = await store.importContent([exampleInventory('aa'), exampleInventory('bb')], origin);
      expect(first).toMatchObject({ added: ['aa', 'bb'], changed: [], unchanged: [], refused: [] });
      const { head } = await store.syncState();
      const again = await store.importContent([exampleInventory('bb'), exampleInventory('aa')], origin);
      expect(again).toMatchObject({ added: [], changed: [], unchanged: ['bb', 'aa'], refused: [] });
      expect((await store.syncState()).head).toBe(head);
      const changed = [exampleInventory('aa', { description: 'New.' }), exampleInventory('cc')];
      expect(await store.importContent(changed, origin)).toMatchObject({ added: ['cc'], changed: ['aa'] });
      expect((await pullAll(store, 'languages', 0)).map(({ id }) => id).toSorted()).toEqual(['aa', 'bb', 'cc', 'home']);
      expect(await store.loadContent([exampleInventory('home')], curated)).toMatchObject({ removed: [] });
    });

    test('[STORE11] what an editor changed stays, and the new value waits; what one deleted stays deleted', async () => {
      const { store } = await open();
      await store.importContent([exampleInventory('aa'), exampleInventory('bb')], origin);
      await store.editPhoneme({ id: 'aa:p', patch: { description: { en: 'Mine.' } }, author: editor });
      await store.deleteLanguage('bb', editor);
      const next = [exampleInventory('aa'), exampleInventory('bb')];
      next[0]!.phonemes[0]!.description = { en: 'Theirs.' };
      const report = await store.importContent(next, origin);
      expect(report).toMatchObject({ added: [], changed: [], kept: ['aa', 'bb'], proposals: 1 });
      expect((await store.getInventory('aa'))?.value.phonemes[0]?.description).toEqual({ en: 'Mine.' });
      expect(await store.getInventory('bb')).toBeUndefined();
      expect(await store.proposals()).toMatchObject([
        { record: 'aa:p', field: 'description', value: { en: 'Theirs.' } },
      ]);
    });

    test('[STORE11] a language that cannot go in is refused by itself: wrong, or another source’s', async () => {
      const { store } = await open();
      await store.loadContent([exampleInventory('home')], curated);
      const wrong = exampleInventory('wrong');
      wrong.phonemes[0]!.words[0] = { word: 'wrong:word:nowhere', at: 0 };
      const report = await store.importContent(
        [exampleInventory('home', { name: 'Theirs' }), wrong, exampleInventory('good')],
        origin,
      );
      expect(report.added).toEqual(['good']);
      expect(report.refused).toMatchObject([
        { code: 'home', problems: [{ field: 'code' }] },
        { code: 'wrong', problems: [{ field: 'words.0.word' }] },
      ]);
      expect((await store.getLanguage('home'))?.value.name).toBe('Example');
      expect(await store.getLanguage('wrong')).toBeUndefined();
    });

    test('[STORE11] a dry run says what would be done and does nothing', async () => {
      const { store } = await open();
      await store.importContent([exampleInventory('aa')], origin);
      const { head } = await store.syncState();
      const languages = [exampleInventory('aa', { description: 'New.' }), exampleInventory('bb')];
      expect(await store.importContent(languages, { ...origin, hash: 'b' }, { dryRun: true })).toMatchObject({
        added: ['bb'],
        changed: ['aa'],
      });
      expect((await store.syncState()).head).toBe(head);
      expect(await store.getLanguage('bb')).toBeUndefined();
      expect((await store.getLanguage('aa'))?.value.description?.en).toBe('Made up for tests.');
    });

    test('[STORE11] an import that breaks off leaves whole languages behind, and the next run goes on', async () => {
      const { store } = await open();
      function* breaking() {
        yield exampleInventory('aa');
        throw new Error('the power went');
      }
      await expect(store.importContent(breaking(), origin)).rejects.toThrow('the power went');
      expect((await store.getInventory('aa'))?.value).toEqual(exampleInventory('aa'));
      const rest = [exampleInventory('aa'), exampleInventory('bb')];
      expect(await store.importContent(rest, origin)).toMatchObject({ added: ['bb'], unchanged: ['aa'] });
    });
  });
}
