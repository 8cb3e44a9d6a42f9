// Brings all that editing needs, once somebody is an editor on this device: the outbox, its words, its marks on the chart, its parts of the details.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { computed, effect, type ReadonlySignal } from '@preact/signals';
import { editSlot } from '../../chart/details/edit-slot.tsx';
import { editsEn } from '../../i18n/edits-en.ts';
import { addEnglish } from '../../i18n/i18n.ts';
import type { Mirror } from '../../mirror/mirror.ts';
import { openOutbox } from '../../mirror/outbox.ts';
import { createPushLine } from '../../mirror/push-line.ts';
import { browserStorages } from '../../mirror/storage.ts';
import { withEdits } from '../../mirror/with-edits.ts';
import { editor, signIns } from '../remembered.ts';
import { EditEntry } from './edit-entry.tsx';
import { editing } from './editing-now.ts';
import { markUnsent } from './unsent-marks.ts';

addEnglish(editsEn);

/** To be called once. */
export function startEditing(mirror: Mirror, online: ReadonlySignal<boolean>): void {
  const outbox = openOutbox({
    storages: browserStorages(),
    mirror,
    line: createPushLine(),
    author: computed(() => editor.value?.id),
  });
  const shown = new Map<string, { held: Inventory; edits: unknown; edited: Inventory }>();
  editing.value = {
    outbox,
    inventory: mirror.inventory,
    edited: (held) => {
      const edits = outbox.edits.value;
      const before = shown.get(held.id);
      if (before?.held === held && before.edits === edits) return before.edited as typeof held;
      const edited = withEdits(held, edits ?? []);
      shown.set(held.id, { held, edits, edited });
      return edited;
    },
  };
  editSlot.value = EditEntry;
  markUnsent(outbox.edits);
  // Another device of theirs may have asked in vain.
  effect(() => {
    void signIns.value;
    if (online.value && editor.value) void outbox.look();
  });
  // Whatever may have been in the way is gone: no connection, no session, a server that did not answer.
  effect(() => {
    void signIns.value;
    if (online.value && mirror.status.value.state === 'current') outbox.ring();
  });
}
