// Builds feature columns for made-up rows in the form of PHOIBLE: from letters and marks, by PHOIBLE's rules.

import { featureNames } from './phoible-reading.ts';

type Vector = Record<string, string>;

/** `-high +low` and the like; `0` for what a feature does not apply to. */
const spec = (text: string): Vector =>
  Object.fromEntries(
    text
      .split(' ')
      .filter(Boolean)
      .map((entry) => [entry.slice(1), entry[0]!]),
  );

const noTongue = '-dorsal 0high 0low 0front 0back 0tense';
const dorsal = (text: string) => `+dorsal ${text} 0tense`;
const noTip = '-coronal 0anterior 0distributed 0strident';
const noLips = '-labial 0round 0labiodental';
const tip = (text: string) => `${noLips} +coronal ${text}`;
const places: Record<string, string> = {
  bilabial: `+labial -round -labiodental ${noTip} ${noTongue}`,
  labiodental: `+labial -round +labiodental ${noTip} ${noTongue}`,
  dental: `${tip('+anterior +distributed -strident')} ${noTongue}`,
  alveolar: `${tip('+anterior -distributed -strident')} ${noTongue}`,
  sibilant: `${tip('+anterior -distributed +strident')} ${noTongue}`,
  postalveolar: `${tip('-anterior +distributed +strident')} ${noTongue}`,
  retroflex: `${tip('-anterior -distributed -strident')} ${noTongue}`,
  'retroflex-sibilant': `${tip('-anterior -distributed +strident')} ${noTongue}`,
  'alveolo-palatal': `${tip('+anterior +distributed -strident')} ${dorsal('+high -low +front -back')}`,
  'alveolo-palatal-sibilant': `${tip('+anterior +distributed +strident')} ${dorsal('+high -low +front -back')}`,
  palatal: `${tip('-anterior +distributed -strident')} ${dorsal('+high -low +front -back')}`,
  velar: `${noLips} ${noTip} ${dorsal('+high -low -front -back')}`,
  uvular: `${noLips} ${noTip} ${dorsal('-high -low -front +back')}`,
  pharyngeal: `${noLips} ${noTip} ${dorsal('-high +low -front +back')}`,
  glottal: `${noLips} ${noTip} ${noTongue}`,
  glide: `${noLips} ${noTip} +dorsal +high -low +front -back +tense`,
  'back-glide': `${noLips} ${noTip} +dorsal +high -low -front +back +tense`,
  'round-glide': `+labial +round -labiodental ${noTip} +dorsal +high -low +front -back +tense`,
  'round-back-glide': `+labial +round -labiodental ${noTip} +dorsal +high -low -front +back +tense`,
};
const manners: Record<string, string> = {
  stop: '+consonantal -sonorant -continuant -delayedRelease',
  implosive: '+consonantal -sonorant -continuant -delayedRelease +loweredLarynxImplosive',
  nasal: '+consonantal +sonorant -continuant 0delayedRelease +nasal',
  fricative: '+consonantal -sonorant +continuant +delayedRelease',
  breath: '-consonantal -sonorant +continuant +delayedRelease +spreadGlottis',
  'lateral-fricative': '+consonantal -sonorant +continuant +delayedRelease +lateral',
  trill: '+consonantal +sonorant +continuant 0delayedRelease +approximant +trill',
  tap: '+consonantal +sonorant +continuant 0delayedRelease +approximant +tap',
  'lateral-tap': '+consonantal +sonorant +continuant 0delayedRelease +approximant +tap +lateral',
  lateral: '+consonantal +sonorant +continuant 0delayedRelease +approximant +lateral',
  glide: '-consonantal +sonorant +continuant 0delayedRelease +approximant',
};
// Manner; then place and its letters, voiceless before voiced; `-` where there is none.
const rows =
  'stop bilabial pb alveolar td retroflex ʈɖ palatal cɟ velar kɡ uvular qɢ glottal ʔ-;' +
  'implosive bilabial -ɓ alveolar -ɗ retroflex -ᶑ palatal -ʄ velar -ɠ uvular -ʛ;' +
  'nasal bilabial -m labiodental -ɱ alveolar -n retroflex -ɳ alveolo-palatal -ȵ palatal -ɲ velar -ŋ uvular -ɴ;' +
  'fricative bilabial ɸβ labiodental fv dental θð sibilant sz postalveolar ʃʒ retroflex-sibilant ʂʐ alveolo-palatal-sibilant ɕʑ palatal çʝ velar xɣ uvular χʁ pharyngeal ħʕ;' +
  'breath glottal hɦ round-back-glide ʍ-;lateral-fricative alveolar ɬɮ;' +
  'trill bilabial -ʙ alveolar -r uvular -ʀ;tap labiodental -ⱱ alveolar -ɾ retroflex -ɽ;lateral-tap alveolar -ɺ;' +
  'lateral alveolar -l retroflex -ɭ palatal -ʎ velar -ʟ;' +
  'glide labiodental -ʋ postalveolar -ɹ retroflex -ɻ glide -j back-glide -ɰ round-glide -ɥ round-back-glide -w';
