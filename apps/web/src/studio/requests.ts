// The studio's requests to the server: JSON in and out, and what went wrong as one typed failure.

/** `unreachable`: no answer came. Else the last part of the problem's type, `wrong-credentials`. */
export type Failure = {
  code: string;
  /** What the server says of it, in English. */
  detail?: string | undefined;
  /** By field of the request. */
  errors: ReadonlyMap<string, string>;
  /** Seconds that the server asks to wait. */
  wait?: number | undefined;
};

export class RequestFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'RequestFailed';
    this.failure = failure;
  }
}

let signedOut: () => void = () => undefined;

/** What is done when an answer says that nobody is signed in any more: the session ended elsewhere. */
export function whenSignedOut(run: () => void): void {
  signedOut = run;
}

type Problem = { type?: string; title?: string; detail?: string; errors?: { field: string; message: string }[] };

/** @throws RequestFailed */
export async function ask<Answer>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<Answer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      cache: 'no-store',
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    text = await response.text();
  } catch {
    throw new RequestFailed({ code: 'unreachable', errors: new Map() });
  }
  const answer = parsed(text);
  if (response.ok) return answer as Answer;
  const { type, title, detail, errors = [] } = (answer ?? {}) as Problem;
  const code = type?.split(':').at(-1) ?? `http-${response.status}`;
  if (code === 'not-signed-in') signedOut();
  throw new RequestFailed({
    code,
    detail: detail ?? title,
    errors: new Map(errors.map(({ field, message }) => [field, message])),
    wait: Number(response.headers.get('retry-after')) || undefined,
  });
}

/** A 204 has no body, and what stands before the server may answer with a page. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a rejection says; anything else than a failed request is a fault of ours and is thrown on. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RequestFailed) return error.failure;
  throw error;
}
