// The app: which address shows which screen, the way around them, and what every change of screen asks for.

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { chartUrl } from './addresses.ts';
import { ChartRoute } from './chart-route.tsx';
import { askFirstLanguage } from './first-chart.ts';
import { lang, t } from './i18n/i18n.ts';
import { firstLanguage } from './languages/first-language.ts';
import { MirrorState } from './mirror-state.tsx';
import { type Services, ServicesContext, useServices } from './services.ts';
import { Button } from './ui/button.tsx';
import { Nav, type NavPlace, navPlaces } from './ui/nav.tsx';
import { inTurn } from './ui/turns.ts';

const LanguagesRoute = lazy(() => import('./languages-route.tsx').then(inTurn).then((m) => m.LanguagesRoute));
const ExportsScreen = lazy(() => import('./exports/exports-screen.tsx').then((m) => m.ExportsScreen));
const SettingsRoute = lazy(() => import('./settings-route.tsx').then((m) => m.SettingsRoute));
const Studio = lazy(() => import('./studio/studio.tsx').then((m) => m.Studio));
const DownloadsRoute = lazy(() => import('./downloads-route.tsx').then((m) => m.DownloadsRoute));
const StarredScreen = lazy(() => import('./starred/starred-screen.tsx').then((m) => m.StarredScreen));

export function App({ services }: { services: Services }) {
  return (
    <ServicesContext.Provider value={services}>
      <LocationProvider>
        <Shell />
      </LocationProvider>
    </ServicesContext.Provider>
  );
}

function Shell() {
  const services = useServices();
  const { path, route } = useLocation();
  const [failed, setFailed] = useState(false);
  const view = useRef<HTMLDivElement>(null);
  const { lastLanguage, theme, shortcuts } = services.mirror.own.settings.value;
  const later = services.later.value;
  const place = placeOf(path);
  useTheme(theme);
  const focusOnChange = useFocusOnChange(view);
  useEffect(() => setFailed(false), [path]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target, key, ctrlKey, metaKey, altKey } = event;
      const typing = target instanceof Element && target.closest('input:not([type=radio]), select, textarea, dialog');
      if (key !== '/' || typing || ctrlKey || metaKey || altKey || !shortcuts) return;
      event.preventDefault();
      if (location.pathname !== '/languages') route('/languages');
      whenThere('language-search', (search) => search.focus());
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [shortcuts, route]);

  return (
    <div class="shell">
      <button type="button" class="skip-link" onClick={() => focusQuietly(view.current?.querySelector('main'))}>
        {t('app.skip')}
      </button>
      <Nav current={place} chartUrl={lastLanguage ? chartUrl({ code: lastLanguage }) : '/'} />
      <div class="view" ref={view}>
        {failed ? (
          <main class="empty-screen">
            <p class="mirror-state" role="alert">
              <span>{t('state.unexpected')}</span>
              <Button onClick={() => location.reload()}>{t('action.tryAgain')}</Button>
            </p>
          </main>
        ) : (
          <ErrorBoundary
            onError={(error) => {
              console.error(error);
              setFailed(true);
            }}
          >
            <Router onRouteChange={focusOnChange}>
              <Route path="/" component={HomeRoute} />
              <Route path="/languages" component={LanguagesRoute} />
              <Route path="/starred" component={StarredRoute} />
              <Route path="/downloads" component={DownloadsRoute} />
              <Route path="/settings/:page?" component={SettingsRoute} />
              {studioPaths.map((path) => (
                <Route path={path} component={Studio} />
              ))}
              <Route path="/:code/export" component={ExportsRoute} />
              <Route path="/:code/:tab?" component={ChartAddress} />
              <Route default component={HomeRoute} />
            </Router>
          </ErrorBoundary>
        )}
      </div>
      {later && <later.AppNotice mirror={services.mirror} packs={later.packs} />}
    </div>
  );
}

