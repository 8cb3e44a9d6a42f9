// Makes speech of a phoneme, realisation or word into an audio source: its file is safe, its record ready for the catalogue.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { isExpired } from '@phonochart/catalog/pick-audio.ts';
import type { ClipKeeper } from '../audio/clip-storage.ts';
import { sha256Of } from '../audio/kept-clips.ts';
import { type Asker, askerOf, type Voiced } from '../speech/asked-of.ts';
import { SpeechError, type SpeechErrorCode, speakLimits } from '../speech/engine.ts';
import { voiceTables } from '../speech/espeak-voices/voice-tables.ts';
import type { Refusal } from '../speech/request.ts';
import { type SpeakTask, type SpokenClip, TABLE_ENGINE } from '../speech/speak-task.ts';
import type { SpeechService } from '../speech/speech-service.ts';
import { uncheckedRequest } from '../speech/unchecked-request.ts';
import type { VoiceTable } from '../speech/voice-table.ts';
import { voiceTableOf } from '../speech/voice-table-of.ts';
import type { MadeSource } from './made-source.ts';

export type { MadeSource } from './made-source.ts';

export type SpeechOptions = {
  /** Words a minute; the voice table's own, a little slower than usual, where it is not given. */
  rate?: number | undefined;
  /** 0 to 99; 50 is the voice's own. */
  pitch?: number | undefined;
  /**
   * `ENGINE:VOICE`. Without it, or with the voice of the table, the clip is checked. A voice of an engine that reports
   * nothing (`polly:Amy`) is heard only where it is asked for here, and its clip says `checked: no`.
   */
  voice?: string | undefined;
};

export type MakeOptions = SpeechOptions & {
  signal?: AbortSignal | undefined;
  /** `on-demand`: somebody waits for it, so it goes before what jobs ask for. */
  generated?: 'on-demand' | 'job';
};

const DAY_MS = 86_400_000;
/** Refusals that are remembered: about as many as all voice tables give. */
const MOST_REFUSALS = 10_000;
/** Codes of errors that say that it cannot be said so, now and later. */
const cannot: ReadonlySet<SpeechErrorCode> = new Set(['unknown-voice', 'silent', 'refused', 'denied']);

type Wanted = { task: SpeakTask; voiced: Voiced; language: string; frame: AudioSource['frame'] };

export class SpeechSources {
  readonly #speech: SpeechService;
  readonly #keeper: ClipKeeper;
  readonly #keepMs: number;
  readonly #now: () => number;
  readonly #askers = new WeakMap<Inventory, { table: VoiceTable; asker: Asker } | { table: undefined }>();
  /** What a voice could not say, by what it was asked: it will say the same again. */
  readonly #refusals = new Map<string, string>();

  constructor(deps: { speech: SpeechService; keeper: ClipKeeper; keepDays: number; now?: () => number }) {
    this.#speech = deps.speech;
    this.#keeper = deps.keeper;
    this.#keepMs = deps.keepDays * DAY_MS;
    this.#now = deps.now ?? Date.now;
  }

  /** Cheap: whether the inventory has a voice table, the table has the sound, and the voice has not failed at it before. */
  canSay(inventory: Inventory, id: string): boolean {
    return this.whyNot(inventory, id) === undefined;
  }

  /** Why `canSay` says no, or another voice or rate cannot, for people; undefined where it can be asked for. */
  whyNot(inventory: Inventory, id: string, options: SpeechOptions = {}): string | undefined {
    if (!this.#speech.on) return 'speech is turned off on this server';
    const wanted = this.#wanted(inventory, id, options);
    return 'refused' in wanted ? wanted.refused : this.#refusals.get(keyOf(wanted.task));
  }

  /**
   * Ids of sounds and words that have no clip but an expired one, and that the voice can be asked for: the
   * table's, or the one of the options. `audio` of the inventory counts: with the store's `clipsIn` also what was brought
   * quietly.
   */
  unsaid(
    inventory: Inventory,
    kinds: readonly AudioSource['voices_kind'][] = ['phoneme', 'realisation', 'word'],
    options: SpeechOptions = {},
  ): string[] {
    const now = this.#now();
    const voiced = new Set(inventory.audio.filter((clip) => !isExpired(clip, now)).map(({ voices }) => voices));
    const lists = { phoneme: inventory.phonemes, realisation: inventory.realisations, word: inventory.words };
    return kinds
      .flatMap((kind) => lists[kind].map(({ id }) => id))
      .filter((id) => !voiced.has(id) && this.whyNot(inventory, id, options) === undefined);
  }

  /**
   * Says one phoneme, realisation or word. A refusal says why the voice cannot; what may pass throws SpeechError, what
   * the storage cannot do StorageError, an aborted signal its reason.
   */
  async make(inventory: Inventory, id: string, options: MakeOptions = {}): Promise<MadeSource | Refusal> {
    const wanted = this.#wanted(inventory, id, options);
    if ('refused' in wanted) return wanted;
    const key = keyOf(wanted.task);
    const known = this.#refusals.get(key);
    if (known !== undefined) return { refused: known };
    const { signal, generated = 'job' } = options;
    const spoken = await this.#speak(wanted.task, { signal, urgent: generated === 'on-demand' });
    if ('refused' in spoken) {
      if (spoken.lasting) this.#remember(key, spoken.refused);
      return { refused: spoken.refused };
    }
    return this.#keep(inventory.id, wanted, spoken, generated);
  }

  async #speak(
    task: SpeakTask,
    how: { signal: AbortSignal | undefined; urgent: boolean },
  ): Promise<SpokenClip | (Refusal & { lasting: boolean })> {
    try {
      const spoken = await this.#speech.speak(task, how);
      return 'refused' in spoken ? { ...spoken, lasting: true } : spoken;
    } catch (error) {
      // Credentials may be mended meanwhile, a voice may come: only the voice's own refusal is remembered.
      if (error instanceof SpeechError && cannot.has(error.code)) return { refused: error.message, lasting: false };
      throw error;
    }
  }

