// A page: it asks the worker for the key, sends what waits, keeps what is read, and takes the forms that may wait.

let house;
let keys = null;
let ring = [];
let isLeaving = false;

async function begin() {
  const place = document.querySelector("[data-offline]")?.dataset.offline;
  if (place === "bundle") fromSquare();
  if (!("serviceWorker" in navigator) || !window.isSecureContext || !window.CompressionStream) return;
  house = await told();
  if (!house) return;
  guardPhotos(house.words);
  if (place === "device") return devicePage();
  if (place === "locked") return lockedPage();
  if (!(await every("people")).length) return;
  tellsNode();
  for (const form of document.forms) form.autocomplete = "off"; // else the browser writes down what is typed, to give it back
  await ready();
  await shellFits();
  if (await isOwed()) return goesHome();
  keys = await whoIsHere();
  ring = (await worker({ kind: "ring" })) ?? [];
  if (!keys) {
    if (document.documentElement.dataset.person) send(null).catch(() => {});
    if (place === "outbox") location.replace(`${house.locked}?next=${encodeURIComponent(location.pathname)}`);
    return;
  }
  watchIdle();
  showWhen();
  window.addEventListener("online", () => out());
  if (place === "outbox") await outboxPage();
  await giveBackDraft();
  await writeAgain();
  showChange();
  out().then(() => place === "outbox" && keys && !chosen.size && outboxPage()); // a code that is shown stays
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
function worker(question, patience = 3000) {
  return new Promise((answer) => {
    const hand = navigator.serviceWorker.controller;
    const ask = (one) => {
      const line = new MessageChannel();
      line.port1.onmessage = (event) => answer(event.data);
      one.postMessage(question, [line.port2]);
      setTimeout(() => answer(null), patience);
    };
    if (hand) ask(hand);
    else navigator.serviceWorker.ready.then((registered) => ask(registered.active));
  });
}

async function whoIsHere() {
  const signedIn = document.documentElement.dataset.person;
  const fresh = !document.querySelector("meta[name=kept-at]");
  const kept = await worker({ kind: "who", person: signedIn, fresh });
  if (kept) return kept;
  if (!signedIn) return null;
  const found = await openByNode();
  if (found) await worker({ kind: "open", keys: found });
  return found;
}

// Ten minutes without a hand on any page of this device: nobody is here. The worker knows the newest touch of all pages.
function watchIdle() {
  let told = 0;
  const touched = () => {
    if (Date.now() - told < IDLE / 10) return;
    told = Date.now();
    worker({ kind: "touch" });
  };
  for (const kind of ["pointerdown", "keydown", "scroll"]) document.addEventListener(kind, touched, { passive: true });
  const look = async () => {
    if (!keys || Date.now() - told < IDLE || (await worker({ kind: "idle" })) < IDLE) return;
    await changePerson();
  };
  setInterval(look, IDLE / 10);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pagehide", () => { keys = null; });
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  touched();
}

// On the ward's own screen, the next person takes over with one press.
function showChange() {
  const form = document.getElementById("change-person");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    changePerson();
  });
}

// Where this page was read from the device: since when it stands like this.
function showWhen() {
  const at = Number(document.querySelector("meta[name=kept-at]")?.content);
  const why = document.querySelector("meta[name=says]")?.content;
  if (why === "signed-out") {
    const sign = made("a", { href: `/accounts/login/?next=${encodeURIComponent(location.pathname)}` }, house.words["sign-in"]);
    return announce(house.words[why].replace("{when}", moment(house.language, at)), "info", " ", sign);
  }
  if (why) announce(house.words[why], "warning");
  if (at) announce(house.words["no-line"].replace("{when}", moment(house.language, at)));
}

// Send what waits, keep what changed; where the node was put back from a backup, send what it may have lost.
async function out() {
  await knowSigner(keys).catch(() => {});
  if (!keys) return;
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
  if (!(await hasOpen(keys.person))) return;
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
  if (form.method !== "post" || event.defaultPrevented || form.dataset.plain || isStep(event.submitter)) return;
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
    return false;
  }).catch((trouble) => {
    announce(trouble?.name === "QuotaExceededError" ? house.words.full : house.words.failed, "warning");
    return false;
  }).then((leaves) => { if (!leaves) delete form.dataset.busy; });
}

