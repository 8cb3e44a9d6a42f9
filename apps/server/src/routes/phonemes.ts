// Phonemes of a language: the list, and one with its allophones, words and clips.
import { createRoute, z } from '@hono/zod-openapi';
import { AudioSource } from '@phonochart/catalog/audio.ts';
import { Phoneme } from '@phonochart/catalog/phoneme.ts';
import { Realisation } from '@phonochart/catalog/realisation.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { LocalText } from '@phonochart/catalog/text.ts';
import { Word, type WordRef } from '@phonochart/catalog/word.ts';
import type { Answers } from './http/answers.ts';
import { json } from './http/answers.ts';
import { CodeParameter, jsonAnswers, LangQuery } from './http/declare.ts';
import type { Api } from './http/env.ts';
import { unknown } from './http/problem.ts';
import type { Inventories } from './inventories.ts';
import {
  articulationOf,
  clipOf,
  clipUrl,
  descriptionOf,
  type IndexedInventory,
  phoneticNameOf,
  soundTypes,
  typeOf,
  wordsOf,
} from './sound-answer.ts';

type Deps = { inventories: Inventories; answers: Answers };

const derived = {
  type: z.enum([...soundTypes, 'other']),
  example: z.string().nullable().meta({ description: 'Form of the best example word' }),
  phonetic_name: z.string().meta({ description: 'What the sound is called, in the interface language' }),
  description: z.string().meta({ description: 'In the interface language: an editor’s words, else the phonetic name' }),
  articulation: LocalText.meta({ description: 'How to make it, by interface language' }),
  audio_file: z.string().nullable().meta({ description: 'Address of the clip that the app would choose' }),
  row_position: z.int().min(0).nullable().meta({ description: 'Row in its chart of /phonemic, from 0' }),
  column_position: z.int().min(0).nullable(),
};

export const PhonemeAnswer = Phoneme.extend(derived).meta({ id: 'Phoneme' });

export const ClipAnswer = AudioSource.extend({ url: z.string() }).meta({ id: 'Clip' });

export const CitedWord = Word.extend({
  at: z.int().min(0).meta({ description: 'Index of the segment that is meant' }),
  audio_file: z.string().nullable(),
  audio: z.array(ClipAnswer),
}).meta({ id: 'CitedWord' });

export const AllophoneAnswer = Realisation.extend({
  words: z.array(CitedWord),
  audio_file: z.string().nullable(),
  audio: z.array(ClipAnswer),
}).meta({ id: 'Allophone' });

export const PhonemeDetail = PhonemeAnswer.extend({
  words: z.array(CitedWord),
  allophones: z.array(AllophoneAnswer),
  audio: z.array(ClipAnswer),
}).meta({ id: 'PhonemeDetail' });

const PhonemesQuery = z.object({ type: z.enum(soundTypes).optional(), lang: LangQuery });

export function listPhonemes(api: Api, path: string, { inventories, answers }: Deps): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Phonemes of a language, in its own order',
    tags: ['phonemes'],
    request: { params: z.object({ code: CodeParameter }), query: PhonemesQuery },
    responses: jsonAnswers(z.array(PhonemeAnswer), 'The phonemes'),
  });
  api.openapi(route, (c) => {
    const { code } = c.req.valid('param');
    const { type, lang } = c.req.valid('query');
    return answers.kept(c, 'head', async () => {
      const indexed = await inventories.get(code);
      const phonemes = indexed.inventory.phonemes.filter((phoneme) => !type || typeOf(phoneme) === type);
      return json(phonemes.map((phoneme) => phonemeAnswer(phoneme, indexed, lang)));
    });
  });
}

export function showPhoneme(api: Api, path: string, { inventories, answers }: Deps): void {
  const id = z.string().meta({ example: 'english-gb:ʃ' });
  const route = createRoute({
    method: 'get',
    path,
    summary: 'One phoneme with its allophones, words and clips',
    tags: ['phonemes'],
    request: { params: z.object({ code: CodeParameter, id }), query: z.object({ lang: LangQuery }) },
    responses: jsonAnswers(PhonemeDetail, 'The phoneme'),
  });
  api.openapi(route, (c) => {
    const { code, id } = c.req.valid('param');
    const { lang } = c.req.valid('query');
    return answers.kept(c, 'head', async () => {
      const indexed = await inventories.get(code);
      const wanted = canonicalId(id);
      const phoneme = indexed.inventory.phonemes.find((candidate) => candidate.id === wanted);
      if (!phoneme) throw unknown('unknown-phoneme', 'id', id);
      return json(phonemeDetail(phoneme, indexed, lang));
    });
  });
}

/** Ids are NFC and begin with the language's code, which callers may write in any case. */
export function canonicalId(id: string): string {
  const colon = id.indexOf(':');
  return (id.slice(0, colon).toLowerCase() + id.slice(colon)).normalize('NFC');
}

function phonemeAnswer(
  phoneme: Phoneme,
  indexed: IndexedInventory,
  lang: InterfaceLanguage,
): z.infer<typeof PhonemeAnswer> {
  const position = indexed.positions.get(phoneme.id);
  return {
    ...phoneme,
    type: typeOf(phoneme),
    example: wordsOf(phoneme.words, indexed.words)[0]?.word.form ?? null,
    phonetic_name: phoneticNameOf(phoneme, lang),
    description: descriptionOf(phoneme, lang),
    articulation: articulationOf(phoneme),
    audio_file: clipOf(phoneme.id, phoneme.words, indexed),
    row_position: position?.row ?? null,
    column_position: position?.column ?? null,
  };
}

function phonemeDetail(
  phoneme: Phoneme,
  indexed: IndexedInventory,
  lang: InterfaceLanguage,
): z.infer<typeof PhonemeDetail> {
  const { inventory } = indexed;
  return {
    ...phonemeAnswer(phoneme, indexed, lang),
    words: citedWords(phoneme.words, indexed),
    allophones: inventory.realisations
      .filter(({ phonemes }) => phonemes.includes(phoneme.id))
      .map((realisation) => ({
        ...realisation,
        words: citedWords(realisation.words, indexed),
        audio_file: clipOf(realisation.id, realisation.words, indexed),
        audio: clipsOf(realisation.id, indexed),
      })),
    audio: clipsOf(phoneme.id, indexed),
  };
}

const citedWords = (refs: readonly WordRef[], indexed: IndexedInventory): z.infer<typeof CitedWord>[] =>
  wordsOf(refs, indexed.words).map(({ word, at }) => ({
    ...word,
    at,
    audio_file: clipOf(word.id, [{ word: word.id, at }], indexed),
    audio: clipsOf(word.id, indexed),
  }));

const clipsOf = (id: string, { inventory, clips }: IndexedInventory): z.infer<typeof ClipAnswer>[] =>
  (clips.get(id) ?? []).map((source) => ({ ...source, url: clipUrl(inventory.id, source.file) }));