  #remember(key: string, refused: string): void {
    const [oldest] = this.#refusals.keys();
    if (this.#refusals.size >= MOST_REFUSALS && oldest !== undefined) this.#refusals.delete(oldest);
    this.#refusals.set(key, refused);
  }

  async #keep(
    code: string,
    { voiced, language, frame }: Omit<Wanted, 'task'>,
    clip: SpokenClip,
    generated: 'on-demand' | 'job',
  ): Promise<MadeSource> {
    const name = `speech-${voiced.kind}-${voiced.slug.slice(0, 56)}-${digest(voiced.id).slice(0, 4)}`;
    const file = await this.#keeper.keepClip(code, name, clip.mp3);
    const now = this.#now();
    const at = new Date(now).toISOString();
    // The rate that it was said at, whether it was asked for or the table's own: said again, it is the same source.
    const { rate = '', pitch = '' } = clip.metadata;
    return {
      source: {
        id: `${code}:speech:${digest(`${voiced.id}\0${clip.voice_id}\0${rate}\0${pitch}`).slice(0, 16)}`,
        voices: voiced.id,
        voices_kind: voiced.kind,
        source_type: 'tts',
        voice_id: clip.voice_id,
        language,
        file,
        sha256: sha256Of(clip.mp3),
        mime: 'audio/mpeg',
        bytes: clip.mp3.length,
        duration_ms: clip.duration_ms,
        lead_in_ms: clip.lead_in_ms,
        loudness: clip.loudness,
        frame,
        licence: clip.licence,
        attribution: clip.attribution,
        metadata: { ...clip.metadata, generated },
        cached_until: new Date(now + this.#keepMs).toISOString(),
        preferred: false,
        created_at: at,
        updated_at: at,
      },
      peaks: clip.peaks,
    };
  }

  #wanted(inventory: Inventory, id: string, { rate, pitch, voice }: SpeechOptions): Wanted | Refusal {
    const fault = outOfRange('rate', rate) ?? outOfRange('pitch', pitch);
    if (fault !== undefined) return { refused: fault };
    const how = { ...(rate === undefined ? {} : { rate }), ...(pitch === undefined ? {} : { pitch }) };
    const known = this.#askerOf(inventory);
    const [engine = '', ...rest] = (voice ?? TABLE_ENGINE).split(':');
    const named = rest.join(':');
    if (engine !== TABLE_ENGINE) return this.#unchecked(inventory, id, { engine, voice: named, ...how });
    if (!known.table) return { refused: 'there is no voice for this language' };
    const { table, asker } = known;
    const asked = asker.one(id);
    if (!asked) return { refused: 'the inventory has no such sound' };
    const { voiced, request } = asked;
    if ('refused' in request) return request;
    if (named !== '' && named !== (request.voice ?? table.voice)) {
      return { refused: `only the voice "${request.voice ?? table.voice}" is known to say this sound` };
    }
    return { task: { table: table.language, request, ...how }, voiced, language: table.bcp47, frame: request.frame };
  }

  #unchecked(
    inventory: Inventory,
    id: string,
    named: { engine: string; voice: string; rate?: number; pitch?: number },
  ): Wanted | Refusal {
    if (!this.#speech.engines.includes(named.engine)) {
      return { refused: `there is no speech engine "${named.engine}" here, or it is not turned on` };
    }
    const request = uncheckedRequest(inventory, id);
    if ('refused' in request) return request;
    const { voiced, frame } = request;
    const language = inventory.language.bcp47 ?? inventory.language.iso639_3;
    if (language === undefined) return { refused: 'the inventory does not say which language it is of' };
    return { task: { ...named, language, say: request.say }, voiced, language, frame };
  }

  #askerOf(inventory: Inventory): { table: VoiceTable; asker: Asker } | { table: undefined } {
    let known = this.#askers.get(inventory);
    if (!known) {
      const table = voiceTableOf(inventory.language, voiceTables);
      known = table ? { table, asker: askerOf(inventory, table) } : { table };
      this.#askers.set(inventory, known);
    }
    return known;
  }
}

function outOfRange(name: keyof typeof speakLimits, value: number | undefined): string | undefined {
  const { least, most } = speakLimits[name];
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return undefined;
  return `${name} is a whole number from ${least} to ${most}; it is ${value}`;
}

/** All that the outcome depends on. */
const keyOf = (task: SpeakTask): string => digest(JSON.stringify(task));

const digest = (text: string): string => sha256Of(new TextEncoder().encode(text));
