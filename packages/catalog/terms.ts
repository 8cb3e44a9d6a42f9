// The field's own terms as ordered keys, free of any library, so that app and service worker can carry them cheaply.

/**
 * Places of articulation, front to back, as column keys. `labial-velar` and the like are two places in `places`. Six of
 * them occur in disordered speech only (extIPA 2015).
 */
export const placeNames = [
  'bilabial',
  'labiodental',
  'dentolabial',
  'labioalveolar',
  'linguolabial',
  'bidental',
  'dental',
  'alveolar',
  'postalveolar',
  'retroflex',
  'alveolo-palatal',
  'palatal',
  'velar',
  'velodorsal',
  'velopharyngeal',
  'uvular',
  'upper-pharyngeal',
  'pharyngeal',
  'epiglottal',
  'glottal',
] as const;

/** Manners of articulation, in the order of chart rows. */
export const mannerNames = [
  'plosive',
  'implosive',
  'ejective',
  'affricate',
  'ejective-affricate',
  'lateral-affricate',
  'nasal',
  'trill',
  'tap',
  'lateral-tap',
  'fricative',
  'ejective-fricative',
  'lateral-fricative',
  'approximant',
  'lateral-approximant',
  'percussive',
] as const;

/** Laryngeal series: what tells the stops of one place apart, in the order of chart lines. */
export const seriesNames = ['voiceless', 'aspirated', 'tense', 'voiced', 'breathy', 'creaky', 'ejective'] as const;

/** Anterior articulation of a click. */
export const influxNames = [
  'bilabial',
  'dental',
  'alveolar',
  'postalveolar',
  'palatal',
  'lateral',
  'retroflex',
] as const;

/** Kinds of phoneme. */
export const phonemeKinds = ['consonant', 'vowel', 'diphthong', 'triphthong', 'tone', 'archiphoneme', 'other'] as const;

/** The interface languages that the app is written in; every LocalText may hold more. */
export const interfaceLanguages = ['en', 'vi'] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];
