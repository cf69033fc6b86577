// The service worker: with a line it stays out of the way; without one it answers from what somebody keeps here. It holds the
// key in memory for as long as it lives and somebody is there, and asks the open pages for it when it was put to sleep. Beside
// it, in memory too, lie the secrets of who may come back with a PIN.

let keys = null;
let touched = 0;
let noted = 0;
let lockedAt = 0;

const present = () => {
  if (keys && Date.now() - touched > IDLE) lock();
  return keys;
};

// Nobody is open any more, neither here nor in any page.
async function lock() {
  keys = null;
  lockedAt = Date.now();
  for (const client of await self.clients.matchAll({ type: "window", includeUncontrolled: true })) client.postMessage({ kind: "lock" });
}

// A hand was on some page; the device is told once a minute.
async function isTouched() {
  touched = Date.now();
  if (Math.abs(touched - noted) < IDLE / 10) return;
  noted = touched;
  await isHere(keys);
}

async function isOpened(given) {
  keys = given;
  noted = 0;
  await remember(given);
  await isTouched();
  return true;
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// What pages ask and tell; each kind has its answer.
const TOLD = {
  open: ({ keys: given }) => isOpened(given),
  lock: () => lock().then(() => true),
  who: async ({ person, fresh }) => {
    const known = present() ?? (await askPages());
    if (!known || !person) return known;
    if (known.person.startsWith(person)) {
      if (known.away && fresh) await isOpened({ ...known, away: false });
      return keys;
    }
    await lock();
    return null;
  },
  touch: async () => {
    if (present()) await isTouched();
    return true;
  },
  idle: () => (keys ? Date.now() - touched : Infinity),
  shell: ({ house }) => keepShell(house).then(() => true, () => false),
  ring: () => ringNow(),
  pin: ({ person, pin }) => openByPin(person, pin),
  forget: ({ person }) => dropFromRing(person).then(() => true),
  revoked: () => hearOrders(true).then(() => true),
};

self.addEventListener("message", (event) => {
  const does = TOLD[event.data?.kind];
  if (!does) return;
  event.waitUntil(Promise.resolve(does(event.data)).catch(() => null).then((said) => event.ports[0]?.postMessage(said)));
});

// What the house is made of: the same for everybody, fetched as a stranger.
async function keepShell(house) {
  const shell = await caches.open(SHELL);
  const wanted = [house.locked, house.outbox, ...house.files];
  for (const address of wanted) {
    const answer = await fetch(address, { credentials: "omit", cache: "reload" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    await shell.put(address, answer);
  }
  const kept = new Set(wanted);
  for (const old of await shell.keys()) {
    if (!kept.has(new URL(old.url).pathname)) await shell.delete(old);
  }
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  const { method, mode } = event.request;
  if (address.origin !== self.location.origin) return;
  if (mode === "navigate" && method === "POST" && address.pathname === SIGNS_OUT) event.respondWith(signsOut(event.request));
  else if (mode === "navigate" && method === "POST") event.respondWith(posted(event.request));
  else if (mode === "navigate" && method === "GET") event.respondWith(navigated(event, address));
  else if (method === "GET" && /^\/(look\/made\/|offline\/script\.)/.test(address.pathname)) event.respondWith(partOfTheHouse(event.request));
});

// A worker that slept lost what it held: an open page may still hold it.
async function askPages() {
  for (const client of await self.clients.matchAll({ type: "window" })) {
    const said = await new Promise((answer) => {
      const line = new MessageChannel();
      line.port1.onmessage = (event) => answer(event.data);
      client.postMessage({ kind: "keys" }, [line.port2]);
      setTimeout(() => answer(null), 500);
    });
    takeRing(said?.ring);
    if (said?.keys && !keys && Date.now() - lockedAt > 2000) {
      keys = said.keys;
      touched = Date.now();
      return keys;
    }
  }
  return keys;
}