// Height (close, near-close, close-mid, open-mid, open) and letters: front, central, back, each unrounded, rounded.
const vowelRows: Record<string, string> = {
  '+high -low +tense': 'iyɨʉɯu',
  '+high -low -tense': 'ɪʏ---ʊ',
  '-high -low +tense': 'eøɘɵɤo',
  '-high -low -tense': 'ɛœɜɞʌɔ',
  '-high +low 0tense': 'æɶaɐɑɒ',
};
const clicks: Record<string, string> = {
  ʘ: '+labial -round -labiodental -coronal',
  ǀ: '+coronal +anterior +distributed -strident',
  ǁ: '+coronal +anterior -distributed -strident +lateral',
  ǃ: '+coronal +anterior -distributed -strident',
  ǂ: '+coronal -anterior +distributed -strident',
};
const marks: Record<string, string> = {
  ː: '-short +long',
  ˑ: '+short +long',
  '\u0306': '+short -long',
  '\u0303': '+nasal',
  '\u032A': '+coronal +anterior +distributed',
  '\u033A': '+coronal -distributed',
  '\u033B': '+coronal +distributed',
  '\u0320': '-anterior +distributed',
  ʷ: '+labial +round -labiodental',
  ʲ: '+dorsal +high -low +front -back',
  ˠ: '+dorsal +high -low -front -back',
  ˤ: '+retractedTongueRoot -advancedTongueRoot',
  ʰ: '+spreadGlottis -constrictedGlottis',
  ʱ: '+periodicGlottalSource +spreadGlottis -constrictedGlottis',
  ˀ: '-spreadGlottis +constrictedGlottis',
  ʼ: '-periodicGlottalSource -spreadGlottis +constrictedGlottis +raisedLarynxEjective -loweredLarynxImplosive',
  '\u0325': '-periodicGlottalSource',
  '\u030A': '-periodicGlottalSource',
  '\u0324': '+periodicGlottalSource +spreadGlottis -constrictedGlottis',
  '\u0330': '+periodicGlottalSource -spreadGlottis +constrictedGlottis',
  '\u0329': '+syllabic',
  '\u032F': '-syllabic',
};
// Pairs that PHOIBLE codes as one sound; every other pair is a contour, one value a letter.
const affricates = new Set('pɸ pf tθ ts tʃ ʈʂ cç kx qχ bβ bv dð dz dʒ ɖʐ ɟʝ ɡɣ ɢʁ'.split(' '));
const doubles = new Set(['kp', 'ɡb']);

const blank: Vector = Object.fromEntries(featureNames.map((name) => [name, name === 'tone' ? '0' : '-']));
const zero: Vector = Object.fromEntries(featureNames.map((name) => [name, '0']));
const letters = new Map<string, Vector>();
for (const row of rows.split(';')) {
  const [manner, ...cells] = row.split(' ') as [string, ...string[]];
  for (let at = 0; at < cells.length; at += 2) {
    [...cells[at + 1]!].forEach((letter, voiced) => {
      const voice = voiced === 1 ? '+periodicGlottalSource' : '-periodicGlottalSource';
      const glottal = letter === 'ʔ' ? '+constrictedGlottis' : letter === 'ɦ' ? '+spreadGlottis' : '';
      const text = `${places[cells[at]!]} ${manners[manner]} ${voice} ${glottal}`;
      if (letter !== '-') letters.set(letter, { ...blank, ...spec(text) });
    });
  }
}
for (const [height, row] of Object.entries(vowelRows)) {
  [...row].forEach((letter, at) => {
    const side = ['+front -back', '-front -back', '-front +back'][at >> 1];
    const lips = at % 2 === 1 || letter === 'ɐ' ? '+labial +round -labiodental' : noLips;
    const rest = '+syllabic +sonorant +continuant 0delayedRelease +approximant +periodicGlottalSource 0fortis 0click';
    const vector = { ...blank, ...spec(`${rest} ${lips} ${noTip} +dorsal ${height} ${side}`) };
    // Where PHOIBLE's a stands: low, neither front nor back, not round.
    if (letter !== '-') letters.set(letter, letter === 'a' ? { ...vector, ...spec(noLips) } : vector);
  });
}
letters.set('ə', { ...letters.get('ɜ')! });
for (const [letter, text] of Object.entries(clicks)) letters.set(letter, { ...zero, ...spec(`${text} +click`) });

