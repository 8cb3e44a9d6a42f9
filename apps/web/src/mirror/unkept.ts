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

/**
 * Of two changes of the same thing the later one counts, whichever tab made it. Where the device takes no note of the later
 * one, the earlier one's goes too: at the next start it would undo what the database has kept since.
 */
export function noteUnkept({ stars = {}, settings = {} }: UnkeptChange): void {
  const held = readUnkept();
  if (write({ stars: { ...held.stars, ...stars }, settings: { ...held.settings, ...settings } })) return;
  keepNoneBut({ stars: less(held.stars, stars), settings: less(held.settings, settings) });
}

/** What has been changed again meanwhile stays noted. */
export function forgetUnkept({ stars, settings }: UnkeptChange): void {
  const held = readUnkept();
  keepNoneBut({ stars: without(held.stars, stars), settings: without(held.settings, settings) });
}

/** A note that is refused leaves none behind: the database alone keeps what is on its way. */
function keepNoneBut(notes: Unkept): void {
  if (!write(notes)) write({ stars: {}, settings: {} });
}

const less = <Changes extends object>(held: Changes, changed: object): Changes =>
  Object.fromEntries(Object.entries(held).filter(([key]) => !(key in changed))) as Changes;

function without<Changes extends object>(held: Changes, kept: object = {}): Changes {
  const is = JSON.stringify;
  return Object.fromEntries(
    Object.entries(held).filter(([key, value]) => !(key in kept) || is(value) !== is(kept[key as never])),
  ) as Changes;
}

/** Whether the device took it. */
function write({ stars, settings }: Unkept): boolean {
  try {
    const none = Object.keys(stars).length + Object.keys(settings).length === 0;
    if (none) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify({ stars, settings }));
    return true;
  } catch {
    return false;
  }
}
