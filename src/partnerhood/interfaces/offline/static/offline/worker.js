// The service worker: with a line it stays out of the way; without one it answers from what somebody keeps here. It holds the
// key in memory for as long as it lives and somebody is there, and asks the open pages for it when it was put to sleep.

const SHELL = "shell";
const SIGNS_OUT = "/accounts/logout/";
const IDLE = 10 * 60000;
let keys = null;
let touched = 0;

const present = () => {
  if (keys && Date.now() - touched > IDLE) lock();
  return keys;
};

// Nobody is open any more, neither here nor in any page.
async function lock() {
  keys = null;
  for (const client of await self.clients.matchAll({ type: "window", includeUncontrolled: true })) client.postMessage({ kind: "lock" });
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { kind, keys: given, house, person } = event.data ?? {};
  const answer = (said) => event.ports[0]?.postMessage(said);
  if (kind === "open") {
    keys = given;
    touched = Date.now();
    answer(true);
  } else if (kind === "lock") {
    event.waitUntil(lock().then(() => answer(true)));
  } else if (kind === "who") {
    const known = present();
    if (known && person && !known.person.startsWith(person)) event.waitUntil(lock().then(() => answer(null)));
    else answer(known);
  } else if (kind === "touch") {
    if (present()) touched = Date.now();
    answer(true);
  } else if (kind === "idle") {
    answer(keys ? Date.now() - touched : Infinity);
  } else if (kind === "shell") {
    event.waitUntil(keepShell(house).then(() => answer(true), () => answer(false)));
  }
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
  if (event.request.method === "POST" && address.pathname === SIGNS_OUT) event.waitUntil(lock());
  if (event.request.method === "POST" && event.request.mode === "navigate" && address.origin === self.location.origin) {
    event.respondWith(fetch(event.request).catch(async () => (await plainly("needs-line")) ?? Response.error()));
  }
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(navigated(event, address));
  else if (/^\/(look\/made\/|offline\/script\.)/.test(address.pathname)) event.respondWith(partOfTheHouse(event.request));
});

async function partOfTheHouse(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  return kept ?? fetch(request);
}

async function navigated(event, address) {
  if (address.pathname.startsWith("/offline/") && !present()) await askPages();
  try {
    const answer = await fetch(event.request);
    if (answer.status < 500 || answer.status === 507) return answer;
    return (await fromDevice(address)) ?? answer;
  } catch {
    return (await fromDevice(address)) ?? Response.error();
  }
}

// A page without a line: the shell's own, the kept one where somebody is open, else the page to open it.
async function fromDevice(address) {
  const shell = await caches.open(SHELL);
  const house = await read("device", "house");
  if (!house || !(await every("people")).length) return null;
  const known = present() ?? (await askPages());
  if (address.pathname.startsWith("/offline/")) {
    const kept = await shell.match(address.pathname.startsWith("/offline/locked/") ? house.locked : house.outbox, { ignoreVary: true });
    if (kept) return kept;
  }
  if (!known) {
    const next = encodeURIComponent(address.pathname + address.search);
    return Response.redirect(`${house.locked}?next=${next}`, 302);
  }
  touched = Date.now();
  const page = await keptPage(known, address) ?? (address.pathname === "/" ? await keptPage(known, new URL("/ward/", address)) : null)
    ?? (address.search.startsWith("?paper=") ? await keptPage(known, new URL(address.pathname, address)) : null);
  if (!page) return plainly("not-kept");
  const model = await shell.match(house.locked, { ignoreVary: true });
  const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" };
  const policy = model?.headers.get("Content-Security-Policy");
  if (policy) headers["Content-Security-Policy"] = policy;
  return new Response(page, { headers });
}

async function keptPage(known, address) {
  const kept = await read("pages", [known.person, await hidden(known, address.pathname + address.search)]);
  if (!kept) return null;
  const html = await unsealText(known.key, kept);
  return html.replace("<head>", `<head>\n<meta name="kept-at" content="${Number(kept.at)}">`);
}

// What cannot be shown or done without a line says so, on the page where what waits is listed.
async function plainly(why) {
  const house = await read("device", "house");
  const kept = house && (await (await caches.open(SHELL)).match(house.outbox, { ignoreVary: true }));
  if (!kept) return null;
  const html = (await kept.text()).replace("<head>", `<head>\n<meta name="says" content="${why}">`);
  return new Response(html, { status: 503, headers: kept.headers });
}

// A worker that slept lost its key: an open page may still hold it.
async function askPages() {
  for (const client of await self.clients.matchAll({ type: "window" })) {
    const said = await new Promise((answer) => {
      const line = new MessageChannel();
      line.port1.onmessage = (event) => answer(event.data);
      client.postMessage({ kind: "keys" }, [line.port2]);
      setTimeout(() => answer(null), 500);
    });
    if (said) {
      keys = said;
      touched = Date.now();
      return keys;
    }
  }
  return null;
}
