// Audio sources made on request: of an upload, or anew by other parameters; the answer waits for the clip.
import { createRoute, z } from '@hono/zod-openapi';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { RecordId, Sha256 } from '@phonochart/catalog/text.ts';
import { Turns } from '../accounts/turns.ts';
import type { KeptClips } from '../audio/kept-clips.ts';
import { EnhanceParameters } from '../audio/sound-parameters.ts';
import type { SoundPipeline } from '../audio/sound-pipeline.ts';
import type { SoundRefusal } from '../audio/sound-refusal.ts';
import { Facts, SpeechParameters } from '../jobs/job-request.ts';
import type { SpeechSources } from '../sources/generate-source.ts';
import type { MadeSource } from '../sources/made-source.ts';
import { processRecording, relevel } from '../sources/process-recording.ts';
import { parametersOf } from '../sources/recording-source.ts';
import { SpeechError } from '../speech/engine.ts';
import type { ClipStore, StoredClip } from '../store/clip-store.ts';
import { SourceParameter } from './audio-sources.ts';
import { problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import type { Guard } from './http/guard.ts';
import type { Limits } from './http/limits.ts';
import { ProblemError, unknown } from './http/problem.ts';
import type { Inventories } from './inventories.ts';
import { canonicalId } from './phonemes.ts';
import { forEditors, refusedFor, WholeSource, wholeSource } from './source-answer.ts';
import { notASound } from './upload-answer.ts';

type Deps = {
  store: ClipStore;
  inventories: Inventories;
  pipeline: SoundPipeline;
  kept: KeptClips;
  speech: SpeechSources;
  guard: Guard;
  limits: Limits;
};

const tags = ['audio sources'];

/**
 * Each holds a recording of up to 10 MB in memory while it waits for the pipeline, so few wait there and the rest before
 * it. More than that at once is a job.
 */
const turns = new Turns({ atOnce: 4, mostWaiting: 200 });
const whole = (description: string) => ({ description, content: { 'application/json': { schema: WholeSource } } });
const fresh = { 'cache-control': 'no-store' };

const NewSource = z
  .strictObject({
    language: z.string().max(64).meta({ description: 'Code of the language', example: 'english-gb' }),
    upload: Sha256.meta({ description: 'An upload, by its hash' }),
    voices: RecordId.meta({ description: 'The phoneme, realisation or word that it is of', example: 'english-gb:ʃ' }),
    facts: Facts,
    parameters: EnhanceParameters.prefault({}),
  })
  .meta({ id: 'NewSource' });

export function makeSource(api: Api, path: string, deps: Deps): void {
  const { store, inventories, guard, limits } = deps;
  const route = createRoute({
    method: 'post',
    path,
    summary: 'Make an upload the recording of a sound or word',
    tags,
    middleware: [guard.editor, limits.uploads] as const,
    request: { body: { required: true, content: { 'application/json': { schema: NewSource } } } },
    responses: {
      200: whole('The same recording of the same sound was there; it is as the request says now'),
      201: whole('The source; Location is its address'),
      400: problemAnswer('Something in it is not valid, or the upload is no clip (`reason` says why)'),
      404: problemAnswer('No such language, upload, phoneme, realisation or word'),
      503: problemAnswer('Too many at once; Retry-After says when to come back. A batch takes thousands'),
      ...forEditors,
    },
  });
  api.openapi(route, async (c) => {
    const { language, upload, voices, facts, parameters } = c.req.valid('json');
    const { inventory } = await inventories.get(language).catch((error: unknown) => {
      const isUnknown = error instanceof ProblemError && error.type === 'unknown-language';
      throw isUnknown ? unknown('unknown-language', 'language', language) : error;
    });
    const sound = { ...facts, voices: canonicalId(voices) };
    const made = await turns.take(() => processRecording(deps, inventory, { sha256: upload }, sound, parameters));
    if ('refused' in made) {
      if (made.refused === 'no-original') throw unknown('unknown-upload', 'upload', upload);
      if (made.refused === 'unknown-sound') throw unknown('unknown-sound', 'voices', voices);
      throw notASound(made);
    }
    const before = await store.getClip(made.source.id);
    const stored = await bring(store, inventory, made, before?.brought_by ?? 'uploads');
    const location = `${path}/${encodeURIComponent(made.source.id)}`;
    return c.json(wholeSource(stored), before ? 200 : 201, { ...fresh, location });
  });
}

const Anew = SpeechParameters.extend({
  parameters: EnhanceParameters.optional().meta({
    description: 'Of a recording; those by which it was made where they are not given',
  }),
}).meta({ id: 'Regeneration' });

export function regenerateSource(api: Api, path: string, deps: Deps): void {
  const { store, inventories, guard, limits } = deps;
  const route = createRoute({
    method: 'post',
    path,
    summary: 'Make a source again: say it anew, or process its recording by other parameters; devices hear of it',
    tags,
    middleware: [guard.editor, limits.writes] as const,
    request: {
      params: SourceParameter,
      body: { required: true, content: { 'application/json': { schema: Anew } } },
    },
    responses: {
      200: whole(
        'As it is now. Speech that came with the language stays beside what is said anew, which has an id of its own',
      ),
      400: problemAnswer('A parameter is not valid, or of another kind of source, or the voice cannot say it so'),
      404: problemAnswer('No such source'),
      409: problemAnswer('The recording that it was made of is not kept'),
      503: problemAnswer('The speech engine fails, or too many at once; try again'),
      ...forEditors,
    },
  });
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const { parameters, ...speech } = c.req.valid('json');
    const stored = await store.getClip(canonicalId(id));
    if (!stored) throw unknown('unknown-clip', 'id', id);
    const { inventory } = await inventories.get(stored.code);
    const isRecording = stored.clip.source_type === 'native' || stored.clip.source_type === 'human';
    refuseForeign(isRecording ? Object.keys(speech) : parameters ? ['parameters'] : [], isRecording);
    const made = isRecording
      ? await turns.take(() => relevel(deps, inventory, stored.clip, parameters ?? parametersOf(stored.clip)))
      : await sayAnew(deps.speech, inventory, stored, speech);
    if (made === 'unchanged') return c.json(wholeSource(stored), 200, fresh);
    if ('refused' in made) throw remakeRefused(made);
    const by = isRecording ? (stored.brought_by ?? 'uploads') : 'speech';
    return c.json(wholeSource(await bring(store, inventory, made, by)), 200, fresh);
  });
}

