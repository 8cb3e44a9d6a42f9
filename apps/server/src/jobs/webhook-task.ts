// Tells somebody's server that a job is over: one signed request an attempt, to an address that is open.
import { Agent, fetch, type Response } from 'undici';
import { z } from 'zod';
import type { Handler } from './runner.ts';
import { TaskFailure } from './task-failure.ts';
import { type AddressRule, openLookup, webhookUrl } from './webhook-address.ts';
import { signWebhook } from './webhook-signature.ts';

/** `body` is sent as it stands, so that every attempt at one delivery says the same. */
export const WebhookTask = z.object({ job: z.string(), url: z.string(), body: z.string() });

export type WebhookOptions = {
  /** None: whatever still waits to be sent fails and says why. */
  secrets: readonly string[];
  open: AddressRule;
  /** ms that the other side may take to answer. */
  mostMs?: number;
};

export type WebhookSender = { handler: Handler; close(): Promise<void> };

/** Seconds that an answer may ask us to wait; the queue itself waits ten minutes at most. */
const mostRetryAfter = 600;

/**
 * 2xx is done. What can pass is tried again: no answer, 408, 429, 5xx. Other answers cannot, and a redirect is not
 * followed: where it leads nobody has checked.
 */
export function webhookSender({ secrets, open, mostMs = 10_000 }: WebhookOptions): WebhookSender {
  const agent = new Agent({
    connect: { lookup: openLookup(open), timeout: mostMs },
    headersTimeout: mostMs,
    bodyTimeout: mostMs,
    keepAliveTimeout: 1_000,
  });
  return {
    close: () => agent.destroy(),
    handler: async ({ job, input }, signal) => {
      const { url, body } = WebhookTask.parse(input);
      const address = webhookUrl(url, open);
      const signed = signWebhook({ id: job, seconds: Date.now() / 1000, body }, secrets);
      const limit = AbortSignal.timeout(mostMs);
      let response: Response;
      try {
        response = await fetch(address, {
          method: 'POST',
          headers: { ...signed, 'content-type': 'application/json', 'user-agent': 'phonochart' },
          body,
          redirect: 'manual',
          dispatcher: agent,
          signal: AbortSignal.any([signal, limit]),
        });
      } catch (error) {
        throw failureOf(error, limit.aborted ? `no answer within ${mostMs / 1000} s` : undefined);
      }
      const { status } = response;
      // What it says is nobody's affair, and may be endless.
      await response.body?.cancel().catch(() => undefined);
      if (status >= 200 && status < 300) return { result: { status } };
      throw refusalOf(status, response.headers.get('retry-after'));
    },
  };
}

function refusalOf(status: number, retryAfter: string | null): TaskFailure {
  const canPass = status === 408 || status === 429 || status >= 500;
  const redirect = status >= 300 && status < 400 ? '; redirects are not followed' : '';
  const seconds =
    retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Math.min(Number(retryAfter), mostRetryAfter) : 0;
  return new TaskFailure('webhook-refused', `the webhook’s server answered ${status}${redirect}`, {
    canPass,
    afterMs: seconds * 1000,
  });
}

/** Fetch wraps what went wrong below it: a refused address is told as what it is. */
function failureOf(error: unknown, late: string | undefined): TaskFailure {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof TaskFailure) return at;
  let code: unknown;
  for (let at = error; at instanceof Error; at = at.cause) if ('code' in at) code ??= at.code;
  const why = late ?? (typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code) ? code : 'the connection failed');
  return new TaskFailure('webhook-unreachable', `the webhook’s server cannot be reached: ${why}`, {
    canPass: true,
    cause: error,
  });
}
