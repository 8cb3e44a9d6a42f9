// A field's value as people read it, with what differs from another version marked.
import type { Json } from '@phonochart/sync/push.ts';
import { lang, t } from '../../i18n/i18n.ts';
import { type Described, inputsOf, partsOf } from './edit-fields.ts';
import type { Around } from './edit-kinds.ts';
import { languageOf, optionWords } from './record-label.ts';

type Texts = { readonly [language: string]: Json };

type ValueTextProps = {
  value: Json;
  beside?: Json | undefined;
  /** As the form has it, and where it stands; undefined where the form has no such field. */
  described: Described | undefined;
  around: Around | undefined | null;
};

export function ValueText({ value, beside, described, around }: ValueTextProps) {
  const lines = linesOf(value, described, around);
  const others = beside === undefined ? [] : linesOf(beside, described, around);
  if (lines.length === 0) return <span class="edit-nothing">{t('edits.nothing')}</span>;
  return (
    <span class="edit-value">
      {lines.map(({ name, language, text }) => (
        <span key={name} lang={language}>
          {name && (
            <span class="field-language" lang={lang.value}>
              {name}
            </span>
          )}
          <Marked
            text={text}
            beside={beside === undefined ? undefined : (others.find((other) => other.name === name)?.text ?? '')}
          />
        </span>
      ))}
    </span>
  );
}

/** `name`: of a language, or of what the text is in its field. */
type Line = { name: string; language?: string; text: string };

/** One line, or one for each language or part that the form has; what no form of ours makes, as it is written. */
function linesOf(value: Json, described: Described | undefined, around: Around | undefined | null): Line[] {
  if (value === null || value === '') return [];
  const texts = typeof value === 'object' && !Array.isArray(value) ? (value as Texts) : undefined;
  const isTexts =
    texts && Object.entries(texts).every(([language, text]) => isTag(language) && typeof text === 'string');
  if (isTexts && (!described || ['local', 'names'].includes(described.kind)))
    return Object.entries(texts).map(([language, text]) => ({
      name: languageOf(language),
      language,
      text: String(text),
    }));
  if (described && around) {
    const inputs = inputsOf(described.kind, value, around);
    return partsOf(described.kind).flatMap(({ part, lang: language, label, options }): Line[] => {
      const written = inputs[part] ?? '';
      const text = options
        ? options
            .filter((option) => option && written.split(' ').includes(option))
            .map(optionWords)
            .join(', ')
        : written;
      const name = [label && t(`edits.part.${label}`), language && languageOf(language)].filter(Boolean).join(', ');
      return text ? [{ name, ...(language && { language }), text }] : [];
    });
  }
  if (Array.isArray(value) && value.every((part) => typeof part === 'string'))
    return [{ name: '', text: value.join(', ') }];
  return [{ name: '', text: typeof value === 'string' ? value : JSON.stringify(value) }];
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
