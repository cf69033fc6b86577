// A page: it asks the worker for the key, sends what waits, keeps what is read, and takes the forms that may wait.

const IDLE = 10 * 60000;
let house;
let keys = null;

async function begin() {
  if (!("serviceWorker" in navigator) || !window.isSecureContext || !window.CompressionStream) return;
  house = await told();
  if (!house) return;
  guardPhotos(house.words);
  const place = document.querySelector("[data-offline]")?.dataset.offline;
  if (place === "device") return devicePage();
  if (place === "locked") return lockedPage();
  if (!(await every("people")).length) return;
  await ready();
  await shellFits();
  keys = await opened();
  if (!keys) return;
  navigator.serviceWorker.addEventListener("message", (event) => {
    if (event.data?.kind === "lock") keys = null;
    event.ports[0]?.postMessage(keys);
  });
  watchIdle();
  showWhen();
  window.addEventListener("online", () => out());
  if (place === "outbox") await outboxPage();
  out().then(() => place === "outbox" && keys && outboxPage());
}

// What the house says in this language: from the node, or as it was kept.
async function told() {
  const language = document.documentElement.lang || "en";
  const known = await read("device", "house").catch(() => undefined);
  const script = document.querySelector("head script")?.src ?? "";
  if (known?.language === language && known.script === script) return known;
  try {
    const answer = await fetch(`/offline/words/${language}.json`);
    if (!answer.ok) return known;
    const fresh = { id: "house", script, shell: known?.language === language ? known.shell : "", ...(await answer.json()) };
    await write("device", fresh);
    return fresh;
  } catch {
    return known;
  }
}

// The house changed since its shell was kept: fetch it whole, or stay with the one before.
async function shellFits() {
  if (house.shell === house.script || !(await worker({ kind: "shell", house }))) return;
  house = { ...house, shell: house.script };
  await write("device", house);
}

const policy = () => (window.trustedTypes ? trustedTypes.createPolicy("worker", { createScriptURL: (url) => url }) : { createScriptURL: (url) => url });

// The worker, with the shell of this language in its hands.
async function ready() {
  const registered = await navigator.serviceWorker.register(policy().createScriptURL("/sw.js"), { scope: "/" });
  await navigator.serviceWorker.ready;
  return registered;
}

// One question to the worker, and its answer.
function worker(question) {
  return new Promise((answer) => {
    const hand = navigator.serviceWorker.controller;
    const ask = (one) => {
      const line = new MessageChannel();
      line.port1.onmessage = (event) => answer(event.data);
      one.postMessage(question, [line.port2]);
      setTimeout(() => answer(null), 3000);
    };
    if (hand) ask(hand);
    else navigator.serviceWorker.ready.then((registered) => ask(registered.active));
  });
}

async function opened() {
  const signedIn = document.documentElement.dataset.person;
  const kept = await worker({ kind: "who" });
  if (kept && (!signedIn || kept.person.startsWith(signedIn))) return kept;
  if (!signedIn) return null;
  const fresh = await openByNode();
  if (fresh) await worker({ kind: "open", keys: fresh });
  return fresh;
}

function watchIdle() {
  let timer;
  const touched = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => { await worker({ kind: "lock" }); location.assign(house.locked); }, IDLE);
  };
  for (const kind of ["pointerdown", "keydown", "scroll"]) document.addEventListener(kind, touched, { passive: true });
  touched();
}

// Where this page was read from the device: since when it stands like this.
function showWhen() {
  const at = Number(document.querySelector("meta[name=kept-at]")?.content);
  if (document.querySelector("meta[name=not-kept]")) announce(house.words["not-kept"], "warning");
  if (at) announce(house.words["no-line"].replace("{when}", moment(house.language, at)));
}

// Send what waits, keep what changed; where the node was put back from a backup, send what it may have lost.
async function out() {
  await sendAll();
  if (!keys) return;
  const index = await readIndex(keys);
  if (!index?.asked || Date.now() - index.asked > BETWEEN) {
    await keepPages(keys);
    await sendAll();
  }
}

async function sendAll() {
  if (!keys) return;
  const before = await waitingOf(keys.person);
  showWaiting(before, house.words, house.outbox);
  if (!before) return;
  try {
    await send(keys);
  } catch { /* somebody else is signed in: it waits for its author */ }
  if (keys) showWaiting(await waitingOf(keys.person), house.words, house.outbox);
}

const mayWait = (path) => house?.forms.some((pattern) => new RegExp(pattern).test(path)) ?? false;

// A form that may wait goes into the outbox first, whatever the line is like, and then out: so nothing is sent twice. One that is
// sent before this page knows who is here waits for that, and goes on as it was where nobody keeps anything.
function intercept(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || form.dataset.plain) return;
  const address = new URL(event.submitter?.getAttribute("formaction") || form.getAttribute("action") || location.href, location.href);
  if (began && !(keys && mayWait(address.pathname))) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  const { submitter } = event;
  beginning.then(async () => {
    if (keys && mayWait(address.pathname)) return take(form, submitter, address.pathname + address.search);
    form.dataset.plain = "yes";
    form.requestSubmit(submitter);
  }).catch((trouble) => {
    announce(trouble?.name === "QuotaExceededError" ? house.words.full : house.words.failed, "warning");
  }).finally(() => { delete form.dataset.busy; });
}

