// What is said when a sound was not heard, or not as it should be.

import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import type { AudioChoice } from '@phonochart/catalog/pick-audio.ts';
import { lang, t } from '../i18n/i18n.ts';
import type { Heard } from '../player/player.ts';

/** The language's name in the interface language. */
export const languageName = (language: Pick<LanguageSummary, 'name' | 'names'>): string =>
  language.names?.[lang.value] ?? language.name;

/** Who speaks, as on a badge. */
export function voiceName(choice: AudioChoice): string {
  if (choice.type === 'clip') return t(`voice.${choice.source.source_type}`);
  if (choice.type === 'generate') return t('voice.generated');
  return choice.type === 'device' ? t('voice.device') : t('voice.none');
}

/** The plain message, or nothing while all is well. */
export function troubleText(heard: Heard | undefined, language: LanguageSummary): string {
  if (!heard?.trouble) return '';
  const { trouble, choice, state } = heard;
  const said =
    trouble === 'no-voice' ? t('trouble.no-voice', { language: languageName(language) }) : t(`trouble.${trouble}`);
  const instead = state !== 'failed' && (choice.type === 'clip' || choice.type === 'device');
  return instead ? `${said} ${t('trouble.instead', { voice: voiceName(choice) })}` : said;
}
