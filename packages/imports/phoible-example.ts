// Makes a file in the form of phoible.csv for tests and timing: made-up languages, the columns, sizes and habits of PHOIBLE.

const featureNames = [
  ...['tone', 'stress', 'syllabic', 'short', 'long', 'consonantal', 'sonorant', 'continuant', 'delayedRelease'],
  ...['approximant', 'tap', 'trill', 'nasal', 'lateral', 'labial', 'round', 'labiodental', 'coronal', 'anterior'],
  ...['distributed', 'strident', 'dorsal', 'high', 'low', 'front', 'back', 'tense', 'retractedTongueRoot'],
  ...['advancedTongueRoot', 'periodicGlottalSource', 'epilaryngealSource', 'spreadGlottis', 'constrictedGlottis'],
  ...['fortis', 'raisedLarynxEjective', 'loweredLarynxImplosive', 'click'],
];

export const phoibleHeading = [
  ...['InventoryID', 'Glottocode', 'ISO6393', 'LanguageName', 'SpecificDialect', 'GlyphID', 'Phoneme', 'Allophones'],
  ...['Marginal', 'SegmentClass', 'Source'],
  ...featureNames,
];

const consonants =
  'p b t d k ɡ q ɢ ʔ m n ɲ ŋ ɴ r ʀ ɾ ɽ ɸ β f v θ ð s z ʃ ʒ ʂ ʐ ç ʝ x ɣ χ ʁ ħ ʕ h ɦ ɬ ɮ ʋ ɹ ɻ j ɰ l ɭ ʎ ʟ w ɥ t̠ʃ d̠ʒ ts dz tɕ dʑ kp ɡb mb nd ŋɡ ɓ ɗ ɠ kǃ ŋǀ ǁ t̪|t n̪|n l̪|l'.split(
    ' ',
  );
const vowels = 'i y ɨ ʉ ɯ u ɪ ʊ e ø ɘ ɵ ɤ o ə ɛ œ ɜ ʌ ɔ æ ɐ a ɑ ɒ ai au ei ou ia ua'.split(' ');
const tones = '˥ ˦ ˧ ˨ ˩ ˥˩ ˩˥ ˧˥ ˨˩ ˩˧'.split(' ');
const after = ['', '', '', 'ʰ', 'ʷ', 'ʲ', 'ː', 'ʼ', 'ˠ', 'ˤ', '̤', '̰', '̥', 'ʷː', 'ʲʰ'];
const afterVowels = ['', '', '', 'ː', '̃', '̃ː', '̤', '̰', 'ˤ'];

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
      const base = { vowel: vowels, tone: tones, consonant: consonants }[segmentClass];
      const marks = { vowel: afterVowels, tone: [''], consonant: after }[segmentClass];
      const phoneme = `${pick(base)}${pick(marks)}`.normalize('NFD');
      if (seen.has(phoneme) && n < size * 50) continue;
      seen.add(seen.has(phoneme) ? `${phoneme}${n}` : phoneme);
      written++;
      const allophones = random() < 0.4 ? quoted([phoneme, pick(base), pick(base)].join(' ')) : 'NA';
      const glyphs = [...phoneme].map((letter) => letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0'));
      const values = featureNames.map(() => quoted(pick(['+', '-', '0']))).join(',');
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
