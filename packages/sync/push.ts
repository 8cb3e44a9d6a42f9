// The messages of editors' push: edits made away from the server, and what became of each; no logic. SPEC.md's [PUSH] has the rules.
import { Code, Instant, RecordId, Seq } from '@phonochart/catalog/text.ts';
import { z } from 'zod';
import { MAX_PUSH_EDITS } from './limits.ts';
import { Epoch } from './protocol.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Any value of JSON, which must be there: null says that a field is absent. */
const Value: z.ZodType<Json> = z
  .unknown()
  .refine((value) => value !== undefined, 'it must be there: null where the field is absent')
  .meta({ description: 'Any JSON; null where the field is absent' }) as z.ZodType<Json>;

/** Made on the device, at random: whatever is sent again under it is the same edit. */
export const EditId = z.string().regex(/^[0-9a-z-]{16,40}$/, '16 to 40 lower-case letters, digits and hyphens');

const EditFields = z.strictObject({
  id: EditId,
  /** The edit that the same author made before it on the same device; null for the first. */
  after: EditId.nullable(),
  language: Code,
  /** The language's code for the language itself, or the id of a phoneme, realisation or word. */
  record: RecordId,
  /** A field that editors may change: `name`, `description`, `words`. */
  field: z.string().min(1).max(64),
  /** `seq` of the inventory's document on which it was made. */
  revision: Seq,
  /** The field's value there; null where it was absent. */
  was: Value,
  /** The wanted value; null takes the field away. */
  value: Value,
  /** By the device's clock: told to people, never compared. */
  made_at: Instant,
});

/** One field of one record, as an editor wants it. */
export const PushedEdit = EditFields.refine(({ id, after }) => id !== after, {
  path: ['after'],
  message: 'an edit cannot come after itself',
});
export type PushedEdit = z.infer<typeof PushedEdit>;

/** `POST /api/sync/push`. Edits are taken in their order, each in a transaction of its own. */
export const PushRequest = z.strictObject({
  epoch: Epoch,
  edits: z.array(PushedEdit).min(1).max(MAX_PUSH_EDITS),
});
export type PushRequest = z.infer<typeof PushRequest>;

/**
 * Why an edit is refused:
 * - `language`, `record`: there is none of this name.
 * - `field`: editors may not change it.
 * - `value`: the catalogue's shapes or links forbid it, or the id stood for another edit.
 * - `author`: the id is another author's.
 * - `revision`: the catalogue has not come so far.
 */
export const RefusalReason = z.enum(['field', 'record', 'language', 'value', 'author', 'revision']);
export type RefusalReason = z.infer<typeof RefusalReason>;

export const PushResult = z.discriminatedUnion('outcome', [
  /** It is in effect since this `seq` of the inventory's document, or the catalogue said so already. */
  z.object({ id: EditId, outcome: z.literal('applied'), seq: Seq }),
  /** The field is neither `was` nor `value` any more, but `current` at `revision`; nothing is changed. */
  z.object({ id: EditId, outcome: z.literal('clash'), current: Value, revision: Seq }),
  /** Not to be sent again as it is; `detail` says to people what is wrong, where, and what to do. */
  z.object({ id: EditId, outcome: z.literal('refused'), reason: RefusalReason, detail: z.string() }),
  /** `after` has not come here: to be sent first. */
  z.object({ id: EditId, outcome: z.literal('waiting'), after: EditId }),
]);
export type PushResult = z.infer<typeof PushResult>;

/** One result for each edit, in the order of the edits. `head` is not below any `seq` of them. */
export const PushAnswer = z.object({ epoch: Epoch, head: Seq, results: z.array(PushResult) });
export type PushAnswer = z.infer<typeof PushAnswer>;

/** An edit that clashed and is not decided yet, with both versions. */
export const Clash = EditFields.omit({ after: true, was: true, revision: true }).extend({
  current: Value,
  /** `seq` of the document that said `current`. */
  revision: Seq,
});
export type Clash = z.infer<typeof Clash>;
/** `GET /api/sync/clashes`: the asker's own, the oldest first. */
export const Clashes = z.object({ epoch: Epoch, head: Seq, clashes: z.array(Clash) });
export type Clashes = z.infer<typeof Clashes>;
