// The app's mirror as one page loads it: bundled, and evaluated anew for each tab.
export { openMirror } from '../src/mirror/open-mirror.ts';
export { browserStorages } from '../src/mirror/storage.ts';
export { createWire } from '../src/mirror/wire.ts';
