// Makes a file in the form of phoible.csv for tests and timing: made-up languages; PHOIBLE's columns, sizes, segments and features.

import { exampleFeatures } from './phoible-example-features.ts';
import { featureNames } from './phoible-reading.ts';

export const phoibleHeading = [
  ...['InventoryID', 'Glottocode', 'ISO6393', 'LanguageName', 'SpecificDialect', 'GlyphID', 'Phoneme', 'Allophones'],
  ...['Marginal', 'SegmentClass', 'Source'],
  ...featureNames,
];

// Commonest first, as PHOIBLE writes them: no tie bars, t̠ʃ with its mark, x|y where the place is open.
const common = {
  consonant:
    'm k j p w n s t b l h ɡ ŋ d ɲ f ʔ ʃ r t̠ʃ z ɾ v d̠ʒ t̪ ts x d̪ kʰ kp ɡb n̪ pʰ kʷ ʒ c ɣ ɓ mb ɟ ŋɡ nd β tʰ ɗ l̪ dz tʃ s̪ q kʼ ʈ ɡʷ ɖ t̪ʰ tʼ ɸ pʼ t̠ʃʰ t̠ʃʼ χ ʂ n̠d̠ʒ ɽ ɳ cç ɬ ŋʷ ç ɟʝ ʎ ɭ ð tsʼ tsʰ ŋmɡb ŋm θ kʲ z̪ mː ɦ nː ʈʰ t̪s̪ r̪ xʷ kː hʷ ʁ lː qʼ tʲ ɡʲ mʷ ŋɡʷ ħ ʈʂ ndz ʝ ɱv nz ɹ ɻ ʋ t̪|t n̪|n d̪|d s̪|s l̪|l r̪|r tɕ dʑ ɕ ʑ t̪ʼ m̥ kǀ kǁ kǃ ŋǃ ɡǀ tɬ tɬʼ ŋkp ⁿd ⁿb ʷd ʰt ɺ ɢ ʀ ʐ ɰ ɥ ɴ ʕ ʟ ʄ ɠ ʛ ɮ ʙ ⱱ'.split(
      ' ',
    ),
  vowel:
    'i a u o e ɛ ɔ iː aː uː ə oː eː ĩ ã ũ ɨ ɪ ʊ õ ẽ ɛː ɔː o̞ e̞ ɛ̃ ɔ̃ æ ɯ ɑ y ʌ ɨ̃ ai au əː ø ʉ ɪ̃ ɐ ɒ ɤ œ ia ua ei ou oi ie uo eu ui iu aɪ aʊ ɜ ɘ ɵ ɞ ʏ iau i̯a u̯a ai̯ au̯'.split(
      ' ',
    ),
  tone: '˦ ˨ ˧ ˥ ˩ ˦˨ ˨˦ ˥˩ ˩˥ ˨˩ ˧˥ ˧˩ ˥˧ ˩˧ ˨˩˦ ˧˨ ˦˥ ˨˧ ˧˦ ˨˩˨ ˦˨˦ ˧˨˧'.split(' '),
};
const marksOf = {
  consonant: 'ː ʰ ʷ ʲ \u0325 ˤ ʼ \u0324 \u0330 ˠ ʷʰ ʲʰ ʷʼ ˀ ʷː ʲː ʼː \u033B \u033A ˤː'.split(' '),
  vowel: 'ː \u0303 \u0303ː \u0330 \u0324 ˤ \u0306 ˑ \u0324ː \u0330ː'.split(' '),
  tone: [],
};
type SegmentClass = keyof typeof common;
/** Types by class, commonest first: letters as they stand above, then with marks. */
const types: readonly { symbol: string; segmentClass: SegmentClass; rank: number }[] = (
  Object.keys(common) as SegmentClass[]
).flatMap((segmentClass) => {
  const marked = marksOf[segmentClass].flatMap((mark) =>
    common[segmentClass].filter((letter) => !letter.includes('|')).map((letter) => letter + mark),
  );
  const all = [...new Set([...common[segmentClass], ...marked].map((symbol) => symbol.normalize('NFD')))];
  return all
    .filter((symbol) => exampleFeatures(symbol) !== undefined)
    .map((symbol, rank) => ({ symbol, segmentClass, rank }));
});
/** The share of inventories that have a type: curves through the percentages of PHOIBLE's commonest segments. */
const shareOf: Record<SegmentClass, (rank: number) => number> = {
  consonant: (rank) => 0.97 / (1 + (rank / 17) ** 2),
  vowel: (rank) => 0.97 / (1 + (rank / 6.5) ** 1.6),
  tone: (rank) => 0.9 / (1 + (rank / 2.5) ** 1.3),
};
const PHOIBLE = { inventories: 3020, rows: 105_474, types: 3168, once: 1634, smallest: 11, largest: 161 };
/** The share of inventories that list tones, so that these are 2 % of the rows. */
const TONAL = 0.22;
/** The share of inventories that list allophones, and of their phonemes that have some: as many as 0.8 a phoneme. */
const LISTING = 0.5;
const VARYING = 0.8;

