// The languages that have a sound, or all of several: those opened lately first, then as in the list; each leads to the sound in its chart.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { lang, t } from '../i18n/i18n.ts';
import type { SoundOfMany } from './catalogue-search.ts';
import { byLanguage } from './descriptions.ts';
import { DescribedLanguages, LanguageGroup } from './language-group.tsx';
import type { RowPlace } from './long-list.tsx';

export type SoundHoldersProps = {
  sounds: readonly SoundOfMany[];
  languages: readonly LanguageSummary[];
  /** Codes, the latest first. */
  recent: readonly string[];
  /** `sound` as the language writes it. */
  row(language: LanguageSummary, place: RowPlace | undefined, sound: string): ComponentChildren;
};

/** Below the sound itself. */
export function SoundHolders(props: SoundHoldersProps) {
  const { holders, row } = useHolders(props);
  const described = useMemo(() => byLanguage(holders), [holders]);
  return <DescribedLanguages described={described} row={row} open={false} />;
}

/** As the answer to "which languages have ɬ and tʼ". */
export function LanguagesWith(props: SoundHoldersProps) {
  const { holders, row } = useHolders(props);
  const names = props.sounds.map(({ symbol }) => symbol);
  const all = new Intl.ListFormat(lang.value, { type: 'conjunction' }).format(names);
  if (holders.length === 0) return <p class="nothing-found">{t('languages.noneWith', { sounds: all })}</p>;
  return <LanguageGroup heading={t('languages.with', { sounds: all })} languages={holders} row={row} open={false} />;
}

function useHolders({ sounds, languages, recent, row }: SoundHoldersProps) {
  const holders = useMemo(() => holdersOf(sounds, languages, recent), [sounds, languages, recent]);
  return {
    holders,
    row: (language: LanguageSummary, place?: RowPlace) =>
      row(language, place, sounds[0]!.holders.get(language.code) ?? ''),
  };
}

function holdersOf(
  sounds: readonly SoundOfMany[],
  languages: readonly LanguageSummary[],
  recent: readonly string[],
): LanguageSummary[] {
  const holders = languages.filter(({ code }) => sounds.every((sound) => sound.holders.has(code)));
  const latest = recent.flatMap((code) => holders.find((language) => language.code === code) ?? []);
  return [...latest, ...holders.filter(({ code }) => !recent.includes(code))];
}
