// Says what a check of the files of sound found, as a person reads it.
import type { StorageFault, StorageReport } from './check-storage.ts';

const headings: Record<StorageFault['fault'], string> = {
  missing: 'Missing',
  damaged: 'Damaged',
  orphaned: 'Orphaned: nobody counts on them',
};

export function storageReportText(
  report: StorageReport,
  { repair, seconds }: { repair: boolean; seconds: number },
): string {
  const { place, shipped, clips, originals, bytes, faults, young } = report;
  const lines = [
    `${place}: ${count(clips, 'clip')} and ${count(originals, 'recording')} expected, ${(bytes / 1e6).toFixed(1)} MB found; ${count(shipped, 'clip')} of the program's own are good (${seconds.toFixed(1)} s)`,
  ];
  for (const fault of Object.keys(headings) as StorageFault['fault'][]) {
    const ofKind = faults.filter((each) => each.fault === fault);
    if (ofKind.length === 0) continue;
    lines.push(`${headings[fault]}: ${ofKind.length}`);
    for (const { what, key, of, repaired, note } of ofKind) {
      const whose = of.length === 0 ? '' : ` (${of.map(plain).join(', ')})`;
      lines.push(`  ${repaired ? 'repaired' : 'open    '} ${what} ${plain(key)}${whose}: ${plain(note)}`);
    }
  }
  if (young > 0) lines.push(`Left alone, an import may be under way: ${count(young, 'file')} younger than an hour`);
  const open = openFaults(report);
  if (faults.length === 0) lines.push('Nothing is wrong.');
  else lines.push(`${count(faults.length, 'fault')}, ${faults.length - open} repaired, ${open} open`);
  if (open > 0 && !repair)
    lines.push('npm run storage:check -- --repair mends what can be mended, and deletes nothing.');
  return `${lines.join('\n')}\n`;
}

export const openFaults = ({ faults }: StorageReport): number => faults.filter(({ repaired }) => !repaired).length;

const count = (n: number, one: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : `${one}s`}`;

/** Names come from whoever wrote the files: nothing in them may move the cursor or turn the line around. */
const plain = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (letter) => `\\u{${letter.codePointAt(0)!.toString(16)}}`);
