// The app's mirror as one page loads it: bundled, and evaluated anew for each tab.
export { signal } from '@preact/signals';
export { openMirror } from '../src/mirror/open-mirror.ts';
export { openOutbox } from '../src/mirror/outbox.ts';
export { createPushLine } from '../src/mirror/push-line.ts';
export { fillingShards } from '../src/mirror/shard-filler.ts';
export { readShards } from '../src/mirror/shards.ts';
export { browserStorages } from '../src/mirror/storage.ts';
export { createWire } from '../src/mirror/wire.ts';
export { fieldIn, withEdits } from '../src/mirror/with-edits.ts';
