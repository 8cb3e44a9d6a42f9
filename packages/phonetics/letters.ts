// The letters of the IPA and what each stands for, as data: consonants, vowels and click letters.
import type { Influx, Manner, Place, VowelPoint } from '@phonochart/catalog/placement.ts';

export type Consonant = {
  type: 'consonant';
  letter: string;
  places: readonly Place[];
  manner: Manner;
  voiced: boolean;
  /** What the letter says beside place, manner and voice: ʪ has median friction too. */
  modifier?: string;
};
export type Vowel = { type: 'vowel'; letter: string; point: VowelPoint; modifier?: string };
export type Click = { type: 'click'; letter: string; influx: Influx };
/** A capital letter for a sound whose place is not fixed: N is any nasal that takes the place of what follows. */
export type Archiphoneme = { type: 'archiphoneme'; letter: string; nasal: boolean };
export type Letter = Consonant | Vowel | Click | Archiphoneme;

// Rows and columns as on the IPA chart (2020): place, voiceless letter, voiced letter; `-` where there is no letter.
// The bare coronal letters t d n r ɾ ɬ ɮ ɹ l span dental to postalveolar there; by letter they are called alveolar.
// Beyond the chart: the curled letters of Sinology, the withdrawn voiceless implosives, and the letters of extIPA
// (2015): laterals, velopharyngeals, velodorsals, upper pharyngeals, percussives.
const consonantRows: readonly (readonly [Manner, string])[] = [
  [
    'plosive',
    'bilabial p b,alveolar t d,retroflex ʈ ɖ,alveolo-palatal ȶ ȡ,palatal c ɟ,velar k ɡ,velodorsal 𝼃 𝼁,uvular q ɢ,upper-pharyngeal ꞯ 𝼂,epiglottal ʡ -,glottal ʔ -',
  ],
  ['implosive', 'bilabial ƥ ɓ,alveolar ƭ ɗ,retroflex 𝼉 ᶑ,palatal ƈ ʄ,velar ƙ ɠ,uvular ʠ ʛ'],
  [
    'nasal',
    'bilabial - m,labiodental - ɱ,alveolar - n,retroflex - ɳ,alveolo-palatal - ȵ,palatal - ɲ,velar - ŋ,velodorsal - 𝼇,uvular - ɴ',
  ],
  ['trill', 'bilabial - ʙ,alveolar - r,uvular - ʀ'],
  ['tap', 'labiodental - ⱱ,alveolar - ɾ,retroflex - ɽ'],
  ['lateral-tap', 'alveolar - ɺ,retroflex - 𝼈'],
  [
    'fricative',
    'bilabial ɸ β,labiodental f v,dental θ ð,alveolar s z,postalveolar ʃ ʒ,retroflex ʂ ʐ,alveolo-palatal ɕ ʑ,palatal ç ʝ,velar x ɣ,velopharyngeal ʩ -,uvular χ ʁ,pharyngeal ħ ʕ,epiglottal ʜ ʢ,glottal h ɦ,bilabial+velar ʍ -,postalveolar+velar ɧ -',
  ],
  ['lateral-fricative', 'alveolar ɬ ɮ,retroflex ꞎ 𝼅,palatal 𝼆 -,velar 𝼄 -'],
  [
    'approximant',
    'labiodental - ʋ,alveolar - ɹ,retroflex - ɻ,palatal - j,velar - ɰ,bilabial+velar - w,bilabial+palatal - ɥ',
  ],
  ['lateral-approximant', 'alveolar - l,retroflex - ɭ,alveolo-palatal - ȴ,palatal - ʎ,velar - ʟ'],
  ['percussive', 'bilabial ʬ -,bidental ʭ -'],
];

