// The chart's menu: show as list, sources, share.
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { IconButton } from '../ui/button.tsx';
import { MenuDotsIcon } from '../ui/icons.tsx';

export type MenuAction = { label: string; run(): void };

export function ChartMenu({ actions }: { actions: readonly MenuAction[] }) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    first.current?.focus();
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, [open]);
  const close = () => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from whichever button has the focus
    <div
      class="chart-menu"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close();
      }}
    >
      <IconButton label={t('chart.menu')} aria-expanded={open} onClick={() => setOpen(!open)}>
        <MenuDotsIcon />
      </IconButton>
      {open && (
        <ul class="chart-menu-list">
          {actions.map(({ label, run }, at) => (
            <li key={label}>
              <button
                type="button"
                ref={at === 0 ? first : null}
                onClick={() => {
                  close();
                  run();
                }}
              >
                {label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
