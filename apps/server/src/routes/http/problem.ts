// Errors as RFC 9457 problem documents, each of a named type.
import { z } from 'zod';

const problemTypes = {
  'invalid-parameter': { status: 400, title: 'A parameter is not valid' },
  'not-a-sound': { status: 400, title: 'The file is no sound that can be taken in' },
  'not-signed-in': { status: 401, title: 'An account is needed' },
  'wrong-credentials': { status: 401, title: 'Address and password do not belong together' },
  'not-allowed': { status: 403, title: 'The account may not do this' },
  'foreign-origin': { status: 403, title: 'The request comes from another site' },
  'unknown-language': { status: 404, title: 'No such language' },
  'unknown-phoneme': { status: 404, title: 'No such phoneme' },
  'unknown-clip': { status: 404, title: 'No such clip' },
  'unknown-sound': { status: 404, title: 'No such phoneme, realisation or word' },
  'unknown-job': { status: 404, title: 'No such job' },
  'unknown-upload': { status: 404, title: 'No such upload' },
  'unknown-shard': { status: 404, title: 'No such shard' },
  'unknown-account': { status: 404, title: 'No such account' },
  'unknown-token': { status: 404, title: 'No such token' },
  'not-found': { status: 404, title: 'Nothing is here' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  'too-slow': { status: 408, title: 'The request took too long to arrive' },
  conflict: { status: 409, title: 'It contradicts what is there already' },
  epoch: { status: 409, title: 'The catalogue began a new history' },
  'checkpoint-gone': { status: 410, title: 'The checkpoint is of no use any more' },
  'link-gone': { status: 410, title: 'The link is of no use any more' },
  'upload-expired': { status: 410, title: 'The upload was not finished in time' },
  'wrong-protocol': { status: 412, title: 'The request does not speak the protocol of this address' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-type': { status: 415, title: 'The body is of a type that is not taken' },
  'range-not-satisfiable': { status: 416, title: 'The range cannot be served' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'head-too-large': { status: 431, title: 'The address and headers are too long' },
  internal: { status: 500, title: 'The server failed' },
  'not-ready': { status: 503, title: 'The server is not ready' },
  busy: { status: 503, title: 'The server is busy' },
  'storage-full': { status: 507, title: 'The storage is full' },
} as const;
export type ProblemType = keyof typeof problemTypes;

/** What is wrong with one field of the request. */
export type FieldError = { field: string; message: string };

const urn = (type: ProblemType): string => `urn:phonochart:problem:${type}`;

export const Problem = z
  .looseObject({
    type: z.string().meta({ description: 'urn:phonochart:problem:TYPE; match on this, never on the texts' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });

type ProblemParts = {
  detail?: string;
  errors?: readonly FieldError[];
  /** More members of the document. */
  more?: Record<string, unknown>;
  headers?: Record<string, string>;
};

/** Thrown by a handler; the app answers it as a problem document. */
export class ProblemError extends Error {
  readonly type: ProblemType;
  readonly parts: ProblemParts;
  constructor(type: ProblemType, parts: ProblemParts = {}) {
    super(parts.detail ?? problemTypes[type].title);
    this.name = 'ProblemError';
    this.type = type;
    this.parts = parts;
  }
}

/** `instance` is the path of the request, as it came. */
export function problemResponse(type: ProblemType, instance: string, parts: ProblemParts = {}): Response {
  const { status, title } = problemTypes[type];
  const { detail, errors, more, headers } = parts;
  const document = { type: urn(type), title, status, detail, instance, errors, ...more };
  return new Response(JSON.stringify(document), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}

/** Says which field names something that does not exist. */
export const unknown = (
  type: Extract<ProblemType, `unknown-${string}`>,
  field: string,
  named: string,
): ProblemError => {
  const message = `there is no ${type.slice('unknown-'.length)} "${named}"`;
  return new ProblemError(type, { detail: message, errors: [{ field, message }] });
};
