// The languages that ship with the program: where they lie, and how they come into a catalogue.
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { LANGUAGES_DIR, loadContent } from '@phonochart/content/load.ts';
import type { Config } from './config.ts';
import { type CatalogueStore, type ContentReport, shippedSource } from './store/store.ts';

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

type Places = Pick<Config, 'audioDir' | 'contentDir'>;

/** The folder of the clips that ship. */
export const shippedAudioDir = ({ audioDir }: Places): string =>
  audioDir ? resolve(audioDir) : join(projectRoot, 'audio_files');

const languagesDir = ({ contentDir }: Places): string => (contentDir ? resolve(contentDir) : LANGUAGES_DIR);

/** Reads all of it. Throws ContentError. */
export const readShipped = (places: Places): Inventory[] =>
  loadContent({ languages: languagesDir(places), audio: shippedAudioDir(places) });

/** Codes of the shipped languages, by the names of their files: whether or not a catalogue holds them yet. */
export const shippedCodes = (places: Places): Set<string> =>
  new Set(
    readdirSync(languagesDir(places))
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length)),
  );

/** Brings the catalogue to what ships; what that did is the report's. A start does not wait for files to be compressed. */
export const loadShipped = (store: CatalogueStore, inventories: readonly Inventory[]): Promise<ContentReport> =>
  store.loadContent(
    inventories,
    { source: shippedSource, hash: createHash('sha256').update(JSON.stringify(inventories)).digest('hex') },
    { snapshotBehind: true },
  );
