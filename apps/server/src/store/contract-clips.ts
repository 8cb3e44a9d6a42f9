// What every store keeps of clips: [CLIP1] lists, [CLIP2] edits, [CLIP3] deletions, [CLIP4] quiet ones, [CLIP5] kept speech,
// [CLIP6] waveforms and dates of bytes, [CLIP7] plays, [CLIP8] reports.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import { describe, expect, test } from 'vitest';
import type { BroughtClip, PlayBatch, Plays } from './clip-store.ts';
import { exampleInventory } from './example-inventory.ts';
import type { CatalogueStore } from './store.ts';
import { type OpenStore, pullAll } from './wire-readers.ts';

const curated = { source: 'curated', hash: 'c' };
const author = 'An editor';
const shipped = (code: string) => `${code}:audio:ʃ`;

const clip = (code: string, name: string, more: Partial<AudioSource> = {}): AudioSource => ({
  ...exampleInventory(code).audio[0]!,
  id: `${code}:recording:${name}`,
  voices: `${code}:p`,
  source_type: 'native',
  voice_id: 'recording',
  speaker: 'Zoë',
  attribution: 'Field notes',
  ...more,
});
/** As the server keeps speech that it made. */
const speech = (code: string, name: string, more: Partial<AudioSource> = {}): AudioSource =>
  clip(code, name, {
    id: `${code}:speech:${name}`,
    source_type: 'tts',
    voice_id: 'espeak-ng:en',
    cached_until: '2026-12-21T08:00:00Z',
    ...more,
  });

const load = (store: CatalogueStore, ...codes: string[]) =>
  store.loadContent(
    codes.map((code) => exampleInventory(code)),
    curated,
  );
const bring = (store: CatalogueStore, ...clips: BroughtClip[]) =>
  store.bringClips('aa', clips, { source: 'recordings:made' });
const told = async (store: CatalogueStore, code = 'aa') => (await store.getInventory(code))!.value.audio;
const headOf = async (store: CatalogueStore) => (await store.syncState()).head;

