// An editor's change or deletion of a clip, and the clearing of kept speech.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import { and, eq, isNotNull, or, type SQL } from 'drizzle-orm';
import type { ClipEdit, SpeechScope } from './clip-store.ts';
import { writeDocuments } from './document-writer.ts';
import { authorOf, changeRecords, inventoryWith, refusal } from './edit.ts';
import { contentSourceOf, readInventory, writeInventory } from './records.ts';
import { audioSources, edits, proposals } from './schema.ts';
import { type Db, read, type Tx, write } from './sqlite-file.ts';
import type { Problem } from './store-error.ts';

/** As CatalogueStore says. Throws StoreError `not-found`, `invalid` or `conflict`. */
export function editClip(db: Db, { id, patch, author, expected }: ClipEdit): { seq: number } {
  return write(db, (tx) => {
    const stored = inventoryWith(tx, 'audio', id);
    const clip = stored.audio.find((each) => each.id === id)!;
    refuseNonsense(clip, patch);
    const losing =
      patch.preferred === true
        ? stored.audio.filter((each) => each.voices === clip.voices && each.preferred && each.id !== id)
        : [];
    const changes = [{ id, patch }, ...losing.map((other) => ({ id: other.id, patch: { preferred: false } }))];
    return changeRecords(tx, stored, 'audio', changes, { author: authorOf(author, id), expected });
  });
}

const isRecording = (type: unknown): boolean => type === 'native' || type === 'human';

/** Who spoke is a fact: an editor may mend a wrong word about a person, and no more. */
function refuseNonsense(
  { id, source_type }: AudioSource,
  { source_type: type, cached_until }: ClipEdit['patch'],
): void {
  const problems: Problem[] = [];
  const refuse = (field: string, message: string) => problems.push({ record: id, field, message });
  if (type !== undefined && isRecording(type) !== isRecording(source_type))
    refuse('source_type', isRecording(type) ? 'speech is no recording of a person' : 'a recording is no speech');
  if (cached_until && isRecording(source_type))
    refuse('cached_until', 'a recording does not expire: only speech can be made again');
  if (problems.length > 0) throw refusal(problems);
}

/** Throws StoreError `not-found`, or `invalid` without an author. */
export function deleteClip(db: Db, { id, author }: { id: string; author: string }): { seq: number } {
  return write(db, (tx) => {
    const stored = inventoryWith(tx, 'audio', id);
    const by = authorOf(author, id);
    const before = JSON.stringify(stored.audio.find((each) => each.id === id));
    const seq = removeClips(tx, stored.id, new Set([id]));
    tx.delete(proposals)
      .where(and(eq(proposals.kind, 'audio'), eq(proposals.record, id)))
      .run();
    const deletion = { kind: 'audio', record: id, field: '_deleted', value: 'true' } as const;
    const at = new Date().toISOString();
    tx.insert(edits)
      .values({ ...deletion, language: stored.id, before, author: by, seq, at })
      .run();
    return { seq };
  });
}

/** Each language in a transaction of its own: no writer waits for all of them. */
export function clearSpeech(db: Db, scope: SpeechScope): { removed: number } {
  const { id, in_language, source_type, cached_until, brought_by } = audioSources;
  const kept = and(eq(source_type, 'tts'), isNotNull(cached_until), isNotNull(brought_by), within(scope));
  const codes = read(db, (tx) => tx.selectDistinct({ code: in_language }).from(audioSources).where(kept).all());
  let removed = 0;
  for (const { code } of codes) {
    removed += write(db, (tx) => {
      const here = tx
        .select({ id })
        .from(audioSources)
        .where(and(kept, eq(in_language, code)))
        .all();
      if (here.length > 0) removeClips(tx, code, new Set(here.map((clip) => clip.id)));
      return here.length;
    });
  }
  return { removed };
}

function within(scope: SpeechScope): SQL | undefined {
  if (scope === 'all') return undefined;
  if ('language' in scope) return eq(audioSources.in_language, scope.language.toLowerCase());
  return voicing(scope.voices);
}

/** Clips of a phoneme, realisation or word. */
export function voicing(id: string): SQL | undefined {
  const { voices_phoneme, voices_realisation, voices_word } = audioSources;
  return or(eq(voices_phoneme, id), eq(voices_realisation, id), eq(voices_word, id));
}

function removeClips(tx: Tx, code: string, ids: ReadonlySet<string>): number {
  const stored = readInventory(tx, code)!;
  const after = { ...stored, audio: stored.audio.filter((clip) => !ids.has(clip.id)) };
  writeInventory(tx, stored, after, contentSourceOf(tx, code)!);
  // Read anew: the counts follow from what is left.
  return writeDocuments(tx, readInventory(tx, code)!);
}