/** Leads to the language opened last, or on a first visit to the person's own: as the server knows it, else the mirror. */
function HomeRoute() {
  const { mirror } = useServices();
  const { route } = useLocation();
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<{ code?: string | undefined }>();
  const { lastLanguage } = mirror.own.settings.value;
  const first = answer && (answer.code ?? firstLanguage(mirror.languages.value ?? [], navigator.languages));
  const code = lastLanguage ?? first;
  const known = lastLanguage !== undefined;
  useEffect(() => {
    if (!known)
      askFirstLanguage(navigator.languages).then(
        (found) => setAnswer({ code: found }),
        () => setAnswer({}),
      );
  }, [known, tries]);
  useLayoutEffect(() => {
    if (code) route(chartUrl({ code }), true);
  }, [code, route]);
  const tryAgain = () => {
    setTries(tries + 1);
    mirror.resync();
  };
  return (
    <main class="empty-screen">
      <h1 class="visually-hidden">{t('app.name')}</h1>
      {!code && <MirrorState status={mirror.status.value} empty whole onTryAgain={tryAgain} />}
    </main>
  );
}

const ChartAddress = ({ code = '', tab }: { code?: string; tab?: string }) => <ChartRoute code={code} tab={tab} />;

function ExportsRoute({ code: written = '' }: { code?: string }) {
  const { mirror } = useServices();
  const { query } = useLocation();
  const code = written.toLowerCase();
  const inventory = mirror.inventory(code).value;
  const mode = query.mode === 'phonetic' ? 'phonetic' : 'phonemic';
  // Without an inventory the chart's own screen says what is the matter.
  if (!inventory) return <ChartRoute code={code} />;
  return <ExportsScreen inventory={inventory} mode={mode} chartUrl={chartUrl({ code, mode })} />;
}

function StarredRoute() {
  const { mirror, player } = useServices();
  return (
    <StarredScreen
      starred={mirror.own.starred.value}
      inventory={mirror.inventory}
      player={player}
      onToggleStar={(id: string) => mirror.own.toggleStar(id)}
      soundUrl={(code: string, sound: string) => chartUrl({ code, sound })}
    />
  );
}

const studioPaths = ['/account', '/sign-in', '/setup', '/set-password', '/edits'];

function placeOf(path: string): NavPlace {
  if (studioPaths.includes(path)) return 'settings';
  const first = path.split('/')[1];
  return navPlaces.find((place) => place === first) ?? 'chart';
}

function useTheme(theme: 'system' | 'light' | 'dark'): void {
  const language = lang.value;
  useLayoutEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    root.lang = language;
    root.dir = 'ltr';
  }, [theme, language]);
}

/** A change of screen is a new page: once it is there, focus goes to its heading, as a screen reader expects. */
function useFocusOnChange(view: { current: HTMLElement | null }): (url: string) => void {
  const shown = useRef<NavPlace>(placeOf(location.pathname));
  return (url) => {
    const place = placeOf(new URL(url, location.origin).pathname);
    if (shown.current === place) return;
    shown.current = place;
    // The frame after: the old screen leaves the page only once the router's own effects have run.
    requestAnimationFrame(() => {
      // What the new screen has focused itself (the search, after /) keeps the focus.
      if (view.current?.contains(document.activeElement)) return;
      focusQuietly(view.current?.querySelector<HTMLElement>('h1') ?? view.current);
    });
  };
}

function focusQuietly(element: HTMLElement | null | undefined): void {
  if (!element) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: element.tagName !== 'MAIN' });
}

/** Calls back with an element once it is on the page: a screen may still be on its way. */
function whenThere(id: string, found: (element: HTMLElement) => void): void {
  const look = (): boolean => {
    const element = document.getElementById(id);
    if (element) found(element);
    return element !== null;
  };
  if (look()) return;
  const observer = new MutationObserver(() => {
    if (look()) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), 5_000);
}
