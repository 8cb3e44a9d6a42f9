// The languages that have a sound, or all of several: those opened lately first, then as in the list; each leads to the sound in its chart.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { lang, t } from '../i18n/i18n.ts';
import type { FollowedDescription, SoundOfMany } from './catalogue-search.ts';
import { byLanguage } from './descriptions.ts';
import { LanguageGroup, LanguageLines } from './language-group.tsx';
import type { RowPlace } from './long-list.tsx';

export type SoundHoldersProps = {
  sounds: readonly SoundOfMany[];
  descriptions: readonly FollowedDescription[];
  /** Codes, the latest first. */
  recent: readonly string[];
  /** `sound` as the language writes it. */
  row(language: LanguageSummary, place: RowPlace | undefined, sound: string): ComponentChildren;
};

/** Below the sound itself. */
export function SoundHolders(props: SoundHoldersProps) {
  const { lines, row } = useHolders(props);
  return <LanguageLines lines={lines} row={row} open={false} />;
}

/** As the answer to "which languages have ɬ and tʼ". */
export function LanguagesWith(props: SoundHoldersProps) {
  const { lines, count, row } = useHolders(props);
  const names = props.sounds.map(({ symbol }) => symbol);
  const sounds = new Intl.ListFormat(lang.value, { type: 'conjunction' }).format(names);
  if (count === 0) return <p class="nothing-found">{t('languages.noneWith', { sounds })}</p>;
  return <LanguageGroup heading={t('languages.with', { sounds })} {...{ lines, count, row }} open={false} />;
}

function useHolders({ sounds, descriptions, recent, row }: SoundHoldersProps) {
  const { lines, count } = useMemo(() => {
    const holders = descriptions.filter(({ language }) => sounds.every((each) => each.holders.has(language.code)));
    const latest = recent.flatMap((code) => holders.find(({ language }) => language.code === code) ?? []);
    return byLanguage([...latest, ...holders.filter((each) => !latest.includes(each))]);
  }, [...sounds, descriptions, recent]);
  const spelling = (language: LanguageSummary) => sounds[0]!.holders.get(language.code) ?? '';
  return {
    lines,
    count,
    row: (language: LanguageSummary, place?: RowPlace) => row(language, place, spelling(language)),
  };
}
