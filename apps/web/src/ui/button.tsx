// Buttons: a word in a pill, and an icon whose name is hidden text.
import type { ComponentChildren, ComponentProps } from 'preact';

type ButtonProps = ComponentProps<'button'> & { look?: 'solid' | 'soft' | 'outline' };

export function Button({ look = 'solid', class: extra, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} class={['button', look, extra].filter(Boolean).join(' ')}>
      {children}
    </button>
  );
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  /** What a screen reader says: hidden text, since some readers ignore `aria-label` where tables are near. */
  label: string;
  look?: 'plain' | 'play' | 'play outline';
  children: ComponentChildren;
};

export function IconButton({ label, look = 'plain', class: extra, children, ...rest }: IconButtonProps) {
  return (
    <button type="button" {...rest} class={['icon-button', look, extra].filter(Boolean).join(' ')}>
      {children}
      <span class="visually-hidden">{label}</span>
    </button>
  );
}
