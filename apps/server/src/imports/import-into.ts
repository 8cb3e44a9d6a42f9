// Brings a published source into the catalogue: read whole and found good first, then language by language.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { ImportNote } from '@phonochart/imports/import-note.ts';
import type { ReadOptions } from '@phonochart/imports/import-source.ts';
import type { ReadClip } from '@phonochart/imports/inventory-of.ts';
import { licenceName } from '@phonochart/imports/licence-name.ts';
import { type ImportFormat, readImport } from '@phonochart/imports/read-import.ts';
import type { SpeakerType } from '@phonochart/imports/recordings.ts';
import { targetsById } from '../sources/recording-target.ts';
import type { CatalogueStore, ImportReport } from '../store/store.ts';
import { type Attachment, type AttachReport, attachRecordings, type RecordingDeps } from './attach-recordings.ts';

export type ImportIntoOptions = Omit<ReadOptions, 'onProgress'> & {
  /** Codes that belong to shipped languages. */
  reserved?: ReadonlySet<string>;
  /** What makes and keeps the clips that a source names; without it they are left out, and the notes say so. */
  sounds?: Omit<RecordingDeps, 'store'>;
  /** Who speaks in those clips. */
  speakerType?: SpeakerType;
  /** Reads and reports, and writes nothing. */
  dryRun?: boolean;
  /** Told while the files are read (bytes), then while languages are written. */
  onProgress?: (step: 'reading' | 'writing' | 'clips', done: number, all: number) => void;
};

export type ImportOutcome = {
  /** `cldf:jipa`: whose content it is in the catalogue. */
  source: string;
  /** Inventories that the source holds, or of them the chosen ones. */
  inventories: number;
  phonemes: number;
  realisations: number;
  report: ImportReport;
  /** What became of the files of sound that the source names. */
  clips: AttachReport;
  /** What did not go in as it stands in the source, and why. */
  notes: ImportNote[];
};

/**
 * Throws ImportError, with file, row and column, before anything is written where the source has a fault; StoreError
 * where the store fails on the way: languages written until then are whole, and a second run goes on.
 */
export async function importInto(
  store: CatalogueStore,
  format: ImportFormat,
  path: string,
  importOptions: ImportIntoOptions = {},
): Promise<ImportOutcome> {
  const { dryRun = false, onProgress = () => {}, reserved, sounds, speakerType, ...options } = importOptions;
  const source = await readImport(format, path, {
    ...options,
    onProgress: (read, size) => onProgress('reading', read, size),
  });
  const outcome = { source: source.source, inventories: source.count, phonemes: 0, realisations: 0 };
  const notes = [...source.notes];
  const named: { code: string; clips: ReadClip[]; inventory: Inventory }[] = [];
  function* counted(): Generator<Inventory> {
    for (const { inventory, notes: noticed, clips } of source.inventories()) {
      if (clips.length > 0) named.push({ code: inventory.id, clips, inventory });
      outcome.phonemes += inventory.phonemes.length;
      outcome.realisations += inventory.realisations.length;
      for (const note of noticed) notes.push(note);
      yield inventory;
    }
  }
  let written = 0;
  const origin = { source: source.source, hash: source.hash };
  const report = await store.importContent(counted(), origin, {
    dryRun,
    ...(reserved ? { reserved } : {}),
    onLanguage: () => onProgress('writing', ++written, source.count),
  });
  const clips: AttachReport = { added: [], changed: [], unchanged: [], refused: [] };
  const refused = new Set(report.refused.map(({ code }) => code));
  for (const language of named) {
    if (refused.has(language.code)) continue;
    if (!sounds) {
      for (const { file, column } of language.clips)
        notes.push({ kind: 'left-out', language: language.code, column, message: `the clip "${file}"` });
      continue;
    }
    const attached = await attachNamed({ store, ...sounds }, language, {
      source: source.source,
      licence: licenceName(options.licence),
      speakerType: speakerType ?? 'human',
      dryRun,
      notes,
      onProgress: (done, all) => onProgress('clips', done, all),
    });
    for (const key of ['added', 'changed', 'unchanged'] as const) clips[key].push(...attached[key]);
    if (attached.kept?.length) clips.kept = [...(clips.kept ?? []), ...attached.kept];
    clips.refused.push(...attached.refused);
  }
  return { ...outcome, report, clips, notes };
}

type NamedOptions = {
  source: string;
  licence: string;
  speakerType: SpeakerType;
  dryRun: boolean;
  notes: ImportNote[];
  onProgress: (done: number, all: number) => void;
};

/** The clips that a source names for one language; a sound that an editor took away since has none. */
async function attachNamed(
  deps: RecordingDeps,
  { code, clips, inventory }: { code: string; clips: ReadClip[]; inventory: Inventory },
  { source, licence, speakerType, dryRun, notes, onProgress }: NamedOptions,
): Promise<AttachReport> {
  const stored = (await deps.store.getInventory(code))?.value ?? (dryRun ? inventory : undefined);
  if (!stored) return { added: [], changed: [], unchanged: [], refused: [] };
  const targets = targetsById(stored);
  const attachments = clips.flatMap(({ file, path, column, voices }): Attachment[] => {
    const target = targets.get(voices);
    if (target) {
      const facts = { speaker_type: speakerType, licence, attribution: `The file "${file}"` };
      return [{ file, path, place: { column }, targets: [target], facts }];
    }
    notes.push({ kind: 'left-out', language: code, column, message: `the clip "${file}": its sound is not there` });
    return [];
  });
  const { bcp47, iso639_3 } = stored.language;
  const language = bcp47 ?? iso639_3 ?? 'und';
  return attachRecordings(deps, attachments, { code, language, source, held: stored.audio, dryRun, onProgress });
}
