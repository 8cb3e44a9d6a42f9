// What the mirror holds, as plain files for pages that mirror it by hand: a list of them, and a hundred documents in each.
import { brotliCompressSync, constants } from 'node:zlib';
import { openSqliteStore } from '../../apps/server/src/store/sqlite-store.ts';
import { type Catalogue, databaseOf } from './catalogues.ts';
import type { BareFile } from './processes.ts';

const DOCUMENTS = 100;
const headers = { 'content-type': 'application/json', 'content-encoding': 'br' };

/** `/documents.json` names the files, `{ path, collection }` each; a file is `{ documents }`, as the app's mirror stores them. */
export async function documentFiles(catalogue: Catalogue): Promise<{ files: BareFile[]; documents: number }> {
  const store = await openSqliteStore({ file: databaseOf(catalogue) });
  const files: BareFile[] = [];
  const listed: { path: string; collection: string }[] = [];
  let count = 0;
  try {
    const { epoch } = await store.syncState();
    for (const collection of ['languages', 'inventories'] as const) {
      for (let after = 0; ; ) {
        const page = await store.pull({ epoch, collection, after, limit: DOCUMENTS });
        if (page.type === 'gone') throw new Error(`the whole catalogue cannot be pulled: ${page.reason}`);
        if (page.documents.length > 0) {
          const path = `/documents/${files.length}.json`;
          listed.push({ path, collection });
          files.push({ path, body: packed(`{"documents":[${page.documents.join(',')}]}`), headers });
        }
        count += page.documents.length;
        after = page.checkpoint.seq;
        if (page.documents.length < DOCUMENTS) break;
      }
    }
  } finally {
    await store.close();
  }
  const list: BareFile = { path: '/documents.json', body: packed(JSON.stringify(listed)), headers };
  return { files: [list, ...files], documents: count };
}

const packed = (text: string): Buffer => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
