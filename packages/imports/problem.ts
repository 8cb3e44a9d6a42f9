// What is wrong with a file that is to be imported: where it stands, and what to do about it.

/**
 * - `unreadable`: no such file or folder, or it may not be read.
 * - `outside`: a path that leads out of the import's own folder, or to another machine.
 * - `encoding`: not UTF-8.
 * - `damaged`: cut off, or not in the form that its name promises.
 * - `delimiter`: columns parted by something else than expected.
 * - `column`: a column is missing or stands twice.
 * - `cell`: one cell holds what cannot be taken.
 * - `too-large`: more than an import takes at once.
 * - `not-sounds`: a dataset of something else than sounds.
 * - `nothing`: nothing to import.
 */
export type ImportProblemCode =
  | 'unreadable'
  | 'outside'
  | 'encoding'
  | 'damaged'
  | 'delimiter'
  | 'column'
  | 'cell'
  | 'too-large'
  | 'not-sounds'
  | 'nothing';

/** `row` counts as a spreadsheet does, the heading being row 1; `column` is the column's name, or a path in JSON. */
export type ImportProblem = {
  code: ImportProblemCode;
  file: string;
  row?: number;
  column?: string;
  message: string;
};

/** Thrown before anything is imported; its message lists every problem as `file, row, column: message`. */
export class ImportError extends Error {
  readonly code = 'import-refused';
  readonly problems: readonly ImportProblem[];
  constructor(problems: readonly ImportProblem[], options: { cause?: unknown } = {}) {
    super(problems.map(problemText).join('\n'), options);
    this.name = 'ImportError';
    this.problems = problems;
  }
}

export function problemText({ file, row, column, message }: ImportProblem): string {
  const where = [file, row === undefined ? '' : `row ${row}`, column === undefined ? '' : `column ${column}`];
  return `${where.filter(Boolean).join(', ')}: ${message}`;
}

export const refusal = (code: ImportProblemCode, file: string, message: string, row?: number, column?: string) =>
  new ImportError([
    { code, file, message, ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }) },
  ]);

/** A file with hundreds of wrong cells is told of the first so many: the reader then looks for the cause. */
const mostProblems = 50;

/** Gathers problems of cells while a file is read, so that its author mends them in one go. */
export class ProblemList {
  readonly problems: ImportProblem[] = [];

  add(problem: ImportProblem): void {
    this.problems.push(problem);
    if (this.problems.length >= mostProblems) throw new ImportError(this.problems);
  }

  throwIfAny(): void {
    if (this.problems.length > 0) throw new ImportError(this.problems);
  }
}
