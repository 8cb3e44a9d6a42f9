// What every store keeps when somebody brings clips to a language: [STORE13] they outlive every new version of its content.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { describe, expect, test } from 'vitest';
import { exampleInventory } from './example-inventory.ts';
import type { OpenStore } from './wire-readers.ts';

const curated = { source: 'curated', hash: 'c' };
const source = 'recordings:made';

/** A person's clip of /p/, beside the example's own synthetic one of /ʃ/. */
const recording = (code: string, more: Partial<AudioSource> = {}): AudioSource => ({
  ...exampleInventory(code).audio[0]!,
  id: `${code}:recording:1`,
  voices: `${code}:p`,
  source_type: 'human',
  voice_id: 'recording',
  speaker: 'Ann',
  file: 'p.11111111.mp3',
  sha256: '1'.repeat(64),
  ...more,
});
const without = (symbol: string): Inventory => {
  const inventory = exampleInventory('aa');
  const id = `aa:${symbol}`;
  inventory.phonemes = inventory.phonemes.filter((phoneme) => phoneme.id !== id);
  inventory.realisations = [];
  inventory.language.minimal_pairs = [];
  for (const word of inventory.words) {
    for (const segment of word.segments) delete segment.realisation;
    word.segments = word.segments.map((segment) => (segment.phoneme === id ? { ...segment, phoneme: null } : segment));
  }
  return inventory;
};

