// A usual day's requests, bytes and CPU, at the origin and at a cache in front of it.

/** Measured on one machine; docs/scale.md says how. Bytes are in brotli with headers. */
export type Figures = {
  /** A first visit: the app itself, and every shard with the manifest. */
  appBytes: number;
  catalogueBytes: number;
  catalogueFiles: number;
  /** A starter pack of clips: a language's. */
  packBytes: number;
  packFiles: number;
  /** A pull that brings nothing, and an inventory that was edited, which travels whole. */
  emptyPullBytes: number;
  inventoryBytes: number;
  /** One comparison of all checksums. */
  checkBytes: number;
  eventBytes: number;
  /** CPU of the server, µs. */
  eventMicros: number;
  /** Both collections. */
  pullMicros: number;
  fileMicros: number;
  /** Memory of a stream, kB. */
  streamKB: number;
};

export type Habits = {
  devices: number;
  /** Shares of all devices. */
  newADay: number;
  atOnce: number;
  /** How often a device is opened a day. */
  opens: number;
  /** A day: edits, and the languages that they are of. */
  edits: number;
  editedLanguages: number;
  /** Places where a cache keeps copies of its own. */
  cachePlaces: number;
  /** Snapshots a day, each of which renews so many shards. */
  snapshots: number;
  shardsRenewed: number;
};

export type Load = { requests: number; bytes: number; cpuSeconds: number };
export type Line = { what: string; load: Load; cacheable: boolean };

export function dayOf(habits: Habits, figures: Figures): Line[] {
  const { devices, newADay, atOnce, opens, edits, editedLanguages } = habits;
  const news = devices * newADay;
  const told = devices * atOnce * edits;
  const line = (what: string, cacheable: boolean, requests: number, bytes: number, micros: number): Line => ({
    what,
    cacheable,
    load: { requests, bytes, cpuSeconds: micros / 1e6 },
  });
  const files = news * (figures.catalogueFiles + figures.packFiles);
  return [
    line(
      'first visits: app, shards, a pack',
      true,
      files,
      news * (figures.appBytes + figures.catalogueBytes + figures.packBytes),
      files * figures.fileMicros,
    ),
    line(
      'pulls of an app that is opened',
      false,
      devices * opens * 2,
      // However often a language was edited since, it comes once.
      devices * (opens * 2 * figures.emptyPullBytes + editedLanguages * figures.inventoryBytes),
      devices * opens * figures.pullMicros,
    ),
    line('events', false, 0, told * figures.eventBytes, told * figures.eventMicros),
    line(
      'pulls after an event',
      false,
      told * 2,
      told * (2 * figures.emptyPullBytes + figures.inventoryBytes),
      told * figures.pullMicros,
    ),
    line('daily comparison of checksums', false, devices, devices * figures.checkBytes, devices * figures.fileMicros),
  ];
}

export const sumOf = (lines: readonly Line[]): Load =>
  lines.reduce(
    (sum, { load }) => ({
      requests: sum.requests + load.requests,
      bytes: sum.bytes + load.bytes,
      cpuSeconds: sum.cpuSeconds + load.cpuSeconds,
    }),
    { requests: 0, bytes: 0, cpuSeconds: 0 },
  );

/** What the origin has to do where a cache carries all that may be cached: each place fetches each new file once. */
export function behindCache(lines: readonly Line[], habits: Habits, figures: Figures): Load {
  const rest = sumOf(lines.filter(({ cacheable }) => !cacheable));
  const fetched = habits.cachePlaces * habits.snapshots * habits.shardsRenewed;
  const mean = figures.catalogueBytes / figures.catalogueFiles;
  return {
    requests: rest.requests + fetched,
    bytes: rest.bytes + fetched * mean,
    cpuSeconds: rest.cpuSeconds + (fetched * figures.fileMicros) / 1e6,
  };
}
