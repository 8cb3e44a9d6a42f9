// How often anybody may ask for what costs something: counted by account where somebody is signed in, else by address.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { AppEnv } from './env.ts';
import { type LimitName, type Limits, limitNames, type Rate, type Rates } from './limits.ts';
import { ProblemError } from './problem.ts';
import { networkOf, senderOf } from './sender.ts';

/** Makes the counter of one limit; several servers need one that they share, such as the library's own for PostgreSQL. */
export type MakeCounter = (name: string, rate: Rate) => Pick<RateLimiterAbstract, 'consume' | 'delete' | 'reward'>;

/** Counts in this process; it begins anew at a start. */
export const countInMemory: MakeCounter = (name, { points, seconds }) =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });

/** Teachers of one school come from one address, and one of them who forgot the password must not lock out the rest. */
const accountsBehindAnAddress = 10;

export type RateLimitOptions = { rates: Rates; trustProxy: boolean; makeCounter?: MakeCounter };

export function rateLimits({ rates, trustProxy, makeCounter = countInMemory }: RateLimitOptions): Limits {
  const counters = new Map(limitNames.map((name) => [name, makeCounter(name, rates[name])]));
  const take = async (c: Context<AppEnv>, name: LimitName): Promise<void> => {
    const rate = rates[name];
    const result = await spend(counters.get(name)!, keyOf(c, trustProxy));
    const headers = rateHeaders(name, rate, result);
    c.set('rate', headers);
    if (result.allowed) return;
    throw tooMany(rate, result.seconds, headers);
  };
  const charge: Limits['charge'] = async (c, name, points) => {
    if (points < 1) return;
    const result = await spend(counters.get(name)!, keyOf(c, trustProxy), points);
    c.set('rate', rateHeaders(name, rates[name], result));
  };
  const attempts = makeCounter('attempts', rates.signIn);
  const perAddress = { points: rates.signIn.points * accountsBehindAnAddress, seconds: rates.signIn.seconds };
  const strangers = makeCounter('strangers', perAddress);
  const attempt: Limits['attempt'] = async (c, account) => {
    const [known, from] = [account.toLowerCase(), addressKey(c, trustProxy)];
    const address = await spend(strangers, from);
    if (!address.allowed) throw tooMany(perAddress, address.seconds);
    const spent = await spend(attempts, known);
    if (!spent.allowed) throw tooMany(rates.signIn, spent.seconds);
    return {
      forgive: async () => {
        await Promise.all([attempts.delete(known), strangers.reward(from)]);
      },
    };
  };
  const counting = (name: LimitName) =>
    createMiddleware<AppEnv>(async (c, next) => {
      await take(c, name);
      await next();
    });
  return {
    speech: counting('speech'),
    plays: counting('plays'),
    searches: counting('searches'),
    writes: counting('writes'),
    uploads: counting('uploads'),
    signIn: counting('signIn'),
    take,
    charge,
    attempt,
  };
}

type Spent = {
  allowed: boolean;
  remaining: number;
  /** Until there are points again, at least 1. */
  seconds: number;
};

/** Takes one point or several; what the counter itself throws (a database that is away) goes through. */
async function spend(counter: ReturnType<MakeCounter>, key: string, points = 1): Promise<Spent> {
  const spent = (allowed: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes): Spent => ({
    allowed,
    remaining: remainingPoints,
    seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  });
  try {
    return spent(true, (await counter.consume(key, points)) as RateLimiterRes);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return spent(false, refusal);
    throw refusal;
  }
}

const tooMany = ({ points, seconds }: Rate, wait: number, headers: Record<string, string> = {}): ProblemError =>
  new ProblemError('too-many-requests', {
    detail: `at most ${points} in ${seconds} seconds; try again in ${wait} seconds`,
    headers: { ...headers, 'retry-after': String(wait) },
  });

/** As in the IETF draft "RateLimit header fields for HTTP" (draft-ietf-httpapi-ratelimit-headers). */
const rateHeaders = (name: LimitName, { points, seconds }: Rate, spent: Spent): Record<string, string> => ({
  'ratelimit-policy': `"${name}";q=${points};w=${seconds}`,
  ratelimit: `"${name}";r=${spent.remaining};t=${spent.seconds}`,
});

function keyOf(c: Context<AppEnv>, trustProxy: boolean): string {
  const person = c.get('person');
  return person ? `account ${person.id}` : addressKey(c, trustProxy);
}

function addressKey(c: Context, trustProxy: boolean): string {
  const sender = senderOf(c, trustProxy);
  return sender === undefined ? 'in-process' : networkOf(sender);
}
