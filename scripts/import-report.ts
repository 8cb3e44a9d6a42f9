// Says what an import did: added, changed, unchanged, kept, refused, and what did not go in as it stands, and why.
import type { ImportNote, ImportNoteKind } from '@phonochart/imports/import-note.ts';
import type { AttachReport } from '../apps/server/src/imports/attach-recordings.ts';
import type { ImportOutcome } from '../apps/server/src/imports/import-into.ts';
import type { RecordingsOutcome } from '../apps/server/src/imports/import-recordings.ts';

/** So many of a kind are printed; `--report` writes them all. */
const mostPrinted = 20;

const headings: Record<ImportNoteKind, string> = {
  unplaced: 'Went in without a place on a chart',
  merged: 'Listed twice by the source, went in once',
  corrected: 'Went in otherwise than it is written',
  'left-out': 'Left out',
};

export function importReportText(
  { source, inventories, phonemes, realisations, report, clips, notes }: ImportOutcome,
  { dryRun, seconds }: { dryRun: boolean; seconds: number },
): string {
  const lines = [
    `${source}: ${count(inventories, 'inventory', 'inventories')}, ${count(phonemes, 'phoneme')}, ${count(realisations, 'realisation')}, in ${seconds.toFixed(1)} s`,
  ];
  for (const kind of Object.keys(headings) as ImportNoteKind[]) lines.push(...noteLines(kind, notes));
  const { added, changed, unchanged, kept, refused, proposals } = report;
  if (refused.length > 0) {
    lines.push(`Refused: ${refused.length}`);
    for (const { code, problems } of refused.slice(0, mostPrinted)) {
      lines.push(
        `  ${code}: ${problems.map(({ record, field, message }) => `${record}, ${field}: ${message}`).join('; ')}`,
      );
    }
  }
  const would = dryRun ? 'Would be: ' : '';
  lines.push(
    `${would}added ${added.length} · changed ${changed.length} · unchanged ${unchanged.length} · kept as an editor left them ${kept.length} · refused ${refused.length}`,
  );
  if (proposals > 0) lines.push(`${count(proposals, 'proposal')} wait for an editor`);
  const moved = added.length + changed.length + clips.added.length + clips.changed.length;
  if (clips.unchanged.length + clips.added.length + clips.changed.length + clips.refused.length > 0) {
    lines.push(...clipLines(clips, would));
  }
  if (moved + refused.length + clips.refused.length === 0) lines.push('Nothing changed: the catalogue has all of it.');
  return `${lines.join('\n')}\n`;
}

export function recordingsReportText(
  outcome: RecordingsOutcome,
  { dryRun, seconds }: { dryRun: boolean; seconds: number },
): string {
  const { source, language, recordings, unmatched, unlicensed, added, changed, refused } = outcome;
  const lines = [`${source} for ${language}: ${count(recordings, 'recording')}, in ${seconds.toFixed(1)} s`];
  if (unmatched.length > 0) {
    lines.push(`Of nothing that ${language} has, left out: ${unmatched.length}`);
    lines.push(...printed(unmatched, ({ row, file, says }) => `row ${row}, ${file}: ${says}`));
  }
  if (unlicensed > 0) {
    lines.push(
      `Nobody has stated the licence of ${count(unlicensed, 'recording')}: a column "licence" or --licence does`,
    );
  }
  lines.push(...clipLines(outcome, dryRun ? 'Would be: ' : ''));
  if (added.length + changed.length + refused.length === 0) lines.push('Nothing changed: the catalogue has all of it.');
  return `${lines.join('\n')}\n`;
}

function clipLines({ added, changed, unchanged, kept = [], refused }: AttachReport, would: string): string[] {
  const lines = refused.length > 0 ? [`Clips refused: ${refused.length}`] : [];
  lines.push(
    ...printed(refused, ({ row, column, file, message }) => {
      const where = [row === undefined ? '' : `row ${row}`, column ?? '', file];
      return `${where.filter(Boolean).join(', ')}: ${message}`;
    }),
    `${would}clips added ${added.length} · changed ${changed.length} · unchanged ${unchanged.length} · refused ${refused.length}`,
  );
  if (kept.length > 0) lines.push(`Left deleted, as an editor left them: ${kept.length}`);
  return lines;
}

function printed<Each>(list: readonly Each[], text: (each: Each) => string): string[] {
  const lines = list.slice(0, mostPrinted).map((each) => `  ${text(each)}`);
  if (list.length > mostPrinted) lines.push(`  … and ${list.length - mostPrinted} more (--report FILE lists all)`);
  return lines;
}

function noteLines(kind: ImportNoteKind, notes: readonly ImportNote[]): string[] {
  const of = notes.filter((note) => note.kind === kind);
  if (of.length === 0) return [];
  const lines = of.slice(0, mostPrinted).map(({ language, row, column, message }) => {
    const where = [language, row === undefined ? '' : `row ${row}`, column === undefined ? '' : column];
    return `  ${where.filter(Boolean).join(', ')}: ${message}`;
  });
  if (of.length > mostPrinted) lines.push(`  … and ${of.length - mostPrinted} more (--report FILE lists all)`);
  return [`${headings[kind]}: ${of.length}`, ...lines];
}

const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
