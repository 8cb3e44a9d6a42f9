// What is heard of one sound or word, and why: the clip that the rule chooses, speech made at once, or a word for the device.
import { createRoute, z } from '@hono/zod-openapi';
import { AudioSource } from '@phonochart/catalog/audio.ts';
import { isExpired, pickAudio } from '@phonochart/catalog/pick-audio.ts';
import { LanguageTag } from '@phonochart/catalog/text.ts';
import type { Context } from 'hono';
import type { SpeechOptions } from '../sources/generate-source.ts';
import type { SpeechOnDemand } from '../sources/speech-on-demand.ts';
import { SpeechError, speakLimits } from '../speech/engine.ts';
import type { CatalogueStore } from '../store/store.ts';
import { StoreError } from '../store/store-error.ts';
import { problemAnswer } from './http/declare.ts';
import type { Api, AppEnv } from './http/env.ts';
import type { Guard } from './http/guard.ts';
import type { Limits } from './http/limits.ts';
import { ProblemError, unknown } from './http/problem.ts';
import type { Inventories } from './inventories.ts';
import { canonicalId } from './phonemes.ts';
import { clipUrl, type IndexedInventory, wordsOf } from './sound-answer.ts';

export type PhonemeAudioDeps = {
  store: Pick<CatalogueStore, 'clipsOf'>;
  inventories: Inventories;
  onDemand: SpeechOnDemand;
  guard: Guard;
  limits: Limits;
};

const reasons = [
  'preferred',
  'native',
  'human',
  'synthetic',
  'on-demand',
  'refreshed',
  'no-clip',
  'refused',
  'engine-failed',
  'no-word',
] as const;

export const PhonemeAudio = z
  .object({
    id: z.string(),
    source_type: z.enum(['native', 'human', 'tts', 'generated', 'device']).meta({
      description: '`generated`: made for this very request; from the next one on it is `tts`',
    }),
    audio_url: z.string().nullable(),
    fallback_text: z.string().nullable().meta({ description: 'A word for the device to say; never IPA' }),
    fallback_word: z.string().nullable().meta({ description: 'Id of that word' }),
    reason: z.enum(reasons).meta({
      description:
        'Why this: `refused` (the voice cannot truly say it) and `engine-failed` (it may later) come with `detail`',
    }),
    status: z.enum(['success', 'fallback', 'failed']).meta({
      description: '`fallback`: there is a word for the device. `failed`: there is nothing to be heard',
    }),
    detail: z.string().optional(),
    language: z.string().nullable().meta({ description: 'BCP 47 tag of what is heard' }),
    learner: z.string().nullable(),
    source: AudioSource.nullable().meta({ description: 'The whole record: speaker, licence, length, lead-in, hash' }),
  })
  .meta({ id: 'PhonemeAudio' });
type Answer = z.infer<typeof PhonemeAudio>;

const id = z.string().meta({
  description: 'Id of a phoneme, a realisation or a word',
  example: 'english-gb:ʃ',
});
const whole = (name: keyof typeof speakLimits) =>
  z.int().min(speakLimits[name].least).max(speakLimits[name].most).optional();
const Regenerate = z.strictObject({
  rate: whole('rate').meta({ description: 'Words a minute; the voice table’s own where it is not given' }),
  pitch: whole('pitch').meta({ description: '50 is the voice’s own' }),
  voice: z.string().max(100).optional().meta({ description: 'ENGINE:VOICE; a voice without read-back only here' }),
});

const ok = { 200: { description: 'What is heard', content: { 'application/json': { schema: PhonemeAudio } } } };
const refusals = {
  400: problemAnswer('A parameter is not valid; `errors` names it'),
  401: problemAnswer('Only an editor may have speech made again'),
  403: problemAnswer('The account is no editor’s, or the request comes from another site'),
  404: problemAnswer('No such sound or word'),
  429: problemAnswer('Too much speech was made for one address; what is there already is always answered'),
};
const fresh = { 'cache-control': 'no-store' };

export function showPhonemeAudio(api: Api, path: string, deps: PhonemeAudioDeps): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'What is heard of a sound or word, and why; speech that is missing is made at once',
    tags: ['audio'],
    // Nobody needs an account but for a refresh.
    security: [{}, { token: [] }, { session: [] }],
    request: {
      params: z.object({ id }),
      query: z.object({
        learner: LanguageTag.optional().meta({
          description: 'BCP 47 tag of the learner’s own language',
          example: 'vi',
        }),
        refresh: z.enum(['0', '1']).optional().meta({ description: '1: an editor has the speech made again' }),
      }),
    },
    responses: { ...ok, ...refusals },
  });
  api.openapi(route, async (c) => {
    const { learner, refresh } = c.req.valid('query');
    const sound = await soundOf(deps, c.req.valid('param').id, learner);
    if (refresh !== '1') return c.json(await heard(c, deps, sound), 200, fresh);
    await onlyEditors(c, deps.guard);
    await deps.limits.take(c, 'writes');
    return c.json(await anew(deps, sound, {}), 200, fresh);
  });
}

export function refreshPhonemeAudio(api: Api, path: string, deps: PhonemeAudioDeps): void {
  const route = createRoute({
    method: 'post',
    path,
    summary: 'Makes the speech of a sound or word again, as an editor wants it',
    tags: ['audio'],
    middleware: [deps.guard.editor, deps.limits.writes] as const,
    request: {
      params: z.object({ id }),
      body: { required: true, content: { 'application/json': { schema: Regenerate } } },
    },
    responses: { ...ok, ...refusals },
  });
  api.openapi(route, async (c) => {
    const sound = await soundOf(deps, c.req.valid('param').id, undefined);
    return c.json(await anew(deps, sound, c.req.valid('json')), 200, fresh);
  });
}

