// The fields of each record that an editor may change; ids, codes, positions and counts are the store's own.

export const editableOfLanguage = [
  'name',
  'names',
  'autonym',
  'aliases',
  'bcp47',
  'iso639_3',
  'glottocode',
  'family',
  'variety',
  'direction',
  'script',
  'review',
  'tones',
  'description',
  'sources',
  'licence',
  'contributors',
  'prosody',
  'syllable',
  'spellings',
  'minimal_pairs',
] as const;
export type EditableOfLanguage = (typeof editableOfLanguage)[number];

export const editableOfPhoneme = [
  'kind',
  'symbol',
  'ipa',
  'symbol_in_source',
  'name',
  'status',
  'articulation',
  'description',
  'approximations',
  'placement',
  'names',
  'words',
] as const;
export type EditableOfPhoneme = (typeof editableOfPhoneme)[number];

export const editableOfRealisation = [
  'phonemes',
  'output',
  'environment',
  'free_variation',
  'variety',
  'description',
  'placement',
  'words',
] as const;
export type EditableOfRealisation = (typeof editableOfRealisation)[number];

export const editableOfWord = [
  'form',
  'script',
  'reading',
  'phonemic',
  'phonetic',
  'stress',
  'gloss',
  'segments',
] as const;
export type EditableOfWord = (typeof editableOfWord)[number];
