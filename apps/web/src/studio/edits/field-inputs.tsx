// The inputs of one field: a line, a choice, a text for each interface language, or several under the field's name.
import { useId } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import { type EditField, partsOf } from './edit-fields.ts';
import type { FieldKind, InputError, Inputs, Part } from './edit-kinds.ts';
import { languageOf, optionWords } from './record-label.ts';

type FieldInputsProps = {
  name: EditField;
  kind: FieldKind;
  inputs: Inputs;
  error: { error: InputError; part: string } | undefined;
  onInput(inputs: Inputs): void;
};

export function FieldInputs({ name, kind, inputs, error, onInput }: FieldInputsProps) {
  const id = useId();
  const hint = hintOf(name);
  const label = t(`edits.field.${name}`);
  const parts = partsOf(kind);
  const several = parts.some((part) => part.label);
  const Whole = several ? 'fieldset' : 'div';
  return (
    <Whole class={error ? 'field wrong' : 'field'}>
      {several && <legend class="field-label">{label}</legend>}
      {parts.map((part) => {
        const wrong = error?.part === part.part;
        const described = [wrong && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
        const own = {
          id: id + part.part,
          name: `${name.slice(name.indexOf('.') + 1)}.${part.part}`,
          'aria-invalid': wrong ? true : undefined,
          'aria-describedby': described,
        };
        return (
          <PartInput
            key={part.part}
            {...{ part, own }}
            label={part.label ? t(`edits.part.${part.label}`) : label}
            // Of several, the field's own name stands over them all.
            quiet={several && !part.label}
            value={inputs[part.part] ?? ''}
            onInput={(text) => onInput({ ...inputs, [part.part]: text })}
          >
            {wrong && (
              <p class="field-error" id={`${id}-error`}>
                {t(`edits.error.${error.error}`)}
              </p>
            )}
          </PartInput>
        );
      })}
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </Whole>
  );
}

type PartInputProps = {
  part: Part;
  own: { id: string; name: string };
  label: string;
  quiet: boolean;
  value: string;
  onInput(text: string): void;
  children: preact.ComponentChildren;
};

function PartInput({
  part: { look, lang, options = [], ipa },
  own,
  label,
  quiet,
  value,
  onInput,
  children,
}: PartInputProps) {
  const onText = (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value);
  const shown = { ...own, value, ...(lang ? { lang } : {}), ...(ipa ? { class: 'ipa', spellcheck: false } : {}) };
  if (look === 'checks') {
    const checked = value.split(' ').filter(Boolean);
    return (
      <fieldset class="field-part">
        <legend class="field-label">{label}</legend>
        <div class="field-checks">
          {options.map((option) => (
            <label key={option}>
              <input
                type="checkbox"
                name={own.name}
                checked={checked.includes(option)}
                onChange={({ currentTarget }) => {
                  const now = options.filter((each) =>
                    each === option ? currentTarget.checked : checked.includes(each),
                  );
                  onInput(now.join(' '));
                }}
              />
              <span>{optionWords(option)}</span>
            </label>
          ))}
        </div>
        {children}
      </fieldset>
    );
  }
  return (
    <div class="field-part">
      <label class="field-label" for={own.id}>
        <span class={quiet ? 'visually-hidden' : undefined}>{label}</span>
        {lang && (
          <span class="field-language" lang={lang}>
            {languageOf(lang)}
          </span>
        )}
      </label>
      <div class="field-box">
        {look === 'choice' ? (
          <select {...own} value={value} onChange={onText}>
            {options.map((option) => (
              <option key={option} value={option}>
                {optionWords(option)}
              </option>
            ))}
          </select>
        ) : look === 'area' ? (
          <textarea {...shown} rows={2} onInput={onText} />
        ) : look === 'day' ? (
          <input {...shown} type="date" onInput={onText} />
        ) : (
          <input {...shown} type="text" autocomplete="off" onInput={onText} />
        )}
      </div>
      {children}
    </div>
  );
}

const hinted = [
  'phoneme.symbol',
  'phoneme.name',
  'phoneme.articulation',
  'phoneme.ipa',
  'realisation.output',
  'realisation.phonemes',
  'word.form',
  'word.stress',
  'word.script',
  'language.aliases',
  'language.iso639_3',
  'language.glottocode',
  'language.bcp47',
  'language.script',
  'language.tones',
  'language.syllable',
] as const satisfies readonly EditField[];

function hintOf(name: EditField): string | undefined {
  const found = hinted.find((each) => each === name);
  return found && t(`edits.hint.${found}`);
}
