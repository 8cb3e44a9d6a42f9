// The way into editing a sound or a language, and whether an edit of it is on its way or waits for a decision.
import { useState } from 'preact/hooks';
import type { EditSlotProps } from '../../chart/details/edit-slot.tsx';
import { t } from '../../i18n/i18n.ts';
import { isOnItsWay } from '../../mirror/with-edits.ts';
import { Button } from '../../ui/button.tsx';
import { PencilIcon } from '../../ui/screen-icons.tsx';
import { editor } from '../remembered.ts';
import { EditDialog } from './edit-dialog.tsx';
import { editing } from './editing-now.ts';
import { labelOf, wordsOf } from './record-label.ts';
import './edits.css';

export function EditEntry({ inventory, record }: EditSlotProps) {
  /** The record whose form is open: the sound, the language, or a word of the sound. */
  const [open, setOpen] = useState<string | undefined>(undefined);
  const [saved, setSaved] = useState(false);
  const outbox = editing.value?.outbox;
  if (!editor.value || !outbox) return null;
  const shown = new Set([record, ...wordsOf(inventory, record).map(({ id }) => id)]);
  const own = (outbox.edits.value ?? []).filter((edit) => shown.has(edit.record));
  const undecided = own.some((edit) => !isOnItsWay(edit));
  const unsent = own.some(({ state }) => state === 'waiting');
  return (
    <div class="edit-entry">
      <Button
        look="soft"
        onClick={() => {
          setSaved(false);
          setOpen(record);
        }}
      >
        <PencilIcon />
        {t('edits.edit')}
        <span class="visually-hidden"> {labelOf(inventory, record)}</span>
      </Button>
      {undecided ? (
        <a class="badge warn" href="/edits">
          {t('edits.undecided')}
        </a>
      ) : (
        own.length > 0 && <span class="badge">{t(unsent ? 'edits.notSent' : 'edits.onItsWay')}</span>
      )}
      <span class="edit-saved" role="status">
        {saved && own.length > 0 && t('edits.saved')}
      </span>
      {open !== undefined && (
        <EditDialog
          key={open}
          {...{ inventory, outbox }}
          record={open}
          onClose={(changed) => {
            setOpen(undefined);
            setSaved(changed);
          }}
          onWord={setOpen}
        />
      )}
    </div>
  );
}
