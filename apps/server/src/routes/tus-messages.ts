// What goes to the tus server and comes from it, made to fit the API: its headers, and its refusals as problem documents.
import { ERRORS, TUS_RESUMABLE } from '@tus/server';
import { StorageError } from '../audio/storage-error.ts';
import { ProblemError, type ProblemType } from './http/problem.ts';

/** What a request may tell the tus server; its cookies and tokens are none of its business. */
const heard = ['content-length', 'content-type', 'tus-resumable'];

/** Whose pages may read the answer is not for the tus server to say. */
export function forUs({ status, body, headers }: Response, more: Record<string, string>): Response {
  const ours = [...headers].filter(([name]) => !name.startsWith('access-control-'));
  return new Response(body, { status, headers: [...ours, ...Object.entries(more)] });
}

export function withoutOthers({ url, method, headers, body, signal }: Request): Request {
  const kept = [...headers].filter(([name]) => heard.includes(name) || name.startsWith('upload-'));
  const init = { method, headers: kept, signal, body: method === 'HEAD' ? null : body, duplex: 'half' };
  return new Request(url, init as RequestInit);
}

/** A refusal that goes out while the client still sends gets lost, and with it the connection. */
export async function hearOut({ body }: Request, most: number): Promise<void> {
  if (!body || body.locked) return;
  let heard = 0;
  try {
    for await (const chunk of body) {
      heard += chunk.length;
      if (heard > most) return;
    }
  } catch {
    // Nobody is there any more.
  }
}

export const spoken = { 'tus-resumable': TUS_RESUMABLE, 'tus-version': TUS_RESUMABLE };

const typeOfStatus: Readonly<Record<number, ProblemType>> = {
  400: 'invalid-parameter',
  403: 'invalid-parameter',
  404: 'unknown-upload',
  409: 'conflict',
  410: 'upload-expired',
  413: 'body-too-large',
  501: 'invalid-parameter',
};

/** The protocol's own refusals as problem documents; whatever went wrong inside as it is. */
export async function problemOf(answered: Response, failure: unknown): Promise<unknown> {
  if (failure instanceof ProblemError) {
    return new ProblemError(failure.type, { ...failure.parts, headers: { ...failure.parts.headers, ...spoken } });
  }
  if (failure instanceof StorageError) return failure;
  if (failure === ERRORS.ABORTED || failure === ERRORS.ERR_LOCK_TIMEOUT) {
    const detail = 'another request writes to this upload';
    return new ProblemError('busy', { detail, headers: { ...spoken, 'retry-after': '1' } });
  }
  const type = typeOfStatus[answered.status];
  if (type === undefined) return failure instanceof Error ? failure : new Error(`tus: ${await answered.text()}`);
  return new ProblemError(type, { detail: (await answered.text()).trim(), headers: spoken });
}
