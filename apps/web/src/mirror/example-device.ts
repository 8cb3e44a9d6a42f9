// For tests: a device with nothing on it, a small catalogue behind a server, and the mirrors that a test opens, closed after it.
import 'fake-indexeddb/auto';
import { effect, type ReadonlySignal } from '@preact/signals';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, vi } from 'vitest';
import { startExampleCatalogue } from './example-catalogue.ts';
import type { MirrorState } from './mirror.ts';
import { type MirrorOptions, openMirror } from './open-mirror.ts';
import { browserStorages } from './storage.ts';
import { createWire } from './wire.ts';

export type ExampleCatalogue = Awaited<ReturnType<typeof startExampleCatalogue>>;
export type OpenMirror = ReturnType<typeof openMirror>;

/** To be called once in a file: before each test `fill` makes the catalogue. */
export function onExampleDevice(fill: (catalogue: ExampleCatalogue) => void) {
  let catalogue: ExampleCatalogue;
  let ring = () => {};
  const opened: OpenMirror[] = [];

  beforeEach(async () => {
    const kept = new Map<string, string>();
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    });
    catalogue = await startExampleCatalogue();
    fill(catalogue);
  });
  afterEach(async () => {
    for (const mirror of opened.splice(0)) await mirror.close();
    await catalogue.stop();
    vi.unstubAllGlobals();
  });

  return {
    get catalogue() {
      return catalogue;
    },
    open(options: MirrorOptions = {}): OpenMirror {
      const mirror = openMirror({
        wire: createWire(catalogue.origin),
        storages: browserStorages({ indexedDB, IDBKeyRange }),
        bell: (rung) => {
          ring = rung;
          return () => {};
        },
        ...options,
      });
      opened.push(mirror);
      return mirror;
    },
    /** Of the mirror that was opened last. */
    close: () => opened.pop()?.close(),
    /** The bell of that mirror rings. */
    ring: () => ring(),
    /** Requests so far whose path holds this. */
    asked: (path: string) => catalogue.asked.filter((each) => each.includes(path)),
  };
}

/** Resolves when the signal holds what is wanted. */
export function until<T>(signal: ReadonlySignal<T>, wanted: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      const { value } = signal;
      if (!wanted(value)) return;
      queueMicrotask(() => stop());
      resolve(value);
    });
  });
}

export const inState = (mirror: OpenMirror, ...wanted: MirrorState[]) =>
  until(mirror.status, ({ state }) => wanted.includes(state));

/** The list is read when somebody looks. */
export const listed = (mirror: OpenMirror, count: number) =>
  until(mirror.languages, (found) => found?.length === count);

export const namesIn = (mirror: OpenMirror) => mirror.languages.value?.map(({ name }) => name).sort();
