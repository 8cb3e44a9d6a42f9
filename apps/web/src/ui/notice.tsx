// One notice above everything: what happened, what can be done about it, and a way to close it.
import type { ComponentChildren } from 'preact';
import { Button, IconButton } from './button.tsx';
import { CloseIcon } from './icons.tsx';

type NoticeProps = {
  children: ComponentChildren;
  action?: { label: string; run(): void } | undefined;
  /** A word for closing it, where a mere cross would leave open what that means. */
  close: { label: string; run(): void; asWord?: boolean };
};

export function Notice({ children, action, close }: NoticeProps) {
  return (
    <div class="notice" role="status">
      <p>{children}</p>
      <div class="notice-actions">
        {action && <Button onClick={action.run}>{action.label}</Button>}
        {close.asWord ? (
          <Button look="outline" onClick={close.run}>
            {close.label}
          </Button>
        ) : (
          <IconButton label={close.label} onClick={close.run}>
            <CloseIcon />
          </IconButton>
        )}
      </div>
    </div>
  );
}
