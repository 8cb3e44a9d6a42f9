// What comes after the first chart: the packs, the service worker and its updates, the notices, speech from the server, the count of plays.
import './i18n/notice-words.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { computed, effect, type ReadonlySignal } from '@preact/signals';
import { codeOfId } from './addresses.ts';
import { AppNotice } from './app-notice.tsx';
import { countPlays } from './count-plays.ts';
import type { Mirror } from './mirror/mirror.ts';
import { openPlays } from './mirror/plays.ts';
import { playsWanted } from './mirror/plays-wanted.ts';
import { createPacks, type Packs } from './packs/packs.ts';
import { registerWorker, restartIntoUpdate } from './packs/worker.ts';
import type { Player } from './player/player.ts';
import { createServerSpeech } from './player/server-speech.ts';
import { askToPersist } from './settings/device-storage.ts';
import { editing } from './studio/edits/editing-now.ts';
import { editor } from './studio/remembered.ts';

export type Later = {
  packs: Packs;
  AppNotice: typeof AppNotice;
  restartIntoUpdate(): void;
  /** An inventory as the editor on this device has left it; for everybody else, as it is. */
  edited<Held extends Inventory>(inventory: Held): Held;
};

export function startLater(mirror: Mirror, player: Player, online: ReadonlySignal<boolean>): Later {
  registerWorker();
  const packs = createPacks({
    mirror,
    online,
    changed: () => player.refresh(),
    asked: () => {
      if (mirror.own.settings.peek().persistAsked) return;
      mirror.own.saveSettings({ persistAsked: true });
      askToPersist();
    },
  });
  player.bringSpeech(createServerSpeech());
  effect(() => {
    for (const [id, source] of player.made.value) packs.keepMade(codeOfId(id), source);
  });
  const wanted = computed(() => playsWanted(mirror.own.settings.value));
  countPlays({ plays: openPlays(), heard: player.heard, online, wanted });
  let begun = false;
  effect(() => {
    if (!editor.value || begun) return;
    begun = true;
    import('./studio/edits/start-editing.ts').then(
      ({ startEditing }) => startEditing(mirror, online),
      () => {
        begun = false;
      },
    );
  });
  return { packs, AppNotice, restartIntoUpdate, edited: (inventory) => editing.value?.edited(inventory) ?? inventory };
}
