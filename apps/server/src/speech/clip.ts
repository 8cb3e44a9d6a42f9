// Makes one clip: speaks, holds the sound against what was asked, levels it, encodes it; or says why there is none.
import { type Formants, formantsAt } from '../audio/formants.ts';
import { levelled } from '../audio/level.ts';
import { encodeMp3, leadIn } from '../audio/mp3.ts';
import { peaksOf } from '../audio/peaks.ts';
import { pitchOf } from '../audio/pitch.ts';
import { resampled } from '../audio/resample.ts';
import type { SpeakOptions, Speech, SpeechEngine } from './engine.ts';
import { strayAccent } from './pitch-accent.ts';
import { heardText, type PhoneSpan, readBack } from './read-back.ts';
import { type Refusal, requestSound, type SpeechRequest } from './request.ts';
import { levelOf, middleFrom, middleOf, strayFrom } from './tone-shape.ts';
import type { Formant, VoiceTable } from './voice-table.ts';

export type Clip = {
  mp3: Uint8Array;
  /** Of the sound and the silence kept around it, without the encoder's delay. */
  duration_ms: number;
  lead_in_ms: number;
  /** LUFS. */
  loudness: number;
  /** dBTP, before encoding. */
  true_peak: number;
  /** The waveform, 128 heights from 0 to 1. */
  peaks: number[];
  /** The engine's report of what it said; empty where it tells nothing. */
  heard: string;
};

export type ClipMaker = { make(request: SpeechRequest): Promise<Clip | Refusal> };

/** Shares by which a vowel's first and second formant may differ from what is expected: less than to the next vowel. */
const F1_TOLERANCE = 0.2;
const F2_TOLERANCE = 0.15;
/** A long vowel lasts at least this many times its short counterpart. */
const LONGER_BY = 1.5;
/** An aspirated stop lasts, from its release to the vowel, at least this many times its plain counterpart. */
const ASPIRATED_BY = 1.4;
/** ms left out at both ends of a rhyme, where the consonants beside it bend the pitch. */
const EDGE_MS = 15;

/**
 * Makes clips with one voice, and only of what it can check: a clip is accepted where the engine's own report is exactly
 * what was asked, at any rate and pitch. What it must compare with (the voice's middle pitch, a short vowel) it says for
 * itself, at the same rate and pitch. Vowels and tones are measured over their length: the faster they are said, the less
 * there is of them, and what is too short to be measured is refused.
 * @param options rate: the table's where it is not given
 */
export function clipMaker(engine: SpeechEngine, table: VoiceTable, options: SpeakOptions = {}): ClipMaker {
  if (!engine.reports)
    throw new RangeError(`${engine.name} tells nothing of what it says: its clips cannot be checked`);
  const how = { ...options, rate: options.rate ?? table.rate };
  const speak = (say: string, voice = table.voice, ending = ''): Promise<Speech> =>
    engine.speak({ phonemes: say, ending }, voice, how);
  let middle: Promise<number | undefined> | undefined;
  const middlePitch = () => {
    middle ??= levelPitch(table, speak);
    return middle;
  };

  return {
    async make(request) {
      const speech = await speak(request.say, request.voice, request.ending);
      const heard = heardText(speech.heard);
      const spans = readBack(speech, request.expect, table.hears_stress);
      if (!spans) {
        const asked = request.expect.map(({ hear }) => hear.join('|')).join('');
        return { refused: `asked for "${asked}", the engine says "${heard}"` };
      }
      const stray =
        (request.tones.length > 0 && strayTone(request, speech, spans, await middlePitch())) ||
        strayPitch(request, speech, spans) ||
        strayVowel(request, speech, spans) ||
        (request.check?.longer_than !== undefined &&
          (await tooShort(request.check.longer_than, LONGER_BY, table, spans, speak))) ||
        (request.check?.aspirated_of !== undefined &&
          (await tooShort(request.check.aspirated_of, ASPIRATED_BY, table, spans, speak)));
      return stray ? { refused: stray } : clipOf(speech, heard);
    },
  };
}

