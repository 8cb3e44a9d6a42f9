// What comes after the first chart: the packs, the service worker and its updates, the notices.
import { AppNotice } from './app-notice.tsx';
import type { Mirror } from './mirror/mirror.ts';
import { createPacks, type Packs } from './packs/packs.ts';
import { registerWorker, restartIntoUpdate } from './packs/worker.ts';
import type { Player } from './player/player.ts';

export type Later = { packs: Packs; AppNotice: typeof AppNotice; restartIntoUpdate(): void };

export function startLater(mirror: Mirror, player: Player): Later {
  registerWorker();
  const isOffline = () => !navigator.onLine || mirror.status.peek().state === 'offline';
  const packs = createPacks(mirror.own, isOffline, () => player.refresh());
  return { packs, AppNotice, restartIntoUpdate };
}
