// What a voice is asked for: each phoneme, realisation and word of an inventory, or one of them, with the name of its file.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Realisation } from '@phonochart/catalog/realisation.ts';
import type { Word } from '@phonochart/catalog/word.ts';
import { features } from '@phonochart/phonetics/features.ts';
import { toXSampa } from '@phonochart/phonetics/xsampa.ts';
import { withAccent } from './pitch-accent.ts';
import { type Refusal, requestSound, requestWord, type SpeechRequest, type WordSound } from './request.ts';
import type { VoiceTable } from './voice-table.ts';

export type Voiced = { id: string; kind: 'phoneme' | 'realisation' | 'word'; label: string; slug: string };
export type Asked = { voiced: Voiced; request: SpeechRequest | Refusal };

export type Asker = {
  /** Undefined where the inventory has no phoneme, realisation or word of that id. */
  one(id: string): Asked | undefined;
  /** In the order of the inventory: phonemes, realisations, words. */
  all(): Asked[];
};

/** Looks an inventory through once; each request is then built when it is asked for. */
export function askerOf({ id: inventory, phonemes, realisations, words }: Inventory, table: VoiceTable): Asker {
  const symbols = new Map(phonemes.map(({ id, symbol }) => [id, symbol]));
  const realisationOf = new Map(realisations.map((realisation) => [realisation.id, realisation]));
  const wordOf = new Map(words.map((word) => [word.id, word]));
  const ofPhoneme = (id: string, symbol: string): Asked => {
    const voiced: Voiced = { id, kind: 'phoneme', label: `/${symbol}/`, slug: slugOf(symbol) };
    return { voiced, request: requestSound(table, symbol) };
  };
  const ofRealisation = (realisation: Realisation): Asked => {
    const phone = realisation.output.join('');
    const realised = realisation.phonemes.map((id) => symbols.get(id)!);
    const label = `/${realised.join(' ')}/ > [${phone}]`;
    const slug = slugOf(phone || realised.join(''));
    const voiced: Voiced = { id: realisation.id, kind: 'realisation', label, slug };
    return { voiced, request: phone === '' ? { refused: 'the sound is dropped' } : oneOf(table, phone, realised) };
  };
  const ofWord = (word: Word): Asked => {
    const key = word.id.slice(word.id.indexOf(':word:') + ':word:'.length);
    const slug = slugOf(/^[\x20-\x7e]+$/u.test(key) ? key.replaceAll(' ', '-') : word.phonemic, key);
    const voiced: Voiced = { id: word.id, kind: 'word', label: `${word.form} /${word.phonemic}/`, slug };
    const sounds = soundsOf(word, symbols, realisationOf, table);
    const untold = 'refused' in sounds || table.language === inventory ? undefined : untoldOf(word, sounds, table);
    if (untold !== undefined) return { voiced, request: { refused: untold } };
    return { voiced, request: 'refused' in sounds ? sounds : requestWord(table, sounds) };
  };
  return {
    one(id) {
      const [symbol, realisation, word] = [symbols.get(id), realisationOf.get(id), wordOf.get(id)];
      if (symbol !== undefined) return ofPhoneme(id, symbol);
      if (realisation) return ofRealisation(realisation);
      return word && ofWord(word);
    },
    all: () => [
      ...phonemes.map(({ id, symbol }) => ofPhoneme(id, symbol)),
      ...realisations.map(ofRealisation),
      ...words.map(ofWord),
    ],
  };
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
  if (/[^ˈˌ.\s˥˦˧˨˩ˀ-]/u.test(left)) return { refused: `its segments do not read as /${word.phonemic}/ at its end` };
  const syllabic = sounds.filter(isSyllabic);
  // A word of an import may be made of consonants alone.
  if (!marked && syllabic.length > 0) {
    if (unmarked_stress === 'last') syllabic.at(-1)!.stress = 'primary';
    if (unmarked_stress === 'first-long')
      (syllabic.find(({ phoneme }) => phoneme.includes('ː')) ?? syllabic[0]!).stress = 'primary';
  }
  if (accent_ending !== undefined) return withAccent(sounds, word.reading?.text ?? '');
  return sounds;
}

/**
 * What a transcription by others leaves out and the voice would make up: the table's own language writes it always, or
 * by a rule that the table has. Undefined where nothing is left out.
 */
function untoldOf({ phonemic, reading }: Word, sounds: readonly WordSound[], table: VoiceTable): string | undefined {
  if (table.tones && !sounds.some(({ kind }) => kind === 'tone')) return 'its tones are not given';
  if (table.accent_ending !== undefined && !reading) return 'its reading, which shows the accent, is not given';
  const stressed = table.unmarked_stress !== 'none' && table.accent_ending === undefined && !table.tones;
  if (stressed && !/[ˈˌ]/u.test(phonemic) && sounds.filter(isSyllabic).length > 1) return 'its stress is not given';
  return undefined;
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

/** For the name of a file. */
export function slugOf(ipa: string, form?: string): string {
  const ascii = form !== undefined && /^[\x20-\x7e]+$/u.test(form) ? ipa : toXSampa(ipa);
  const slug = [...ascii].map((letter) => signs[letter] ?? (/[A-Za-z0-9_-]/u.test(letter) ? letter : '')).join('');
  return slug || 'sound';
}