export type PhoibleExample = { inventories?: number; rows?: number; seed?: number };

/**
 * The file's text in pieces, the same for the same seed. By default as large as PHOIBLE 2.0.
 *
 * Known of PHOIBLE, and kept: inventories and rows, the smallest and largest; the commonest types and about how common they
 * are (/m k i a/ in more than nine of ten), and that more than half of all types occur once (1,634 of 3,168; here some 1,800
 * of 2,900); tones in 2 % of the rows; several inventories of a language; one order of segments for all inventories (its
 * aggregation groups rows by phoneme); allophones that are a sound's neighbours and repeat from inventory to inventory.
 *
 * Assumed: how sizes are spread between the ends, that half of the inventories list allophones, and how many (0.8 a phoneme,
 * where the inventories of the Journal of the IPA have 0.5), how often a sound is marginal, and names, which are syllables.
 * Chosen one by one, sounds depend on one another less here than in languages, where series come together: as to how
 * well it packs, the real file is rather easier than this one.
 */
export function* phoibleExample({
  inventories = PHOIBLE.inventories,
  rows = PHOIBLE.rows,
  seed = 1,
}: PhoibleExample = {}): Generator<string> {
  const random = randomOf(seed);
  const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)]!;
  const quoted = (text: string) => (text === 'NA' ? 'NA' : `"${text.replaceAll('"', '""')}"`);
  const { usual, rare } = drawnTypes(inventories, random);
  const order = new Map([...types].sort((a, b) => (a.symbol < b.symbol ? -1 : 1)).map((type, place) => [type, place]));
  const variants = variantsOf(usual, random);
  const languages = new Map<number, { name: string; iso: string; glottocode: string }>();
  const sizes = sizesOf(inventories, rows, random);
  yield `${phoibleHeading.map(quoted).join(',')}\n`;
  for (const [nth, size] of sizes.entries()) {
    const id = nth + 1;
    // Several inventories of one language, as from several sources.
    const number = Math.ceil(id / 1.4);
    const language = languages.get(number) ?? languageNamed(number, random);
    languages.set(number, language);
    const start = [
      String(id),
      quoted(language.glottocode),
      quoted(language.iso),
      quoted(number % 50 === 0 ? `${language.name} "${number}"` : language.name),
      number % 9 === 0 ? quoted(`Dialect, north of ${language.name}`) : 'NA',
    ].join(',');
    const source = quoted(pick(['spa', 'upsid', 'ph', 'aa', 'gm', 'ra', 'saphon', 'uz', 'ea', 'er']));
    const marginals = pick([['FALSE'], ['NA'], [...Array<string>(19).fill('FALSE'), 'TRUE']]);
    const listing = random() < LISTING;
    const drawn = drawSounds(usual, rare.get(nth) ?? [], size, random);
    drawn.sort((a, b) => order.get(a)! - order.get(b)!);
    for (const type of drawn) {
      const { symbol, segmentClass } = type;
      const allophones =
        listing && segmentClass !== 'tone'
          ? quoted([symbol, ...(random() < VARYING ? variants(type) : [])].join(' '))
          : 'NA';
      const glyphs = [...symbol].map((letter) => letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0'));
      const features = exampleFeatures(symbol)!;
      const values = featureNames.map((name) => quoted(features[name]!)).join(',');
      const cells = [
        start,
        quoted(glyphs.join('+')),
        quoted(symbol),
        allophones,
        pick(marginals),
        quoted(segmentClass),
      ];
      yield `${cells.join(',')},${source},${values}\n`;
    }
  }
}

type Type = (typeof types)[number];
type Weighed = { type: Type; odds: number };

