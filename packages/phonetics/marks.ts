// Names what is no sound of its own: marks of stress, length, breaks and intonation, and diacritics written alone.
import { following, preceding } from './diacritics.ts';
import { normalise } from './normalise.ts';

/** A mark by name (`term` says it): a suprasegmental, or a diacritic that needs a letter. */
export type Mark = { type: 'suprasegmental' | 'diacritic'; name: string };

/** Suprasegmentals by sign. Sources: IPA chart (2020); pauses in parentheses: extIPA (2015). */
export const suprasegmentals: ReadonlyMap<string, string> = new Map(
  (
    'ˈ primary-stress,ˈˈ extra-stress,ˌ secondary-stress,ː long,ːː overlong,ˑ half-long,\u0306 extra-short,| minor-group,' +
    '‖ major-group,|| major-group,. syllable-break,‿ linking,ꜜ downstep,ꜛ upstep,↗ global-rise,↘ global-fall,' +
    '(.) short-pause,(..) medium-pause,(...) long-pause'
  )
    .split(',')
    .map((entry) => entry.split(' ') as [string, string]),
);

/**
 * What a text without any letter is: `ˈ` is the suprasegmental `primary-stress`, `◌̥` the diacritic `voiceless`. The
 * dotted circle that carries a mark is set aside. Undefined where the text is none, or several diacritics.
 */
export function markOf(text: string): Mark | undefined {
  if (text.length === 0 || text.length > 8) return undefined;
  const bare = text.replaceAll(/[\u25CC\u00A0]/gu, '').trim();
  const sign = suprasegmentals.get(bare) ?? suprasegmentals.get(normalise(bare).text);
  if (sign) return { type: 'suprasegmental', name: sign };
  // ʰ◌ precedes its letter, ◌ʰ follows it; alone it follows.
  const precedes = /^[^\u25CC]+\u25CC/u.test(text);
  const found = (precedes ? preceding.get(bare) : undefined) ?? following.get(bare) ?? preceding.get(bare);
  if (found && !found.name.startsWith('tone-')) return { type: 'diacritic', name: found.name };
  return ties[bare];
}

const ties: Record<string, Mark> = {
  '\u0361': { type: 'diacritic', name: 'tie-bar' },
  '\u035C': { type: 'diacritic', name: 'tie-bar' },
  '\u0362': { type: 'diacritic', name: 'sliding' },
};
