// `npm run content:check [-- CODE] [-- --against DATASET]`: validates the curated languages, prints what is there, and holds them against published inventories.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { differencesOf } from '@phonochart/content/jipa-differences.ts';
import { loadContent } from '@phonochart/content/load.ts';
import { ContentError } from '@phonochart/content/problems.ts';
import { type SlotOverlap, slotOverlap } from '@phonochart/content/slot-overlap.ts';
import { readImport } from '@phonochart/imports/read-import.ts';
import { failedCommand } from './failed-command.ts';

/** The least that counts as a description of the same language, for each language and for the median. */
const floors = { each: 0.5, median: 0.75 };

const usage = `npm run content:check -- [CODE …] [--against FOLDER]
  CODE       only these languages
  --against  a CLDF dataset of inventories (JIPA): slot overlap, and whether every difference has its label`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { against: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) console.log(usage);
  else process.exitCode = await check(positionals, values.against);
} catch (error) {
  if (error instanceof ContentError) {
    const only = process.argv.slice(2).filter((word) => !word.startsWith('-'));
    const problems = error.problems.filter(({ file }) => only.length === 0 || only.some((code) => file.includes(code)));
    for (const { file, line, path, message } of problems)
      console.error(`${file}:${line} ${path ? `${path}: ` : ''}${message}`);
    console.error(`${problems.length} problems`);
    process.exitCode = problems.length > 0 ? 1 : 0;
  } else process.exitCode = failedCommand(error, usage);
}

async function check(codes: readonly string[], dataset: string | undefined): Promise<number> {
  const all = loadContent({ audio: fileURLToPath(new URL('../audio_files', import.meta.url)) });
  const chosen = all.filter(({ id }) => codes.length === 0 || codes.includes(id));
  for (const { id, language, realisations } of chosen) {
    const { consonants, vowels, tones, other, words, clips } = language.counts;
    const clipCount = Object.values(clips).reduce((sum, count) => sum + count, 0);
    console.log(
      `${id}: ${consonants} consonants, ${vowels} vowels, ${tones} tones, ${other} other, ` +
        `${realisations.length} realisations, ${words} words, ${clipCount} clips`,
    );
  }
  return dataset === undefined ? 0 : holdAgainst(chosen, dataset, codes.length === 0);
}

async function holdAgainst(ours: readonly Inventory[], dataset: string, whole: boolean): Promise<number> {
  const published = [...(await readImport('cldf', dataset)).inventories()].map(({ inventory }) => inventory);
  const overlaps: number[] = [];
  const wrong: string[] = [];
  console.log(`\nSlot overlap with ${dataset}:`);
  for (const inventory of ours.filter(({ language }) => language.kind === 'language')) {
    const peers = published.filter(({ language }) => language.iso639_3 === inventory.language.iso639_3);
    const best = peers
      .map((peer) => ({ peer, ...slotOverlap(inventory, peer) }))
      .sort((a, b) => b.overlap - a.overlap)[0];
    if (!best) {
      console.log(`  ${inventory.id}: no inventory there`);
      continue;
    }
    overlaps.push(best.overlap);
    const folded = best.folded.map(([mine, theirs]) => `${mine}~${theirs}`).join(' ');
    console.log(
      `  ${inventory.id}: ${best.overlap.toFixed(2)} with ${best.peer.id}${folded ? `; folded ${folded}` : ''}`,
    );
    if (best.overlap < floors.each) wrong.push(`${inventory.id}: ${best.overlap.toFixed(2)} is below ${floors.each}`);
    wrong.push(...unlabelled(inventory.id, best));
  }
  const median = overlaps.sort((a, b) => a - b)[overlaps.length >> 1] ?? 0;
  console.log(`  median ${median.toFixed(2)} over ${overlaps.length} languages`);
  // The median is one of a whole catalogue, not of the few that were asked for.
  if (whole && median < floors.median) wrong.push(`the median ${median.toFixed(2)} is below ${floors.median}`);
  for (const line of wrong) console.error(line);
  if (wrong.length > 0) console.error(`${wrong.length} problems`);
  return wrong.length > 0 ? 1 : 0;
}

/** Each difference has a label with a reason; `error` is none to keep, and a label without a difference is stale. */
function unlabelled(code: string, { ours, theirs }: SlotOverlap): string[] {
  const folder = fileURLToPath(new URL('../packages/content/jipa-differences', import.meta.url));
  const found = differencesOf(folder, code)?.differences ?? [];
  const wanted = [...ours.map((s) => ['ours', s] as const), ...theirs.map((s) => ['jipa', s] as const)];
  const wrong: string[] = [];
  for (const [side, segment] of wanted) {
    const label = found.find((d) => d.in === side && d.segment.normalize('NFD') === segment.normalize('NFD'));
    if (!label) wrong.push(`${code}: /${segment}/ stands only in ${side}, without a label`);
    else console.log(`    /${segment}/ only in ${side}: ${label.label}, ${label.why}`);
    if (label?.label === 'error') wrong.push(`${code}: /${segment}/ is labelled an error: mend it`);
  }
  for (const { in: side, segment } of found) {
    const stands = wanted.some(([s, w]) => s === side && w.normalize('NFD') === segment.normalize('NFD'));
    if (!stands) wrong.push(`${code}: the label of /${segment}/ in ${side} names no difference`);
  }
  return wrong;
}