export function clipsContract(name: string, open: OpenStore): void {
  describe(`${name}: clips`, () => {
    test('[CLIP1] are listed newest first, in pages that neither miss nor double, and found by what is known of them', async () => {
      const { store } = await open();
      await load(store, 'aa', 'bb');
      const day = (number: number) => ({ created_at: `2026-11-0${number}T08:00:00Z` });
      await bring(
        store,
        clip('aa', '1', day(1)),
        clip('aa', '2', { ...day(2), voices: 'aa:word:pa', voices_kind: 'word' }),
      );
      await store.bringClips('bb', [clip('bb', '3', { ...day(2), speaker: 'Ann' })], { source: 'x' });
      const ids = async (query: Partial<Parameters<typeof store.listClips>[0]>) =>
        (await store.listClips({ limit: 10, ...query })).clips.map(({ clip }) => clip.id);
      expect(await ids({})).toEqual([
        shipped('bb'),
        shipped('aa'),
        'bb:recording:3',
        'aa:recording:2',
        'aa:recording:1',
      ]);
      const paged: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await store.listClips({ limit: 2, ...(cursor ? { cursor } : {}) });
        paged.push(...page.clips.map(({ clip }) => clip.id));
        cursor = page.next;
        if (cursor === undefined) break;
      }
      expect(paged).toEqual(await ids({}));
      const found: [Parameters<typeof ids>[0], string[]][] = [
        [{ language: 'BB', source_type: 'native' }, ['bb:recording:3']],
        [{ voice_id: 'espeak-ng:en', language: 'aa' }, [shipped('aa')]],
        [{ speaker: 'Ann' }, ['bb:recording:3']],
        [{ since: '2026-11-02', until: '2026-11-03' }, ['bb:recording:3', 'aa:recording:2']],
        [{ voices: 'aa:word:pa' }, ['aa:recording:2']],
        [{ q: 'zoe NOTES' }, ['aa:recording:2', 'aa:recording:1']],
        [{ q: 'bb:ʃ' }, [shipped('bb')]],
        [{ q: 'ann zoe' }, []],
        [{ q: "%'" }, []],
      ];
      for (const [query, expected] of found) expect(await ids(query), JSON.stringify(query)).toEqual(expected);
      for (const bad of [{ cursor: 'x' }, { limit: 0 }, { since: 'soon' }])
        await expect(ids(bad)).rejects.toMatchObject({ code: 'invalid' });
      expect(await store.getClip('aa:recording:1')).toMatchObject({
        code: 'aa',
        brought_by: 'recordings:made',
        stats: { plays: 0, generated_at: '2026-11-01T08:00:00.000Z' },
      });
      expect(await store.getClip(shipped('aa'))).not.toHaveProperty('brought_by');
      expect(await store.getClip('aa:nothing')).toBeUndefined();
    });

    test('[CLIP2] an edit reaches devices, and content, loaded again, leaves it alone and proposes its own word', async () => {
      const { store } = await open();
      await load(store, 'aa');
      const { seq } = await store.editClip({
        id: shipped('aa'),
        author,
        patch: { licence: 'CC BY 4.0', speaker: 'Ann' },
      });
      expect((await store.getInventory('aa'))?.seq).toBe(seq);
      expect((await told(store))[0]).toMatchObject({ licence: 'CC BY 4.0', speaker: 'Ann' });
      expect(await load(store, 'aa')).toMatchObject({ unchanged: ['aa'], proposals: 0 });
      expect(await headOf(store)).toBe(seq);
      const next = exampleInventory('aa');
      next.audio[0]!.licence = 'CC BY-SA 4.0';
      expect(await store.loadContent([next], curated)).toMatchObject({ kept: ['aa'], proposals: 1 });
      expect((await told(store))[0]!.licence).toBe('CC BY 4.0');
      expect(await store.proposals()).toMatchObject([{ kind: 'audio', record: shipped('aa'), field: 'licence' }]);
    });

    test('[CLIP2] an import, run again, leaves an edit of a brought clip alone, and its new word waits through a load', async () => {
      const { store } = await open();
      await load(store, 'aa');
      await bring(store, clip('aa', '1'));
      await store.editClip({ id: 'aa:recording:1', author, patch: { speaker: null, licence: 'CC BY 4.0' } });
      expect(await bring(store, clip('aa', '1'))).toMatchObject({ unchanged: ['aa:recording:1'] });
      expect(await store.proposals()).toEqual([]);
      const take = clip('aa', '1', { sha256: '3'.repeat(64), speaker: 'Zoe', cached_until: '2027-01-01T00:00:00Z' });
      expect(await bring(store, take)).toMatchObject({ changed: ['aa:recording:1'] });
      const held = (await told(store)).find(({ id }) => id === take.id)!;
      expect(held).toMatchObject({ sha256: take.sha256, licence: 'CC BY 4.0', cached_until: take.cached_until });
      expect(held).not.toHaveProperty('speaker');
      await load(store, 'aa');
      expect(await store.proposals()).toMatchObject([{ record: take.id, field: 'speaker', value: 'Zoe' }]);
      await bring(store, clip('aa', '1'));
      expect(await store.proposals()).toEqual([]);
    });

    test('[CLIP2] one clip of a sound is preferred: choosing another takes it from the first, also for later loads', async () => {
      const { store } = await open();
      await load(store, 'aa');
      await bring(store, clip('aa', '1', { voices: 'aa:ʃ' }), clip('aa', '2', { preferred: true }));
      await store.editClip({ id: shipped('aa'), author, patch: { preferred: true } });
      await store.editClip({ id: 'aa:recording:1', author, patch: { preferred: true } });
      await load(store, 'aa');
      const preferred = (await told(store)).filter((each) => each.preferred).map(({ id }) => id);
      expect(preferred).toEqual(['aa:recording:1', 'aa:recording:2']);
    });

    test('[CLIP2] an edit that makes no sense is refused whole', async () => {
      const { store } = await open();
      await load(store, 'aa');
      await bring(store, clip('aa', '1'));
      const head = await headOf(store);
      const bad: [string, object, string][] = [
        [shipped('aa'), { source_type: 'native' }, 'source_type'],
        ['aa:recording:1', { source_type: 'tts' }, 'source_type'],
        ['aa:recording:1', { cached_until: '2026-11-21T08:00:00Z' }, 'cached_until'],
        ['aa:recording:1', { licence: '' }, 'licence'],
        ['aa:recording:1', { language: 'not a tag' }, 'language'],
        ['aa:recording:1', { sha256: '0'.repeat(64) }, 'sha256'],
        ['aa:recording:1', { attribution: null }, 'attribution'],
      ];
      for (const [id, patch, field] of bad)
        await expect(store.editClip({ id, author, patch }), field).rejects.toMatchObject({
          code: 'invalid',
          problems: [{ record: id, field }],
        });
      await expect(store.editClip({ id: 'aa:no', author, patch: {} })).rejects.toMatchObject({ code: 'not-found' });
      await expect(store.deleteClip({ id: 'aa:no', author })).rejects.toMatchObject({ code: 'not-found' });
      await expect(store.deleteClip({ id: shipped('aa'), author: ' ' })).rejects.toMatchObject({ code: 'invalid' });
      expect(await headOf(store)).toBe(head);
      await store.editClip({ id: 'aa:recording:1', author, patch: { source_type: 'human' } });
      expect((await store.getLanguage('aa'))?.value.counts.clips).toEqual({ tts: 1, human: 1 });
    });

    test('[CLIP3] [STORE7] a deleted clip that came with the content stays deleted, and is proposed once it is another one', async () => {
      const { store } = await open();
      await load(store, 'aa');
      await store.editClip({ id: shipped('aa'), author, patch: { speaker: 'Ann' } });
      const { seq } = await store.deleteClip({ id: shipped('aa'), author });
      expect((await store.getInventory('aa'))?.seq).toBe(seq);
      expect(await told(store)).toEqual([]);
      expect(await load(store, 'aa')).toMatchObject({ unchanged: ['aa'], proposals: 0 });
      expect(await headOf(store)).toBe(seq);
      const next = exampleInventory('aa', { description: 'New.' });
      next.audio[0]!.sha256 = '4'.repeat(64);
      expect(await store.loadContent([next], curated)).toMatchObject({ changed: ['aa'], proposals: 1 });
      expect(await told(store)).toEqual([]);
      expect(await store.proposals()).toMatchObject([{ kind: 'audio', record: shipped('aa'), change: 'add' }]);
    });

    test('[CLIP3] a deleted recording does not come back with the next import, but with whoever brings it on purpose', async () => {
      const { store } = await open();
      await load(store, 'aa');
      await bring(store, clip('aa', '1'), clip('aa', '2'));
      await store.deleteClip({ id: 'aa:recording:1', author });
      const again = [clip('aa', '1'), clip('aa', '2')];
      const report = await store.bringClips('aa', again, { source: 'x', spareDeleted: true });
      expect(report).toEqual({ added: [], changed: [], unchanged: ['aa:recording:2'], kept: ['aa:recording:1'] });
      expect(await bring(store, ...again)).toMatchObject({ added: ['aa:recording:1'] });
      await load(store, 'aa');
      expect((await told(store)).map(({ id }) => id)).toContain('aa:recording:1');
    });

    test('[CLIP4] a clip brought quietly wakes no device, not even over a restart, until its language changes', async () => {
      const { store, again } = await open();
      await load(store, 'aa');
      await bring(store, clip('aa', '1'));
      const before = { head: await headOf(store), audio: await told(store) };
      const quiet = { source: 'speech', quiet: true };
      expect(await store.bringClips('aa', [speech('aa', 'q')], quiet)).toMatchObject({ added: ['aa:speech:q'] });
      const renewed = speech('aa', 'q', { cached_until: '2027-01-01T00:00:00Z' });
      expect(await store.bringClips('aa', [renewed], quiet)).toMatchObject({ changed: ['aa:speech:q'] });
      const restarted = await again();
      expect(await load(restarted, 'aa')).toMatchObject({ unchanged: ['aa'] });
      expect({ head: await headOf(store), audio: await told(store) }).toEqual(before);
      expect((await store.clipsOf('AA', 'aa:p')).map(({ id }) => id)).toEqual(['aa:recording:1', 'aa:speech:q']);
      expect(await store.clipsOf('aa', 'aa:nothing')).toEqual([]);
      expect(await store.clipsIn('aa')).toHaveLength(3);
      await store.editPhoneme({ id: 'aa:p', author, patch: { status: 'loan' } });
      expect(await told(store)).toContainEqual(renewed);
      expect((await store.getLanguage('aa'))?.value.counts.clips).toEqual({ tts: 2, native: 1 });
      // What a device was told, it is told to forget as well.
      await store.bringClips('aa', [speech('aa', 'r')], quiet);
      await store.deleteClip({ id: 'aa:speech:q', author });
      expect((await told(store)).map(({ id }) => id)).toEqual([shipped('aa'), 'aa:recording:1', 'aa:speech:r']);
      expect(await pullAll(store, 'inventories', before.head)).toHaveLength(1);
    });

    test('[CLIP5] clearing takes kept speech alone, of one sound, one language or all, and it may come again', async () => {
      const { store } = await open();
      await load(store, 'aa', 'bb');
      await store.editClip({ id: shipped('aa'), author, patch: { cached_until: '2026-11-21T08:00:00Z' } });
      const all = [
        speech('aa', '1'),
        speech('aa', '2', { voices: 'aa:word:pa', voices_kind: 'word' }),
        clip('aa', '1'),
      ];
      await bring(store, ...all, speech('aa', 'for-good', { cached_until: undefined }));
      await store.bringClips('bb', [speech('bb', '3')], { source: 'speech', quiet: true });
      const left = async () =>
        (await store.listClips({ limit: 20, source_type: 'tts' })).clips.map(({ clip }) => clip.id);
      expect(await store.clearSpeech({ voices: 'aa:p' })).toEqual({ removed: 1 });
      expect(await left()).not.toContain('aa:speech:1');
      expect(await store.clearSpeech({ language: 'AA' })).toEqual({ removed: 1 });
      expect((await told(store)).map(({ id }) => id)).toEqual([shipped('aa'), 'aa:recording:1', 'aa:speech:for-good']);
      expect(await store.clearSpeech('all')).toEqual({ removed: 1 });
      const head = await headOf(store);
      expect(await store.clearSpeech('all')).toEqual({ removed: 0 });
      expect(await headOf(store)).toBe(head);
      expect(await left()).toEqual([shipped('bb'), 'aa:speech:for-good', shipped('aa')]);
      const once = await store.bringClips('aa', [all[0]!], { source: 'x', spareDeleted: true });
      expect(once).toMatchObject({ added: ['aa:speech:1'], kept: [] });
    });

    test('[CLIP6] waveform and date stay while the bytes do, through edits and a new code, and never reach a document', async () => {
      const { store } = await open();
      await store.importContent([exampleInventory('aa')], { source: 'csv', hash: 'a' });
      const peaks = Array.from({ length: 128 }, (_, at) => at / 127);
      const first = clip('aa', '1', { created_at: '2026-11-01T08:00:00Z' });
      await bring(store, { ...first, peaks });
      await store.editClip({ id: first.id, author, patch: { speaker: 'Ann' } });
      await count(store, { id: 'a', plays: [played({ clip: first.id, count: 2 })] });
      await store.renameLanguage('aa', 'aa-mine');
      const id = 'aa-mine:recording:1';
      const kept = (await store.getClip(id))!;
      expect(kept.peaks).toHaveLength(128);
      for (const [at, height] of kept.peaks!.entries()) expect(height).toBeCloseTo(peaks[at]!, 2);
      expect(kept.stats).toMatchObject({ generated_at: '2026-11-01T08:00:00.000Z', plays: 2 });
      expect((await store.audioStats({ language: 'aa-mine', limit: 1 })).total.plays).toBe(2);
      expect(JSON.stringify(await pullAll(store, 'inventories'))).not.toContain('peaks');
      const take = clip('aa-mine', '1', { sha256: '5'.repeat(64), updated_at: '2026-11-20T08:00:00Z' });
      await store.bringClips('aa-mine', [take], { source: 'x' });
      const anew = (await store.getClip(id))!;
      expect(anew).not.toHaveProperty('peaks');
      expect(anew.stats).toMatchObject({ generated_at: '2026-11-20T08:00:00.000Z', plays: 2 });
      // Measured later, they are kept without a word to anybody.
      const head = await headOf(store);
      const report = await store.bringClips('aa-mine', [{ ...take, peaks }], { source: 'x' });
      expect(report).toMatchObject({ unchanged: [id] });
      expect((await store.getClip(id))?.peaks).toHaveLength(128);
      expect(await headOf(store)).toBe(head);
      for (const bad of [[], peaks.map(() => 2), peaks.map(() => Number.NaN)])
        await expect(store.bringClips('aa-mine', [{ ...take, peaks: bad }], { source: 'x' })).rejects.toMatchObject({
          problems: [{ field: 'peaks' }],
        });
    });

    test('[CLIP7] a batch counts once, to the day; what it says of the unknown is dropped, and nobody played tomorrow', async () => {
      const { store, again } = await open();
      await load(store, 'aa');
      const plays = [
        played({ count: 3 }),
        played({ count: 2, last_at: '2001-01-01T10:30:00Z' }),
        played({ clip: 'aa:gone' }),
        played({ language: 'nowhere' }),
        played({ heard: 'generated', clip: undefined, count: 4 }),
        played({ heard: 'device', clip: undefined }),
        played({ heard: 'none', clip: undefined, count: 2 }),
      ];
      expect(await count(store, { id: 'one', plays })).toBe('counted');
      expect(await count(await again(), { id: 'one', plays })).toBe('known');
      const statsOf = async () => (await store.getClip(shipped('aa')))!.stats;
      expect(await statsOf()).toMatchObject({ plays: 5, last_played_at: '2002-03-04T00:00:00.000Z' });
      await count(store, { id: 'two', plays: [played({ last_at: '9999-01-01T00:00:00Z' })] });
      expect((await statsOf()).last_played_at).toBe(`${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`);
      expect((await store.audioStats({ limit: 1 })).total.heard).toEqual({
        native: 0,
        human: 0,
        tts: 6,
        generated: 4,
        device: 1,
        none: 2,
      });
      await expect(count(store, { id: 'three', plays: [played({ last_at: 'x' })] })).rejects.toMatchObject({
        code: 'invalid',
      });
      await store.editClip({ id: shipped('aa'), author, patch: { licence: 'CC BY 4.0' } });
      expect((await statsOf()).plays).toBe(6);
      await store.deleteClip({ id: shipped('aa'), author });
      expect((await store.audioStats({ limit: 1 })).most_played).toEqual([]);
      expect((await store.audioStats({ limit: 1 })).total.heard.tts).toBe(6);
    });

    test('[CLIP8] a report sums clips, bytes, plays, hits and ages by type and language, unused and most played ones', async () => {
      const { store } = await open();
      expect((await store.audioStats({ limit: 5 })).total).toEqual(
        expect.objectContaining({ clips: 0, bytes: 0, plays: 0 }),
      );
      await load(store, 'aa', 'bb');
      const day = (number: number) => ({ created_at: `2026-11-0${number}T08:00:00Z` });
      await bring(store, clip('aa', '1', { ...day(1), bytes: 10 }), clip('aa', '2', { ...day(2), bytes: 20 }));
      const plays = [
        played({ clip: 'aa:recording:2', count: 5 }),
        played({ count: 1 }),
        played({ heard: 'device', clip: undefined, count: 2 }),
        played({ language: 'bb', heard: 'generated', clip: undefined, count: 2 }),
      ];
      await count(store, { id: 'one', plays });
      const report = await store.audioStats({ limit: 5 });
      const shippedAt = '2026-11-21T08:00:00.000Z';
      expect(report.total).toMatchObject({ clips: 4, bytes: 12_030, plays: 8, hit_rate: 0.6 });
      expect(report.total).toMatchObject({
        oldest_at: '2026-11-01T08:00:00.000Z',
        median_at: '2026-11-02T08:00:00.000Z',
      });
      expect(
        report.by_source_type.map(({ source_type, clips, plays, hit_rate }) => [source_type, clips, plays, hit_rate]),
      ).toEqual([
        ['native', 2, 5, 0.5],
        ['human', 0, 0, 0],
        ['tts', 2, 1, 0.1],
        ['generated', 0, 2, 0.2],
      ]);
      expect(report.by_language).toMatchObject([
        { language: 'aa', clips: 3, plays: 6, hit_rate: 0.75, median_at: '2026-11-02T08:00:00.000Z' },
        { language: 'bb', clips: 1, plays: 2, hit_rate: 0, median_at: shippedAt, heard: { generated: 2 } },
      ]);
      expect(report.unused).toMatchObject({ clips: 2, bytes: 6010 });
      expect(report.unused.first.map(({ clip }) => clip.id)).toEqual(['aa:recording:1', shipped('bb')]);
      expect(report.most_played.map(({ clip, stats }) => [clip.id, stats.plays])).toEqual([
        ['aa:recording:2', 5],
        [shipped('aa'), 1],
      ]);
      const narrow = await store.audioStats({ language: 'AA', source_type: 'native', limit: 1 });
      expect(narrow.total).toMatchObject({ clips: 2, bytes: 30, plays: 5, hit_rate: 5 / 8 });
      expect(narrow.unused).toMatchObject({ clips: 1, first: [{ clip: { id: 'aa:recording:1' } }] });
      expect(narrow.most_played).toHaveLength(1);
    });
  });
}

const played = (more: Partial<Plays> = {}): Plays => ({
  language: 'AA',
  heard: 'clip',
  clip: shipped('aa'),
  count: 1,
  last_at: '2002-03-04T23:59:00Z',
  ...more,
});
const count = (store: CatalogueStore, batch: PlayBatch) => store.countPlays(batch);
