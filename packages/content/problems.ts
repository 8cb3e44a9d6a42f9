// What is wrong with a content file, where, and what to write instead.
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';

/** `line` counts from 1; `path` leads from the file's root to the value that is meant. */
export type Problem = { file: string; line: number; path: string; message: string };

/** Thrown when content is wrong; its message lists every problem as `file:line path: message`. */
export class ContentError extends Error {
  readonly code = 'content-wrong';
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map((p) => `${p.file}:${p.line} ${p.path ? `${p.path}: ` : ''}${p.message}`).join('\n'));
    this.name = 'ContentError';
    this.problems = problems;
  }
}

/** The parsed text of one JSON file, and a way to note problems at places in it. */
export class ContentFile {
  readonly problems: Problem[] = [];
  readonly value: unknown;
  readonly file: string;
  readonly #root: Node | undefined;
  readonly #lineStarts: number[];

  constructor(file: string, text: string) {
    this.file = file;
    this.#lineStarts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#lineStarts.push(at + 1);
    const errors: ParseError[] = [];
    this.#root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    for (const error of errors) {
      this.problems.push({
        file,
        line: this.#lineOf(error.offset),
        path: '',
        message: `not valid JSON: ${printParseErrorCode(error.error)}`,
      });
    }
    this.value = errors.length === 0 ? JSON.parse(text) : undefined;
  }

  /** Notes a problem at the deepest part of `path` that exists in the file. */
  note(path: readonly PropertyKey[], message: string): void {
    const steps = path.filter((step): step is string | number => typeof step !== 'symbol');
    let node: Node | undefined;
    for (let length = steps.length; length >= 0 && !node; length--) {
      node = this.#root && findNodeAtLocation(this.#root, steps.slice(0, length));
    }
    this.problems.push({ file: this.file, line: this.#lineOf(node?.offset ?? 0), path: pathText(steps), message });
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

const pathText = (steps: readonly (string | number)[]): string =>
  steps
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
