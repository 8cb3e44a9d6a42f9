// What a command says of a failure that a person can mend, and the code it ends with.
import { ImportError } from '@phonochart/imports/problem.ts';

/** 1 for input that is wrong, 2 for a wrong call; whatever else was thrown is thrown again, with its stack. */
export function failedCommand(error: unknown, usage: string): 1 | 2 {
  if (error instanceof ImportError) {
    console.error(error.message);
    return 1;
  }
  if (!(error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')) throw error;
  console.error(`${(error as Error).message}\n${usage}`);
  return 2;
}
