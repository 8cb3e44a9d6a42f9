// Brings a folder of recordings to a language: what its manifest names is attached, the rest is listed.
import { ImportError, refusal } from '@phonochart/imports/problem.ts';
import { type RecordingsOptions, readRecordings } from '@phonochart/imports/recordings.ts';
import { type Attachment, type AttachReport, attachRecordings, type RecordingDeps } from './attach-recordings.ts';
import { targetsIn } from './match-recordings.ts';

export type ImportRecordingsOptions = RecordingsOptions & {
  /** Code of the language, in any case. */
  language: string;
  /** Decodes and reports, and writes nothing. */
  dryRun?: boolean;
  onProgress?: (done: number, all: number) => void;
};

export type RecordingsOutcome = AttachReport & {
  source: string;
  language: string;
  /** Rows of the manifest. */
  recordings: number;
  /** Rows whose symbol or word the language does not have. */
  unmatched: { row: number; file: string; says: string }[];
  /** Clips whose licence nobody has stated. */
  unlicensed: number;
};

/**
 * Throws ImportError where the manifest has a fault or there is no such language, before a file is opened. A file that
 * is no clip is refused by itself. A second run changes nothing.
 */
export async function importRecordings(
  deps: RecordingDeps,
  path: string,
  { language: anyCase, dryRun = false, onProgress, ...options }: ImportRecordingsOptions,
): Promise<RecordingsOutcome> {
  const { source, recordings } = await readRecordings(path, options);
  const code = anyCase.toLowerCase();
  const inventory = (await deps.store.getInventory(code))?.value;
  if (!inventory) {
    throw new ImportError(refusal('nothing', source, `the catalogue has no language of the code "${code}"`).problems);
  }
  const find = targetsIn(inventory);
  const attachments: Attachment[] = [];
  const unmatched: RecordingsOutcome['unmatched'] = [];
  for (const { row, file, path: found, says, facts } of recordings) {
    const targets = find(says);
    if (targets.length > 0) attachments.push({ path: found, file, place: { row }, targets, facts });
    else unmatched.push({ row, file, says: 'word' in says ? says.word : `[${says.symbol}]` });
  }
  const { bcp47, iso639_3 } = inventory.language;
  const report = await attachRecordings(deps, attachments, {
    code,
    language: bcp47 ?? iso639_3 ?? 'und',
    source,
    held: inventory.audio,
    dryRun,
    ...(onProgress ? { onProgress } : {}),
  });
  const unlicensed = attachments.filter(({ facts }) => facts.licence === 'not stated').length;
  return { ...report, source, language: code, recordings: recordings.length, unmatched, unlicensed };
}
