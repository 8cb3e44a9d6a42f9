// Who writes: the roles of accounts, and the person whom the guard let in.
import { type Role, roles } from '../../store/account-store.ts';

export { type Role, roles };

/** `by`: a browser's session, whose cookie comes along by itself, or a token that the sender had to know. */
export type Person = { id: string; name: string; role: Role; by: 'session' | 'token' };

/** Says who sends a request by its headers; undefined for nobody, and for whoever has no role. */
export type WhoIs = (headers: Headers) => Promise<Person | undefined>;
