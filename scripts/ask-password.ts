// Asks for a password on the terminal without showing it; where there is none, takes the first line that is piped in.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';

type Terminal = { input: NodeJS.ReadableStream & { isTTY?: boolean | undefined }; output: NodeJS.WritableStream };

/** Never from an argument: those can be read by every process of the machine, and stay in the shell's history. */
export async function askPassword({ input, output }: Terminal): Promise<string> {
  if (!input.isTTY) return firstLine(input);
  const password = await askUnseen({ input, output }, 'Password: ');
  if ((await askUnseen({ input, output }, 'The same again: ')) !== password) throw new PasswordError('the two differ');
  return password;
}

export class PasswordError extends Error {}

async function firstLine(input: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) return line;
  throw new PasswordError('no password came in: pipe it in as one line, or run this on a terminal');
}

/** The line editor works as it always does, and shows what it would into nowhere. */
async function askUnseen({ input, output }: Terminal, question: string): Promise<string> {
  output.write(question);
  const nowhere = new PassThrough().resume();
  const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  const stopped = new AbortController();
  lines.once('SIGINT', () => lines.close());
  lines.once('close', () => stopped.abort());
  try {
    const [line] = (await once(lines, 'line', { signal: stopped.signal })) as [string];
    return line;
  } catch {
    throw new PasswordError('no password was given');
  } finally {
    lines.close();
    output.write('\n');
  }
}
