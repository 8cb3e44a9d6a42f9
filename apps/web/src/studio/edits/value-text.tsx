// A field's value as people read it, with what differs from another version marked.
import type { Json } from '@phonochart/sync/push.ts';
import { t } from '../../i18n/i18n.ts';
import { statuses } from './edit-fields.ts';
import { languageOf } from './record-label.ts';

type Texts = { readonly [language: string]: Json };

export function ValueText({ value, beside, field }: { value: Json; beside?: Json | undefined; field: string }) {
  const [lines, others] = [linesOf(value, field), beside === undefined ? [] : linesOf(beside, field)];
  if (lines.length === 0) return <span class="edit-nothing">{t('edits.nothing')}</span>;
  return (
    <span class="edit-value">
      {lines.map(({ language, text }) => (
        <span key={language} lang={language || undefined}>
          {language && <span class="field-language">{languageOf(language)}</span>}
          <Marked
            text={text}
            beside={
              beside === undefined ? undefined : (others.find((other) => other.language === language)?.text ?? '')
            }
          />
        </span>
      ))}
    </span>
  );
}

type Line = { language: string; text: string };

/** One line, or one for each language; what no form of ours makes, as it is written. */
function linesOf(value: Json, field: string): Line[] {
  if (value === null || value === '') return [];
  if (typeof value === 'string') {
    const status = field === 'status' && statuses.find((known) => known === value);
    return [{ language: '', text: status ? t(`edits.status.${status}`) : value }];
  }
  if (typeof value === 'boolean') return [{ language: '', text: t(value ? 'edits.yes' : 'edits.no') }];
  if (Array.isArray(value) && value.every((part) => typeof part === 'string'))
    return [{ language: '', text: value.join(', ') }];
  const texts =
    typeof value === 'object' && !Array.isArray(value)
      ? ((field === 'environment' ? value.text : value) as Texts)
      : undefined;
  const isTexts =
    texts && Object.entries(texts).every(([language, text]) => isTag(language) && typeof text === 'string');
  if (!isTexts) return [{ language: '', text: JSON.stringify(value) }];
  return Object.entries(texts).map(([language, text]) => ({ language, text: String(text) }));
}

const isTag = (text: string): boolean => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(text);

/** Marks from the first sign that differs to the last one, by whole words. */
function Marked({ text, beside }: { text: string; beside: string | undefined }) {
  if (beside === undefined || beside === text) return <span>{text}</span>;
  const [words, others] = [text.split(/(?<=\s)/), beside.split(/(?<=\s)/)];
  let start = 0;
  while (start < words.length && words[start] === others[start]) start += 1;
  let end = 0;
  while (end < words.length - start && end < others.length - start && words.at(-1 - end) === others.at(-1 - end))
    end += 1;
  const marked = words.slice(start, words.length - end).join('');
  return (
    <span>
      {words.slice(0, start).join('')}
      {marked && <mark>{marked}</mark>}
      {words.slice(words.length - end).join('')}
    </span>
  );
}
