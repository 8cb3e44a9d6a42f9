// Which address a request comes from: the socket's, or what a proxy of ours wrote last.
import { isIP, isIPv6 } from 'node:net';
import type { Context } from 'hono';
import type { AppEnv } from './env.ts';

/**
 * The last address in X-Forwarded-For is the one that our own proxy saw; all before it anybody may have made up.
 * Undefined where the app is called in-process.
 */
export function senderOf(c: Context<AppEnv>, trustProxy: boolean): string | undefined {
  const forwarded = trustProxy ? withoutPort(c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '') : '';
  return isIP(forwarded) ? forwarded : c.env?.incoming?.socket.remoteAddress;
}

/** Some proxies write `192.0.2.1:50123` or `[2001:db8::1]:50123`. */
function withoutPort(address: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(address) ?? [];
  return bracketed ?? plain ?? address;
}

/** What counts as one sender: an IPv4 address, or the /64 of an IPv6 address, since a single home has all of that. */
export function networkOf(address: string): string {
  const plain = address.split('%', 1)[0]!;
  if (!isIPv6(plain)) return plain;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped) return mapped;
  const [before = '', after] = plain.split('::');
  const head = before === '' ? [] : before.split(':');
  // A dotted tail stands for two groups; it lies in the last 64 bits, where none of this looks.
  const tail = (after ?? '') === '' ? [] : after!.replace(/\d+\.\d+\.\d+\.\d+$/, '0:0').split(':');
  const zeros = after === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array<string>(Math.max(0, zeros)).fill('0'), ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
