// The app's mirror as one page loads it; every page of the simulation has an instance of its own of all that is in it.
import { addRxPlugin, type RxCollection } from 'rxdb/plugins/core';
import { collectionOpened } from './opened-collections.ts';

addRxPlugin({
  name: 'simulation',
  rxdb: true,
  hooks: {
    createRxCollection: {
      after: ({ collection }: { collection: RxCollection }) => collectionOpened(collection as never),
    },
  },
});

// Fetched when it is needed, which cannot wait inside a world.
import '../src/mirror/heal.ts';

export { openMirror } from '../src/mirror/open-mirror.ts';
export { browserStorages } from '../src/mirror/storage.ts';
export { createWire } from '../src/mirror/wire.ts';
