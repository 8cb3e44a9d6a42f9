// What a handler finds in its context besides the request.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Person } from './person.ts';

export type AppEnv = {
  /** Node's own request and answer; absent where the app is called in-process. */
  Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse };
  Variables: {
    requestId: string;
    /** Whoever the guard let in; on guarded routes only. */
    person?: Person;
    /** What the last rate limit that counted this request says of it, as headers of the answer. */
    rate?: Record<string, string>;
  };
};

export type Api = OpenAPIHono<AppEnv>;
