// The addresses of charts and of the sounds in them.
import type { ChartMode } from '@phonochart/phonetics/placed-sound.ts';

export type ChartPlace = { code: string; tab?: string | undefined; sound?: string | undefined; mode?: ChartMode };

/** Ids begin with their language's code, which the path says already. */
export function chartUrl({ code, tab, sound, mode }: ChartPlace): string {
  const query = new URLSearchParams();
  if (mode === 'phonetic') query.set('mode', mode);
  if (sound) query.set('sound', sound.startsWith(`${code}:`) ? sound.slice(code.length + 1) : sound);
  const search = query.toString();
  return `/${code}${tab ? `/${tab}` : ''}${search ? `?${search}` : ''}`;
}

/** Where the chart is printed and taken along. */
export const exportUrl = (code: string, mode: ChartMode): string =>
  `/${code}/export${mode === 'phonetic' ? '?mode=phonetic' : ''}`;

export const soundOfQuery = (code: string, sound: string | undefined): string | undefined =>
  sound ? `${code}:${sound}` : undefined;

/** The language that an id belongs to. */
export const codeOfId = (id: string): string => id.slice(0, id.indexOf(':'));
