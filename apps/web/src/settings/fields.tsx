// The settings' fields: a choice of a few, a switch, a list, and a row that only tells.
import type { ComponentChildren } from 'preact';

type ChoiceProps<V extends string> = {
  legend: string;
  name: string;
  value: V;
  options: readonly { value: V; label: string; lang?: string }[];
  onChoose(value: V): void;
};

export function Choice<V extends string>({ legend, name, value, options, onChoose }: ChoiceProps<V>) {
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      <div class="choice-options">
        {options.map((option) => (
          <label key={option.value} lang={option.lang}>
            <input
              type="radio"
              name={name}
              class="visually-hidden"
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type SwitchProps = { label: string; hint: string; id: string; on: boolean; onSwitch(on: boolean): void };

export function Switch({ label, hint, id, on, onSwitch }: SwitchProps) {
  return (
    <label class="switch">
      <span>
        <span class="field-label">{label}</span>
        <span class="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => onSwitch(currentTarget.checked)}
      />
    </label>
  );
}

export function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="settings-section">
      <h2>{title}</h2>
      <div class="card">{children}</div>
    </section>
  );
}
