// Searches the languages' names in memory: an index of the summaries, brought up to the head by what has changed since.
import { type FoundLanguages, languageIndex, type Searched } from '@phonochart/catalog/find-languages.ts';
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { and, eq, gt, sql } from 'drizzle-orm';
import { catalogue, documents } from './schema.ts';
import { type Db, read } from './sqlite-file.ts';
import type { Versioned } from './store.ts';

export type Listed = Searched & { found: Versioned<LanguageSummary> };

const searches = new WeakMap<Db, (q: string) => FoundLanguages<Listed>>();

/** The languages that match, as they are at the head, whichever process wrote them; ranked as the app ranks them. */
export function searchLanguages(db: Db, q: string): FoundLanguages<Listed> {
  let search = searches.get(db);
  if (!search) {
    search = prepareSearch(db);
    searches.set(db, search);
  }
  return search(q);
}

function prepareSearch(db: Db): (q: string) => FoundLanguages<Listed> {
  let index = languageIndex<Listed>();
  let known = { epoch: '', head: 0 };
  const { epoch, head, floor } = catalogue;
  const stateQuery = db.select({ epoch, head, floor }).from(catalogue).prepare();
  const { id, seq, body } = documents;
  const changedQuery = db
    .select({ id, seq, body })
    .from(documents)
    .where(and(eq(documents.collection, 'languages'), gt(seq, sql.placeholder('after'))))
    .prepare();

  const follow = () => {
    const state = stateQuery.get()!;
    if (state.epoch === known.epoch && state.head === known.head) return;
    // Of what was deleted before the floor nothing tells any more.
    if (state.epoch !== known.epoch || known.head < state.floor) {
      index = languageIndex<Listed>();
      known = { epoch: state.epoch, head: 0 };
    }
    for (const changed of changedQuery.all({ after: known.head })) {
      if (changed.body === null) {
        index.delete(changed.id);
        continue;
      }
      const value = JSON.parse(changed.body) as LanguageSummary;
      index.set({ ...value, found: { seq: changed.seq, value } });
    }
    known = state;
  };

  return (q) => {
    read(db, follow);
    // The interface's own names for languages are the app's to prefer: the API speaks English.
    return index.find(q, 'en');
  };
}
