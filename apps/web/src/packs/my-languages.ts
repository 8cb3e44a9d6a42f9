// Whose sounds "everything for my languages" brings: what was opened lately, what has a starred sound, and what the browser has removed.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { codeOfId } from '../addresses.ts';
import type { Settings } from '../mirror/mirror.ts';
import type { PackState } from './pack-state.ts';

type Known = Pick<LanguageSummary, 'code' | 'counts'>;

/** Those of them with clips that are not on the device nor on their way, the latest opened first, and the bytes still to come. */
export function myLanguages(
  languages: readonly Known[],
  { recent, lastLanguage }: Pick<Settings, 'recent' | 'lastLanguage'>,
  starred: ReadonlySet<string>,
  states: ReadonlyMap<string, PackState>,
): { codes: string[]; bytes: number } {
  const gone = [...states].filter(([, { state }]) => state === 'evicted').map(([code]) => code);
  const mine = new Set([...(lastLanguage ? [lastLanguage] : []), ...recent, ...[...starred].map(codeOfId), ...gone]);
  const codes: string[] = [];
  let bytes = 0;
  for (const code of mine) {
    const size = languages.find((language) => language.code === code)?.counts.audio_bytes ?? 0;
    const has = states.get(code);
    if (size === 0 || (has && !['evicted', 'partial', 'outdated', 'full'].includes(has.state))) continue;
    codes.push(code);
    bytes += Math.max(0, size - (has?.bytes ?? 0));
  }
  return { codes, bytes };
}
