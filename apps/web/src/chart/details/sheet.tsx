// The details as a sheet over a phone's screen: a modal dialog that gives the focus back.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import { IconButton } from '../../ui/button.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import { Details, type DetailsProps } from './details.tsx';
import './sheet.css';

/** Dragging the sheet this far down closes it, in px. */
const farEnough = 90;

export function Sheet({ onClose, ...details }: DetailsProps & { onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const drag = useRef<number | undefined>(undefined);
  const { id } = details.sound;
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    element.showModal();
    element.querySelector<HTMLElement>('#details-title')?.focus();
    return () => {
      element.close();
      document.querySelector<HTMLElement>(`[data-sound="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
    };
  }, [id]);
  const follow = (distance: number) => {
    if (dialog.current) dialog.current.style.translate = `0 ${Math.max(0, distance)}px`;
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own `cancel`
    <dialog
      class="sheet"
      ref={dialog}
      aria-labelledby="details-title"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="sheet-head">
        <div
          class="sheet-grab"
          onPointerDown={(event) => {
            drag.current = event.clientY;
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={(event) => {
            if (drag.current !== undefined) follow(event.clientY - drag.current);
          }}
          onPointerUp={(event) => {
            const far = drag.current !== undefined && event.clientY - drag.current > farEnough;
            drag.current = undefined;
            follow(0);
            if (far) onClose();
          }}
          onPointerCancel={() => {
            drag.current = undefined;
            follow(0);
          }}
        />
        <IconButton class="sheet-close" label={t('action.close')} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      <div class="sheet-body">
        <Details {...details} />
      </div>
    </dialog>
  );
}