// Letters of extIPA that say more than place, manner and voice: letter, manner, place, voice, what it
// adds. ʪ and ʫ let the air past the sides and the middle at once; ¡ is the underside of the tongue slapping down.
const modified = [
  ['ʪ', 'lateral-fricative', 'alveolar', false, 'median-friction'],
  ['ʫ', 'lateral-fricative', 'alveolar', true, 'median-friction'],
  ['𝼀', 'fricative', 'velopharyngeal', false, 'trilled'],
  ['¡', 'percussive', 'alveolar', false, 'sublaminal'],
] as const;

// Height 0-6, backness 0-4, unrounded letter, rounded letter, as on the vowel trapezoid of the IPA chart (2020).
// ə and ɐ have no rounding of their own there. ɿ ʅ ʮ ʯ, of Sinology, are syllabic fricatives heard as close vowels.
const vowelRows =
  '0 0 i y,0 2 ɨ ʉ,0 4 ɯ u,1 1 ɪ ʏ,1 3 - ʊ,2 0 e ø,2 2 ɘ ɵ,2 4 ɤ o,3 2 ə -,4 0 ɛ œ,4 2 ɜ ɞ,4 4 ʌ ɔ,5 0 æ -,5 2 ɐ -,6 0 a ɶ,6 4 ɑ ɒ,0 1 ɿ ʮ,0 2 ʅ ʯ';

// The chart calls ǃ (post)alveolar, ǂ palatoalveolar and ǁ alveolar lateral.
const clickRow = 'ʘ bilabial,ǀ dental,ǃ alveolar,ǂ palatal,ǁ lateral,𝼊 retroflex,‼ retroflex';

function build(): Map<string, Letter> {
  const table = new Map<string, Letter>();
  for (const [manner, row] of consonantRows) {
    for (const entry of row.split(',')) {
      const [place, ...pair] = entry.split(' ') as [string, string, string];
      const places = place.split('+') as Place[];
      pair.forEach((letter, voice) => {
        if (letter !== '-') table.set(letter, { type: 'consonant', letter, places, manner, voiced: voice === 1 });
      });
    }
  }
  for (const [letter, manner, place, voiced, modifier] of modified) {
    table.set(letter, { type: 'consonant', letter, places: [place], manner, voiced, modifier });
  }
  for (const entry of vowelRows.split(',')) {
    const [height, backness, ...pair] = entry.split(' ');
    pair.forEach((letter, rounded) => {
      if (letter === '-') return;
      const point = { height: Number(height), backness: Number(backness), rounded: rounded === 1 };
      if (!table.has(letter)) table.set(letter, { type: 'vowel', letter, point });
    });
  }
  for (const letter of 'ɿʅʮʯ') table.set(letter, { ...(table.get(letter) as Vowel), modifier: 'apical' });
  for (const entry of clickRow.split(',')) {
    const [letter, influx] = entry.split(' ') as [string, Influx];
    table.set(letter, { type: 'click', letter, influx });
  }
  // PHOIBLE writes ᴅ for a sound between stop and tap.
  for (const letter of 'NCVTLRSZKPGBDQHFAIUEOᴅ') {
    table.set(letter, { type: 'archiphoneme', letter, nasal: letter === 'N' });
  }
  return table;
}

/**
 * Letter to what it stands for. Sources: the IPA chart (2020); extIPA (2015) for disordered speech; for withdrawn letters
 * the Handbook of the IPA (1999).
 */
export const letters: ReadonlyMap<string, Letter> = build();

/** Whether any letter is written for this manner, these places and this voicing: [b̥] is devoiced, [m̥] just voiceless. */
export const letterFor = (manner: Manner, places: readonly Place[], voiced: boolean): string | undefined =>
  byFeatures.get(`${manner} ${places.join('+')} ${voiced}`);

const byFeatures = new Map<string, string>();
for (const letter of letters.values()) {
  if (letter.type !== 'consonant' || letter.modifier) continue;
  const key = `${letter.manner} ${letter.places.join('+')} ${letter.voiced}`;
  if (!byFeatures.has(key)) byFeatures.set(key, letter.letter);
}
