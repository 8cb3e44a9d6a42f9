// Asks a server that owes us nothing: one request at a time, with a name, a pause, and patience when it says "later".

export type PoliteOptions = {
  /** Sent as User-Agent: names the program, and somebody to talk to. */
  userAgent: string;
  /** ms between two requests. */
  pauseMs: number;
  /** Waits so many ms; tests count instead. */
  wait?: (ms: number) => Promise<void>;
};

/** - `gone`: no such thing. - `refused`: the server will not. - `busy`: it went on saying "later". - `unreachable`. */
export class FetchError extends Error {
  readonly code: 'gone' | 'refused' | 'busy' | 'unreachable';
  constructor(code: FetchError['code'], message: string) {
    super(message);
    this.name = 'FetchError';
    this.code = code;
  }
}

/** What an answer's reader throws to have the request made again: the server said "later" in its own words. */
export class Later extends Error {}

const mostAttempts = 5;
/** ms: a server that wants a longer pause than this gets its peace, and the next run goes on. */
const longestWait = 5 * 60_000;
/** ms without an answer. */
const patience = 60_000;

export type Polite = <Answer>(url: string, read: (response: Response) => Promise<Answer>) => Promise<Answer>;

/** Calls queue up behind one another. Throws FetchError, and whatever else `read` throws. */
export function politeFetch({ userAgent, pauseMs, wait = sleep }: PoliteOptions): Polite {
  let last: Promise<unknown> = Promise.resolve();
  let isFirst = true;
  const once = async <Answer>(url: string, read: (response: Response) => Promise<Answer>): Promise<Answer> => {
    for (let attempt = 1; ; attempt++) {
      if (!isFirst) await wait(pauseMs);
      isFirst = false;
      let reason: string;
      let after: number | undefined;
      try {
        const signal = AbortSignal.timeout(patience);
        const response = await fetch(url, { headers: { 'user-agent': userAgent }, signal });
        after = retryAfter(response.headers.get('retry-after'));
        if (response.ok) return await read(response);
        await response.body?.cancel();
        const { status } = response;
        if (status === 404 || status === 410) throw new FetchError('gone', 'there is no such file');
        if (status !== 429 && status < 500) throw new FetchError('refused', `the server answers ${status}`);
        reason = `the server answers ${status}`;
      } catch (error) {
        if (error instanceof FetchError || !(error instanceof Later || isNetwork(error))) throw error;
        reason = error instanceof Later ? error.message : 'the server cannot be reached, or breaks off';
      }
      if (attempt === mostAttempts) throw new FetchError(after === undefined ? 'unreachable' : 'busy', reason);
      const ms = after ?? 1000 * 2 ** attempt;
      if (ms > longestWait) throw new FetchError('busy', `${reason} and asks for ${Math.round(ms / 60_000)} minutes`);
      await wait(ms);
    }
  };
  return (url, read) => {
    const answer = last.then(() => once(url, read));
    last = answer.catch(() => {});
    return answer;
  };
}

/** ms; a number of seconds or a date. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** What `fetch` throws: no server, a broken connection, no answer in time. */
const isNetwork = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
