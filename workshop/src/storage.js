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

/** Erase everything, what is remembered beside the database too. */
export async function erase() {
  await within("readwrite", (store) => store.clear());
  for (const name of [UNKEPT, "tour"]) remember(name, null);
}

const UNKEPT = "unkept";

/** A word that the browser remembers under a name; null where there is none, or it remembers nothing. */
export function remembered(name) {
  try {
    return localStorage.getItem(`${DATABASE}-${name}`);
  } catch {
    return null;
  }
}

/** Have the browser remember a word, or forget it (null), where it lets the page. */
export function remember(name, word) {
  try {
    if (word === null) localStorage.removeItem(`${DATABASE}-${name}`);
    else localStorage.setItem(`${DATABASE}-${name}`, word);
  } catch {
    // A browser that remembers nothing says so by its database, and the page tells it.
  }
}

/** The file that was open, and texts by name that the database could not take any more. */
export const leftBehind = () => JSON.parse(remembered(UNKEPT) ?? '{"active": "", "texts": []}');

/** Leave the same until the page is opened again; null takes away what was left. */
export const leaveBehind = (rest) => remember(UNKEPT, rest && JSON.stringify(rest));

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
