// The record of a clip that was made of a recording: the same whether the recording was uploaded or imported.
import type { AudioSource, Frame } from '@phonochart/catalog/audio.ts';
import type { ClipKeeper } from '../audio/clip-storage.ts';
import { sha256Of } from '../audio/kept-clips.ts';
import { type MadeClip, PIPELINE } from '../audio/process-sound.ts';
import { soundDefaults } from '../audio/sound-defaults.ts';
import { type SoundParameters, TransformParameters } from '../audio/sound-parameters.ts';
import { soundTypes } from '../audio/sound-type.ts';
import type { MadeSource } from './made-source.ts';
import type { Target } from './recording-target.ts';

/** What is known of a recording beside its sound. */
export type RecordingFacts = {
  /** Id of the phoneme, realisation or word. */
  voices: string;
  source_type: 'native' | 'human';
  speaker?: string | undefined;
  licence: string;
  attribution: string;
  /** BCP 47 tag of what is spoken, where it is not the inventory's own. */
  language?: string | undefined;
  frame?: Frame | undefined;
  url?: string | undefined;
  /** SOURCE/FILE, where it was brought from. */
  taken_from?: string | undefined;
};

/** `language` is what is spoken where the facts do not say it. */
export function recordOf(facts: RecordingFacts, target: Target, language: string) {
  const { voices, voices_kind, kind } = target;
  const { source_type, speaker, licence, attribution, url, taken_from } = facts;
  // A consonant is hardly ever recorded alone.
  const usual = voices_kind === 'word' ? 'word' : kind === 'consonant' ? 'VCV' : 'isolated';
  return {
    voices,
    voices_kind,
    source_type,
    voice_id: speaker === undefined ? 'recording' : `speaker:${speaker}`,
    language: facts.language ?? language,
    frame: facts.frame ?? usual,
    ...(speaker === undefined ? {} : { speaker }),
    licence,
    attribution,
    metadata: { ...(taken_from === undefined ? {} : { taken_from }), ...(url === undefined ? {} : { url }) },
    preferred: false,
  } as const;
}

/** The same recording of the same sound is the same clip, whoever brings it and however often. */
export const recordingId = (code: string, voices: string, original: string): string =>
  `${code}:recording:${sha256Of(Buffer.from(`${voices}\0${original}`)).slice(0, 16)}`;

type Recorded = {
  code: string;
  target: Target;
  facts: ReturnType<typeof recordOf>;
  /** SHA-256 of the recording. */
  original: string;
  made: MadeClip;
  parameters?: SoundParameters;
  /** Where it is not the one that is made of what it voices and of what. */
  id?: string;
};

/** The clip's record; its file is safe when this resolves. Without a keeper nothing is written. */
export async function recordedSource(
  keeper: ClipKeeper | undefined,
  { code, target, facts, original, made, parameters = soundDefaults, id }: Recorded,
): Promise<MadeSource> {
  const name = `recording-${target.slug}-${sha256Of(Buffer.from(target.voices)).slice(0, 4)}`;
  const measures = await measured(keeper, code, name, made);
  const about = { original, original_type: soundTypes[made.type].mime, ...rulesOf(parameters) };
  const now = new Date().toISOString();
  return {
    source: {
      ...facts,
      id: id ?? recordingId(code, target.voices, original),
      ...measures,
      metadata: { ...facts.metadata, ...about },
      created_at: now,
      updated_at: now,
    },
    peaks: made.peaks,
  };
}

/** The record of the same clip once it is made anew; its file is safe when this resolves. */
export async function remadeSource(
  keeper: ClipKeeper,
  code: string,
  clip: AudioSource,
  made: MadeClip,
  parameters: SoundParameters,
): Promise<MadeSource> {
  const { parameters: _before, ...metadata } = clip.metadata ?? {};
  const measures = await measured(keeper, code, clip.file.replace(/\.[0-9a-f]{8}\.mp3$/, ''), made);
  const anew = { ...clip, ...measures, metadata: { ...metadata, ...rulesOf(parameters) } };
  return { source: { ...anew, updated_at: new Date().toISOString() }, peaks: made.peaks };
}

async function measured(keeper: ClipKeeper | undefined, code: string, name: string, made: MadeClip) {
  const { mp3, duration_ms, lead_in_ms, loudness } = made;
  const sha256 = sha256Of(mp3);
  const file = (await keeper?.keepClip(code, name, mp3)) ?? `${name}.${sha256.slice(0, 8)}.mp3`;
  return { file, sha256, mime: 'audio/mpeg' as const, bytes: mp3.length, duration_ms, lead_in_ms, loudness };
}

/** By what a clip was made: of its parameters those that are not the usual ones, so that it can be made again alike. */
function rulesOf(parameters: SoundParameters): { pipeline: string; parameters?: string } {
  const usual: Record<string, unknown> = soundDefaults;
  const unusual = Object.entries(parameters).filter(([name, value]) => usual[name] !== value);
  const said = JSON.stringify(Object.fromEntries(unusual));
  return { pipeline: PIPELINE, ...(unusual.length > 0 ? { parameters: said } : {}) };
}

/** Those that a clip was made with; the usual ones where it says none that are understood. */
export function parametersOf({ metadata }: Pick<AudioSource, 'metadata'>): SoundParameters {
  try {
    return TransformParameters.parse({ ...soundDefaults, ...JSON.parse(metadata?.parameters ?? '{}') });
  } catch {
    return soundDefaults;
  }
}
