// The Languages screen: search, filters, what was opened lately, and every language in its group.
import '../i18n/screen-words.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { findSounds } from '@phonochart/phonetics/find-sound.ts';
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { lang, t } from '../i18n/i18n.ts';
import type { PackState } from '../packs/pack-state.ts';
import { SlidersIcon } from '../ui/icons.tsx';
import { Screen } from '../ui/screen.tsx';
import { catalogueSearch, type Followed, type FollowedDescription } from './catalogue-search.ts';
import { ContinueCard } from './continue-card.tsx';
import { byLanguage } from './descriptions.ts';
import { type FilterName, passes, usefulFilters } from './filters.ts';
import { LanguageGroup } from './language-group.tsx';
import { LanguageRow } from './language-row.tsx';
import type { RowPlace } from './long-list.tsx';
import { SearchField } from './search-field.tsx';
import { LanguagesWith } from './sound-holders.tsx';
import { meansSound, SoundResults } from './sound-results.tsx';
import { SoundsEverywhere } from './sounds-everywhere.tsx';
import './languages.css';

/** What a person looks for: all of it stands in the address. */
export type Look = {
  query: string;
  filter?: FilterName | undefined;
  /** The symbol of the sound whose languages are shown. */
  opened?: string | undefined;
};

export type LanguagesScreenProps = {
  /** Undefined while the mirror is opening. */
  languages: readonly Followed[] | undefined;
  /** Codes, the latest first. */
  recent: readonly string[];
  inventory(code: string): ReadonlySignal<Inventory | undefined | null>;
  packs: ReadonlyMap<string, PackState>;
  onKeep(code: string): void;
  look: Look;
  onLook(look: Look): void;
  /** What is to be said about the mirror, with what can be done about it. */
  state: ComponentChildren;
};

const noLanguages: readonly Followed[] = [];

export function LanguagesScreen(props: LanguagesScreenProps) {
  const { languages = noLanguages, recent, packs, onKeep, look, onLook } = props;
  const { query, filter, opened } = look;
  const shown = lang.value;
  useEffect(() => {
    catalogueSearch.follow(languages, shown);
  }, [languages, shown]);
  const useful = useMemo(() => usefulFilters(languages, packs), [languages, packs]);
  const wanted = filter && useful.includes(filter) ? filter : undefined;
  const searching = query.trim() !== '';
  const descriptions = useMemo(() => catalogueSearch.descriptions(languages), [languages]);
  const found = useFound(descriptions, query, wanted, packs);
  const heard = useHeard(props, wanted);
  const sounds = (most: number) => (
    <>
      <SoundsEverywhere
        found={heard.everywhere}
        most={most}
        count={catalogueSearch.count}
        opened={opened}
        onOpen={(symbol) => onLook({ ...look, opened: symbol })}
        {...{ descriptions, recent, row }}
      />
      {heard.here.map((each) => (
        <SoundResults key={each.inventory.id} {...each} most={most} />
      ))}
    </>
  );
  const row = (language: LanguageSummary, place?: RowPlace, sound?: string) => (
    <LanguageRow key={language.code} {...{ language, onKeep, place, sound }} pack={packs.get(language.code)} />
  );
  const lines = { row, open: searching };
  const any = heard.everywhere.length + heard.here.length > 0;
  const soundsFirst =
    found.length === 0 ||
    heard.everywhere.some(({ by }) => by !== 'description') ||
    heard.here.some((each) => meansSound(each.found));
  const most = soundsFirst && found.length > 0 ? 3 : 8;
  const continued = searching || wanted ? [] : languagesOf(recent, languages).slice(0, 3);
  return (
    <Screen
      title={t('nav.languages')}
      after={
        <a class="icon-button narrow-only" href="/settings">
          <SlidersIcon />
          <span class="visually-hidden">{t('nav.settings')}</span>
        </a>
      }
      below={
        <>
          <SearchField
            query={query}
            onQuery={(typed) => {
              // Another answer begins at its beginning.
              if (scrollY > 0) scrollTo(0, 0);
              onLook({ query: typed, filter: wanted });
            }}
          />
          {/* Room for what comes with the languages: the list must not jump down when it does. */}
          {languages.length === 0 && <div class="chips-room" />}
          {useful.length > 0 && (
            <fieldset class="chips">
              <legend class="visually-hidden">{t('languages.filter')}</legend>
              {[undefined, ...useful].map((name) => (
                <button
                  key={name ?? 'all'}
                  type="button"
                  class="chip"
                  aria-pressed={name === wanted}
                  onClick={() => onLook({ query, filter: name })}
                >
                  {t(`languages.${name ?? 'all'}`)}
                </button>
              ))}
            </fieldset>
          )}
        </>
      }
    >
      {props.state}
      {continued.length > 0 && (
        <section>
          <h2 class="group-heading">{t('languages.continue')}</h2>
          <ul class="continue-cards">
            {continued.map((language) => (
              <ContinueCard
                key={language.code}
                {...{ language, inventory: props.inventory(language.code), pack: packs.get(language.code) }}
              />
            ))}
          </ul>
        </section>
      )}
      <p class="visually-hidden" role="status">
        {searching && found.known ? t('languages.found', { n: found.length }) : ''}
      </p>
      {searching && found.known && found.length === 0 && !heard.together && (
        <p class="nothing-found">{t(any ? 'languages.noneSound' : 'languages.none', { q: query.trim() })}</p>
      )}
      {heard.together && <LanguagesWith sounds={heard.together} {...{ descriptions, recent, row }} />}
      {soundsFirst && sounds(most)}
      <LanguageGroup heading={t('languages.checked')} {...found.checked} {...lines} />
      <LanguageGroup
        heading={t(found.checked.count > 0 ? 'languages.others' : 'languages.unchecked')}
        note={t('languages.uncheckedNote')}
        {...found.others}
        {...lines}
      />
      <LanguageGroup heading={t('languages.alphabets')} {...found.alphabets} {...lines} />
      {!soundsFirst && sounds(most)}
    </Screen>
  );
}