async function take(form, submitter, page) {
  const { fields, files } = contents(form, submitter);
  const title = (document.querySelector("h1")?.textContent ?? document.title).trim();
  navigator.storage?.persist?.();
  const replaced = Number(form.dataset.number) || null;
  const number = await keepForm(keys, page, fields, files, title);
  if (replaced) await letGo(keys, replaced);
  form.dataset.number = `${number}`;
  showWaiting(await waitingOf(keys.person), house.words, house.outbox);
  let results = null;
  try {
    results = await send(keys);
  } catch { /* another person is signed in here now */ }
  const result = results?.get(number);
  if (!result) {
    announce(house.words.kept, "success", " ", made("a", { href: house.outbox }, house.words.open));
    form.reset();
    delete form.dataset.number;
  } else if (result.state === "refused") {
    announce(house.words["state-refused"].replace("{why}", result.sentence), "warning");
    faultsBeside(form, result.faults);
  } else if (result.state === "waiting") {
    announce(house.words["state-waiting"]);
  } else {
    sessionStorage.setItem("said", result.sentence ?? "");
    location.assign(result.to || location.href);
  }
}

function contents(form, submitter) {
  const fields = {};
  const files = {};
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value === "string") (fields[name] ??= []).push(value.replace(/\r?\n/g, "\r\n"));
    else if (value.size) (files[name] ??= []).push(value);
  }
  return { fields, files };
}

// The page where somebody lets this device keep their pages.
async function devicePage() {
  const form = document.getElementById("keep");
  const words = house.words;
  const who = document.documentElement.dataset.person;
  const mine = (await every("people")).map(({ person }) => person).find((person) => person.startsWith(who));
  await ready();
  document.getElementById("needs-script")?.remove();
  form.hidden = false;
  document.getElementById("forget").hidden = !mine;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [first, second] = [form.elements.words.value.trim(), form.elements.again.value.trim()];
    if (first.length < 16 && first.split(/\s+/).length < 4) return announce(words["short-phrase"], "warning");
    if (first !== second) return announce(words["not-the-same"], "warning");
    try {
      keys = await enrol(first);
      await worker({ kind: "open", keys });
      await shellFits();
      const sure = await navigator.storage?.persist?.();
      const number = await keepPages(keys, (n) => announce(words.keeping.replace("{n}", n)));
      form.reset();
      if (number === null) return announce(words.failed, "warning");
      announce(words.ready.replace("{n}", number), "success", " ", sure ? words["persist-yes"] : words["persist-no"]);
      document.getElementById("forget").hidden = false;
    } catch {
      announce(words.failed, "warning");
    }
  });
  document.getElementById("forget").addEventListener("click", async () => {
    const person = keys?.person ?? mine;
    const waiting = await waitingOf(person);
    if (waiting) return announce(words["not-gone"].replace("{n}", waiting), "warning", " ", made("a", { href: house.outbox }, words.open));
    await forget(person);
    await worker({ kind: "lock" });
    document.getElementById("forget").hidden = true;
    announce(words.gone, "success");
  });
}

// The page where somebody opens what is kept, with their own words.
async function lockedPage() {
  await ready();
  const form = document.getElementById("unlock");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const found = await openByWords(form.elements.words.value);
    form.reset();
    if (!found) return announce(house.words["wrong-phrase"], "warning");
    await worker({ kind: "open", keys: found });
    const next = new URLSearchParams(location.search).get("next") ?? "/ward/";
    location.assign(next.startsWith("/") && !next.startsWith("//") ? next : "/ward/");
  });
}

// What waits, and what became of what was sent: the newest first.
async function outboxPage() {
  const list = document.getElementById("items");
  const words = house.words;
  const all = (await items(keys)).reverse();
  list.replaceChildren(...all.map((item) => row(item, words)));
  document.getElementById("nothing").hidden = all.length > 0;
}

function row(item, words) {
  const why = item.answer.sentence ?? "";
  const state = words[`state-${item.state}`].replace("{why}", why);
  const first = Object.entries(item.said.fields).filter(([name]) => name !== "base").map(([, values]) => values[0]).find((one) => one?.length > 3) ?? "";
  const inside = [made("strong", {}, item.said.title), made("p", {}, first.slice(0, 160)),
    made("p", { class: "soft" }, `${state} · ${moment(house.language, item.at)}`)];
  if (item.answer.to) inside.push(made("p", {}, made("a", { href: item.answer.to }, words.open)));
  if (item.state === "refused") inside.push(made("p", { class: "actions" },
    made("a", { class: "act", href: item.said.page }, words.again),
    made("button", { class: "act quiet", type: "button", does: async () => {
      if (!(await ask(words.sure, words.yes, words.no))) return;
      await letGo(keys, item.number);
      await outboxPage();
    } }, words["let-go"])));
  return made("li", { "data-state": item.state }, ...inside);
}

const said = sessionStorage.getItem("said");
if (said) {
  sessionStorage.removeItem("said");
  announce(said, "success");
}
let began = false;
document.addEventListener("submit", intercept);
const beginning = begin().catch(() => {}).finally(() => { began = true; });
