// The address of the Languages screen: what the mirror and the packs know goes in, what a person looks for comes out.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { CatalogueState } from './catalogue-state.tsx';
import { filterNames } from './languages/filters.ts';
import { LanguagesScreen, type Look } from './languages/languages-screen.tsx';
import type { PackState } from './packs/pack-state.ts';
import { useServices } from './services.ts';

const noPacks: ReadonlyMap<string, PackState> = new Map();

export function LanguagesRoute() {
  const { mirror, later } = useServices();
  const packs = later.value?.packs;
  const languages = mirror.languages.value;
  useEffect(mirror.bringLanguages, [mirror]);
  const [look, setLook] = useLook();
  useKeptScroll(languages !== undefined);
  return (
    <LanguagesScreen
      languages={languages}
      recent={mirror.own.settings.value.recent}
      inventory={mirror.inventory}
      packs={packs?.states.value ?? noPacks}
      onKeep={(code: string) => {
        // A tap that comes before the packs are known waits for them.
        const stop = later.subscribe((now) => {
          now?.packs.keepByCode(code);
          if (now) queueMicrotask(() => stop());
        });
      }}
      look={look}
      onLook={setLook}
      state={<CatalogueState empty={!languages?.length} />}
    />
  );
}

const WRITTEN_AFTER_MS = 300;

/**
 * What the address asks for, and what is typed beyond it: the address follows once the typing rests. Browsers bear only
 * so many changes of it in a while (Safari throws at the 101st in 30 s), and each draws the whole app anew.
 */
function useLook(): [Look, (look: Look) => void] {
  const { url, query, route } = useLocation();
  const [look, setLook] = useState<Look>(() => lookOf(query));
  const unwritten = useRef<{ address: string; timer: ReturnType<typeof setTimeout> } | undefined>(undefined);
  const write = () => {
    if (!unwritten.current) return;
    const { address, timer } = unwritten.current;
    clearTimeout(timer);
    unwritten.current = undefined;
    route(address, true);
  };
  const latest = useRef(write);
  latest.current = write;
  useLayoutEffect(() => {
    // Back, Forward, or a link to this screen.
    if (!unwritten.current) setLook(lookOf(query));
  }, [url]);
  useEffect(() => {
    // Before the click leads away: Back must lead to what was looked for.
    const leave = () => latest.current();
    addEventListener('click', leave, { capture: true });
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('click', leave, { capture: true });
      removeEventListener('pagehide', leave);
      clearTimeout(unwritten.current?.timer);
    };
  }, []);
  return [
    look,
    (next) => {
      clearTimeout(unwritten.current?.timer);
      setLook(next);
      const timer = setTimeout(() => latest.current(), WRITTEN_AFTER_MS);
      unwritten.current = { address: addressOf(next), timer };
    },
  ];
}

const lookOf = (query: Record<string, string>): Look => ({
  query: query.q ?? '',
  filter: filterNames.find((name) => name === query.filter),
  opened: query.has,
});

function addressOf({ query, filter, opened }: Look): string {
  const search = new URLSearchParams();
  if (query) search.set('q', query);
  if (filter) search.set('filter', filter);
  if (opened) search.set('has', opened);
  return `/languages${search.size > 0 ? `?${search}` : ''}`;
}

/** By address: how far the list was scrolled when it was left. */
const left = new Map<string, number>();

/** Who comes back by Back or Forward finds the list where it was left. */
function useKeptScroll(isThere: boolean): void {
  const { url, wasPush } = useLocation() as ReturnType<typeof useLocation> & { wasPush: boolean };
  const comesBack = useRef(!wasPush);
  useLayoutEffect(() => {
    if (!isThere || !comesBack.current) return;
    comesBack.current = false;
    const before = left.get(url);
    if (before !== undefined) scrollTo(0, before);
  }, [isThere]);
  useEffect(() => {
    const note = () => {
      if (location.pathname === '/languages') left.set(location.pathname + location.search, scrollY);
    };
    addEventListener('scroll', note, { passive: true });
    return () => removeEventListener('scroll', note);
  }, []);
}
