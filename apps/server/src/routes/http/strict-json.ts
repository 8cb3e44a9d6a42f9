// Reads a JSON body from a device without trusting it: how deep and how much it holds is counted before it is parsed.
import { setImmediate as others } from 'node:timers/promises';
import type { Context } from 'hono';
import type { AppEnv } from './env.ts';
import { type FieldError, ProblemError } from './problem.ts';

export type StrictJson = {
  /** Levels of lists and objects in one another. */
  depth: number;
  /** Members of all lists and objects together. */
  members: number;
  /** Members of one object: each key beyond some thousands costs more than the one before. */
  keys: number;
};

const names: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const LONGEST_TOLD = 200;

/**
 * To be called behind `bodyLimitOf`. Beside what the framework refuses it takes no compressed body, no half characters, no
 * NUL, no number out of range and no key that means something to a prototype. Lets others have their turn between its steps.
 * @throws {ProblemError} `unsupported-type`, `invalid-parameter`
 */
export async function strictJson(c: Context<AppEnv>, limits: StrictJson): Promise<unknown> {
  const encoding = c.req.header('content-encoding')?.trim().toLowerCase();
  if (encoding !== undefined && encoding !== '' && encoding !== 'identity')
    throw new ProblemError('unsupported-type', {
      detail: `the body is compressed (Content-Encoding: ${cut(encoding)}); send it as it is`,
    });
  const type = c.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new ProblemError('unsupported-type', { detail: 'send JSON, and say so: Content-Type: application/json' });
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  const text = textOf(bytes, limits);
  await others();
  const value = parsed(text);
  await others();
  const fault = faultIn(value);
  if (fault) throw refusedField(fault);
  await others();
  return value;
}

export const refusedField = ({ field, message }: FieldError): ProblemError =>
  new ProblemError('invalid-parameter', { detail: `${field}: ${message}`, errors: [{ field, message }] });

export const cut = (text: string): string =>
  text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD).toWellFormed()}…` : text;

function textOf(bytes: Uint8Array, limits: StrictJson): string {
  const fault = faultOfSize(bytes, limits);
  if (fault !== undefined) throw refusedField({ field: 'body', message: fault });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refusedField({ field: 'body', message: 'it is not UTF-8' });
  }
}

/** Counts by the signs outside strings; true of any JSON, and for anything else a bound. */
function faultOfSize(bytes: Uint8Array, { depth, members, keys }: StrictJson): string | undefined {
  /** Members so far of each object that is open; lists are not counted by themselves. */
  const open: number[] = [];
  let [all, inText] = [0, false];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inText) {
      if (byte === backslash) at += 1;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (byte === closing.list || byte === closing.object) open.pop();
    else if (byte === opening.list || byte === opening.object) {
      all += 1;
      if (open.push(byte === opening.object ? 1 : Number.NEGATIVE_INFINITY) > depth)
        return `lists and objects stand in one another more than ${depth} deep`;
    } else if (byte === comma) {
      all += 1;
      const last = open.length - 1;
      if (last >= 0 && ++open[last]! > keys) return `an object in it has more than ${keys.toLocaleString('en')} fields`;
    }
    if (all > members) return `it holds more than ${members.toLocaleString('en')} values; send less at once`;
  }
  return undefined;
}

const [quote, comma, backslash] = [0x22, 0x2c, 0x5c];
const opening = { list: 0x5b, object: 0x7b };
const closing = { list: 0x5d, object: 0x7d };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refusedField({
      field: 'body',
      message: `it is no JSON: ${cut((error as SyntaxError).message.toWellFormed())}`,
    });
  }
}

type Place = { key: string | number; within: Place | undefined };

/** The first key, text or number that no honest device sends, and where. */
function faultIn(value: unknown): FieldError | undefined {
  const open: { value: unknown; at: Place | undefined }[] = [{ value, at: undefined }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, at } = next;
    const message = messageOf(value);
    if (message !== undefined) return { field: pathOf(at), message };
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      const place = { key, within: at };
      if (names.has(key)) return { field: pathOf(place), message: 'no field may be called so' };
      const ofKey = messageOf(key);
      if (ofKey !== undefined) return { field: pathOf(place), message: ofKey };
      if (typeof inner === 'object' || messageOf(inner) !== undefined) open.push({ value: inner, at: place });
    }
  }
  return undefined;
}

function messageOf(value: unknown): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'the number is out of range';
  if (typeof value !== 'string') return undefined;
  if (!value.isWellFormed()) return 'it holds half a character (a lone surrogate)';
  return value.includes('\0') ? 'it holds a sign that no text has (U+0000)' : undefined;
}

function pathOf(place: Place | undefined): string {
  const keys: (string | number)[] = [];
  for (let at = place; at; at = at.within) keys.unshift(at.key);
  return keys.length === 0 ? 'body' : cut(keys.join('.').toWellFormed());
}