export function bringClipsContract(name: string, open: OpenStore): void {
  describe(`${name}: clips that somebody brings`, () => {
    test('[STORE13] they join the inventory in one document and are counted; a second time changes nothing', async () => {
      const { store } = await open();
      await store.loadContent([exampleInventory('aa')], curated);
      expect(await store.bringClips('AA', [recording('aa')], { source })).toMatchObject({
        added: ['aa:recording:1'],
        changed: [],
      });
      const { value } = (await store.getInventory('aa'))!;
      expect(value.audio.map(({ id }) => id)).toEqual(['aa:audio:ʃ', 'aa:recording:1']);
      expect(value.language.counts.clips).toEqual({ tts: 1, human: 1 });
      const { head } = await store.syncState();
      const later = recording('aa', { created_at: '2026-12-01T00:00:00Z', updated_at: '2026-12-01T00:00:00Z' });
      expect(await store.bringClips('aa', [later], { source })).toMatchObject({ unchanged: ['aa:recording:1'] });
      expect((await store.syncState()).head).toBe(head);
    });

    test('[STORE13] new content neither removes nor moves them, and [STORE4] the same content changes nothing', async () => {
      const { store } = await open();
      await store.loadContent([exampleInventory('aa')], curated);
      await store.bringClips('aa', [recording('aa')], { source });
      const { head } = await store.syncState();
      expect(await store.loadContent([exampleInventory('aa')], curated)).toMatchObject({ unchanged: ['aa'] });
      expect((await store.syncState()).head).toBe(head);
      const next = exampleInventory('aa', { description: 'New.' });
      next.audio.unshift({ ...next.audio[0]!, id: 'aa:audio:2', file: 'sh-2.00000000.mp3' });
      expect(await store.loadContent([next], curated)).toMatchObject({ changed: ['aa'], proposals: 0 });
      const { value } = (await store.getInventory('aa'))!;
      expect(value.audio.map(({ id }) => id)).toEqual(['aa:audio:2', 'aa:audio:ʃ', 'aa:recording:1']);
      // Still known as brought after all the rows around it were written anew.
      next.audio = [];
      await store.loadContent([next], curated);
      await store.editLanguage({ id: 'aa', patch: { family: 'Other' }, author: 'An editor' });
      await store.loadContent([exampleInventory('aa')], curated);
      expect((await store.getInventory('aa'))?.value.audio.map(({ id }) => id)).toContain('aa:recording:1');
    });

    test('[STORE13] a sound that upstream drops stays while a brought clip voices it, and the removal waits', async () => {
      const { store } = await open();
      await store.loadContent([exampleInventory('aa')], curated);
      await store.bringClips('aa', [recording('aa')], { source });
      await store.loadContent([without('p')], curated);
      const { value } = (await store.getInventory('aa'))!;
      expect(value.phonemes.map(({ id }) => id)).toContain('aa:p');
      expect(value.audio.map(({ id }) => id)).toContain('aa:recording:1');
      expect(await store.proposals()).toContainEqual(expect.objectContaining({ record: 'aa:p', change: 'remove' }));
    });

    test('[STORE13] a new take under the same id keeps what somebody chose; a dry run and a refusal do nothing', async () => {
      const { store } = await open();
      await store.loadContent([exampleInventory('aa')], curated);
      await store.bringClips('aa', [recording('aa', { preferred: true })], { source });
      const take = recording('aa', {
        file: 'p.22222222.mp3',
        sha256: '2'.repeat(64),
        created_at: '2027-01-01T00:00:00Z',
      });
      expect(await store.bringClips('aa', [take], { source, dryRun: true })).toMatchObject({ changed: [take.id] });
      const { head } = await store.syncState();
      const bad: [string, AudioSource][] = [
        ['voices', recording('aa', { id: 'aa:recording:2', voices: 'aa:nowhere' })],
        ['id', recording('aa', { id: 'aa:audio:ʃ' })],
        ['file', recording('aa', { id: 'aa:recording:3', file: '../p.mp3' })],
      ];
      for (const [field, clip] of bad)
        await expect(store.bringClips('aa', [take, clip], { source })).rejects.toMatchObject({
          code: 'invalid',
          problems: [{ field }],
        });
      await expect(store.bringClips('zz', [], { source })).rejects.toMatchObject({ code: 'not-found' });
      expect((await store.syncState()).head).toBe(head);
      await store.bringClips('aa', [take], { source });
      const held = (await store.getInventory('aa'))!.value.audio.find(({ id }) => id === take.id);
      expect(held).toMatchObject({ file: take.file, preferred: true, created_at: '2026-11-21T08:00:00Z' });
    });

    test('[STORE7] a language with brought clips that an editor deleted is not proposed again for their sake', async () => {
      const { store } = await open();
      await store.loadContent([exampleInventory('aa')], curated);
      await store.bringClips('aa', [recording('aa')], { source });
      await store.deleteLanguage('aa', 'An editor');
      expect(await store.loadContent([exampleInventory('aa')], curated)).toMatchObject({ kept: ['aa'], proposals: 0 });
    });
  });

  describe(`${name}: codes of imports`, () => {
    const origin = { source: 'csv', hash: 'a' };

    test('[STORE12] a shipped language whose code an import holds is left out and said; the rest goes in', async () => {
      const { store } = await open();
      await store.importContent([exampleInventory('aa', { name: 'Theirs' })], origin);
      const report = await store.loadContent([exampleInventory('aa'), exampleInventory('bb')], curated);
      expect(report).toMatchObject({ added: ['bb'], taken: [{ code: 'aa', by: 'csv' }], removed: [] });
      expect((await store.getLanguage('aa'))?.value.name).toBe('Theirs');
    });

    test('[STORE12] renamed, the import keeps its edits and clips, is updated as before, and frees the code', async () => {
      const { store } = await open();
      await store.importContent([exampleInventory('aa')], origin);
      await store.editPhoneme({ id: 'aa:p', patch: { description: { en: 'Mine.' } }, author: 'An editor' });
      await store.bringClips('aa', [recording('aa')], { source });
      await store.renameLanguage('AA', 'aa-mine');
      expect(await store.getInventory('aa')).toBeUndefined();
      const expected = exampleInventory('aa-mine');
      expected.phonemes[0]!.description = { en: 'Mine.' };
      const { value } = (await store.getInventory('aa-mine'))!;
      expect(value.phonemes).toEqual(expected.phonemes);
      expect(value.words).toEqual(expected.words);
      expect(value.audio.map(({ voices }) => voices)).toEqual(['aa-mine:ʃ', 'aa-mine:p']);
      expect(await store.loadContent([exampleInventory('aa')], curated)).toMatchObject({ added: ['aa'], taken: [] });
      const next = exampleInventory('aa-mine', { description: 'New.' });
      expect(await store.importContent([next], origin)).toMatchObject({ changed: ['aa-mine'] });
      const after = (await store.getInventory('aa-mine'))!.value;
      expect(after.phonemes[0]!.description).toEqual({ en: 'Mine.' });
      expect(after.audio).toHaveLength(2);
    });

    test('[STORE12] a code that is taken, was deleted or is none is refused, and so is a shipped language', async () => {
      const { store } = await open();
      await store.loadContent([exampleInventory('home'), exampleInventory('gone')], curated);
      await store.deleteLanguage('gone', 'An editor');
      await store.importContent([exampleInventory('aa')], origin);
      // `sources` stands where codes do in the addresses of clips.
      for (const to of ['home', 'gone', 'not a code', 'aa', 'sources'])
        await expect(store.renameLanguage('aa', to), to).rejects.toMatchObject({ code: 'invalid' });
      await expect(store.renameLanguage('home', 'other')).rejects.toMatchObject({ code: 'invalid' });
      await expect(store.renameLanguage('nowhere', 'other')).rejects.toMatchObject({ code: 'not-found' });
    });

    test('[STORE12] no import takes a code that is kept for a shipped language', async () => {
      const { store } = await open();
      const report = await store.importContent([exampleInventory('aa'), exampleInventory('bb')], origin, {
        reserved: new Set(['aa']),
      });
      expect(report).toMatchObject({ added: ['bb'], refused: [{ code: 'aa', problems: [{ field: 'code' }] }] });
    });
  });
}