type Unit = { letter: string; after: string[] };

/** The vector of a segment (a tone's is `+tone` and zeros), or undefined where a letter or mark is none of these. */
export function exampleFeatures(symbol: string): Vector | undefined {
  if (/^[˥˦˧˨˩]+$/.test(symbol)) return { ...zero, tone: '+' };
  if (symbol.includes('|')) {
    const [one, other] = symbol.split('|').map((side) => exampleFeatures(side));
    return one && other && mapped((name) => (one[name] === other[name] ? one[name]! : '0'));
  }
  const units: Unit[] = [];
  let before = '';
  for (const character of symbol.normalize('NFD').replace('c\u0327', 'ç')) {
    if (letters.has(character)) units.push({ letter: character, after: [] });
    else if (!marks[character] && character !== 'ⁿ' && character !== '\u031E') return undefined;
    else if (units.length === 0) before += character;
    else units.at(-1)!.after.push(character);
  }
  if (units.length === 0) return undefined;
  const vectors: Vector[] = [...before].map((mark) => ({ ...zero, ...spec(mark === 'ⁿ' ? '+nasal' : marks[mark]!) }));
  const nasalFirst = units.length > 2 && letters.get(units[0]!.letter)!.nasal === '+' && isOne(units[1]!, units[2]!);
  const onset = nasalFirst ? units.shift() : undefined;
  while (units.length > 0) {
    const unit = units.shift()!;
    const next = units[0];
    if (next && isOne(unit, next)) {
      units.shift();
      const joint = doubles.has(unit.letter + next.letter)
        ? { ...letters.get(unit.letter)!, ...spec('+labial -round -labiodental') }
        : { ...letters.get(next.letter)!, ...spec('-continuant +delayedRelease') };
      vectors.push(
        marked(
          joint,
          [...unit.after, ...next.after].filter((mark) => mark !== '\u0320'),
        ),
      );
    } else vectors.push(marked(letters.get(unit.letter)!, unit.after));
  }
  const whole = mapped((name) => contour(vectors.map((vector) => vector[name]!)));
  if (!onset) return whole;
  const nasal = { sonorant: '+,-', nasal: '+,-', periodicGlottalSource: contour(['+', whole.periodicGlottalSource!]) };
  return { ...whole, ...nasal };
}

const isOne = (first: Unit, second: Unit): boolean => {
  const pair = first.letter + second.letter;
  return affricates.has(pair) || doubles.has(pair);
};
const mapped = (value: (name: string) => string): Vector =>
  Object.fromEntries(featureNames.map((name) => [name, value(name)]));
function marked(vector: Vector, after: readonly string[]): Vector {
  const sum = { ...vector };
  for (const mark of after) Object.assign(sum, spec(mark === '\u031E' ? lowered(sum) : (marks[mark] ?? '')));
  return sum;
}
// A lowered vowel is half a step down, a lowered fricative an approximant.
const lowered = ({ syllabic }: Vector): string =>
  syllabic === '+' ? '0tense' : '-consonantal +sonorant 0delayedRelease +approximant';

// Values that are all alike are one; beside one other value a zero is left out.
function contour(values: readonly string[]): string {
  const kinds = new Set(values);
  if (kinds.size === 1) return values[0]!;
  const told = kinds.size === 2 && kinds.has('0') ? values.filter((value) => value !== '0') : values;
  return new Set(told).size === 1 ? told[0]! : told.join(',');
}
