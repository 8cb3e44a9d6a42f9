// How an edited record and its fields are named on the screen.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Word } from '@phonochart/catalog/word.ts';
import { t } from '../../i18n/i18n.ts';
import { nameOf } from '../../languages/language-names.ts';
import { describedField, type EditField, recordKind } from './edit-fields.ts';
import type { Option } from './edit-kinds.ts';

/** /p/, [pʰ], a word's form, or the language's name; the id's own part where the record is gone. */
export function labelOf(inventory: Inventory | undefined | null, record: string): string {
  if (!inventory) return record.slice(record.indexOf(':') + 1);
  if (record === inventory.id) return nameOf(inventory.language);
  const phoneme = inventory.phonemes.find(({ id }) => id === record);
  if (phoneme) return inventory.language.kind === 'alphabet' ? `[${phoneme.symbol}]` : `/${phoneme.symbol}/`;
  const realisation = inventory.realisations.find(({ id }) => id === record);
  if (realisation) return `[${realisation.output.join('') || '∅'}]`;
  return inventory.words.find(({ id }) => id === record)?.form ?? record.slice(record.indexOf(':') + 1);
}

/** The field as the form names it; one that the form has not, by its own name. */
export function fieldLabel(inventory: Inventory | undefined | null, record: string, field: string): string {
  const kind = inventory ? recordKind(inventory, record) : undefined;
  return kind && describedField(kind, field) ? t(`edits.field.${`${kind}.${field}` as EditField}`) : field;
}

/** The name of an interface language, in itself: the text in it is for its readers. */
export const languageOf = (part: string): string =>
  new Intl.DisplayNames([part], { type: 'language' }).of(part) ?? part;

/** An option of a choice in the interface's words; '' is none of them. */
export const optionWords = (option: Option): string => t(`edits.option.${option || 'any'}`);

/** The words that show a sound, each once. */
export function wordsOf({ phonemes, realisations, words }: Inventory, record: string): Word[] {
  const sound = [...phonemes, ...realisations].find(({ id }) => id === record);
  const shown = new Set(sound?.words.map(({ word }) => word));
  return words.filter(({ id }) => shown.has(id));
}
