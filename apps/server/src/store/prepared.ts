// Keeps statements that are run thousands of times: building their SQL anew cost most of a large load.
import type { Tx } from './sqlite-file.ts';

const statements = new WeakMap<object, Map<unknown, unknown>>();

/**
 * The statement of this key, built once a connection. It belongs to the connection and not to the transaction that it
 * was built in: run it inside any.
 * @param key what tells the statement from all others: the function that builds it, or a table
 */
export function prepared<Statement>(tx: Tx, key: unknown, build: () => Statement): Statement {
  // All transactions of a connection share its session, which drizzle does not declare.
  const connection = (Reflect.get(tx, 'session') as object | undefined) ?? tx;
  const known = statements.get(connection) ?? new Map<unknown, unknown>();
  statements.set(connection, known);
  if (!known.has(key)) known.set(key, build());
  return known.get(key) as Statement;
}
