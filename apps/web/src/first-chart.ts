// Which chart a first visit opens, asked of the server before anything is on the device: a few names of languages, and no list.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { firstLanguage } from './languages/first-language.ts';

/** A person's further languages are rarely needed, and each costs a request. */
const MOST_ASKED = 3;
/** Inventories of one language, and languages that have its name in theirs. */
const MOST_FOUND = 50;

/** `tags` as the browser gives them, the best first. Undefined where the server has no language; rejects where it cannot be asked. */
export async function askFirstLanguage(tags: readonly string[]): Promise<string | undefined> {
  const asked = [...new Set([...tags.slice(0, MOST_ASKED), 'en'].map(nameOfTag))];
  const found = (await Promise.all(asked.map((name) => search(name)))).flat();
  return firstLanguage(found, tags) ?? firstLanguage(await search(''), tags);
}

/** The language's name in English, as catalogues have it; the tag itself where the browser knows none. */
function nameOfTag(tag: string): string {
  const [primary = tag] = tag.split('-');
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(primary) ?? primary;
  } catch {
    return primary;
  }
}

async function search(name: string): Promise<LanguageSummary[]> {
  const response = await fetch(`/api/languages?${new URLSearchParams({ q: name, limit: `${MOST_FOUND}` })}`);
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}
