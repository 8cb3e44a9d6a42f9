// Signs what is sent to a webhook, by the scheme of Standard Webhooks, so that its libraries can check it.
import { createHmac, randomBytes } from 'node:crypto';
import { TaskFailure } from './task-failure.ts';

const prefix = 'whsec_';

/** A secret of 32 random bytes, as receivers' libraries take it. */
export const newWebhookSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`;

/**
 * The three headers of a delivery: HMAC-SHA256 over `id.timestamp.body`, one signature for each secret, so that an old
 * and a new one can stand side by side. The bytes that are signed must be the bytes that are sent.
 * @param id the same for every attempt at one delivery, by which a receiver knows what it has had already
 * @param seconds since 1970; receivers refuse what is more than five minutes off, so it is of each attempt
 * Throws TaskFailure `webhook-secret` where there is no secret, or one that is not base64 of 24 to 64 bytes.
 */
export function signWebhook(
  { id, seconds, body }: { id: string; seconds: number; body: string },
  secrets: readonly string[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  if (secrets.length === 0) throw new TaskFailure('webhook-secret', 'the webhook has no secret', { canPass: false });
  const timestamp = String(Math.floor(seconds));
  const signed = `${id}.${timestamp}.${body}`;
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', keyOf(secret)).update(signed).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** Whether it can sign: base64 of 24 to 64 bytes, with or without the prefix. */
export function isWebhookSecret(secret: string): boolean {
  const text = textOf(secret);
  const key = Buffer.from(text, 'base64');
  // Node skips what is no base64 instead of refusing it, and a shorter key than was meant would pass unseen.
  return key.toString('base64') === text && key.length >= 24 && key.length <= 64;
}

const textOf = (secret: string): string => (secret.startsWith(prefix) ? secret.slice(prefix.length) : secret);

function keyOf(secret: string): Buffer {
  if (!isWebhookSecret(secret))
    throw new TaskFailure('webhook-secret', 'the webhook’s secret is not base64 of 24 to 64 bytes', { canPass: false });
  return Buffer.from(textOf(secret), 'base64');
}
