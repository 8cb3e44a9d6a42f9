// Which voice table serves an inventory: its own, or the one table of its language.
import type { Language } from '@phonochart/catalog/language.ts';
import type { VoiceTable } from './voice-table.ts';

/**
 * A table is written, and was listened to, for one curated inventory. Another inventory of the same language (an import)
 * is served where exactly one table is left that fits it: the same ISO 639-3 code, or the same language of the BCP 47 tag
 * where it has no such code; and no other region. So "English" without a region has no voice: there are two. What is
 * said is then each sound by its IPA letters, held to the same measures; a letter that the table does not know is refused,
 * and the attribution names the voice.
 */
export function voiceTableOf(
  language: Pick<Language, 'code' | 'kind' | 'bcp47' | 'iso639_3'>,
  tables: readonly VoiceTable[],
): VoiceTable | undefined {
  const own = tables.find((table) => table.language === language.code);
  if (own || language.kind === 'alphabet') return own;
  const { iso639_3, bcp47 } = language;
  const tag = tagOf(bcp47);
  const fitting = tables.filter((table) => {
    if (table.iso639_3 === undefined) return false;
    const said = tagOf(table.bcp47);
    const same = iso639_3 === undefined ? said?.language === tag?.language : table.iso639_3 === iso639_3;
    return same && (!said?.region || !tag?.region || said.region === tag.region);
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

function tagOf(tag: string | undefined): Intl.Locale | undefined {
  try {
    return tag === undefined ? undefined : new Intl.Locale(tag);
  } catch {
    // A tag may have the shape of one and be none.
    return undefined;
  }
}
