// The store's clips over a SQLite file.
import { bringClips } from './bring-clips.ts';
import { clearSpeech, deleteClip, editClip } from './clip-edit.ts';
import { clipsIn, clipsOf, getClip, listClips } from './clip-list.ts';
import { audioReport } from './clip-report.ts';
import type { ClipStore } from './clip-store.ts';
import type { Clock } from './clock.ts';
import { countPlays } from './plays.ts';
import type { Db } from './sqlite-file.ts';

export type SqliteClipsOptions = {
  clock: Clock;
  /** Throws where the store is closed. */
  open: () => void;
  /** Told after a commit that may have moved the head. */
  afterCommit: () => void;
};

export function sqliteClips(db: Db, { clock, open, afterCommit }: SqliteClipsOptions): ClipStore {
  const told = <Answer>(answer: Answer): Answer => {
    afterCommit();
    return answer;
  };
  return {
    async listClips(query) {
      open();
      return listClips(db, query);
    },
    async getClip(id) {
      open();
      return getClip(db, id);
    },
    async clipsOf(code, voices) {
      open();
      return clipsOf(db, code, voices);
    },
    async clipsIn(code) {
      open();
      return clipsIn(db, code);
    },
    async bringClips(code, clips, options) {
      open();
      const report = bringClips(db, code, clips, options);
      const moved = !options.dryRun && !options.quiet && report.added.length + report.changed.length > 0;
      return moved ? told(report) : report;
    },
    async editClip(edit) {
      open();
      return told(editClip(db, edit));
    },
    async deleteClip(deletion) {
      open();
      return told(deleteClip(db, deletion));
    },
    async clearSpeech(scope) {
      open();
      return told(clearSpeech(db, scope));
    },
    async countPlays(batch) {
      open();
      return countPlays(db, batch, clock.now());
    },
    async audioStats(query) {
      open();
      return audioReport(db, query);
    },
  };
}
