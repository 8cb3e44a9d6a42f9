// Speech at once, for somebody who waits: made, kept and known to the catalogue when it resolves; one sound is made once.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Refusal } from '../speech/request.ts';
import type { CatalogueStore } from '../store/store.ts';
import type { SpeechOptions, SpeechSources } from './generate-source.ts';

type Deps = {
  store: Pick<CatalogueStore, 'bringClips' | 'clipsOf'>;
  speech: SpeechSources;
  /** Told of a renewal that failed: nobody waits for it, and the old clip goes on. */
  onTrouble?: (error: unknown, id: string) => void;
};

type UnderWay = { admitted: Promise<boolean>; made: Promise<AudioSource | Refusal> };

export class SpeechOnDemand {
  readonly #store: Deps['store'];
  readonly #speech: SpeechSources;
  readonly #onTrouble: NonNullable<Deps['onTrouble']>;
  readonly #underWay = new Map<string, UnderWay>();

  constructor({ store, speech, onTrouble = () => {} }: Deps) {
    this.#store = store;
    this.#speech = speech;
    this.#onTrouble = onTrouble;
  }

  /** Why nothing of it can be said; undefined where it can. */
  whyNot(inventory: Inventory, id: string): string | undefined {
    return this.#speech.whyNot(inventory, id);
  }

  /**
   * The clip as the catalogue then has it. No device wakes for it: documents tell of it with the next change of the
   * language. Throws SpeechError, StorageError, StoreError.
   * @param admit asked before anything is made, not where the same is being made already; what it throws is thrown
   */
  async say(
    inventory: Inventory,
    id: string,
    options: SpeechOptions = {},
    admit: () => Promise<void> = async () => {},
  ): Promise<AudioSource | Refusal> {
    const { rate, pitch, voice } = options;
    const key = JSON.stringify([id, rate, pitch, voice]);
    for (;;) {
      const known = this.#underWay.get(key);
      if (!known) return this.#begin(key, admit, () => this.#make(inventory, id, options)).made;
      // Whoever was not admitted takes nobody along.
      if (await known.admitted) return known.made;
    }
  }

  #begin(key: string, admit: () => Promise<void>, make: () => Promise<AudioSource | Refusal>): UnderWay {
    const admission = admit();
    const done = () => this.#underWay.delete(key);
    const admitted = admission.then(
      () => true,
      () => {
        done();
        return false;
      },
    );
    const made = admission.then(() => make().finally(done));
    const underWay = { admitted, made };
    this.#underWay.set(key, underWay);
    return underWay;
  }

  /** Says an expired clip again as it was, behind the back of whoever got the old one. */
  renew(inventory: Inventory, { id, voices, metadata }: AudioSource): void {
    // What no read-back can check is made only where an editor asks for it.
    if (metadata?.checked === 'no' || this.whyNot(inventory, voices) !== undefined) return;
    const [rate, pitch] = [numberIn(metadata?.rate), numberIn(metadata?.pitch)];
    this.say(inventory, voices, { rate, pitch }).catch((error: unknown) => this.#onTrouble(error, id));
  }

  /** Resolves when nothing is being made. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled([...this.#underWay.values()].map(({ made }) => made));
  }

  async #make(inventory: Inventory, id: string, options: SpeechOptions): Promise<AudioSource | Refusal> {
    const made = await this.#speech.make(inventory, id, { ...options, generated: 'on-demand' });
    if ('refused' in made) return made;
    const { source, peaks } = made;
    await this.#store.bringClips(inventory.id, [{ ...source, peaks }], { source: 'speech', quiet: true });
    // An editor's word about this clip (a name, preferred) stands above what was just made.
    const clips = await this.#store.clipsOf(inventory.id, id);
    return clips.find((clip) => clip.id === source.id) ?? source;
  }
}

const numberIn = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
