// The labels of segments in which a curated inventory and JIPA's differ: `jipa-differences/CODE.json`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ContentError, ContentFile } from './problems.ts';

/** `error` is a segment that is wrong in the curated inventory: it is mended, and no such label is left. */
export const DifferenceLabel = z.enum(['notation', 'analysis', 'variety', 'loan', 'error']);

export const Differences = z.strictObject({
  /** Language_ID in the dataset, null where it has no inventory of the language. */
  inventory: z.string().min(1).nullable(),
  differences: z.array(
    z.strictObject({
      segment: z.string().min(1),
      in: z.enum(['jipa', 'ours']),
      label: DifferenceLabel,
      why: z.string().min(1),
    }),
  ),
});
export type Differences = z.infer<typeof Differences>;

/** Undefined where the language has no such file. Throws ContentError with file and line. */
export function differencesOf(folder: string, code: string): Differences | undefined {
  const path = join(folder, `${code}.json`);
  if (!existsSync(path)) return undefined;
  const file = new ContentFile(path, readFileSync(path, 'utf8'));
  const parsed = file.problems.length === 0 ? Differences.safeParse(file.value) : undefined;
  for (const issue of parsed?.error?.issues ?? []) file.note(issue.path, issue.message);
  if (!parsed?.success) throw new ContentError(file.problems);
  return parsed.data;
}
