// Turns a draft into an inventory of the catalogue: ids, order, realisations, words, counts; nothing lost in silence.
import { countsOf } from '@phonochart/catalog/counts.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Language } from '@phonochart/catalog/language.ts';
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import type { Realisation } from '@phonochart/catalog/realisation.ts';
import type { WordRef } from '@phonochart/catalog/word.ts';
import { term } from '@phonochart/phonetics/terms.ts';
import { pairsOf } from './contrasts.ts';
import type { DraftClip, DraftInventory, DraftSound, DraftVariant } from './draft.ts';
import type { ImportNote } from './import-note.ts';
import { readSound } from './sound.ts';
import { WordBook } from './word-book.ts';

/** A file of sound and the phoneme or realisation that it is of. */
export type ReadClip = DraftClip & { voices: string; voices_kind: 'phoneme' | 'realisation' };

export type ReadInventory = { inventory: Inventory; notes: ImportNote[]; clips: ReadClip[] };

/** Total: what cannot stand in the inventory is said in the notes. The catalogue's shapes are checked by the store. */
export function inventoryOf(draft: DraftInventory): ReadInventory {
  const { code } = draft.language;
  const notes: ImportNote[] = [];
  const note = (kind: ImportNote['kind'], message: string, sound?: DraftSound) => {
    const { row, column } = sound ?? {};
    notes.push({ kind, language: code, message, ...(row === undefined ? {} : { row }), ...(column ? { column } : {}) });
  };
  const phonemes = new Map<string, Phoneme>();
  const realisations = new Map<string, Realisation>();
  const clips: ReadClip[] = [];
  const book = new WordBook(code, phonemes);

  for (const sound of draft.sounds) {
    const { symbol, ipa, kind, unplaced } = readSound(sound.symbol, sound.kind);
    let phoneme = phonemes.get(symbol);
    if (phoneme) {
      const other = sound.symbol === (phoneme.symbol_in_source ?? symbol) ? '' : `, here as "${sound.symbol}"`;
      note('merged', `/${symbol}/ is listed twice${other}; it went in once`, sound);
      if (phoneme.status !== sound.status) phoneme.status = mergedStatus(phoneme.status, sound.status);
    } else {
      phoneme = phonemeOf(sound, { code, position: phonemes.size, symbol, ipa, kind });
      phonemes.set(symbol, phoneme);
      if (unplaced) note('unplaced', `/${symbol}/ has no place on a chart: ${term(unplaced, 'en')}`, sound);
    }
    for (const word of sound.words) show(phoneme, book.showing(word, phoneme));
    if (sound.audio) clips.push({ ...sound.audio, voices: phoneme.id, voices_kind: 'phoneme' });
    for (const variant of sound.variants) {
      const realisation = addVariant(variant, phoneme, realisations, book, sound);
      const voices = realisation ? { voices: realisation.id, voices_kind: 'realisation' as const } : undefined;
      // A variant that only repeats its phoneme is the phoneme.
      if (variant.audio)
        clips.push({ ...variant.audio, ...(voices ?? { voices: phoneme.id, voices_kind: 'phoneme' }) });
    }
  }

  const byId = new Map([...phonemes.values()].map((phoneme) => [phoneme.id, phoneme]));
  const contrasts = draft.contrasts.map((contrast) => pairsOf(contrast, phonemes, book));
  for (const { pairs, why } of contrasts) {
    if (why) note('left-out', why);
    for (const { phonemes: ids, words } of pairs) {
      for (const [side, ref] of words.entries()) show(byId.get(ids[side]!)!, ref);
    }
  }
  const list = { phonemes: [...phonemes.values()], words: book.words, audio: [] };
  const language: Language = {
    review: { state: 'unreviewed' },
    direction: 'ltr',
    aliases: [],
    // A source that lists no tones says nothing about tone.
    tones: list.phonemes.some(({ kind }) => kind === 'tone') ? 'listed' : 'unlisted',
    ...draft.language,
    id: code,
    kind: 'language',
    counts: countsOf(list),
    spellings: [],
    minimal_pairs: contrasts.flatMap(({ pairs }) => pairs),
  };
  return { inventory: { id: code, language, ...list, realisations: [...realisations.values()] }, notes, clips };
}

/** A word of a minimal pair is an example of its sound, too. */
const mostExamples = 8;

function show(phoneme: Phoneme, ref: WordRef): void {
  if (phoneme.words.length >= mostExamples) return;
  if (!phoneme.words.some((held) => held.word === ref.word && held.at === ref.at)) phoneme.words.push(ref);
}

type Read = Pick<Phoneme, 'position' | 'symbol' | 'ipa' | 'kind'> & { code: string };

function phonemeOf(sound: DraftSound, { code, symbol, ...rest }: Read): Phoneme {
  const inSource = sound.inSource ?? (sound.symbol.normalize('NFC') === symbol ? undefined : sound.symbol);
  return {
    id: `${code}:${symbol}`,
    language: code,
    symbol,
    ...rest,
    ...(inSource === undefined ? {} : { symbol_in_source: inSource }),
    status: sound.status,
    ...(sound.description ? { description: { en: sound.description } } : {}),
    words: [],
  };
}

// Listed once as plain and once as marginal: it is plain somewhere.
const mergedStatus = (a: Phoneme['status'], b: Phoneme['status']): Phoneme['status'] =>
  [a, b].includes('core') ? 'core' : [a, b].includes('unknown') ? 'unknown' : a;

/** Sources repeat the phoneme among its allophones, and allophones among themselves. */
function addVariant(
  { symbol: cell, environment, description, example }: DraftVariant,
  phoneme: Phoneme,
  realisations: Map<string, Realisation>,
  book: WordBook,
  { status: _status, ...sound }: DraftSound,
): Realisation | undefined {
  const dropped = cell === '∅' || cell === 'Ø';
  const { symbol, ipa } = dropped ? { symbol: '', ipa: '' } : readSound(cell, sound.kind);
  const text =
    environment === undefined && description === undefined ? '' : `|${environment?.en ?? ''}|${description ?? ''}`;
  if (ipa === phoneme.ipa && text === '') return undefined;
  const base = `${phoneme.id}>${symbol || '∅'}`;
  let id = base;
  for (let nth = 2; realisations.has(id); nth++) {
    if (keyOf(realisations.get(id)!) === text) break;
    id = `${base}#${nth}`;
  }
  let realisation = realisations.get(id);
  if (!realisation) {
    realisation = {
      id,
      language: phoneme.language,
      position: realisations.size,
      phonemes: [phoneme.id],
      output: dropped ? [] : [symbol],
      ...(environment ? { environment: { text: environment } } : {}),
      free_variation: false,
      ...(description ? { description: { en: description } } : {}),
      words: [],
    };
    realisations.set(id, realisation);
  }
  if (example) realisation.words.push(book.showing(example, phoneme, realisation));
  return realisation;
}

const keyOf = ({ environment, description }: Realisation): string =>
  environment === undefined && description === undefined
    ? ''
    : `|${environment?.text.en ?? ''}|${description?.en ?? ''}`;
