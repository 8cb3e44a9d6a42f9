// The built app: its files, and its first page for every address that a person may open.
import type { Context } from 'hono';
import type { CatalogueStore } from '../store/store.ts';
import { FirstPages, wantsVietnamese } from './first-page.ts';
import type { Answers } from './http/answers.ts';
import type { AppEnv } from './http/env.ts';
import { Files } from './http/files.ts';
import { problemResponse } from './http/problem.ts';
import type { Headers } from './http/representation.ts';
import { allowingInline } from './http/security.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const CHECKED = 'no-cache';

type Deps = {
  store: CatalogueStore;
  answers: Answers;
  headers: Headers;
  /** The build, then the one before it: whoever still has its page open needs its hashed files. */
  roots: readonly [current: string, ...previous: string[]];
};

/** Answers every address that the map does not name. */
export function webApp({ store, answers, headers, roots }: Deps): (c: Context<AppEnv>) => Promise<Response> {
  const files = new Files(headers, (html) => allowingInline(html, headers));
  const firstPages = new FirstPages({ store, headers });
  const [current] = roots;
  return async (c) => {
    const { path, method } = c.req;
    if (path === '/api' || path.startsWith('/api/')) return problemResponse('not-found', path);
    if (method !== 'GET' && method !== 'HEAD') {
      return problemResponse('method-not-allowed', path, { headers: { allow: 'GET, HEAD' } });
    }
    const name = path === '/' ? 'index.html' : path.slice(1);
    const hashed = name.startsWith('assets/');
    for (const root of hashed ? roots : [current]) {
      const file = await files.get(root, name, hashed ? IMMUTABLE : CHECKED);
      if (file) return answers.send(c, file);
    }
    if (hashed || !isNavigation(c)) return problemResponse('not-found', path);
    const page = await files.get(current, 'index.html', CHECKED);
    if (page)
      return answers.send(
        c,
        await firstPages.of(page, path, wantsVietnamese(c.req.header('accept-language')), CHECKED),
      );
    return problemResponse('not-ready', path, { detail: 'The app is not built yet: run `npm run build`.' });
  };
}

/** A person opening an address, rather than a page asking for a file that is not there. */
function isNavigation(c: Context): boolean {
  const wantsPage = c.req.header('accept')?.includes('text/html') || c.req.header('sec-fetch-mode') === 'navigate';
  return Boolean(wantsPage) && !/\.[a-z][a-z0-9]{1,10}$/i.test(c.req.path);
}
