// What is said when a sound was not heard, or not as it should be.

import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import type { AudioChoice } from '@phonochart/catalog/pick-audio.ts';
import type { Word } from '@phonochart/catalog/word.ts';
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

/** Id of the word heard, where it is one and not the sound itself. */
export function wordOf(choice: AudioChoice): string | undefined {
  if (choice.type === 'device') return choice.word.id;
  return choice.type === 'clip' && choice.source.voices_kind === 'word' ? choice.source.voices : undefined;
}

/** Vietnamese writes its "Tiếng …" small inside a sentence. */
export const inSentence = (name: string): string => (lang.value === 'vi' ? name.replace(/^T(?=iếng )/, 't') : name);

/** The plain message, or nothing while all is well. */
export function troubleText(heard: Heard | undefined, { language, words }: Inventory): string {
  if (!heard || heard.troubles.length === 0) return '';
  const { troubles, choice, state } = heard;
  const said = troubles.map((trouble) =>
    trouble === 'no-voice'
      ? t('trouble.no-voice', { language: inSentence(languageName(language)) })
      : t(`trouble.${trouble}`),
  );
  if (state === 'playing' || state === 'ended') said.push(insteadText(choice, words));
  return said.filter(Boolean).join(' ');
}

function insteadText(choice: AudioChoice, words: readonly Word[]): string {
  if (choice.type !== 'device' && choice.type !== 'clip') return '';
  const voice = voiceName(choice).toLowerCase();
  const said = wordOf(choice);
  const word = words.find(({ id }) => id === said)?.form;
  return word ? t('trouble.insteadWord', { voice, word }) : t('trouble.instead', { voice });
}
