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
const pools = Object.fromEntries(
  (Object.keys(common) as SegmentClass[]).map((kind) => {
    const marked = marksOf[kind].flatMap((mark) =>
      common[kind].filter((letter) => !letter.includes('|')).map((letter) => letter + mark),
    );
    const all = [...new Set([...common[kind], ...marked].map((symbol) => symbol.normalize('NFD')))];
    return [kind, all.filter((symbol) => exampleFeatures(symbol) !== undefined)];
  }),
) as Record<SegmentClass, string[]>;

export type PhoibleExample = { inventories?: number; rows?: number; seed?: number };

/** The file's text in pieces, the same for the same seed. By default as large as PHOIBLE 2.0. */
export function* phoibleExample({
  inventories = 3020,
  rows = 105_474,
  seed = 1,
}: PhoibleExample = {}): Generator<string> {
  const random = randomOf(seed);
  const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)]!;
  const quoted = (text: string) => (text === 'NA' ? 'NA' : `"${text.replaceAll('"', '""')}"`);
  yield `${phoibleHeading.map(quoted).join(',')}\n`;
  const mean = rows / inventories;
  let written = 0;
  for (let id = 1; id <= inventories; id++) {
    const left = rows - written;
    const size =
      id === inventories ? left : Math.min(left - (inventories - id), Math.round(mean * (0.4 + 1.2 * random())));
    // Several inventories of one language, as from several sources.
    const language = Math.ceil(id / 1.4);
    const iso = [0, 1, 2].map((n) => String.fromCharCode(97 + (Math.floor(language / 26 ** n) % 26))).join('');
    const start = [
      String(id),
      quoted(`lang${1000 + language}`),
      quoted(iso),
      quoted(language % 50 === 0 ? `Language "${language}"` : `Language ${language}`),
      language % 9 === 0 ? quoted(`Dialect, north of ${language}`) : 'NA',
    ].join(',');
    const source = quoted(pick(['spa', 'upsid', 'ph', 'aa', 'gm', 'ra', 'saphon', 'uz', 'ea', 'er']));
    const marginals = pick([['FALSE'], ['NA'], ['FALSE', 'FALSE', 'TRUE']]);
    const seen = new Set<string>();
    for (let n = 0; seen.size < size; n++) {
      const segmentClass = n % 4 === 3 ? 'vowel' : n % 29 === 28 ? 'tone' : 'consonant';
      const pool = pools[segmentClass];
      // Few types make most of the rows, and very many occur once.
      const phoneme = pool[Math.floor(pool.length * random() ** 6)]!;
      if (seen.has(phoneme)) continue;
      seen.add(phoneme);
      written++;
      const allophones = random() < 0.4 ? quoted([phoneme, pick(pool), pick(pool)].join(' ')) : 'NA';
      const glyphs = [...phoneme].map((letter) => letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0'));
      const features = exampleFeatures(phoneme)!;
      const values = featureNames.map((name) => quoted(features[name]!)).join(',');
      const cells = [
        start,
        quoted(glyphs.join('+')),
        quoted(phoneme),
        allophones,
        pick(marginals),
        quoted(segmentClass),
      ];
      yield `${cells.join(',')},${source},${values}\n`;
    }
  }
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
