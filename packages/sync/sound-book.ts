// The symbols that the documents of a file have in common, and the casts of their sounds, each by a sign.
import { FIRST_SIGN, type PackedFile, signOf } from './unpack.ts';

type Row = { [field: string]: unknown };

/** What most phonemes of a symbol have in common. */
type Usual = { kind: string; ipa: string | undefined; inSource: string | undefined };

export type Book = {
  /** Undefined where it is no symbol that has one. */
  sign(symbol: unknown): string | undefined;
  usual(symbol: unknown): Usual | undefined;
  /** The sign of a cast, given as JSON. */
  phoneme(cast: string): string;
  realisation(cast: string): string;
  written(): Pick<PackedFile, 'symbols' | 'kinds' | 'kindNames' | 'ipa' | 'inSource' | 'phonemes' | 'realisations'>;
};

/** Signs end before the halves of characters that take two. */
const MOST_SIGNS = 0xd800 - FIRST_SIGN;

export function soundBook(documents: readonly Row[]): Book {
  const counts = new Map<string, number>();
  const seen = new Map<string, { kind: Tally; ipa: Tally; inSource: Tally }>();
  const count = (symbol: unknown) => {
    // A space parts two symbols.
    if (typeof symbol === 'string' && symbol !== '' && !symbol.includes(' '))
      counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  };
  for (const { sounds, phonemes, realisations } of documents) {
    if (typeof sounds === 'string') for (const symbol of sounds.split(' ')) count(symbol);
    for (const { symbol, kind, ipa, symbol_in_source } of rowsIn(phonemes)) {
      count(symbol);
      const tallies = seen.get(symbol as string) ?? { kind: new Tally(), ipa: new Tally(), inSource: new Tally() };
      seen.set(symbol as string, tallies);
      tallies.kind.add(kind);
      tallies.ipa.add(ipa);
      tallies.inSource.add(symbol_in_source);
    }
    for (const { output } of rowsIn(realisations)) if (Array.isArray(output) && output.length === 1) count(output[0]);
  }
  const symbols = [...counts]
    .sort(([a, often], [b, seldom]) => seldom - often || (a < b ? -1 : 1))
    .slice(0, MOST_SIGNS)
    .map(([symbol]) => symbol);
  const places = new Map(symbols.map((symbol, n) => [symbol, n]));
  const usual = symbols.map((symbol): Usual => {
    const tallies = seen.get(symbol);
    const ipa = tallies?.ipa.most();
    return {
      kind: tallies?.kind.most() ?? '',
      ipa: ipa === symbol ? undefined : ipa,
      inSource: tallies?.inSource.most(),
    };
  });
  const kindNames = [...new Set(usual.map(({ kind }) => kind))];
  const phonemes = castBook();
  const realisations = castBook();
  const sparse = (field: 'ipa' | 'inSource') =>
    Object.fromEntries(usual.flatMap((each, n) => (each[field] === undefined ? [] : [[n, each[field]]])));

  const placeOf = (symbol: unknown) => places.get(symbol as string);
  return {
    sign: (symbol) => {
      const n = placeOf(symbol);
      return n === undefined ? undefined : signOf(n);
    },
    usual: (symbol) => usual[placeOf(symbol) ?? -1],
    phoneme: phonemes.sign,
    realisation: realisations.sign,
    written: () => ({
      symbols: symbols.join(' '),
      kinds: usual.map(({ kind }) => signOf(kindNames.indexOf(kind))).join(''),
      kindNames,
      ipa: sparse('ipa'),
      inSource: sparse('inSource'),
      phonemes: phonemes.casts,
      realisations: realisations.casts,
    }),
  };
}

function castBook() {
  const casts: PackedFile['phonemes'] = [];
  const places = new Map<string, number>();
  return {
    casts,
    sign(text: string): string {
      const place = places.get(text) ?? casts.push(JSON.parse(text)) - 1;
      places.set(text, place);
      return signOf(place);
    },
  };
}

/** How often each text was met. */
class Tally {
  readonly #counts = new Map<string, number>();

  add(value: unknown): void {
    if (typeof value === 'string') this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
  }

  most(): string | undefined {
    let best: [string, number] | undefined;
    for (const each of this.#counts) if (!best || each[1] > best[1]) best = each;
    return best?.[0];
  }
}

const rowsIn = (value: unknown): Row[] =>
  Array.isArray(value) ? value.filter((row) => typeof row === 'object' && row !== null) : [];
