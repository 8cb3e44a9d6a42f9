// Reads what an editor asks for in one job, some hundred items at a time, so that the server goes on answering meanwhile.
import { setImmediate as others } from 'node:timers/promises';
import { z } from 'zod';
import { maxTasks } from '../store/job-store.ts';
import { BatchRequest } from './job-request.ts';
import type { RequestFault } from './plan-batch.ts';

/** Items that are read before others have a turn. */
const TURN = 500;

const Long = z.looseObject({ items: z.array(z.unknown()).min(TURN + 1) });
const NotTooLong = z.looseObject({ items: z.array(z.unknown()).max(maxTasks) });

/** What BatchRequest says of it, whole: faults are named by their place among all the items. */
export async function readBatch(body: unknown): Promise<{ batch: BatchRequest } | { faults: RequestFault[] }> {
  const long = Long.safeParse(body);
  if (!long.success) {
    const read = BatchRequest.safeParse(body);
    return read.success ? { batch: read.data } : { faults: read.error.issues.map((issue) => faultOf(issue)) };
  }
  const tooLong = NotTooLong.safeParse(body).error;
  if (tooLong) return { faults: tooLong.issues.map((issue) => faultOf(issue)) };
  return readLong(long.data);
}

async function readLong(body: z.infer<typeof Long>): Promise<{ batch: BatchRequest } | { faults: RequestFault[] }> {
  const faults: RequestFault[] = [];
  const items: unknown[] = [];
  let batch: BatchRequest | undefined;
  for (let from = 0; from < body.items.length; from += TURN) {
    await others();
    const read = BatchRequest.safeParse({ ...body, items: body.items.slice(from, from + TURN) });
    // What is said of the rest of the request is said with the first items, and not again.
    for (const issue of read.error?.issues ?? [])
      if (from === 0 || isOfItem(issue.path)) faults.push(faultOf(issue, from));
    batch ??= read.data;
    items.push(...(read.data?.items ?? []));
  }
  return batch && faults.length === 0 ? { batch: { ...batch, items } as BatchRequest } : { faults };
}

const isOfItem = ([field, index]: readonly PropertyKey[]): boolean => field === 'items' && typeof index === 'number';

const faultOf = ({ path, message }: z.core.$ZodIssue, from = 0): RequestFault => ({
  field: path.map((part, at) => (at === 1 && isOfItem(path) ? Number(part) + from : String(part))).join('.'),
  message,
});
