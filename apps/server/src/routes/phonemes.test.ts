import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { bodyOf, clipName, type ExampleServer, exampleServer } from '../example-server.ts';
import { PhonemeAnswer, PhonemeDetail } from './phonemes.ts';

type Listed = z.infer<typeof PhonemeAnswer>;

let server: ExampleServer;
beforeAll(async () => {
  server = await exampleServer();
});
afterAll(() => server.close());

const get = (path: string) => server.app.request(`/api/languages/example${path}`);

describe('GET /phonemes', () => {
  test('lists every phoneme in the inventory’s order with what is derived', async () => {
    const phonemes = PhonemeAnswer.strict()
      .array()
      .parse(await bodyOf(get('/phonemes')));
    expect(phonemes.map(({ symbol, type, example }) => [symbol, type, example])).toEqual([
      ['p', 'consonant', 'pa'],
      ['ʃ', 'consonant', 'xa'],
      ['aː', 'vowel', 'pa'],
      ['˥', 'tone', null],
    ]);
    const [p, sh] = phonemes;
    expect(p).toMatchObject({ description: 'As in many languages.', audio_file: null });
    expect(p!.phonetic_name).toContain('bilabial');
    expect(sh).toMatchObject({
      description: sh!.phonetic_name,
      audio_file: `/api/audio/example/${clipName}`,
      articulation: { en: 'Blow air over the raised tongue.' },
    });
  });

  test('positions are those of the sound’s cell in /phonemic', async () => {
    const phonemes = (await bodyOf(get('/phonemes'))) as Listed[];
    const charts = await bodyOf(get('/phonemic'));
    for (const { id, type, row_position, column_position } of phonemes) {
      const chart = charts[`${type}s`];
      expect(chart.cells[row_position!][column_position!].map((sound: { id: string }) => sound.id)).toContain(id);
    }
  });

  test.each([
    ['consonant', ['p', 'ʃ']],
    ['vowel', ['aː']],
    ['tone', ['˥']],
  ])('type=%s gives these alone', async (type, symbols) => {
    const phonemes: Listed[] = await bodyOf(get(`/phonemes?type=${type}`));
    expect(phonemes.map(({ symbol }) => symbol)).toEqual(symbols);
  });

  test('lang=vi describes in Vietnamese', async () => {
    const [p, sh]: Listed[] = await bodyOf(get('/phonemes?lang=vi'));
    expect(p!.description).toBe('Như trong nhiều ngôn ngữ.');
    expect(sh!.description).not.toBe(((await bodyOf(get('/phonemes'))) as Listed[])[1]!.description);
  });

  test.each([
    ['type=click', 'type'],
    ['type=tone&type=vowel', 'type'],
    ['lang=fr', 'lang'],
  ])('%s is a problem that names the field', async (query, field) => {
    const answer = await get(`/phonemes?${query}`);
    expect(answer.status).toBe(400);
    expect(await bodyOf(answer)).toMatchObject({ errors: [{ field }] });
  });

  test('an unknown language is 404 that names the code', async () => {
    const answer = await server.app.request('/api/languages/nowhere/phonemes');
    expect(answer.status).toBe(404);
    expect(await bodyOf(answer)).toMatchObject({ errors: [{ field: 'code' }] });
  });
});

describe('GET /phonemes/{id}', () => {
  test('holds allophones, words and clips, each in its order', async () => {
    const answer = await get(`/phonemes/${encodeURIComponent('example:p')}`);
    const phoneme = PhonemeDetail.strict().parse(await bodyOf(answer));
    expect(phoneme.words.map(({ form, at }) => [form, at])).toEqual([
      ['pa', 0],
      ['ap', 1],
    ]);
    expect(phoneme.allophones).toMatchObject([
      { output: ['pʰ'], environment: { position: ['word-initial'] }, words: [{ form: 'pa', at: 0 }] },
    ]);
  });

  test('takes an encoded id, code in any case, letters in any normal form', async () => {
    for (const id of ['example:ʃ', 'EXAMPLE:ʃ', 'example:aː'.normalize('NFD')]) {
      expect((await get(`/phonemes/${encodeURIComponent(id)}`)).status).toBe(200);
    }
    const shown = PhonemeDetail.parse(await bodyOf(get('/phonemes/example%3A%CA%83')));
    expect(shown.audio).toMatchObject([{ file: clipName, url: `/api/audio/example/${clipName}` }]);
  });

  test.each(['example:q', 'second-hand:p', 'p', '%E0%A4%A'])('%s is no phoneme of it: 404', async (id) => {
    const answer = await get(`/phonemes/${id.includes('%') ? id : encodeURIComponent(id)}`);
    expect(answer.status).toBe(404);
    expect(await bodyOf(answer)).toMatchObject({ errors: [{ field: 'id' }] });
  });
});
