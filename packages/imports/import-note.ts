// What a reader noticed and did not refuse: said in the report, so that nothing goes missing in silence.

/**
 * - `merged`: a sound that its source lists twice went in once.
 * - `unplaced`: a sound went in, but has no place on a chart.
 * - `left-out`: something of the source did not go in.
 * - `corrected`: something went in otherwise than it is written.
 */
export type ImportNoteKind = 'merged' | 'unplaced' | 'left-out' | 'corrected';

export type ImportNote = {
  kind: ImportNoteKind;
  /** The language it is about, where it is about one. */
  language?: string;
  row?: number;
  column?: string;
  message: string;
};
