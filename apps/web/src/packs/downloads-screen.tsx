// The Downloads screen: storage, what is coming, what is here, and everything for the person's languages in one tap.
import '../i18n/screen-words.ts';
import '../i18n/notice-words.ts';
import '../i18n/download-words.ts';
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { nameOf } from '../languages/language-names.ts';
import type { Own } from '../mirror/mirror.ts';
import { deviceStorage, readDeviceStorage } from '../settings/device-storage.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { fileSize } from '../ui/file-size.ts';
import { SyncIcon } from '../ui/icons.tsx';
import { Screen } from '../ui/screen.tsx';
import { CloudDownloadIcon } from '../ui/screen-icons.tsx';
import { ComingRow } from './coming-row.tsx';
import { HeldRow } from './held-row.tsx';
import { myLanguages } from './my-languages.ts';
import type { PackState } from './pack-state.ts';
import type { Packs } from './packs.ts';
import { Promised, StorageCard } from './storage-card.tsx';
import './downloads.css';

type DownloadsScreenProps = {
  languages: readonly LanguageSummary[];
  own: Own;
  /** Undefined until they are known. */
  packs: Packs | undefined;
  offline: boolean;
  /** What is to be said about the mirror. */
  state: ComponentChildren;
};

const none: ReadonlyMap<string, PackState> = new Map();

type Pack = { code: string; language: LanguageSummary; state: PackState };

const onItsWay = new Set<PackState['state']>(['waiting', 'coming', 'paused']);

export function DownloadsScreen({ languages, own, packs, offline, state }: DownloadsScreenProps) {
  const states = packs?.states.value ?? none;
  const all: Pack[] = [...states].flatMap(([code, state]) => {
    const language = languages.find((known) => known.code === code);
    return language ? [{ code, language, state }] : [];
  });
  const byName = (a: Pack, b: Pack) => nameOf(a.language).localeCompare(nameOf(b.language));
  const coming = all.filter(({ state }) => onItsWay.has(state.state));
  const here = all.filter(({ state }) => !onItsWay.has(state.state)).sort(byName);
  const audio = all.reduce((sum, { state }) => sum + state.bytes, 0);
  const mine = myLanguages(languages, own.settings.value, own.starred.value, states);
  const paused = coming.filter(({ state }) => state.state === 'paused');
  const hereHeading = useRef<HTMLHeadingElement>(null);
  const [said, say] = useSaid(all);

  useEffect(() => {
    readDeviceStorage();
  }, [languages.length, coming.length, here.length]);

  const codesOf = (some: readonly Pack[]) => some.map(({ code }) => code);
  /** The button that was tapped leaves with its row: the focus goes to what stays. */
  const leaving = (run: () => void) => () => {
    hereHeading.current?.focus({ preventScroll: true });
    run();
  };
  const remove = ({ code, language }: Pack) => {
    packs?.drop(code);
    say(t('downloads.removed', { language: nameOf(language) }));
  };

  return (
    <Screen
      title={t('nav.downloads')}
      after={
        here.length > 0 && (
          <IconButton label={t('downloads.checkAll')} onClick={() => packs?.check(...codesOf(here))}>
            <SyncIcon />
          </IconButton>
        )
      }
    >
      <p class="visually-hidden" role="status">
        {said}
      </p>
      {state}
      <div class="downloads">
        <div class="downloads-column">
          <StorageCard audio={audio} full={here.some(({ state }) => state.state === 'full')} />
          {(all.length > 0 || deviceStorage.value.persisted) && <Promised />}
          {packs && mine.codes.length > 0 && (
            <section class="card mine" aria-labelledby="mine-heading">
              <div>
                <h2 id="mine-heading">{t('downloads.mine')}</h2>
                <p>{t('downloads.mineWhich', { n: mine.codes.length, size: fileSize(mine.bytes) })}</p>
              </div>
              <Button onClick={leaving(() => packs?.keepByCode(...mine.codes))}>
                <CloudDownloadIcon />
                {t('downloads.mineGet')}
              </Button>
            </section>
          )}
          {coming.length > 0 && (
            <section aria-labelledby="coming-heading">
              <div class="downloads-heading">
                <h2 id="coming-heading">{t('downloads.coming')}</h2>
                {paused.length === coming.length ? (
                  <button type="button" onClick={() => packs?.keepByCode(...codesOf(paused))}>
                    {t('downloads.continueAll')}
                  </button>
                ) : (
                  <button type="button" onClick={() => packs?.pause(...codesOf(coming))}>
                    {t('downloads.pauseAll')}
                  </button>
                )}
              </div>
              <ul class="packs">
                {coming.map(({ code, language, state }) => (
                  <ComingRow
                    key={code}
                    {...{ language, state, offline }}
                    onPause={() => packs?.pause(code)}
                    onContinue={() => packs?.keepByCode(code)}
                    onCancel={leaving(() => packs?.cancel(code))}
                  />
                ))}
              </ul>
            </section>
          )}
        </div>
        <section class="downloads-column" aria-labelledby="here-heading">
          <div class="downloads-heading">
            <h2 id="here-heading" ref={hereHeading} tabIndex={-1}>
              {t('languages.onDevice')}
            </h2>
            {here.length > 0 && <span>{t('languages.found', { n: here.length })}</span>}
          </div>
          <ul class="packs">
            {here.map((pack) => (
              <HeldRow
                key={pack.code}
                language={pack.language}
                state={pack.state}
                onGet={leaving(() => packs?.keepByCode(pack.code))}
                onCheck={() => packs?.check(pack.code)}
                onRemove={leaving(() => remove(pack))}
              />
            ))}
          </ul>
          <div class={all.length === 0 ? 'downloads-none' : 'downloads-more'}>
            {packs && all.length === 0 && (
              <>
                <CloudDownloadIcon />
                <p>{t('downloads.none')}</p>
              </>
            )}
            <a class="button soft" href="/languages">
              {t('downloads.choose')}
            </a>
          </div>
        </section>
      </div>
    </Screen>
  );
}

/** What a screen reader hears: the end of each download, and never its steps. */
function useSaid(all: readonly Pack[]): [string, (words: string) => void] {
  const [said, say] = useState('');
  const before = useRef(new Map<string, PackState['state']>());
  useEffect(() => {
    for (const { code, language, state } of all) {
      const was = before.current.get(code);
      const ended = was === 'coming' || was === 'waiting' || was === 'checking';
      if (ended && state.state === 'ready') say(t('pack.readyFor', { language: nameOf(language) }));
      if (ended && (state.state === 'partial' || state.state === 'full'))
        say(t('downloads.lacks', { language: nameOf(language), n: state.failed }));
      before.current.set(code, state.state);
    }
  });
  return [said, say];
}