/** The languages that are wanted, by group. `known`: whether their names could all be looked through. */
function useFound(
  descriptions: readonly FollowedDescription[],
  query: string,
  filter: FilterName | undefined,
  packs: ReadonlyMap<string, PackState>,
) {
  const { version, ready } = catalogueSearch;
  const shown = lang.value;
  // What is on the device matters to its own filter only.
  const within = filter ? packs : undefined;
  // A list that nobody searches is not drawn again because it could be searched now.
  const asked = query.trim() === '' ? -1 : version.value;
  return useMemo(() => {
    const found = query.trim() === '' ? descriptions : catalogueSearch.languages(query, shown);
    const all = filter ? found.filter(({ language }) => passes(filter, language, packs)) : found;
    const checked: FollowedDescription[] = [];
    const others: FollowedDescription[] = [];
    const alphabets: FollowedDescription[] = [];
    for (const each of all) {
      const { kind, review } = each.language;
      (kind === 'alphabet' ? alphabets : review.state === 'reviewed' ? checked : others).push(each);
    }
    return {
      length: all.length,
      known: descriptions.length > 0 && ready.names,
      checked: byLanguage(checked),
      others: byLanguage(others),
      alphabets: byLanguage(alphabets),
    };
  }, [descriptions, query, filter, within, shown, asked]);
}

/** The sounds that answer a search: in the whole catalogue, and by spelling and words too in the languages that are at hand. */
function useHeard({ recent, languages = noLanguages, inventory, look }: LanguagesScreenProps, filter?: FilterName) {
  const { version } = catalogueSearch;
  const shown = lang.value;
  const query = filter ? '' : look.query;
  const asked = query.trim() === '' ? -1 : version.value;
  const everywhere = useMemo(() => catalogueSearch.sounds(query, shown), [query, shown, asked]);
  const together = useMemo(() => catalogueSearch.together(query), [query, asked]);
  const alphabets = useMemo(() => languages.filter(({ kind }) => kind === 'alphabet'), [languages]);
  const codes = query.trim() === '' ? [] : new Set([...recent, ...alphabets.map(({ code }) => code)]);
  const here = [...codes]
    .flatMap((code) => inventory(code).value ?? [])
    .map((each) => ({ inventory: each, found: findSounds(each, query, shown) }))
    .filter(({ found }) => found.length > 0);
  return { everywhere, together, here };
}

const languagesOf = (codes: readonly string[], languages: readonly LanguageSummary[]): LanguageSummary[] =>
  codes.flatMap((code) => languages.find((language) => language.code === code) ?? []);
