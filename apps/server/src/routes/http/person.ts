// Who writes: the person whom the guard let in.
import type { Role } from '@phonochart/catalog/account.ts';

/** `by`: a browser's session, whose cookie comes along by itself, or a token that the sender had to know. */
export type Person = { id: string; name: string; role: Role; by: 'session' | 'token' };

/** Says who sends a request by its headers; undefined for nobody, and for whoever has no role. */
export type WhoIs = (headers: Headers) => Promise<Person | undefined>;
