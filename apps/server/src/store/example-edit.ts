// Pushed edits for tests: one as a device makes it, with what a test says of it.
import { randomUUID } from 'node:crypto';
import type { PushedEdit } from '@phonochart/sync/push.ts';

/** Of the description of /p/ in the example inventory of `aa`, which has none of these words yet. */
export function exampleEdit(edit: Partial<PushedEdit> = {}): PushedEdit {
  return {
    id: randomUUID(),
    after: null,
    language: 'aa',
    record: 'aa:p',
    field: 'description',
    revision: 1,
    was: { en: 'As in many languages.', vi: 'Như trong nhiều ngôn ngữ.' },
    value: { en: 'Lips closed.' },
    made_at: '2026-11-21T08:00:00Z',
    ...edit,
  };
}
