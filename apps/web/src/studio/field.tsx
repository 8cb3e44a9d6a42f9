// One field of a form: its label, its hint, its error, and for a password the way to see it.
import { useId, useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';

export type Values = Readonly<Record<string, string>>;
/** A field's error before anything is sent, in words; undefined where it is well. */
export type Check = (value: string, values: Values) => string | undefined;

export type FieldOf = {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'password';
  autocomplete: string;
  hint?: string;
  check?: Check;
  /** Its name in the server's answer, where that is another. */
  sentAs?: string;
};

export function Field({
  name,
  label,
  type = 'text',
  autocomplete,
  hint,
  error,
}: FieldOf & { error: string | undefined }) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label class="field-label" for={id}>
        {label}
      </label>
      <div class="field-box">
        <input
          id={id}
          name={name}
          // The types of elements know one kind of input at a time.
          type={(type === 'password' && shown ? 'text' : type) as 'text'}
          autocomplete={autocomplete}
          required
          // A name or a secret is no word to correct.
          autocapitalize={type === 'text' ? 'words' : 'none'}
          spellcheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
        />
        {type === 'password' && (
          <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {t(shown ? 'studio.hidePassword' : 'studio.showPassword')}
          </button>
        )}
      </div>
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export const filled: Check = (value) => (value.trim() ? undefined : t('studio.error.filled'));

/** Only what is surely no address: the server knows better. */
export const address: Check = (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? undefined : t('studio.error.address'));

export const longEnough: Check = (value) => ([...value].length >= 10 ? undefined : t('studio.error.password'));
