// The Languages screen: search, filters, what was opened lately, and every language in its group.
import '../i18n/screen-words.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { findSounds } from '@phonochart/phonetics/find-sound.ts';
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { lang, t } from '../i18n/i18n.ts';
import type { PackState } from '../packs/pack-state.ts';
import { IconButton } from '../ui/button.tsx';
import { CloseIcon, SlidersIcon } from '../ui/icons.tsx';
import { Screen } from '../ui/screen.tsx';
import { InfoIcon, SearchIcon } from '../ui/screen-icons.tsx';
import { ContinueCard } from './continue-card.tsx';
import { byLanguage, type DescribedLanguage } from './descriptions.ts';
import { type FilterName, passes, usefulFilters } from './filters.ts';
import { LanguageRow } from './language-row.tsx';
import { searchLanguages } from './search.ts';
import { meansSound, SoundResults } from './sound-results.tsx';
import './languages.css';

export const SEARCH_ID = 'language-search';

type LanguagesScreenProps = {
  /** Undefined while the mirror is opening. */
  languages: readonly LanguageSummary[] | undefined;
  /** Codes, the latest first. */
  recent: readonly string[];
  inventory(code: string): ReadonlySignal<Inventory | undefined | null>;
  packs: ReadonlyMap<string, PackState>;
  onKeep(code: string): void;
  query: string;
  filter: FilterName | undefined;
  onLook(look: { query: string; filter: FilterName | undefined }): void;
  /** What is to be said about the mirror, with what can be done about it. */
  state: ComponentChildren;
};

export function LanguagesScreen(props: LanguagesScreenProps) {
  const { languages = [], recent, packs, query, filter, onLook, onKeep } = props;
  const useful = usefulFilters(languages, packs);
  const wanted = filter && useful.includes(filter) ? filter : undefined;
  const found = searchLanguages(languages, query, lang.value).filter((each) => !wanted || passes(wanted, each, packs));
  const searching = query.trim() !== '';
  const continued = searching || wanted ? [] : languagesOf(recent, languages).slice(0, 3);
  const checked = found.filter(({ review, kind }) => kind === 'language' && review.state === 'reviewed');
  const others = found.filter(({ review, kind }) => kind === 'language' && review.state !== 'reviewed');
  const alphabets = found.filter(({ kind }) => kind === 'alphabet');
  const searched = searching && !wanted ? inventoriesToSearch(recent, alphabets, languages, props.inventory) : [];
  const heard = searched
    .map((inventory) => ({ inventory, found: findSounds(inventory, query, lang.value) }))
    .filter((each) => each.found.length > 0);
  const row = (language: LanguageSummary) => (
    <LanguageRow key={language.code} language={language} pack={packs.get(language.code)} onKeep={onKeep} />
  );
  const soundsFirst = found.length === 0 || heard.some((each) => meansSound(each.found));
  const most = soundsFirst && found.length > 0 ? 3 : 8;
  const sounds = heard.map((each) => <SoundResults key={each.inventory.id} {...each} most={most} />);
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
          <SearchField query={query} onQuery={(typed) => onLook({ query: typed, filter: wanted })} />
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
        {searching && languages.length > 0 ? t('languages.found', { n: found.length }) : ''}
      </p>
      {searching && languages.length > 0 && found.length === 0 && (
        <p class="nothing-found">
          {t(heard.length > 0 ? 'languages.noneSound' : 'languages.none', { q: query.trim() })}
        </p>
      )}
      {soundsFirst && sounds}
      <Group heading={t('languages.checked')} languages={checked} row={row} open={searching} />
      <Group
        heading={t(checked.length > 0 ? 'languages.others' : 'languages.unchecked')}
        note={t('languages.uncheckedNote')}
        languages={others}
        row={row}
        open={searching}
      />
      <Group heading={t('languages.alphabets')} languages={alphabets} row={row} open={searching} />
      {!soundsFirst && sounds}
    </Screen>
  );
}

function SearchField({ query, onQuery }: { query: string; onQuery(typed: string): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <search class="search-field">
      <SearchIcon />
      <label class="visually-hidden" for={SEARCH_ID}>
        {t('languages.search')}
      </label>
      <input
        ref={input}
        id={SEARCH_ID}
        type="search"
        autocomplete="off"
        spellcheck={false}
        placeholder={t('languages.searchHint')}
        value={query}
        onInput={({ currentTarget }) => onQuery(currentTarget.value)}
      />
      {query !== '' && (
        <IconButton
          label={t('languages.clear')}
          onClick={() => {
            onQuery('');
            input.current?.focus();
          }}
        >
          <CloseIcon />
        </IconButton>
      )}
    </search>
  );
}

type GroupProps = {
  heading: string;
  note?: string;
  languages: readonly LanguageSummary[];
  row(language: LanguageSummary): ComponentChildren;
  /** Whether all descriptions of a language stand open: whoever searches wants to see what there is. */
  open: boolean;
};

const FIRST_ROWS = 60;
const MORE_ROWS = 200;

/** Rows are made as they come near the screen: three thousand at once would hold up a phone. */
function Group({ heading, note, languages, row, open }: GroupProps) {
  const [shown, setShown] = useState(FIRST_ROWS);
  const end = useRef<HTMLDivElement>(null);
  const described = useMemo(() => byLanguage(languages), [languages]);
  const more = shown < described.length;
  useEffect(() => {
    if (!more || !end.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setShown((before) => before + MORE_ROWS);
      },
      { rootMargin: '1200px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [more, shown]);
  if (languages.length === 0) return null;
  return (
    <section>
      <div class="group-heading">
        <h2>{heading}</h2>
        <span>{new Intl.NumberFormat(lang.value).format(described.length)}</span>
      </div>
      {note && (
        <p class="group-note">
          <InfoIcon />
          {note}
        </p>
      )}
      <ul class="language-list">
        {described.slice(0, shown).map((language) => (
          <Descriptions key={language.shown[0]!.code} {...language} {...{ row, open }} />
        ))}
      </ul>
      {more && <div ref={end} />}
    </section>
  );
}

type DescriptionsProps = DescribedLanguage<LanguageSummary> & Pick<GroupProps, 'row' | 'open'>;

/** The descriptions of one language: those to learn from as rows, the others behind a line that counts them. */
function Descriptions({ shown, others, row, open }: DescriptionsProps) {
  if (others.length === 0) return <>{shown.map(row)}</>;
  return (
    <li class="descriptions">
      <ul class="language-list">{shown.map(row)}</ul>
      <details open={open}>
        <summary>{t('languages.descriptions', { n: others.length })}</summary>
        <ul class="language-list">{others.map(row)}</ul>
      </details>
    </li>
  );
}

/** Inventories whose sounds a search looks through: those opened lately, then alphabets. */
function inventoriesToSearch(
  recent: readonly string[],
  alphabetsFound: readonly LanguageSummary[],
  languages: readonly LanguageSummary[],
  inventory: LanguagesScreenProps['inventory'],
): Inventory[] {
  const alphabets = [...alphabetsFound, ...languages.filter(({ kind }) => kind === 'alphabet')];
  const codes = new Set([...recent, ...alphabets.map(({ code }) => code)]);
  return [...codes].flatMap((code) => inventory(code).value ?? []);
}

const languagesOf = (codes: readonly string[], languages: readonly LanguageSummary[]): LanguageSummary[] =>
  codes.flatMap((code) => languages.find((language) => language.code === code) ?? []);