// A button that shows more of a form, or an earlier part of it, does no deed: it asks its page, and needs a line.
const isStep = (button) => button && ("step" in button.dataset || ["more", "back"].includes(button.name));

async function take(form, submitter, page) {
  const mine = keys;
  const { fields, files } = contents(form, submitter);
  const title = (document.querySelector("h1")?.textContent ?? document.title).trim();
  navigator.storage?.persist?.();
  const replaced = Number(form.dataset.number) || null;
  const number = await keepForm(mine, page, fields, files, title);
  form.dataset.number = `${number}`;
  let results = null;
  try {
    if (replaced) await letGo(mine, replaced);
    showWaiting(await waitingOf(mine.person), house.words, house.outbox);
    results = await send(mine);
  } catch { /* it is kept; another person is signed in here now, or the rest can wait */ }
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
    return true;
  }
  return false;
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

// What was refused is written again on its own page: everything stands there as it was written, and takes its place when sent.
async function writeAgain() {
  const number = Number(/^#again=(\d+)$/.exec(location.hash)?.[1]);
  const item = number && (await items(keys)).find((one) => one.number === number);
  if (!item) return;
  const names = Object.keys(item.said.fields).filter((name) => name !== "base");
  const form = [...document.forms].find((one) => one.method === "post" && names.some((name) => one.elements[name]));
  if (!form) return;
  form.dataset.number = `${number}`;
  for (const name of names) refill(form.elements[name], item.said.fields[name]);
  announce(house.words["state-refused"].replace("{why}", item.answer.sentence ?? ""), "warning");
  faultsBeside(form, item.answer.faults);
}

function refill(where, values) {
  const inputs = where instanceof RadioNodeList ? [...where] : [where];
  for (const [place, input] of inputs.entries()) {
    if (!input || input.type === "file" || input.type === "hidden") continue;
    if (["checkbox", "radio"].includes(input.type)) input.checked = values.includes(input.value);
    else if (input.multiple) for (const option of input.options) option.selected = values.includes(option.value);
    else input.value = values[place] ?? values[0];
  }
}

// What waits, and what became of what was sent: the newest first.
async function outboxPage() {
  const list = document.getElementById("items");
  const words = house.words;
  const all = (await items(keys)).reverse();
  list.replaceChildren(...all.map((item) => row(item, words)));
  document.getElementById("nothing").hidden = all.length > 0;
  await showFreight();
  showWaiting(await waitingOf(keys.person), words, house.outbox);
  document.getElementById("receipts").onchange = async (event) => {
    const arrived = await readReceipts(await event.target.files[0].text()).catch(() => null);
    event.target.value = "";
    if (arrived) await outboxPage();
    announce(house.words[arrived === null ? "receipts-not" : "receipts"].replace("{n}", arrived), arrived === null ? "warning" : "success");
  };
}

// What others left here, in numbers only, and all of it as one file to take along.
async function showFreight() {
  const others = (await othersWaiting(keys.person)).filter(leaves);
  const people = new Set(others.map((item) => item.person)).size;
  const which = others.length > 1 ? (people > 1 ? "others-many" : "others-one-many") : "others-one";
  const line = document.getElementById("others");
  line.textContent = others.length ? house.words[which].replace("{n}", others.length).replace("{m}", people) : "";
  line.hidden = !others.length;
  const { letters, size } = await freight();
  const button = document.getElementById("bundle");
  button.closest("section").hidden = !letters.length;
  button.textContent = house.words.bundle.replace("{n}", `${Math.ceil(size / 1024)}`);
  button.onclick = async () => {
    saveAs(await bundle(), `partnerhood-${new Date().toISOString().slice(0, 10)}.bundle`);
    announce(house.words.bundled.replace("{n}", letters.length), "success");
  };
  const small = letters.filter((item) => fits(item, room()));
  const all = document.getElementById("all");
  all.hidden = small.length < 2;
  all.textContent = house.words.squares.replace("{n}", small.length);
  all.onclick = () => {
    for (const item of small) chosen.set(item.number, item);
    showSquares(0);
  };
}

function row(item, words) {
  const why = item.answer.sentence ?? "";
  const arrived = item.state === "carried" && item.receipt;
  const state = item.state === "unreadable" ? words.unreadable : words[`state-${arrived ? "receipt" : item.state}`]
    .replace("{why}", why).replace("{when}", () => moment(house.language, arrived));
  const written = Object.entries(item.said.fields).filter(([name]) => name !== "base").flatMap(([, values]) => values).filter(Boolean);
  const first = written.find((one) => one.length > 3) ?? "";
  const inside = [made("strong", {}, item.said.title), made("p", {}, first.slice(0, 160)),
    made("p", { class: "soft" }, `${state} · ${moment(house.language, item.at)}`)];
  if (first.length > 160 || written.length > 1) {
    inside.push(made("details", {}, made("summary", {}, words["all-of-it"]), ...written.map((one) => made("p", {}, one))));
  }
  if (fits(item, room())) inside.push(made("p", { class: "actions" }, made("button", { class: "act quiet", type: "button", "data-number": item.number, does: () => {
    if (!chosen.delete(item.number)) chosen.set(item.number, item);
    showSquares(0);
  } }, words.square)));
  if (item.answer.to) inside.push(made("p", {}, made("a", { href: item.answer.to }, words.open)));
  if (["refused", "waiting", "unreadable"].includes(item.state)) inside.push(made("p", { class: "actions" },
    ...(item.state === "refused" ? [made("a", { class: "act", href: `${item.said.page}#again=${item.number}` }, words.again)] : []),
    made("button", { class: "act quiet", type: "button", does: async () => {
      if (!(await ask(words.sure, words.yes, words.no))) return;
      await letGo(keys, item.number);
      await outboxPage();
    } }, words["let-go"])));
  return made("li", { "data-state": item.state }, ...inside);
}

// The forms that somebody chose, as square codes: somebody with a line photographs each, and their telephone hands it in.
const chosen = new Map();
const handIn = () => `${document.getElementById("hand-in").textContent}#`;
const room = () => LONGEST - handIn().length;

function showSquares(which) {
  const place = document.getElementById("squares");
  const squares = together([...chosen.values()].sort((one, other) => one.number - other.number).map(inLetters), room());
  for (const button of document.querySelectorAll("[data-number]")) {
    button.textContent = house.words[chosen.has(Number(button.dataset.number)) ? "square-out" : "square"];
  }
  place.replaceChildren();
  if (!squares.length) return;
  const modules = square(handIn() + squares[which].join("."));
  const count = { k: which + 1, m: squares.length, n: squares[which].length };
  place.append(made("p", {}, made("strong", {}, house.words["square-which"].replace(/{(.)}/g, (_, name) => count[name]))),
    made("img", { src: picture(modules), width: 4 * (modules.length + 8), alt: "" }), made("p", { class: "soft" }, house.words["square-told"]));
  const next = made("button", { class: "act", type: "button", does: () => showSquares((which + 1) % squares.length) }, house.words["square-next"]);
  if (squares.length > 1) place.append(made("p", { class: "actions" }, next));
  place.scrollIntoView();
}

// What a square code brought stands behind the # of the address, which no server ever hears: it goes into the form, to be handed in.
function fromSquare() {
  if (location.hash.length < 2) return;
  document.getElementById("code").value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
}

const said = sessionStorage.getItem("said");
if (said) {
  sessionStorage.removeItem("said");
  announce(said, "success");
}
navigator.serviceWorker?.addEventListener("message", async (event) => {
  if (event.data?.kind === "lock") return isLocked();
  event.ports[0]?.postMessage({ keys, ring });
});

// Locked, here or in another tab: what was half written is kept, and nothing of who was here stays on the screen.
async function isLocked() {
  const before = keys;
  keys = null;
  if (!before || isLeaving) return;
  isLeaving = true;
  await keepDraft(before).catch(() => {});
  location.replace(`${house.locked}?next=${encodeURIComponent(location.pathname + location.search)}`);
}

let began = false;
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action") === SIGNS_OUT) isLeaving = true;
}, true);
document.addEventListener("submit", intercept);
const beginning = begin().catch(() => {}).finally(() => { began = true; });
