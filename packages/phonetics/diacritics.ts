// The diacritics and modifier letters of the IPA, each with its name, its class and its place in the canonical order.

/** `mark` combines with the letter; `after` and `before` are spacing letters that follow or precede it. */
export type Diacritic = { name: string; rank: number; mark: boolean };

// Combining marks in the canonical order of marks of one Unicode class (overlay, below, above).
// Sources: IPA chart (2020); extIPA (2015) for U+033E, U+0346 to U+034E, U+0353 to U+0355 and the parentheses;
// order after the Unicode Cookbook for Linguists, ch. 5: what changes the place first, phonation and tone last.
const marks =
  '\u0334 velarised-or-pharyngealised,\u0322 retroflexed,\u0321 palatal-hook,' +
  '\u032A dental,\u0347 alveolar,\u033C linguolabial,\u033A apical,\u033B laminal,\u0339 more-rounded,\u031C less-rounded,' +
  '\u031F advanced,\u0320 retracted,\u031D raised,\u031E lowered,\u0318 advanced-tongue-root,\u0319 retracted-tongue-root,' +
  '\u034E whistled,\u034D labial-spreading,\u0354 offset-left,\u0355 offset-right,\u0348 tense,\u0349 weak,\u0325 voiceless,\u032C voiced,\u1AC3 initially,\u1ABD partially,\u1AC4 finally,\u0324 breathy,\u0330 creaky,' +
  '\u0353 frictionalised,\u0329 syllabic,\u032F non-syllabic,' +
  '\u0346 dentolabial,\u034A denasalised,\u034B nasal-escape,\u033E nareal-friction,\u034C velopharyngeal-friction,\u0308 centralised,\u033D mid-centralised,\u030A voiceless,\u1AC1 initially,\u1ABB partially,\u1AC2 finally,' +
  '\u0303 nasalised,\u0306 extra-short,\u030D syllabic,\u0311 non-syllabic,\u031A unreleased,' +
  '\u030B tone-5,\u0301 tone-4,\u0304 tone-3,\u0300 tone-2,\u030F tone-1,\u030C tone-15,\u0302 tone-51,\u1DC4 tone-45,' +
  '\u1DC5 tone-12,\u1DC8 tone-343,\u1DC6 tone-31,\u1DC7 tone-53,\u1DC9 tone-313';

// Spacing letters after the one they change, in canonical order: releases, secondary articulations (palatalised,
// labialised, velarised, pharyngealised), then laryngeal release, then length (PHOIBLE's and the Cookbook's order).
const after =
  '˞ rhotic,ˡ lateral-release,ⁿ nasal-release,ᵐ nasal-release,ᵑ nasal-release,ᶿ dental-fricative-release,ˢ fricative-release,ᶻ voiced-fricative-release,ᶴ postalveolar-fricative-release,ˣ velar-fricative-release,ᵡ uvular-fricative-release,ʳ rhotic-release,ʴ rhotic,ʵ rhotic,ʶ uvularised,ᵊ vowel-release,ᶤ close-vowel-release,ᶠ labiodental-release,ᵝ compressed,ᶹ labiodentalised,ᵛ voiced-labiodental-release,' +
  'ʲ palatalised,ᶣ labio-palatalised,ʷ labialised,ˠ velarised,ˤ pharyngealised,ᴱ epilaryngeal,ˀ glottalised,˭ unaspirated,ʰ aspirated,ʱ breathy-aspirated,ʼ ejective,ˬ postvoiced,˳ extended-voicelessness,˷ creaky-offglide,ˑ half-long,ː long,₎ finally,↓ ingressive,↑ egressive,\\ reiterated';

const before =
  'ⁿ prenasalised,ᵐ prenasalised,ᵑ prenasalised,ᶮ prenasalised,ᶯ prenasalised,ᶬ prenasalised,ᶰ prenasalised,' +
  'ˀ preglottalised,ʼ preglottalised,ʰ preaspirated,ʱ breathy-preaspirated,ʷ prelabialised,ʲ prepalatalised,ᵈ prestopped,ᵇ prestopped,ᶢ prestopped,ᶡ prestopped,ᵗ prestopped-voiceless,ᵖ prestopped-voiceless,ᵏ prestopped-voiceless,ᶜ prestopped-voiceless,ˢ presibilant,ᶴ presibilant,ʳ prerhotic,ˬ prevoiced,₍ initially';

function build(list: string, mark: boolean, into = new Map<string, Diacritic>()): Map<string, Diacritic> {
  list.split(',').forEach((entry, rank) => {
    const [character, name] = entry.split(' ') as [string, string];
    into.set(character, { name, rank, mark });
  });
  return into;
}

export const combiningMarks: ReadonlyMap<string, Diacritic> = build(marks, true);
/** Every diacritic that may follow its letter, combining or spacing. */
export const following: ReadonlyMap<string, Diacritic> = build(after, false, new Map(combiningMarks));
/** Spacing letters that may precede their letter: ⁿd, ʰp, ˀm. */
export const preceding: ReadonlyMap<string, Diacritic> = build(before, false);

export const tieAbove = '\u0361';
export const tieBelow = '\u035C';
/** extIPA's sliding articulation, from one letter to the next: it ties as a tie bar does. */
export const slide = '\u0362';
export const isTie = (character: string): boolean =>
  character === tieAbove || character === tieBelow || character === slide;

/** Chao levels of the tone letters: ˥ is 5, ˩ is 1. */
export const toneLetters: ReadonlyMap<string, number> = new Map([
  ['˥', 5],
  ['˦', 4],
  ['˧', 3],
  ['˨', 2],
  ['˩', 1],
]);
