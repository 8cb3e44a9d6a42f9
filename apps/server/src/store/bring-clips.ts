// Brings clips to a language beside those of its own content: one transaction, a second time changes nothing.
import { AudioSource } from '@phonochart/catalog/audio.ts';
import { canonical } from './canonical.ts';
import { writeDocuments } from './document-writer.ts';
import { brokenLinks } from './links.ts';
import { same } from './merge.ts';
import { broughtTo, contentSourceOf, readInventory, writeInventory } from './records.ts';
import { type Db, type Tx, write } from './sqlite-file.ts';
import type { BringClipsReport } from './store.ts';
import { type Problem, StoreError } from './store-error.ts';

/** Undoes a transaction whose outcome is known. */
class Undone extends Error {}

/**
 * Adds clips, and changes those that are there under the same id; removes none. What somebody chose (`preferred`) and
 * the dates of an equal clip stay. Throws StoreError `not-found` where there is no such language, `invalid` where a
 * clip voices nothing there or has the id of one that came with the language.
 */
export function bringClips(
  db: Db,
  anyCase: string,
  clips: readonly AudioSource[],
  { source, dryRun = false }: { source: string; dryRun?: boolean },
): BringClipsReport {
  const code = anyCase.toLowerCase();
  const report: BringClipsReport = { added: [], changed: [], unchanged: [] };
  try {
    write(db, (tx) => {
      bring(tx, code, clips, source, report);
      if (dryRun) throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return report;
}

function bring(tx: Tx, code: string, clips: readonly AudioSource[], source: string, report: BringClipsReport): void {
  const stored = readInventory(tx, code);
  if (!stored) throw new StoreError('not-found', `no language "${code}"`);
  const brought = broughtTo(tx, code);
  const all = new Map(stored.audio.map((clip) => [clip.id, clip]));
  const problems: Problem[] = [];
  for (const wanted of clips) {
    const { id } = wanted;
    const shape = AudioSource.safeParse(wanted);
    for (const { path, message } of shape.error?.issues ?? [])
      problems.push({ record: String(id), field: path.join('.'), message });
    const held = all.get(id);
    if (held && !brought.has(id))
      problems.push({ record: id, field: 'id', message: 'a clip that came with the language has it' });
    if (!shape.success) continue;
    const clip = { ...wanted, preferred: held?.preferred ?? wanted.preferred };
    if (held && same(undated(held), undated(clip))) {
      report.unchanged.push(id);
      continue;
    }
    report[held ? 'changed' : 'added'].push(id);
    all.set(id, held ? { ...clip, created_at: held.created_at } : clip);
    brought.set(id, source);
  }
  if (problems.length > 0) throw refusal(problems);
  if (report.added.length + report.changed.length === 0) return;
  const after = canonical({ ...stored, audio: [...all.values()] });
  const broken = brokenLinks(after);
  if (broken.length > 0) throw refusal(broken.map(({ from, field, message }) => ({ record: from.id, field, message })));
  writeInventory(tx, stored, after, contentSourceOf(tx, code)!, brought);
  writeDocuments(tx, after);
}

const undated = ({ created_at: _created, updated_at: _updated, ...clip }: AudioSource) => clip;

function refusal(problems: Problem[]): StoreError {
  const [first] = problems;
  return new StoreError('invalid', `${first?.record}, ${first?.field}: ${first?.message}`, { problems });
}
