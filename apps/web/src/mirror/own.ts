// The person's own records, stars and settings, as screens see them: at once from a copy, then from the database behind it.
import { signal } from '@preact/signals';
import { defaultSettings, type Own, type PackRecord, type Settings } from './mirror.ts';
import { forgetUnkept, noteUnkept, type UnkeptChange } from './unkept.ts';

/** What keeps the records, each call once it has been kept. */
export type OwnKeeper = {
  star(id: string, added: boolean): Promise<unknown>;
  saveSettings(settings: Settings): Promise<unknown>;
  savePack(record: PackRecord): Promise<unknown>;
  forgetPack(code: string): Promise<unknown>;
  close(): Promise<unknown>;
};

/** What a keeper needs to know at first, and tells from then on. */
export type OwnBeginnings = {
  /** The database's name, where the copy knows it. */
  readonly database: string | undefined;
  readonly starred: ReadonlySet<string>;
  readonly settings: Settings;
  namedAs(database: string): void;
  sawStars(ids: Iterable<string>): void;
  sawSettings(settings: Partial<Settings>): void;
  sawPacks(records: readonly PackRecord[]): void;
};

/**
 * A copy in local storage. It gives theme and language before the first paint, and saves the stars when the browser's
 * whole IndexedDB is lost. The database is the original; the copy follows it.
 */
export const COPY = 'phonochart-own';
type Copy = { stars: string[]; settings: Settings; database?: string };

function readCopy(): Copy {
  try {
    const { stars, settings, database } = JSON.parse(localStorage.getItem(COPY) ?? '{}') as Partial<Copy>;
    return {
      stars: Array.isArray(stars) ? stars.filter((id) => typeof id === 'string') : [],
      settings: { ...defaultSettings, ...settings },
      ...(database ? { database } : {}),
    };
  } catch {
    return { stars: [], settings: defaultSettings };
  }
}

export type OpenedOwn = Own & {
  /** The database takes over when it is open. */
  use(open: (beginnings: OwnBeginnings) => Promise<OwnKeeper>): void;
  close(): Promise<void>;
};

/** Usable at once from the copy; what is changed before the database is open waits for it. */
export function openOwn(): OpenedOwn {
  const copy = readCopy();
  let name = copy.database;
  const starred = signal<ReadonlySet<string>>(new Set(copy.stars));
  const settings = signal<Settings>(copy.settings);
  const packs = signal<readonly PackRecord[] | undefined>(undefined);
  const unkept = signal(0);
  let failures = 0;
  let opened: (keeper: OwnKeeper | undefined) => void = () => {};
  const opening = new Promise<OwnKeeper | undefined>((resolve) => {
    opened = resolve;
  });

  const writeCopy = () => {
    try {
      const now: Copy = { stars: [...starred.peek()], settings: settings.peek(), ...(name ? { database: name } : {}) };
      localStorage.setItem(COPY, JSON.stringify(now));
    } catch {
      // Refused: the database alone keeps them.
    }
  };

  /** What the database tells while something is on its way into it may be older: it waits for that. */
  let writing = 0;
  const told = new Map<string, () => void>();
  const hear = (what: string, show: () => void) => {
    told.set(what, show);
    if (writing === 0) showTold();
  };
  const showTold = () => {
    for (const show of told.values()) show();
    told.clear();
  };
  const tryToWrite = async (work: (keeper: OwnKeeper) => Promise<unknown>): Promise<void> => {
    writing += 1;
    try {
      const keeper = await opening;
      if (keeper) await work(keeper);
      unkept.value = 0;
    } finally {
      writing -= 1;
      if (writing === 0) showTold();
    }
  };
  /** Who waits for the promise hears of a failure; who does not leaves it to `unkept`. */
  const write = (work: (keeper: OwnKeeper) => Promise<unknown>, change: UnkeptChange = {}): Promise<void> => {
    noteUnkept(change);
    const written = tryToWrite(async (keeper) => {
      await work(keeper);
      forgetUnkept(change);
    });
    written.catch(() => {
      unkept.value = ++failures;
    });
    return written;
  };

  return {
    starred,
    settings,
    packs,
    unkept,
    use(open) {
      open({
        database: name,
        starred: starred.peek(),
        settings: settings.peek(),
        namedAs: (database) => {
          name = database;
        },
        sawStars: (ids) =>
          hear('stars', () => {
            starred.value = new Set(ids);
            writeCopy();
          }),
        sawSettings: (now) =>
          hear('settings', () => {
            settings.value = { ...defaultSettings, ...now };
            writeCopy();
          }),
        sawPacks: (records) => {
          packs.value = records;
        },
      }).then(opened, () => opened(undefined));
    },
    savePack: (record) => write((keeper) => keeper.savePack(record)),
    forgetPack: (code) => write((keeper) => keeper.forgetPack(code)),
    toggleStar(id) {
      const now = new Set(starred.peek());
      const added = !now.delete(id);
      if (added) now.add(id);
      starred.value = now;
      writeCopy();
      return write((keeper) => keeper.star(id, added), { stars: { [id]: added } });
    },
    saveSettings(patch) {
      const now = Object.entries({ ...settings.peek(), ...patch }).filter(([, value]) => value !== undefined);
      settings.value = Object.fromEntries(now) as unknown as Settings;
      writeCopy();
      const change = Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, value ?? null]));
      return write((keeper) => keeper.saveSettings(settings.peek()), { settings: change });
    },
    async close() {
      opened(undefined);
      await (await opening)?.close();
    },
  };
}
