// What the browser keeps: the files of the page in one IndexedDB database, and nothing anywhere else.

export const DATABASE = "cchc-rules-workshop";
const STORE = "kho";

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, act) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const made = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(made?.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** What was kept under a name; undefined where nothing was. */
export const kept = (name) => within("readonly", (store) => store.get(name));

/** Keep a value under a name. */
export const keep = (name, value) => within("readwrite", (store) => store.put(value, name));

/** Erase everything. */
export const erase = () => within("readwrite", (store) => store.clear());

const UNKEPT = `${DATABASE}-unkept`;

/** The file that was open, and texts by name that the database could not take any more. */
export const leftBehind = () => JSON.parse(localStorage.getItem(UNKEPT) ?? '{"active": "", "texts": []}');

/** Leave the same until the page is opened again; null takes away what was left. */
export function leaveBehind(rest) {
  if (rest) localStorage.setItem(UNKEPT, JSON.stringify(rest));
  else localStorage.removeItem(UNKEPT);
}

/** Whether this is the one window that keeps the files: a second one would write over what the first one wrote. */
export function alone() {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    navigator.locks.request(DATABASE, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock && new Promise(() => {});
    });
  });
}
