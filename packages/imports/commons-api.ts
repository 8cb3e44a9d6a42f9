// Asks Wikimedia Commons' API what it holds under the titles of files: address, hash, author, licence.
import { z } from 'zod';
import { isFree, plainText } from './commons-text.ts';
import { FetchError, Later, type Polite } from './polite-fetch.ts';

export type CommonsFile = {
  /** As Commons has it now, without "File:". */
  title: string;
  url: string;
  /** The page that describes it. */
  page: string;
  sha1: string;
  bytes: number;
  mime: string;
  author: string;
  /** "CC BY-SA 3.0". */
  licence: string;
};

/** Why a title gives nothing. */
export type CommonsRefusal = { refused: 'missing' | 'licence' | 'not-audio' | 'odd'; message: string };

/** So many titles a request: what the API takes from anybody. */
const titlesPerRequest = 50;

const Value = z.object({ value: z.coerce.string() }).optional().catch(undefined);
const Info = z.object({
  url: z.url(),
  descriptionurl: z.url().optional(),
  sha1: z.string().regex(/^[0-9a-f]{40}$/),
  size: z.int().min(1),
  mime: z.string(),
  extmetadata: z
    .object({
      Artist: Value,
      Credit: Value,
      Attribution: Value,
      License: Value,
      LicenseShortName: Value,
      NonFree: Value,
    })
    .optional(),
});
const Moves = z.array(z.object({ from: z.string(), to: z.string() })).optional();
const Answer = z.object({
  error: z.object({ code: z.string(), info: z.string().optional() }).optional(),
  query: z
    .object({
      normalized: Moves,
      redirects: Moves,
      pages: z
        .array(
          z.object({
            title: z.string(),
            missing: z.boolean().optional(),
            invalid: z.boolean().optional(),
            imageinfo: z.array(z.unknown()).optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});

/** Each asked title's file, or why there is none. Throws FetchError where the API cannot be asked. */
export async function describeFiles(
  api: string,
  titles: readonly string[],
  polite: Polite,
): Promise<Map<string, CommonsFile | CommonsRefusal>> {
  const found = new Map<string, CommonsFile | CommonsRefusal>();
  for (let from = 0; from < titles.length; from += titlesPerRequest) {
    const asked = titles.slice(from, from + titlesPerRequest);
    const { query = {} } = await ask(api, asked, polite);
    const moved = new Map([...(query.normalized ?? []), ...(query.redirects ?? [])].map(({ from: a, to }) => [a, to]));
    const pages = new Map((query.pages ?? []).map((page) => [page.title, page]));
    for (const title of asked) {
      let at = `File:${title}`;
      // A title is made regular first and redirected then; a circle ends as well.
      for (let step = 0; step < 5 && moved.has(at); step++) at = moved.get(at)!;
      found.set(title, fileOf(pages.get(at)));
    }
  }
  return found;
}

type Page = NonNullable<NonNullable<z.infer<typeof Answer>['query']>['pages']>[number];

function fileOf(page: Page | undefined): CommonsFile | CommonsRefusal {
  if (!page || page.missing || page.invalid)
    return { refused: 'missing', message: 'Commons has no file of this title' };
  const parsed = Info.safeParse(page.imageinfo?.[0]);
  if (!parsed.success) return { refused: 'odd', message: 'Commons does not say where the file lies, or its hash' };
  const { url, descriptionurl, sha1, size, mime, extmetadata = {} } = parsed.data;
  if (!/^(audio\/|application\/ogg$)/.test(mime))
    return { refused: 'not-audio', message: `it is ${mime}, not a sound` };
  const { Artist, Credit, Attribution, License, LicenseShortName, NonFree } = extmetadata;
  const licence = plainText(LicenseShortName?.value ?? License?.value ?? '');
  const isNonFree = /^(1|true|yes)$/i.test(NonFree?.value ?? '');
  if (isNonFree || !isFree(License?.value || licence)) {
    const message = licence === '' ? 'no licence is stated' : `its licence, "${licence}", is not a free one`;
    return { refused: 'licence', message };
  }
  const author = [Attribution, Artist, Credit].map((said) => plainText(said?.value ?? '')).find(Boolean);
  return {
    title: page.title.replace(/^File:/, ''),
    url,
    page: descriptionurl ?? url,
    sha1,
    bytes: size,
    mime,
    author: author ?? 'Author not stated',
    licence,
  };
}

function ask(api: string, titles: readonly string[], polite: Polite): Promise<z.infer<typeof Answer>> {
  const url = new URL(api);
  url.search = new URLSearchParams({
    action: 'query',
    format: 'json',
    formatversion: '2',
    prop: 'imageinfo',
    iiprop: 'url|extmetadata|sha1|size|mime',
    iiextmetadatafilter: 'Artist|Credit|Attribution|License|LicenseShortName|NonFree',
    redirects: '1',
    // A server that lags behind by so many seconds says "later", and should be left alone.
    maxlag: '5',
    titles: titles.map((title) => `File:${title}`).join('|'),
  }).toString();
  return polite(url.href, async (response) => {
    const parsed = Answer.safeParse(await response.json().catch(() => undefined));
    if (!parsed.success) throw new FetchError('refused', 'the answer is not that of a MediaWiki API');
    const { error } = parsed.data;
    if (error?.code === 'maxlag' || error?.code === 'ratelimited' || error?.code === 'readonly') {
      throw new Later(`the API says ${error.code}`);
    }
    if (error) throw new FetchError('refused', `the API says ${error.code}`);
    return parsed.data;
  });
}
