// What editors may ask for in one job: the shapes of each kind's tasks and of its config.
import { Frame } from '@phonochart/catalog/audio.ts';
import { Code, LanguageTag, PlainText, RecordId, Sha256 } from '@phonochart/catalog/text.ts';
import { z } from 'zod';
import { EnhanceParameters, TransformParameters } from '../audio/sound-parameters.ts';
import { speakLimits } from '../speech/engine.ts';
import { maxTasks } from '../store/job-store.ts';

/** Ids that follow-ups have hold a colon: nobody else's may. */
export const JobId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'letters, digits, hyphens, dots and underscores, at most 100')
  .meta({ description: 'Made up by whoever asks: the same request under the same id is the same job' });

/** What is known of a recording beside its sound. */
export const Facts = z.strictObject({
  source_type: z
    .enum(['native', 'human'])
    .meta({ description: '`native`: a speaker of the language. `human`: anybody else' }),
  speaker: PlainText.max(200).optional(),
  licence: PlainText.max(100).meta({ example: 'CC-BY-4.0' }),
  attribution: PlainText.max(1000).meta({ description: 'How to name the makers' }),
  frame: Frame.optional(),
  language: LanguageTag.optional().meta({ description: 'What is spoken, where it is not the language’s own tag' }),
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .refine((url) => PlainText.safeParse(url).success, 'it holds signs that cannot be seen')
    .optional(),
  taken_from: PlainText.max(300).optional(),
});
export type Facts = z.infer<typeof Facts>;
const someFacts = Facts.partial();

export const ProcessItem = z
  .strictObject({
    upload: Sha256.meta({ description: 'An upload, by its hash' }),
    voices: RecordId.optional().meta({
      description: 'The phoneme, realisation or word that it is of; without it the result is a file and no source',
    }),
    ...someFacts.shape,
  })
  .meta({ id: 'ProcessItem' });
export type ProcessItem = z.infer<typeof ProcessItem>;

const Webhook = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .meta({
    description: 'https address that is told when the job is over, signed as Standard Webhooks has it',
  });

const within = ({ least, most }: { least: number; most: number }) => z.number().int().min(least).max(most).optional();

export const SpeechParameters = z.strictObject({
  rate: within(speakLimits.rate).meta({ description: 'Words a minute; a little slower than usual where it is absent' }),
  pitch: within(speakLimits.pitch).meta({ description: '50 is the voice’s own' }),
  voice: PlainText.max(100).optional().meta({ description: 'ENGINE:VOICE, where it is not the language’s usual one' }),
});
export type SpeechParameters = z.infer<typeof SpeechParameters>;

const Languages = z.union([z.literal('all'), z.array(Code).min(1).max(5000)]);
export const soundKinds = ['phoneme', 'realisation', 'word'] as const;
const SoundKinds = z.array(z.enum(soundKinds)).min(1);

/** What has no clip yet. */
export const Missing = z
  .strictObject({
    languages: Languages.optional(),
    voices: z.array(RecordId).min(1).max(maxTasks).optional(),
    kinds: SoundKinds.optional(),
  })
  .refine(({ languages, voices }) => (languages === undefined) !== (voices === undefined), 'either languages or voices')
  .meta({ description: 'Of these languages or sounds, whatever has no clip and can be said' });
export type Missing = z.infer<typeof Missing>;

const list = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(maxTasks);
const job = { job_id: JobId.optional() };

const files = <Kind extends string, Parameters extends z.ZodType>(kind: Kind, parameters: Parameters) =>
  z.strictObject({
    ...job,
    kind: z.literal(kind),
    items: list(ProcessItem),
    config: z
      .strictObject({
        parameters,
        facts: someFacts.optional().meta({ description: 'For items that do not say it themselves' }),
        webhook: Webhook.optional(),
      })
      .prefault({} as never),
  });

export const EnhanceRequest = files('enhance', EnhanceParameters.prefault({}));
export const TransformRequest = files('transform', TransformParameters.prefault({}));

export const GenerateRequest = z.strictObject({
  ...job,
  kind: z.literal('generate'),
  items: list(z.strictObject({ voices: RecordId }))
    .optional()
    .meta({ description: 'Said anew, whatever clips there are' }),
  select: Missing.optional(),
  config: SpeechParameters.extend({ webhook: Webhook.optional() }).default({}),
});

export const RelevelRequest = z.strictObject({
  ...job,
  kind: z.literal('relevel'),
  items: list(z.strictObject({ source: RecordId })).optional(),
  select: z.strictObject({ languages: Languages }).optional().meta({
    description: 'Every clip of these languages that was made of a recording',
  }),
  config: z.strictObject({ parameters: EnhanceParameters.prefault({}), webhook: Webhook.optional() }).prefault({}),
});

/** One job: a kind, its items or a selection, and a config that holds for all of them. */
export const BatchRequest = z
  .discriminatedUnion('kind', [EnhanceRequest, TransformRequest, GenerateRequest, RelevelRequest])
  .superRefine((batch, context) => {
    const selecting = 'select' in batch && batch.select !== undefined;
    if ((batch.items !== undefined) === selecting)
      context.addIssue({ code: 'custom', path: ['items'], message: 'either items or a selection' });
  })
  .meta({ id: 'Batch' });
export type BatchRequest = z.infer<typeof BatchRequest>;
export type BatchKind = BatchRequest['kind'];
