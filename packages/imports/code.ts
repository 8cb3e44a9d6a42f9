// Makes the code of an imported inventory from what its source calls it, the same at every run.
import { fold } from '@phonochart/catalog/fold.ts';

const longest = 64;

/** "Béarnais (Gascon)" gives `bearnais-gascon`; empty where the text has no letter of a code. */
export const slug = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/**
 * `hindi-jipa`, `korean-phoible-1`: the language's name, the dataset, and the inventory's id there unless the name says
 * the same. It depends on nothing but these three, so that neither order nor neighbours change a code.
 */
export function codeOf(name: string, dataset: string, id: string): string {
  const bare = (text: string) => text.replaceAll('-', '');
  const own = slug(id);
  const tail = [slug(dataset), bare(own) === bare(slug(name)) ? '' : own].filter(Boolean).join('-').slice(0, 48);
  return asCode(cut(slug(name), longest - tail.length - 3), tail);
}

/** A code from parts; the first must begin with a letter. */
export function asCode(...parts: string[]): string {
  const joined = cut(parts.filter(Boolean).join('-'), longest - 2);
  return /^[a-z]/.test(joined) ? joined : `x-${joined}`.replace(/-$/, '');
}

const cut = (text: string, length: number): string => text.slice(0, Math.max(0, length)).replace(/-+$/, '');
