// Brings clips to a language beside those of its own content: one transaction, a second time changes nothing.
import { AudioSource } from '@phonochart/catalog/audio.ts';
import { and, eq } from 'drizzle-orm';
import { type ClipRow, clipOf, clipRow, clipRowOf, nextPlace, upsertClip } from './clip-rows.ts';
import type { BringClipsOptions, BringClipsReport, BroughtClip } from './clip-store.ts';
import { writeDocuments } from './document-writer.ts';
import { deletedClips, editedFields, editsOf } from './edit-history.ts';
import { type EditedField, same } from './merge.ts';
import { peaksFault, peaksToBytes } from './peaks.ts';
import { proposeOne, withdraw } from './proposing.ts';
import { contentSourceOf, readInventory } from './records.ts';
import { audioSources, phonemes, realisations, words } from './schema.ts';
import { type Db, type Tx, write } from './sqlite-file.ts';
import { type Problem, StoreError } from './store-error.ts';

/** Undoes a transaction whose outcome is known. */
class Undone extends Error {}

/**
 * As CatalogueStore says. Throws StoreError `not-found` where there is no such language, `invalid` where a clip voices
 * nothing there, or has the id of one that came with the language or belongs to another.
 */
export function bringClips(
  db: Db,
  anyCase: string,
  clips: readonly BroughtClip[],
  options: BringClipsOptions,
): BringClipsReport {
  const code = anyCase.toLowerCase();
  const report: BringClipsReport = { added: [], changed: [], unchanged: [] };
  if (options.spareDeleted) report.kept = [];
  try {
    write(db, (tx) => {
      bring(tx, code, clips, options, report);
      if (options.dryRun) throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return report;
}

function bring(
  tx: Tx,
  code: string,
  clips: readonly BroughtClip[],
  { source, quiet = false, spareDeleted = false }: BringClipsOptions,
  report: BringClipsReport,
): void {
  if (contentSourceOf(tx, code) === undefined) throw noLanguage(code);
  const history = editsOf(tx, code).filter(({ kind }) => kind === 'audio');
  const [edited, deleted] = [editedFields(history), deletedClips(history)];
  const problems: Problem[] = [];
  for (const wanted of clips) {
    const { peaks, ...given } = wanted;
    const id = String(given.id);
    const shape = AudioSource.safeParse(given);
    for (const { path, message } of shape.error?.issues ?? [])
      problems.push({ record: id, field: path.join('.'), message });
    const held = clipRowOf(tx, id);
    problems.push(...faultsOf(tx, code, shape.data, held, peaks));
    if (!shape.success || problems.length > 0) continue;
    if (!held && spareDeleted && deleted.has(id)) {
      report.kept?.push(id);
      continue;
    }
    const before = held && AudioSource.parse(clipOf(held));
    const clip = before ? aroundEdits(tx, shape.data, before, edited, { code, source }) : shape.data;
    if (before && same(undated(before), undated(clip))) {
      report.unchanged.push(id);
    } else {
      report[before ? 'changed' : 'added'].push(id);
      const dated = before ? { ...clip, created_at: before.created_at } : clip;
      upsertClip(tx)(clipRow(dated, held?.place ?? nextPlace(tx, code), code, source));
    }
    if (peaks) keepPeaks(tx, id, peaks);
  }
  if (problems.length > 0) {
    const [{ record, field, message }] = problems as [Problem];
    throw new StoreError('invalid', `${record}, ${field}: ${message}`, { problems });
  }
  if (!quiet && report.added.length + report.changed.length > 0) writeDocuments(tx, readInventory(tx, code)!);
}

function faultsOf(
  tx: Tx,
  code: string,
  clip: AudioSource | undefined,
  held: ClipRow | undefined,
  peaks: BroughtClip['peaks'],
): Problem[] {
  const problems: Problem[] = [];
  const record = clip?.id ?? held?.id ?? '';
  if (held && held.in_language !== code)
    problems.push({ record, field: 'id', message: `a clip of ${held.in_language} has it` });
  else if (held && held.brought_by === null)
    problems.push({ record, field: 'id', message: 'a clip that came with the language has it' });
  const fault = peaks && peaksFault(peaks);
  if (fault) problems.push({ record, field: 'peaks', message: fault });
  if (clip && !hasSound(tx, code, clip)) {
    const message = `no ${clip.voices_kind} "${clip.voices}" in ${code}`;
    problems.push({ record, field: 'voices', message });
  }
  return problems;
}

const undated = ({ created_at: _created, updated_at: _updated, ...clip }: AudioSource) => clip;

/** Always the new ones: an expiry that an editor set would else keep speech from ever being renewed. */
const neverKept = new Set(['cached_until', 'metadata']);

/** The clip with what somebody chose and what editors changed in it; the new word for that waits as a proposal. */
function aroundEdits(
  tx: Tx,
  wanted: AudioSource,
  held: AudioSource,
  edited: readonly EditedField[],
  { code, source }: { code: string; source: string },
): AudioSource {
  const upstream: Fields = wanted;
  const stored: Fields = held;
  const clip: Fields = { ...upstream, preferred: held.preferred };
  for (const { id, field, base } of edited) {
    if (id !== held.id || neverKept.has(field)) continue;
    if (field in stored) clip[field] = stored[field];
    else delete clip[field];
    const name = { language: code, kind: 'audio', record: id, change: 'field', field } as const;
    const value = upstream[field] === undefined ? null : JSON.stringify(upstream[field]);
    const isNews = field !== 'preferred' && !same(upstream[field], stored[field]) && !same(upstream[field], base);
    if (isNews) proposeOne(tx, { ...name, value, source, at: new Date().toISOString() });
    else withdraw(tx, name);
  }
  return AudioSource.parse(clip);
}
type Fields = Record<string, unknown>;

function hasSound(tx: Tx, code: string, { voices, voices_kind }: AudioSource): boolean {
  const [table, language] = {
    phoneme: [phonemes, phonemes.language] as const,
    realisation: [realisations, realisations.language] as const,
    word: [words, words.in_language] as const,
  }[voices_kind];
  return (
    tx
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.id, voices), eq(language, code)))
      .get() !== undefined
  );
}

function keepPeaks(tx: Tx, id: string, heights: readonly number[]): void {
  const peaks = peaksToBytes(heights);
  const held = tx.select({ peaks: audioSources.peaks }).from(audioSources).where(eq(audioSources.id, id)).get()?.peaks;
  if (!held?.equals(peaks)) tx.update(audioSources).set({ peaks }).where(eq(audioSources.id, id)).run();
}

const noLanguage = (code: string) => new StoreError('not-found', `no language "${code}"`);
