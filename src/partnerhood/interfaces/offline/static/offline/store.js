// What this device keeps: one database for everybody who holds it. Nothing in it can be read without a key, but for how many
// things wait, and for what the house itself is made of.

const BASE = "partnerhood";
const STORES = { device: "id", people: "person", pages: ["person", "name"], items: ["person", "number"], files: ["person", "name"] };

let opening;
function database() {
  opening ??= new Promise((done, failed) => {
    const asked = indexedDB.open(BASE, 1);
    asked.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) asked.result.createObjectStore(name, { keyPath });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => { asked.result.close(); opening = undefined; };
      done(asked.result);
    };
    asked.onerror = () => { opening = undefined; failed(asked.error); };
  });
  return opening;
}

const answered = (asked) => new Promise((done, failed) => {
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

// One transaction: what `work` returns, once it is on the disk. Writes are strict: "kept" is said only after that.
async function within(names, mode, work) {
  const open = await database();
  const whole = open.transaction(names, mode, { durability: "strict" });
  const done = new Promise((end, failed) => {
    whole.oncomplete = end;
    whole.onabort = () => failed(whole.error ?? new Error("aborted"));
  });
  done.catch(() => {});
  let result;
  try {
    result = await work(...[].concat(names).map((name) => whole.objectStore(name)));
  } catch (trouble) {
    try { whole.abort(); } catch { /* it ended by itself */ }
    throw trouble;
  }
  await done;
  return result;
}

const read = (name, key) => within(name, "readonly", (store) => answered(store.get(key)));
const write = (name, value) => within(name, "readwrite", (store) => answered(store.put(value)));
const remove = (name, key) => within(name, "readwrite", (store) => answered(store.delete(key)));
const every = (name, range) => within(name, "readonly", (store) => answered(store.getAll(range)));
const own = (person) => IDBKeyRange.bound([person], [person, []]);

// This device, which has an id and counts what is written on it; made when it is first asked for.
function device() {
  return within("device", "readwrite", async (store) => {
    const known = await answered(store.get("device"));
    if (known) return known;
    const fresh = { id: "device", device: crypto.randomUUID(), next: 1, salt: random(16) };
    await answered(store.put(fresh));
    return fresh;
  });
}