/** Types that any inventory may have, and those that one inventory has alone, by its place; fewer where the file is small. */
function drawnTypes(inventories: number, random: () => number): { usual: Weighed[]; rare: Map<number, Type[]> } {
  const byShare = types
    .map((type) => ({ type, share: shareOf[type.segmentClass](type.rank) }))
    .sort((a, b) => b.share - a.share);
  const usual = byShare
    .slice(0, PHOIBLE.types - PHOIBLE.once)
    .map(({ type, share }) => ({ type, odds: share / (1 - share) }));
  const rare = new Map<number, Type[]>();
  const alone = Math.round((PHOIBLE.once * inventories) / PHOIBLE.inventories);
  for (const { type } of byShare.slice(usual.length, usual.length + alone)) {
    const nth = Math.floor(random() * inventories);
    rare.set(nth, [...(rare.get(nth) ?? []), type]);
  }
  return { usual, rare };
}

/** As many different sounds as asked for, common ones the likelier; tones in some inventories only. */
function drawSounds(usual: readonly Weighed[], rare: readonly Type[], size: number, random: () => number): Type[] {
  const tonal = random() < TONAL;
  const ranked = usual
    .filter(({ type }) => tonal || type.segmentClass !== 'tone')
    .map(({ type, odds }) => ({ type, turn: -Math.log(random() || Number.MIN_VALUE) / odds }))
    .sort((a, b) => a.turn - b.turn);
  const own = rare.slice(0, size);
  return [...own, ...ranked.slice(0, size - own.length).map(({ type }) => type)];
}

/** Sizes between the ends, most near the mean, together `rows`. */
function sizesOf(inventories: number, rows: number, random: () => number): number[] {
  const { smallest, largest } = PHOIBLE;
  const mean = rows / inventories;
  const sizes = Array.from({ length: inventories }, () => {
    const bell = Array.from({ length: 6 }, random).reduce((sum, each) => sum + each, -3);
    return Math.min(largest, Math.max(smallest, Math.round(mean * 0.94 * Math.exp(0.5 * bell))));
  });
  if (inventories > 2 && mean > smallest && mean * inventories > largest * 2) sizes.splice(1, 2, smallest, largest);
  // What is left over, or too many, goes one by one to those that have room.
  let over = rows - sizes.reduce((sum, size) => sum + size, 0);
  for (let at = 3; over !== 0; at = at + 1 >= inventories ? Math.min(3, inventories - 1) : at + 1) {
    const size = sizes[at]! + Math.sign(over);
    if (size < 1 || (size > largest && over > 0 && mean < largest)) continue;
    sizes[at] = size;
    over -= Math.sign(over);
  }
  return sizes;
}

/** One to three of a sound's few neighbours: the same letter with another mark; one time in ten any sound of its class. */
function variantsOf(usual: readonly Weighed[], random: () => number): (type: Type) => string[] {
  const near = new Map<Type, Type[]>();
  const ofClass = (segmentClass: SegmentClass) =>
    usual.filter(({ type }) => type.segmentClass === segmentClass).map(({ type }) => type);
  const classes = { consonant: ofClass('consonant'), vowel: ofClass('vowel'), tone: ofClass('tone') };
  const nearOf = (type: Type) => {
    const [letter] = [...type.symbol];
    const others = classes[type.segmentClass].filter((other) => other !== type);
    const same = others.filter(({ symbol }) => symbol.includes(letter!));
    return [...same.slice(0, 4), ...others.slice(type.rank % 40, (type.rank % 40) + 2)];
  };
  return (type) => {
    const neighbours = near.get(type) ?? nearOf(type);
    near.set(type, neighbours);
    const others = classes[type.segmentClass];
    return Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
      const from = random() < 0.1 ? others : neighbours;
      return from[Math.floor(from.length * random() ** 1.5)]!.symbol;
    });
  };
}

/** A name of two to four syllables, and codes that begin as it does, the number in them so that none stands twice. */
function languageNamed(number: number, random: () => number): { name: string; iso: string; glottocode: string } {
  const one = (letters: string) => letters[Math.floor(random() * letters.length)]!;
  const syllables = Array.from(
    { length: 2 + Math.floor(random() * 3) },
    () => one('bdfghjklmnprstvwyz') + one('aeiou'),
  );
  const name = syllables.join('') + (random() < 0.4 ? one('nrkmsl') : '');
  const iso = [0, 1, 2].map((n) => String.fromCharCode(97 + (Math.floor((number * 7919) / 26 ** n) % 26))).join('');
  return { name: name[0]!.toUpperCase() + name.slice(1), iso, glottocode: `${name.slice(0, 4)}${1000 + number}` };
}

/** mulberry32: small, even, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