/** By the rate and pitch at which it was said, where nobody asks for others. */
async function sayAnew(
  speech: SpeechSources,
  inventory: Inventory,
  { clip }: StoredClip,
  asked: z.infer<typeof SpeechParameters>,
): Promise<MadeSource> {
  const { metadata = {}, voice_id, voices } = clip;
  // Only of a voice that nothing can check is it the editor's own choice; else the voice table chooses.
  const voice = asked.voice ?? (metadata.checked === 'no' ? voice_id : undefined);
  const [rate, pitch] = (['rate', 'pitch'] as const).map((name) => asked[name] ?? numberIn(metadata[name]));
  const made = await speech.make(inventory, voices, { rate, pitch, voice }).catch((error: unknown) => {
    throw error instanceof SpeechError ? new ProblemError('not-ready', { detail: error.message }) : error;
  });
  if (!('refused' in made)) return made;
  const errors = [{ field: 'id', message: made.refused }];
  throw new ProblemError('invalid-parameter', { detail: made.refused, errors });
}

const numberIn = (text: string | undefined): number | undefined => {
  const number = Number(text ?? Number.NaN);
  return Number.isInteger(number) ? number : undefined;
};

function refuseForeign(fields: readonly string[], isRecording: boolean): void {
  if (fields.length === 0) return;
  const message = isRecording
    ? 'it is a recording: it takes `parameters`'
    : 'it is speech: it takes rate, pitch, voice';
  const errors = fields.map((field) => ({ field, message }));
  throw new ProblemError('invalid-parameter', { detail: message, errors });
}

function remakeRefused(refusal: SoundRefusal): ProblemError {
  if (refusal.refused !== 'no-original') return notASound(refusal);
  return new ProblemError('conflict', { detail: refusal.message });
}

async function bring(store: ClipStore, { id: code }: Inventory, { source, peaks }: MadeSource, by: string) {
  await store.bringClips(code, [{ ...source, peaks }], { source: by }).catch(refusedFor(source.id));
  const stored = await store.getClip(source.id);
  if (!stored) throw unknown('unknown-clip', 'id', source.id);
  return stored;
}
