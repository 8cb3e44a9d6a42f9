// What `npm run clips` asks a voice for: each phoneme, realisation and word of an inventory, with the name of its file.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Realisation } from '@phonochart/catalog/realisation.ts';
import type { Word } from '@phonochart/catalog/word.ts';
import { features } from '@phonochart/phonetics/features.ts';
import { toXSampa } from '@phonochart/phonetics/xsampa.ts';
import { withAccent } from '@phonochart/server/speech/pitch-accent.ts';
import {
  type Refusal,
  requestSound,
  requestWord,
  type SpeechRequest,
  type WordSound,
} from '@phonochart/server/speech/request.ts';
import type { VoiceTable } from '@phonochart/server/speech/voice-table.ts';

export type Voiced = { id: string; kind: 'phoneme' | 'realisation' | 'word'; label: string; slug: string };
export type Asked = { voiced: Voiced; request: SpeechRequest | Refusal };

/** In the order of the inventory: phonemes, realisations, words. */
export function askedOf(inventory: Inventory, table: VoiceTable): Asked[] {
  const symbols = new Map(inventory.phonemes.map(({ id, symbol }) => [id, symbol]));
  const realisations = new Map(inventory.realisations.map((realisation) => [realisation.id, realisation]));
  return [
    ...inventory.phonemes.map(({ id, symbol }): Asked => {
      const voiced: Voiced = { id, kind: 'phoneme', label: `/${symbol}/`, slug: slugOf(symbol) };
      return { voiced, request: requestSound(table, symbol) };
    }),
    ...inventory.realisations.map((realisation): Asked => {
      const phone = realisation.output.join('');
      const phonemes = realisation.phonemes.map((id) => symbols.get(id)!);
      const label = `/${phonemes.join(' ')}/ > [${phone}]`;
      const slug = slugOf(phone || phonemes.join(''));
      const voiced: Voiced = { id: realisation.id, kind: 'realisation', label, slug };
      return { voiced, request: phone === '' ? { refused: 'the sound is dropped' } : oneOf(table, phone, phonemes) };
    }),
    ...inventory.words.map((word): Asked => {
      const key = word.id.slice(word.id.indexOf(':word:') + ':word:'.length);
      const slug = slugOf(/^[\x20-\x7e]+$/u.test(key) ? key.replaceAll(' ', '-') : word.phonemic, key);
      const voiced: Voiced = { id: word.id, kind: 'word', label: `${word.form} /${word.phonemic}/`, slug };
      const sounds = soundsOf(word, symbols, realisations, table);
      return { voiced, request: 'refused' in sounds ? sounds : requestWord(table, sounds) };
    }),
  ];
}

function oneOf(table: VoiceTable, phone: string, phonemes: string[]): SpeechRequest | Refusal {
  const requests = phonemes.map((phoneme) => requestSound(table, phone, phoneme));
  return requests.find((request) => !('refused' in request)) ?? requests[0]!;
}

/**
 * A word's sounds in order, with the stress that its transcription marks (a word without a mark bears it where the
 * table says). Refused where segments and transcription do not agree; an accent stands where the
 * reading has it.
 */
function soundsOf(
  word: Word,
  symbols: ReadonlyMap<string, string>,
  realisations: ReadonlyMap<string, Realisation>,
  { unmarked_stress = 'first', accent_ending }: VoiceTable,
): WordSound[] | Refusal {
  const marked = /[ˈˌ]/u.test(word.phonemic);
  let left = word.phonemic;
  let stress: WordSound['stress'] = marked || unmarked_stress !== 'first' ? undefined : 'primary';
  let wordBegins = false;
  const sounds: WordSound[] = [];
  for (const { phoneme, realisation } of word.segments) {
    const symbol = phoneme === null ? undefined : symbols.get(phoneme);
    if (symbol === undefined) continue;
    const kind = kindOf(symbol);
    if (kind !== 'tone') {
      const between = /^[ˈˌ.\s˥˦˧˨˩ˀ-]*/u.exec(left)![0];
      left = left.slice(between.length);
      if (!left.startsWith(symbol)) return { refused: `its segments do not read as /${word.phonemic}/ at /${symbol}/` };
      left = left.slice(symbol.length);
      if (between.includes('ˈ')) stress = 'primary';
      if (between.includes('ˌ')) stress = 'secondary';
      wordBegins = between.includes(' ');
    }
    const phones = realisation === undefined ? undefined : realisations.get(realisation)?.output;
    const syllabic = phones?.length === 1 && isSyllabicConsonant(phones[0]!);
    const sound: WordSound = { phoneme: symbol, kind: syllabic ? 'vowel' : kind, wordBegins };
    if (phones) sound.phones = phones;
    if (isSyllabic(sound) && stress !== undefined) {
      sound.stress = stress;
      stress = undefined;
    }
    sounds.push(sound);
    wordBegins = false;
  }
  const syllabic = sounds.filter(isSyllabic);
  if (!marked && unmarked_stress === 'last') syllabic.at(-1)!.stress = 'primary';
  if (!marked && unmarked_stress === 'first-long')
    (syllabic.find(({ phoneme }) => phoneme.includes('ː')) ?? syllabic[0]!).stress = 'primary';
  if (accent_ending !== undefined) return withAccent(sounds, word.reading?.text ?? '');
  return sounds;
}

/** Whether it carries a syllable: a vowel that is neither dropped nor said as a glide. */
const isSyllabic = ({ kind, phones }: WordSound): boolean =>
  kind === 'vowel' && (!phones || (phones.length > 0 && phones.some((phone) => !/^[jwɥɰ]|\u032f/u.test(phone))));

function kindOf(symbol: string): WordSound['kind'] {
  if (isSyllabicConsonant(symbol)) return 'vowel';
  const kind = features(symbol)?.kind;
  if (kind === 'tone') return 'tone';
  return kind === 'vowel' || kind === 'diphthong' || kind === 'triphthong' ? 'vowel' : 'consonant';
}

const isSyllabicConsonant = (ipa: string): boolean => /[\u0329\u030d]/u.test(ipa.normalize('NFD'));

/** ASCII letters for the signs of X-SAMPA that a file name cannot have. Two names alike are told apart by their hash. */
const signs: Record<string, string> = {
  ':': '-',
  '@': 'at',
  '{': 'ae',
  '}': 'ub',
  '?': 'gs',
  '\\': 'b',
  '=': '_syl',
  '~': '_n',
  '<': 'i',
  '>': 'e',
  '&': 'oe',
  ' ': '-',
};

function slugOf(ipa: string, form?: string): string {
  const ascii = form !== undefined && /^[\x20-\x7e]+$/u.test(form) ? ipa : toXSampa(ipa);
  const slug = [...ascii].map((letter) => signs[letter] ?? (/[A-Za-z0-9_-]/u.test(letter) ? letter : '')).join('');
  return slug || 'sound';
}
