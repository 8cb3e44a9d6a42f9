// One clip from a request, by whatever engine and table it names: what the process that speaks does.
import { type Clip, type ClipMaker, clipMaker, clipOf } from './clip.ts';
import { type SpeakOptions, type SpeechEngine, SpeechError, type SpeechVoice } from './engine.ts';
import { type Environment, openEngine } from './engines.ts';
import { voiceTables } from './espeak-voices/voice-tables.ts';
import type { Refusal, SpeechRequest } from './request.ts';
import type { VoiceTable } from './voice-table.ts';

/**
 * `table`, the code of a voice table's language: the clip is checked against the engine's own report. `voice`, the id of
 * any voice of an engine: nothing is checked, and the clip says so (`checked: no`).
 */
export type SpeakTask = SpeakOptions &
  (
    | { table: string; request: SpeechRequest }
    | {
        engine: string;
        voice: string;
        /** Of what is said, as BCP 47 or ISO 639-3: a voice of another language would say other sounds. */
        language: string;
        /** IPA. */
        say: string;
      }
  );

/** A clip and what the catalogue must say of the voice. */
export type SpokenClip = Clip & {
  /** `espeak-ng:de`. */
  voice_id: string;
  licence: string;
  attribution: string;
  /** Engine, what was asked of it, what it heard, rate; pitch where it is not the voice's own. */
  metadata: Record<string, string>;
};

/** The engine that the voice tables are written for. */
export const TABLE_ENGINE = 'espeak-ng';

/** Keeps engines and makers from task to task. Throws SpeechError. */
export class Speaker {
  readonly #environment: Environment;
  readonly #engines = new Map<string, Promise<SpeechEngine | undefined>>();
  readonly #voices = new Map<string, Promise<Map<string, SpeechVoice>>>();
  /** Of the last voice, rate and pitch: a batch asks for many sounds of one. */
  #maker: { key: string; maker: ClipMaker } | undefined;

  constructor(environment: Environment = {}) {
    this.#environment = environment;
  }

  /** Makes the engine of the tables ready, and everything that a clip goes through. */
  async warmUp(): Promise<void> {
    const engine = await this.#engine(TABLE_ENGINE);
    const [table] = voiceTables;
    for (let times = 0; times < 3; times++) await clipOf(await engine.speak({ phonemes: "a'a" }, table!.voice), '');
  }

  async speak(task: SpeakTask): Promise<SpokenClip | Refusal> {
    return 'table' in task ? this.#checked(task) : this.#unchecked(task);
  }

  async #checked(task: Extract<SpeakTask, { table: string }>): Promise<SpokenClip | Refusal> {
    const table = voiceTables.find(({ language }) => language === task.table);
    if (!table) throw new SpeechError('unknown-voice', `there is no voice table of "${task.table}"`);
    const engine = await this.#engine(TABLE_ENGINE);
    const clip = await this.#makerOf(engine, table, task).make(task.request);
    if ('refused' in clip) return clip;
    const voice = task.request.voice ?? table.voice;
    return {
      ...clip,
      voice_id: `${engine.id}:${voice}`,
      licence: engine.licence,
      attribution: `Synthetic voice: ${engine.name} (${table.other_voices?.[voice] ?? table.called}), by ${engine.version}`,
      metadata: {
        engine: engine.version,
        mnemonics: task.request.say,
        heard: clip.heard,
        rate: String(task.rate ?? table.rate),
        ...(task.pitch === undefined ? {} : { pitch: String(task.pitch) }),
      },
    };
  }

  async #unchecked(task: Extract<SpeakTask, { engine: string }>): Promise<SpokenClip | Refusal> {
    const engine = await this.#engine(task.engine);
    const { name, licence, language } = await this.#voice(engine, task.voice);
    if (languageIn(language) !== languageIn(task.language)) {
      return { refused: `the voice "${task.voice}" speaks ${language}, and this is ${task.language}` };
    }
    const { rate, pitch } = task;
    const how = { ...(rate === undefined ? {} : { rate }), ...(pitch === undefined ? {} : { pitch }) };
    const clip = await clipOf(await engine.speak({ phonemes: task.say }, task.voice, how), '');
    if ('refused' in clip) return clip;
    const given = Object.entries(how).map(([key, value]) => [key, String(value)]);
    return {
      ...clip,
      voice_id: `${engine.id}:${task.voice}`,
      licence,
      attribution: `Synthetic voice: ${engine.name} (${name}), ${engine.version}`,
      metadata: { engine: engine.version, ipa: task.say, checked: 'no', ...Object.fromEntries(given) },
    };
  }

  async #engine(id: string): Promise<SpeechEngine> {
    let opened = this.#engines.get(id);
    if (!opened) {
      opened = openEngine(id, this.#environment);
      this.#engines.set(id, opened);
    }
    const engine = await opened;
    if (!engine)
      throw new SpeechError('unknown-voice', `there is no speech engine "${id}" here, or it is not turned on`);
    return engine;
  }

  async #voice(engine: SpeechEngine, id: string): Promise<SpeechVoice> {
    let listed = this.#voices.get(engine.id);
    if (!listed) {
      listed = engine.voices().then((voices) => new Map(voices.map((voice) => [voice.id, voice])));
      this.#voices.set(engine.id, listed);
      // Of a service that was away, the list is asked for again.
      listed.catch(() => this.#voices.delete(engine.id));
    }
    const voice = (await listed).get(id);
    if (!voice) throw new SpeechError('unknown-voice', `${engine.name} has no voice "${id}"`);
    return voice;
  }

  #makerOf(engine: SpeechEngine, table: VoiceTable, { rate, pitch }: SpeakOptions): ClipMaker {
    const key = `${table.language} ${rate} ${pitch}`;
    if (this.#maker?.key !== key) {
      const how = { ...(rate === undefined ? {} : { rate }), ...(pitch === undefined ? {} : { pitch }) };
      this.#maker = { key, maker: clipMaker(engine, table, how) };
    }
    return this.#maker.maker;
  }
}

/** The language of a tag, in its shortest code: `cmn-CN`, `zh` and `cmn` are one. */
const languageIn = (tag: string): string => new Intl.Locale(tag).language;
