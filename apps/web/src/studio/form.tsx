// A form of the studio: sends its fields, ties every error to its field, and leads the focus to the first.
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { WarningIcon } from '../ui/icons.tsx';
import { failureText } from './failure-text.ts';
import { Field, type FieldOf, filled, type Values } from './field.tsx';
import { type Failure, failureOf } from './requests.ts';

type FormProps = {
  fields: readonly FieldOf[];
  action: string;
  /** Sends; a failed request is shown, and nothing that was typed is lost. */
  send(values: Values): Promise<void>;
  /** Words for failures that mean something of their own here. */
  says?: (failure: Failure) => string | undefined;
  /** Between the fields and the button: a choice of few, a hidden name for the password manager. */
  children?: ComponentChildren;
  /** Empties the fields once it was sent. */
  clears?: boolean;
};

export function Form({ fields, action, send, says, children, clears }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const [trouble, setTrouble] = useState('');

  const show = (found: ReadonlyMap<string, string>) => {
    setErrors(found);
    const first = fields.find(({ name }) => found.has(name));
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first.name}"]`)?.focus();
    return found.size > 0;
  };
  const submit = async () => {
    if (busy || !form.current) return;
    const values = valuesOf(form.current);
    const found = fields.flatMap(({ name, check = filled }) => {
      const error = check(values[name] ?? '', values);
      return error ? [[name, error] as const] : [];
    });
    setTrouble('');
    if (show(new Map(found))) return;
    setBusy(true);
    try {
      await send(values);
      if (clears) form.current?.reset();
    } catch (error) {
      const failure = failureOf(error);
      const ofFields = fields.flatMap(({ name, sentAs = name }) => {
        const message = failure.errors.get(sentAs);
        return message ? [[name, message] as const] : [];
      });
      if (!show(new Map(ofFields))) setTrouble(says?.(failure) ?? failureText(failure));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      class="form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {fields.map((field) => (
        <Field key={field.name} {...field} error={errors.get(field.name)} />
      ))}
      {children}
      <p class="form-trouble" role="alert">
        {trouble && (
          <>
            <WarningIcon />
            <span>{trouble}</span>
          </>
        )}
      </p>
      <Button type="submit" aria-disabled={busy} class={busy ? 'busy' : ''}>
        {action}
      </Button>
    </form>
  );
}

const valuesOf = (form: HTMLFormElement): Values =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
