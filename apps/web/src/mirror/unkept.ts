// Own changes that are on their way into the database, in local storage: a tab may die before they are there.
import type { Settings } from './mirror.ts';

/** By star whether it was set, and by setting what it was set to; null where it was taken away. */
export type Unkept = {
  readonly stars: Readonly<Record<string, boolean>>;
  readonly settings: Readonly<{ [key in keyof Settings]?: Settings[key] | null }>;
};
export type UnkeptChange = Partial<Unkept>;

const KEY = 'phonochart-own-unkept';

export function readUnkept(): Unkept {
  try {
    const { stars, settings } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Unkept>;
    return { stars: { ...stars }, settings: { ...settings } };
  } catch {
    return { stars: {}, settings: {} };
  }
}

/** Of two changes of the same thing the later one counts, whichever tab made it. */
export function noteUnkept({ stars, settings }: UnkeptChange): void {
  const held = readUnkept();
  write({ stars: { ...held.stars, ...stars }, settings: { ...held.settings, ...settings } });
}

/** What has been changed again meanwhile stays noted. */
export function forgetUnkept({ stars, settings }: UnkeptChange): void {
  const held = readUnkept();
  write({ stars: without(held.stars, stars), settings: without(held.settings, settings) });
}

function without<Changes extends object>(held: Changes, kept: object = {}): Changes {
  const is = JSON.stringify;
  return Object.fromEntries(
    Object.entries(held).filter(([key, value]) => !(key in kept) || is(value) !== is(kept[key as never])),
  ) as Changes;
}

function write({ stars, settings }: Unkept): void {
  try {
    const none = Object.keys(stars).length + Object.keys(settings).length === 0;
    if (none) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify({ stars, settings }));
  } catch {
    // Refused: the database alone keeps them.
  }
}
