// The outbox's requests to the server: edits pushed under the account that made them, and what went wrong as a typed code.
import type { Clashes, PushAnswer, PushedEdit } from '@phonochart/sync/push.ts';

/**
 * `offline`: no answer came. `signed-out`: nobody is signed in here, or somebody else than the edits' author.
 * `not-allowed`: the account may not edit any more. `epoch`: the server's catalogue has a new history, and nothing was
 * taken. `unfit`: the request itself is refused, whatever the account; nothing was taken. `failed`: anything else, which may pass.
 */
export type PushErrorCode = 'offline' | 'signed-out' | 'not-allowed' | 'epoch' | 'unfit' | 'failed';

export class PushError extends Error {
  readonly code: PushErrorCode;
  /** Milliseconds that the server asks to wait. */
  readonly wait: number;
  /** Of a request that is `unfit`: what is wrong with which of its edits, by their place, where the server says so. */
  readonly faults: ReadonlyMap<number, string>;
  constructor(code: PushErrorCode, detail: string, { wait = 0, faults = new Map<number, string>() } = {}) {
    super(detail);
    this.name = 'PushError';
    this.code = code;
    this.wait = wait;
    this.faults = faults;
  }
}

export type PushLine = {
  /** The epoch that the server is in. @throws PushError */
  epoch(): Promise<string>;
  /** Sends the edits of one author, given by the account's id. @throws PushError */
  push(request: { epoch: string; edits: readonly PushedEdit[] }, author: string): Promise<PushAnswer>;
  /** Clashes of the author's that nobody has decided, whichever device they were made on. @throws PushError */
  clashes(author: string): Promise<Clashes>;
};

/** An answer that takes longer is waited for no more; the edits are sent again. */
const PATIENCE_MS = 60_000;

type Problem = { type?: string; detail?: string; title?: string; errors?: { field: string; message: string }[] };

/** `origin` is empty in the app, whose server is its own origin. */
export function createPushLine(origin = '', fetcher: typeof fetch = fetch): PushLine {
  const ask = async (path: string, body?: object): Promise<unknown> => {
    let response: Response;
    let text: string;
    try {
      response = await fetcher(origin + path, {
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...(body && {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      });
      text = await response.text();
    } catch {
      throw new PushError('offline', path);
    }
    const answer = parsed(text);
    if (response.ok && typeof answer === 'object' && answer !== null) return answer;
    const { type = '', detail, title = '', errors = [] } = (answer ?? {}) as Problem;
    throw new PushError(
      codeOf(response.status, type.split(':').at(-1)),
      (detail ?? title) || `${response.status} ${path}`,
      { wait: (Number(response.headers.get('retry-after')) || 0) * 1000, faults: faultsOf(errors) },
    );
  };

  /** Whoever has signed in here since would be asked and answered under the wrong name. */
  const under = async (author: string) => {
    const { account } = (await ask('/api/auth/session')) as { account?: { id?: string } | null };
    if (account?.id !== author) throw new PushError('signed-out', 'another account');
  };

  return {
    async epoch() {
      const { epoch } = (await ask('/api/sync/manifest')) as { epoch?: unknown };
      if (typeof epoch !== 'string') throw new PushError('failed', 'manifest');
      return epoch;
    },
    async push(request, author) {
      await under(author);
      const answer = (await ask('/api/sync/push', request)) as PushAnswer;
      if (!Array.isArray(answer.results)) throw new PushError('failed', 'results');
      return answer;
    },
    async clashes(author) {
      await under(author);
      const answer = (await ask('/api/sync/clashes')) as Clashes;
      if (!Array.isArray(answer.clashes)) throw new PushError('failed', 'clashes');
      return answer;
    },
  };
}

/** [PUSH13]: `edits.7.value`. */
function faultsOf(errors: readonly { field: string; message: string }[]): Map<number, string> {
  const faults = new Map<number, string>();
  for (const { field, message } of errors) {
    const [, at, part] = /^edits\.(\d+)\.?(.*)$/.exec(field) ?? [];
    if (at !== undefined && !faults.has(Number(at))) faults.set(Number(at), [part, message].filter(Boolean).join(': '));
  }
  return faults;
}

function codeOf(status: number, problem: string | undefined): PushErrorCode {
  if (status === 401) return 'signed-out';
  if (status === 403 && problem === 'not-allowed') return 'not-allowed';
  if (status === 409) return 'epoch';
  // 400 and 413 are the server's word on these edits; what stands before it says them otherwise.
  if (problem && (status === 400 || status === 413 || status === 422)) return 'unfit';
  return 'failed';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
