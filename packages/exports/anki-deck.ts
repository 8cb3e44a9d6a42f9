// A language as an Anki deck (.apkg): its notes and cards in a SQLite file, and the clips, in one ZIP.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { type Zippable, zipSync } from 'fflate';
import { type AnkiNote, ankiNotes, css, type DeckWords, fieldNames, mediaName, templates } from './anki-notes.ts';
import { configuration, deck, deckOptions, noteType, tables } from './anki-schema.ts';

/** The part of sql.js that a deck needs. */
export type DeckDatabase = {
  run(sql: string, values?: (string | number)[]): unknown;
  export(): Uint8Array;
  close(): void;
};

export type DeckContents = DeckWords & {
  title: string;
  /** Shown with the deck: sources, licence, who checked it. */
  about: string;
  /** Bytes of the clips at hand, by file name. A note without its clip has no card to listen to. */
  clips: ReadonlyMap<string, Uint8Array>;
};

/**
 * The bytes of the .apkg, in the format that every version of Anki imports (collection.anki2, schema 11). Notes keep
 * their identity: importing a newer deck over an older one updates its cards and keeps what was learnt.
 */
export async function ankiDeck(
  inventory: Inventory,
  open: () => DeckDatabase,
  { title, about, clips, ...words }: DeckContents,
): Promise<Uint8Array> {
  const notes = ankiNotes(inventory, words, ({ file }) => clips.has(file));
  const database = open();
  try {
    await fill(database, { code: inventory.id, title, about, now: words.now, notes });
    const files: Zippable = { 'collection.anki2': [database.export(), { level: 6 }] };
    const media: Record<string, string> = {};
    for (const clip of new Set(notes.flatMap((note) => note.clip ?? []))) {
      const name = String(Object.keys(media).length);
      media[name] = mediaName(inventory.id, clip);
      // MP3 does not pack.
      files[name] = [clips.get(clip.file)!, { level: 0 }];
    }
    files.media = new TextEncoder().encode(JSON.stringify(media));
    return zipSync(files);
  } finally {
    database.close();
  }
}

type Collection = { code: string; title: string; about: string; now: number; notes: readonly AnkiNote[] };

async function fill(database: DeckDatabase, { code, title, about, now, notes }: Collection): Promise<void> {
  const seconds = Math.floor(now / 1000);
  const deckId = await idOf(`deck ${code}`);
  const types = { sound: await idOf('sound note type 1'), word: await idOf('word note type 1') };
  const models = Object.fromEntries(
    (['sound', 'word'] as const).map((type) => [
      types[type],
      noteType(types[type], `Phonochart ${type}`, fieldNames[type], templates[type], css),
    ]),
  );
  const decks = { 1: deck(1, 'Default'), [deckId]: deck(deckId, title, about) };
  database.run('BEGIN');
  database.run(tables);
  database.run('INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, ?)', [
    seconds,
    now,
    now,
    JSON.stringify(configuration),
    JSON.stringify(models),
    JSON.stringify(decks),
    JSON.stringify(deckOptions),
    '{}',
  ]);
  const firstId = await idOf(`notes ${code}`);
  let due = 0;
  for (const [index, { type, id, fields }] of notes.entries()) {
    const noteId = firstId + index;
    const [first = ''] = fields;
    const guid = (await digest(`note ${id}`)).slice(0, 20);
    const checksum = Number.parseInt((await digest(bare(first))).slice(0, 8), 16);
    database.run("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')", [
      noteId,
      guid,
      types[type],
      seconds,
      ` phonochart ${code} ${type} `,
      fields.join('\u001f'),
      bare(first),
      checksum,
    ]);
    for (const [ord, { needs }] of templates[type].entries()) {
      if (needs.some((field) => fields[field] === '')) continue;
      database.run("INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')", [
        noteId * 4 + ord,
        noteId,
        deckId,
        ord,
        seconds,
        due++,
      ]);
    }
  }
  database.run('COMMIT');
}

const bare = (html: string): string => html.replaceAll(/<[^>]*>/g, '');

/** SHA-1 in hex: what Anki itself takes for a field's checksum. */
async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A number that looks like the milliseconds Anki takes for ids, and depends on the name alone. */
const idOf = async (name: string): Promise<number> =>
  1_400_000_000_000 + (Number.parseInt((await digest(name)).slice(0, 12), 16) % 200_000_000_000);
