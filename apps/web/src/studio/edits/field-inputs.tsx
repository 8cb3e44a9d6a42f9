// The inputs of one field: a line, a choice, a switch, or a text for each interface language.
import { useId } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import { type EditField, type FieldKind, type InputError, type Inputs, partsOf, statuses } from './edit-fields.ts';
import { languageOf } from './record-label.ts';

type FieldInputsProps = {
  name: EditField;
  kind: FieldKind;
  inputs: Inputs;
  error: { error: InputError; part: string } | undefined;
  onInput(inputs: Inputs): void;
};

export function FieldInputs({ name, kind, inputs, error, onInput }: FieldInputsProps) {
  const id = useId();
  const field = name.slice(name.indexOf('.') + 1);
  const hint = hintOf(name);
  const label = t(`edits.field.${name}`);
  const parts = partsOf(kind);
  const described = (part: string) =>
    [error?.part === part && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  const shared = (part: string) => ({
    id: `${id}${part}`,
    name: `${field}.${part}`,
    'aria-invalid': error?.part === part ? true : undefined,
    'aria-describedby': described(part),
  });
  const onText = (part: string) => (event: { currentTarget: { value: string } }) =>
    onInput({ ...inputs, [part]: event.currentTarget.value });

  return (
    <div class={error ? 'field wrong' : 'field'}>
      {parts.map((part) => (
        <div class="field-part" key={part}>
          <label class="field-label" for={`${id}${part}`}>
            {label}
            {part && (
              <span class="field-language" lang={part}>
                {languageOf(part)}
              </span>
            )}
          </label>
          <div class="field-box">
            {kind === 'choice' ? (
              <select {...shared(part)} value={inputs[part] ?? ''} onChange={onText(part)}>
                {statuses.map((status) => (
                  <option key={status} value={status}>
                    {t(`edits.status.${status}`)}
                  </option>
                ))}
              </select>
            ) : kind === 'yes' ? (
              <select {...shared(part)} value={inputs[part] ?? ''} onChange={onText(part)}>
                <option value="true">{t('edits.yes')}</option>
                <option value="false">{t('edits.no')}</option>
              </select>
            ) : kind === 'local' || kind === 'where' ? (
              <textarea {...shared(part)} rows={2} lang={part} value={inputs[part] ?? ''} onInput={onText(part)} />
            ) : (
              <input
                {...shared(part)}
                type="text"
                autocomplete="off"
                {...(part ? { lang: part } : {})}
                value={inputs[part] ?? ''}
                onInput={onText(part)}
              />
            )}
          </div>
          {error?.part === part && (
            <p class="field-error" id={`${id}-error`}>
              {t(`edits.error.${error.error}`)}
            </p>
          )}
        </div>
      ))}
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

function hintOf(name: EditField): string | undefined {
  switch (name) {
    case 'phoneme.name':
    case 'phoneme.articulation':
    case 'language.aliases':
      return t(`edits.hint.${name}`);
    default:
      return undefined;
  }
}
