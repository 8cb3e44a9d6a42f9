// How much the app keeps on this device, and whether the browser has promised to leave it alone.
import { signal } from '@preact/signals';

export type DeviceStorage = {
  /** Bytes; absent where the browser does not say. */
  usage?: number;
  quota?: number;
  persisted: boolean;
  /** The person asked, and the browser said no. */
  refused: boolean;
};

export const deviceStorage = signal<DeviceStorage>({ persisted: false, refused: false });

export async function readDeviceStorage(): Promise<void> {
  if (!navigator.storage) return;
  const { usage, quota } = await navigator.storage.estimate().catch((): StorageEstimate => ({}));
  const persisted = await navigator.storage.persisted().catch(() => false);
  deviceStorage.value = {
    ...(usage === undefined ? {} : { usage }),
    ...(quota === undefined ? {} : { quota }),
    persisted,
    refused: !persisted && deviceStorage.peek().refused,
  };
}

/** Asks the browser to keep what is stored; some ask the person, some decide by themselves. */
export async function askToPersist(): Promise<void> {
  const granted = await navigator.storage?.persist?.().catch(() => false);
  deviceStorage.value = { ...deviceStorage.peek(), persisted: granted === true, refused: granted !== true };
  await readDeviceStorage();
}
