// An editor's change of one record, and the fields that it may name; ids, codes, positions and counts are the store's own.

/** New values by field; null takes an optional field away. A field that is not named stays. */
export type Patch<Record, Field extends keyof Record> = {
  [Key in Field]?: Partial<Pick<Record, Key>> extends Pick<Record, Key>
    ? Exclude<Record[Key], undefined> | null
    : Record[Key];
};

export type Edit<Record, Field extends keyof Record> = {
  /** The record's id; for a language its code, whatever its case. */
  id: string;
  patch: Patch<Record, Field>;
  /** Who made the change, as it is to stand in the record of edits. */
  author: string;
  /** The seq that the editor saw: a document that moved on since is a `conflict`. */
  expected?: number;
};

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

export const editableOfClip = [
  'preferred',
  'speaker',
  'licence',
  'attribution',
  'source_type',
  'frame',
  'language',
  'cached_until',
  'metadata',
] as const;
export type EditableOfClip = (typeof editableOfClip)[number];
