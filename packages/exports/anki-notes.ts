// What an Anki deck of a language says: a note a sound and a note a word, as fields of escaped text.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { pickAudio } from '@phonochart/catalog/pick-audio.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { describe } from '@phonochart/phonetics/describe.ts';
import type { CardTemplate } from './anki-schema.ts';

export type AnkiNote = {
  type: 'sound' | 'word';
  /** Id of the phoneme or word: the same note again when a newer deck is imported. */
  id: string;
  fields: string[];
  clip: AudioSource | undefined;
};

/** Fields by note type; the first is what Anki sorts by, the third holds the clip. */
export const fieldNames = {
  sound: ['Symbol', 'Description', 'Audio', 'Examples', 'Voice'],
  word: ['Word', 'Meaning', 'Audio', 'Reading', 'Transcription', 'Voice'],
} as const;

const foot = '<p class="voice">{{Voice}}</p>';
const sound = '<p class="symbol">{{Symbol}}</p><p>{{Description}}</p>{{Audio}}<p>{{Examples}}</p>';
const word =
  '<p class="word">{{Word}}</p><p class="reading">{{Reading}}</p><p class="ipa">{{Transcription}}</p>{{Audio}}<p>{{Meaning}}</p>';

/** To read and then hear; and where there is a clip, to hear and then know what it was. */
export const templates: Record<AnkiNote['type'], CardTemplate[]> = {
  sound: [
    { name: 'Symbol', question: '<p class="symbol">{{Symbol}}</p>', answer: `${sound}${foot}`, needs: [0] },
    { name: 'Listen', question: '{{#Audio}}{{Audio}}{{/Audio}}', answer: `${sound}${foot}`, needs: [2] },
  ],
  word: [
    {
      name: 'Word',
      question: '<p class="word">{{Word}}</p><p class="reading">{{Reading}}</p>',
      answer: `${word}${foot}`,
      needs: [0],
    },
    { name: 'Listen', question: '{{#Audio}}{{Audio}}{{/Audio}}', answer: `${word}${foot}`, needs: [2] },
  ],
};

export const css = `.card{font-family:"Source Sans 3",system-ui,sans-serif;font-size:20px;text-align:center;color:#1D1A24;background:#F8F5EF}
.nightMode.card{color:#F1EEF6;background:#131218}
.symbol,.word{font-size:48px;margin:.4em 0}.symbol,.ipa{font-family:"Charis SIL","Doulos SIL","Noto Serif",serif}
.reading:empty{display:none}.voice{font-size:13px;opacity:.7}`;

export type DeckWords = {
  lang: InterfaceLanguage;
  /** Milliseconds since 1970. */
  now: number;
  /** The app's own word for a kind of voice: never another one than on the screen. */
  badge(type: AudioSource['source_type']): string;
};

/** Clips that a deck has a use for: those of sounds and words. */
export const deckClips = ({ audio }: Pick<Inventory, 'audio'>): AudioSource[] =>
  audio.filter(({ voices_kind }) => voices_kind !== 'realisation');

/** Notes in the inventory's own order: sounds, then words. `available`: which clips the deck can carry. */
export function ankiNotes(
  inventory: Inventory,
  { lang, now, badge }: DeckWords,
  available: (source: AudioSource) => boolean,
): AnkiNote[] {
  const clips = new Map<string, AudioSource[]>();
  for (const source of deckClips(inventory)) clips.set(source.voices, [...(clips.get(source.voices) ?? []), source]);
  const clipOf = (id: string): AudioSource | undefined => {
    const choice = pickAudio(clips.get(id) ?? [], { now, words: [], online: false, available });
    return choice.type === 'clip' ? choice.source : undefined;
  };
  /** Whose voice it is goes where the clip goes. */
  const voiceOf = (clip: AudioSource | undefined): string => {
    if (!clip) return '';
    const { source_type, speaker, attribution, licence } = clip;
    const kind = badge(source_type);
    const said = attribution.toLowerCase().startsWith(kind.toLowerCase()) ? '' : kind;
    return safe([said, speaker, attribution, licence].filter(Boolean).join(' · '));
  };
  const forms = new Map(inventory.words.map((each) => [each.id, each]));
  const sounds = inventory.phonemes.map((phoneme): AnkiNote => {
    const clip = clipOf(phoneme.id);
    const examples = phoneme.words.flatMap(({ word: id }) => forms.get(id) ?? []);
    return {
      type: 'sound',
      id: phoneme.id,
      clip,
      fields: [
        safe(`/${phoneme.symbol}/`),
        safe([phoneme.name, describe(phoneme.ipa, lang)].filter(Boolean).join(': ')),
        mention(inventory.id, clip),
        examples.map(({ form, phonemic }) => `${safe(form)} <span class="ipa">/${safe(phonemic)}/</span>`).join('<br>'),
        voiceOf(clip),
      ],
    };
  });
  const words = inventory.words.map((each): AnkiNote => {
    const clip = clipOf(each.id);
    return {
      type: 'word',
      id: each.id,
      clip,
      fields: [
        safe(each.form),
        safe(each.gloss[lang] ?? each.gloss.en),
        mention(inventory.id, clip),
        safe(each.reading?.text ?? ''),
        safe(`/${each.phonemic}/ [${each.phonetic}]`),
        voiceOf(clip),
      ],
    };
  });
  return [...sounds, ...words];
}

/** Media of all decks lie in one folder: the name says which deck's it is. */
export const mediaName = (code: string, { file }: AudioSource): string => `phonochart-${code}-${file}`;

const mention = (code: string, clip: AudioSource | undefined): string =>
  clip ? `[sound:${mediaName(code, clip)}]` : '';

/** Anki shows fields as HTML. */
const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('[sound:', '[sound&#58;');
