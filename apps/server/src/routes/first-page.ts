// The app's first page as it is sent for one address: its title, what it is about, and the words that can be read before any script has come.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { LRUCache } from 'lru-cache';
import type { CatalogueStore } from '../store/store.ts';
import type { Headers } from './http/representation.ts';
import { Representation } from './http/representation.ts';
import { allowingInline } from './http/security.ts';

/** What a first page says. All of it is text; `path` is an address of the API that the screen will ask for. */
export type FirstWords = {
  title: string;
  about: string;
  heading: string;
  lines: readonly string[];
  /** Symbols of the IPA. */
  sounds?: string;
  links?: readonly { href: string; text: string }[];
  path?: string;
};

type Deps = { store: CatalogueStore; headers: Headers };

/** As many languages as a screen shows at first. */
const LISTED = 30;
const codePattern = /^\/([a-z][a-z0-9-]{0,63})(?:\/[a-z]*)?$/i;

export class FirstPages {
  readonly #store: CatalogueStore;
  readonly #headers: Headers;
  /** By what they are made of, so that each is compressed once. */
  readonly #made = new WeakMap<Representation, LRUCache<string, Representation>>();

  constructor({ store, headers }: Deps) {
    this.#store = store;
    this.#headers = headers;
  }

  /**
   * The page for an address, or `page` itself where nothing is to be said of it.
   * @param page the app's index.html
   * @param vietnamese whether it is asked for in Vietnamese rather than in English
   */
  async of(page: Representation, path: string, vietnamese: boolean, cacheControl: string): Promise<Representation> {
    // With a store in trouble the app starts all the same, from what the device holds.
    const words = await this.#wordsFor(path, vietnamese).catch(() => undefined);
    if (!words) return page;
    const made = this.#made.get(page) ?? new LRUCache<string, Representation>({ max: 300 });
    this.#made.set(page, made);
    const key = JSON.stringify(words);
    const known = made.get(key);
    if (known) return known;
    const built = new TextDecoder().decode(page.identity.bytes);
    const html = withWords(built, words, vietnamese ? 'vi' : 'en');
    const bytes = new TextEncoder().encode(html);
    const fresh = new Representation(
      { bytes, type: 'text/html; charset=utf-8', cacheControl },
      allowingInline(built, this.#headers),
    );
    made.set(key, fresh);
    return fresh;
  }

  async #wordsFor(path: string, vietnamese: boolean): Promise<FirstWords | undefined> {
    if (path === '/languages') return this.#wordsOfList(vietnamese);
    const code = codePattern.exec(path)?.[1]?.toLowerCase();
    if (!code) return undefined;
    const { languages } = await this.#store.documentsOf(code);
    return languages === null ? undefined : wordsOf(JSON.parse(languages) as LanguageSummary, vietnamese);
  }

  async #wordsOfList(vietnamese: boolean): Promise<FirstWords> {
    const { languages } = await this.#store.listLanguages({ limit: LISTED });
    const heading = vietnamese ? 'Ngôn ngữ' : 'Languages';
    const about = vietnamese
      ? 'Chọn một ngôn ngữ để xem các âm của nó trong một bảng: chạm vào một âm để nghe, kể cả khi không có mạng.'
      : 'Choose a language to see its sounds as a chart: tap one and hear it, offline too.';
    const links = languages.map(({ value }) => ({
      href: `/${value.code}`,
      text: [value.autonym, nameOf(value, vietnamese)]
        .filter((name, nth, all) => all.indexOf(name) === nth)
        .join(' · '),
    }));
    return { title: heading, about, heading, lines: [about], links };
  }
}

function wordsOf(language: LanguageSummary, vietnamese: boolean): FirstWords {
  const { autonym, code, counts, variety, sounds } = language;
  const name = nameOf(language, vietnamese);
  const called = [name, variety?.[vietnamese ? 'vi' : 'en'] ?? variety?.en].filter(Boolean).join(' · ');
  const about = vietnamese
    ? `Các âm của ${called} trong một bảng: ${counts.consonants} phụ âm, ${counts.vowels} nguyên âm. Chạm vào một âm để nghe, kể cả khi không có mạng.`
    : `The sounds of ${called} as a chart: ${counts.consonants} consonants, ${counts.vowels} vowels. Tap one and hear it, offline too.`;
  const path = `/api/sync/documents/${encodeURIComponent(code)}`;
  return { title: name, about, heading: autonym, lines: [about], sounds, path };
}

const nameOf = ({ name, names }: LanguageSummary, vietnamese: boolean): string =>
  (vietnamese ? names?.vi : names?.en) ?? name;

/** Exported for its test: whatever stands in a name, the page keeps its form. */
export function withWords(html: string, words: FirstWords, language: 'en' | 'vi'): string {
  const { title, about, heading, lines, sounds, links, path } = words;
  const list = links?.map(({ href, text }) => `<li><a href="${escaped(href)}">${escaped(text)}</a></li>`).join('');
  const first = [
    `<div id="first" lang="${language}"><h1><bdi>${escaped(heading)}</bdi></h1>`,
    ...lines.map((line) => `<p>${escaped(line)}</p>`),
    ...(sounds ? [`<p class="ipa" lang="und-fonipa">${escaped(sounds)}</p>`] : []),
    ...(list ? [`<ul>${list}</ul>`] : []),
    '</div>',
  ].join('');
  // Asked for with the scripts instead of after them. A service worker's page, which has its own, names none.
  const preload = path ? `<link rel="preload" as="fetch" crossorigin fetchpriority="low" href="${escaped(path)}">` : '';
  // Letters come after the app and its data, which ask for them: on a slow line they would halve it. A service worker's page
  // has all three at hand and asks for the letters at once.
  const withoutLetters = html.replace(/<link[^>]*\sas="font"[^>]*>\s*/g, '');
  // Functions, since what stands in a name must not be read as a pattern of the replacement.
  return withoutLetters
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(title)} · Phonochart</title>`)
    .replace(/(<meta name="description" content=")[^"]*/, (_, before: string) => before + escaped(about))
    .replace('</head>', () => `${preload}</head>`)
    .replace(/<body[^>]*>/, (body) => body + first);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter]!);

/** Whether Vietnamese is asked for before English: the app has these two. */
export function wantsVietnamese(acceptLanguage: string | undefined): boolean {
  const asked = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    return { language: tag.split('-')[0], weight: weight ? Number(weight.slice(2)) || 0 : 1 };
  });
  const weightOf = (language: string) =>
    Math.max(0, ...asked.filter((each) => each.language === language).map(({ weight }) => weight));
  return weightOf('vi') > weightOf('en');
}
