// Pages: each with an instance of its own of the mirror's and RxDB's modules, as tabs of a browser have; used again after a tab's end.
import { registerHooks } from 'node:module';
import type * as PageKit from './page-kit.ts';

/** What keeps lists for a whole page. The rest may be shared. */
const perPage = /\/(node_modules\/rxdb|apps\/web\/src\/mirror|apps\/web\/simulation\/page-kit)[/.]/;

type Resolved = ReturnType<NonNullable<Parameters<typeof registerHooks>[0]['resolve']>>;
/** What a page fetches when it needs it, it fetches in every life; looking it up anew takes longer than running it. */
const found = new Map<string, Resolved>();

registerHooks({
  resolve(specifier, context, next) {
    const page = /\?page=\d+$/.exec(context.parentURL ?? '')?.[0];
    if (!page) return next(specifier, context);
    const key = `${specifier} ${context.parentURL}`;
    const known = found.get(key);
    if (known) return { ...known, shortCircuit: true };
    const resolved = next(specifier, context);
    const own = perPage.test(resolved.url) ? { ...resolved, url: resolved.url + page } : resolved;
    found.set(key, own);
    return own;
  },
});

const kits: (typeof PageKit)[] = [];
const free: number[] = [];

/** As many pages as can be open at once are loaded ahead, since loading cannot wait inside a world. */
export async function loadPages(count: number): Promise<void> {
  while (kits.length < count) {
    free.push(kits.length);
    kits.push((await import(`./page-kit.ts?page=${kits.length}`)) as typeof PageKit);
  }
}

export function takePage(): { kit: typeof PageKit; leave: () => void } {
  const page = free.shift();
  if (page === undefined) throw new Error('more tabs are open than pages were loaded');
  return { kit: kits[page]!, leave: () => free.push(page) };
}