/** Levelled and encoded, whatever it says. */
export async function clipOf(speech: Speech, heard: string): Promise<Clip | Refusal> {
  const sample_rate = speech.sample_rate > 22_050 ? 44_100 : 22_050;
  const level = levelled(resampled(speech.pcm, speech.sample_rate, sample_rate), sample_rate);
  if ('refused' in level) return { refused: `the sound is ${level.refused}` };
  return {
    mp3: await encodeMp3(level.pcm, sample_rate),
    duration_ms: Math.round((level.pcm.length / sample_rate) * 1000),
    lead_in_ms: leadIn(level.lead_ms, sample_rate),
    loudness: Math.round(level.loudness * 10) / 10,
    true_peak: Math.round(level.true_peak * 10) / 10,
    peaks: peaksOf(level.pcm),
    heard,
  };
}

async function levelPitch({ tones, toneBearer }: VoiceTable, speak: (say: string, voice?: string) => Promise<Speech>) {
  const reference = Object.values(tones ?? {}).find(({ shape }) => levelOf(shape) !== undefined);
  if (!reference || !toneBearer) return undefined;
  const speech = await speak(toneBearer.say + reference.say, toneBearer.voice);
  const hz = middleOf(pitchOf(speech.pcm, speech.sample_rate));
  return hz === undefined ? undefined : middleFrom(hz, levelOf(reference.shape)!);
}

function strayTone(
  { tones }: SpeechRequest,
  speech: Speech,
  spans: PhoneSpan[],
  middle_hz: number | undefined,
): string | undefined {
  if (middle_hz === undefined) return 'the voice has no level tone to compare with';
  const readings = pitchOf(speech.pcm, speech.sample_rate);
  for (const { at, until, tone, name } of tones) {
    const from = vowelStart(speech, spans[at]!) + EDGE_MS;
    const to = spans[until]!.to_ms - EDGE_MS;
    const rhyme = readings.filter(({ at_ms }) => at_ms >= from && at_ms <= to);
    const stray = strayFrom(tone.shape, rhyme, middle_hz);
    if (stray) return `tone ${name}: ${stray}`;
  }
  return undefined;
}

function strayPitch({ accent }: SpeechRequest, { pcm, sample_rate }: Speech, spans: PhoneSpan[]): string | undefined {
  if (!accent) return undefined;
  const vowels = accent.vowels.map((at) => spans[at]!);
  return strayAccent(pitchOf(pcm, sample_rate), vowels, accent.at);
}

/** A tone's bearer is one piece that begins with a consonant: its last phone carries the tone. */
const vowelStart = ({ heard }: Speech, { from_ms, to_ms }: PhoneSpan): number =>
  heard.findLast(({ at_ms }) => at_ms >= from_ms && at_ms < to_ms)?.at_ms ?? from_ms;

function strayVowel({ check }: SpeechRequest, { pcm }: Speech, spans: PhoneSpan[]): string | undefined {
  if (!check?.formants) return undefined;
  const { from_ms, to_ms } = spans[0]!;
  const glides = (expected: Formant | [Formant, Formant]): expected is [Formant, Formant] => Array.isArray(expected[0]);
  const places: [share: number, expected: Formant][] = glides(check.formants)
    ? [
        [0.15, check.formants[0]],
        [0.8, check.formants[1]],
      ]
    : [[0.5, check.formants]];
  for (const [share, expected] of places) {
    const measured = formantsAt(pcm, from_ms + share * (to_ms - from_ms));
    if (!measured) return 'no two formants stand out';
    if (!near(measured, expected))
      return `its formants are ${measured.f1} and ${measured.f2} Hz where ${expected.join(' and ')} are expected`;
  }
  return undefined;
}

const near = ({ f1, f2 }: Formants, [expected1, expected2]: Formant): boolean =>
  Math.abs(f1 / expected1 - 1) <= F1_TOLERANCE && Math.abs(f2 / expected2 - 1) <= F2_TOLERANCE;

async function tooShort(
  counterpart: string,
  by: number,
  table: VoiceTable,
  spans: PhoneSpan[],
  speak: (say: string, voice?: string) => Promise<Speech>,
) {
  const request = requestSound(table, counterpart);
  if ('refused' in request) return `nothing to compare its length with: ${request.refused}`;
  const compared = readBack(await speak(request.say, request.voice), request.expect, table.hears_stress);
  if (!compared) return `nothing to compare its length with: /${counterpart}/ came out otherwise`;
  const at = spans.length === 3 ? 1 : 0;
  const [long, brief] = [spans, compared].map((each) => each[at]!.to_ms - each[at]!.from_ms) as [number, number];
  return long >= by * brief ? undefined : `it lasts ${long} ms, its short counterpart ${brief}`;
}