type Sound = {
  id: string;
  indexed: IndexedInventory;
  words: { id: string; form: string }[];
  clips: AudioSource[];
  learner: string | undefined;
};

async function soundOf({ store, inventories }: PhonemeAudioDeps, asked: string, learner?: string): Promise<Sound> {
  const wanted = canonicalId(asked);
  const indexed = await inventories.get(wanted.slice(0, Math.max(0, wanted.indexOf(':')))).catch((error: unknown) => {
    if (error instanceof ProblemError && error.type === 'unknown-language') throw unknown('unknown-sound', 'id', asked);
    throw error;
  });
  const { phonemes, realisations } = indexed.inventory;
  const own = indexed.words.get(wanted);
  const refs = [...phonemes, ...realisations].find((each) => each.id === wanted)?.words;
  if (!own && !refs) throw unknown('unknown-sound', 'id', asked);
  const words = own ? [own] : wordsOf(refs!, indexed.words).map(({ word }) => word);
  // From the rows: speech that was kept quietly stands in no document yet.
  const clips = await store.clipsOf(indexed.inventory.id, wanted);
  return { id: wanted, indexed, words: words.map(({ id: word, form }) => ({ id: word, form })), clips, learner };
}

async function heard(c: Context<AppEnv>, { onDemand, limits }: PhonemeAudioDeps, sound: Sound): Promise<Answer> {
  const { inventory } = sound.indexed;
  const whyNot = onDemand.whyNot(inventory, sound.id);
  const now = Date.now();
  const choice = pickAudio(sound.clips, { ...contextOf(sound), now, canGenerate: whyNot === undefined });
  if (choice.type === 'clip') {
    // Whoever asks has the old one at once; the next one has the new one.
    if (isExpired(choice.source, now)) onDemand.renew(inventory, choice.source);
    return answerOf(sound, choice.source, choice.reason);
  }
  if (choice.type !== 'generate') return withoutClip(sound, 'no-clip', whyNot);
  return made(sound, 'on-demand', () => onDemand.say(inventory, sound.id, {}, () => limits.take(c, 'speech')));
}

const anew = ({ onDemand }: PhonemeAudioDeps, sound: Sound, options: SpeechOptions): Promise<Answer> =>
  made(sound, 'refreshed', () => onDemand.say(sound.indexed.inventory, sound.id, options));

async function made(
  sound: Sound,
  reason: 'on-demand' | 'refreshed',
  say: () => ReturnType<SpeechOnDemand['say']>,
): Promise<Answer> {
  try {
    const said = await say();
    if ('refused' in said) return withoutClip(sound, 'refused', said.refused);
    return { ...answerOf(sound, said, reason), source_type: 'generated' };
  } catch (error) {
    if (hasLeft(error)) throw unknown('unknown-sound', 'id', sound.id);
    if (!(error instanceof SpeechError)) throw error;
    return withoutClip(sound, 'engine-failed', error.message);
  }
}

/** Whether the language was renamed or deleted, or the sound removed, while it was being said. */
const hasLeft = (error: unknown): boolean =>
  error instanceof StoreError && (error.code === 'not-found' || error.problems.some(({ field }) => field === 'voices'));

function answerOf({ id: sound, indexed, learner }: Sound, source: AudioSource, reason: Answer['reason']): Answer {
  return {
    id: sound,
    source_type: source.source_type,
    audio_url: clipUrl(indexed.inventory.id, source.file),
    fallback_text: null,
    fallback_word: null,
    reason,
    status: 'success',
    language: source.language,
    learner: learner ?? null,
    source,
  };
}

/** What is left where no speech can be made: a clip after all (a refresh that failed), else a word for the device. */
function withoutClip(sound: Sound, why: 'no-clip' | 'refused' | 'engine-failed', detail: string | undefined): Answer {
  const choice = pickAudio(sound.clips, { ...contextOf(sound), now: Date.now() });
  const more = detail === undefined ? {} : { detail };
  if (choice.type === 'clip') return { ...answerOf(sound, choice.source, why), status: 'fallback', ...more };
  const word = choice.type === 'device' ? choice.word : undefined;
  return {
    id: sound.id,
    source_type: 'device',
    audio_url: null,
    fallback_text: word?.form ?? null,
    fallback_word: word?.id ?? null,
    reason: word || why !== 'no-clip' ? why : 'no-word',
    status: word ? 'fallback' : 'failed',
    ...more,
    language: sound.indexed.inventory.language.bcp47 ?? null,
    learner: sound.learner ?? null,
    source: null,
  };
}

const contextOf = ({ words, learner }: Sound) => ({
  words,
  online: true,
  ...(learner === undefined ? {} : { learner }),
});

/**
 * A GET that writes: the guard asks who it is, and of a session also that the page is ours, which a browser says of a GET
 * in Sec-Fetch-Site alone.
 */
async function onlyEditors(c: Context<AppEnv>, guard: Guard): Promise<void> {
  await guard.editor(c, async () => {});
  const from = c.req.header('sec-fetch-site');
  if (c.get('person')?.by !== 'session' || from === 'same-origin') return;
  const detail = 'a session may ask for it from our own pages only; use POST, or an API token from elsewhere';
  throw new ProblemError('foreign-origin', { detail });
}
