// The least that a page needs of IndexedDB to keep languages and inventories.
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

globalThis.committed = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });

globalThis.openRaw = () => {
  const opening = indexedDB.open('catalogue', 1);
  opening.onupgradeneeded = () => {
    for (const name of ['languages', 'inventories']) opening.result.createObjectStore(name, { keyPath: 'id' });
  };
  return done(opening);
};

/** What a chart needs: every summary, and one inventory. */
globalThis.readRaw = (database, id) =>
  Promise.all([
    done(database.transaction('languages').objectStore('languages').getAll()),
    done(database.transaction('inventories').objectStore('inventories').get(id)),
  ]);
