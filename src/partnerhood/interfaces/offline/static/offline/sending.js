// The outbox. An item is a form as it was filled in; it gets its number and is on the disk before anybody is told so. It goes
// out in the order of numbers, as often as it takes, and leaves this device only when a person says so or the node holds it.

const PIECE = 32 * 1024;
const AT_ONCE = 1000;
const HELD = new Set(["sent", "conflict", "carried"]);
const WEEK = 7 * 24 * 3600000;
const OPEN = new Set(["kept", "waiting", "carried"]);

// Keep a filled form: its files and its words in one transaction.
async function keepForm(keys, page, fields, files, title) {
  const named = {};
  const sealed = [];
  for (const [name, contents] of Object.entries(files)) {
    named[name] = [];
    for (const content of contents) {
      const file = await sealFile(keys, await content.arrayBuffer());
      named[name].push(file.name);
      sealed.push(file);
    }
  }
  const before = await latestOn(keys, page, fields.base?.[0] ?? "");
  const happened = new Date().toISOString();
  const said = { page, fields, files: named, happened, title, base: before };
  const box = await sealText(keys.key, JSON.stringify(said));
  const number = await nextNumber();
  const envelope = await sealItem(keys, number, said, sealed);
  const parcels = sealed.map((one) => one.parcel);
  const item = { person: keys.person, number, state: "kept", at: Date.now(), box, envelope, parcels };
  await within(["items", "files"], "readwrite", (items, store) =>
    Promise.all([...sealed.map((one) => store.put(one)), items.put(item)].map(answered)));
  return number;
}

// The next number of this device; one that was never used after all leaves a hole, which is no harm.
async function nextNumber() {
  await device();
  return within("device", "readwrite", async (devices) => {
    const here = await answered(devices.get("device"));
    await answered(devices.put({ ...here, next: here.next + 1 }));
    return here.next;
  });
}

// An own item on the same page and the same base that may be done: the new one builds on it.
async function latestOn(keys, page, base) {
  for (const item of (await items(keys)).reverse()) {
    if (item.state !== "refused" && item.said.page === page && (item.said.fields.base?.[0] ?? "") === base) return item.number;
  }
  return null;
}

// Everything in somebody's outbox, opened, in the order of numbers.
async function items(keys) {
  const found = await every("items", own(keys.person));
  return Promise.all(found.map((item) => opened(keys, item).catch(() => ({ ...item, ...NOTHING, state: "unreadable" }))));
}

const NOTHING = { said: { page: "", title: "", fields: {}, files: {}, base: null }, answer: {} };

const opened = async (keys, item) => ({
  ...item,
  said: JSON.parse(await unsealText(keys.key, item.box)),
  answer: item.told ? JSON.parse(await unsealText(keys.key, item.told)) : {},
});

const hasOpen = async (person) => (await every("items")).some((item) => (item.person === person ? OPEN.has(item.state) : leaves(item)));
const waitingOf = async (person) => (await every("items", own(person))).filter((item) => !HELD.has(item.state)).length;

// Send what is open, and then what others left here. One sender for all tabs; gives the results by number, or null where the line
// broke. Somebody who keeps nothing here still takes along what others left.
function send(keys) {
  const work = async () => {
    const results = keys ? await sendOwn(keys) : null;
    if (results || !keys) await carry(keys?.person).catch(() => {});
    return results;
  };
  return navigator.locks ? navigator.locks.request("partnerhood-sending", work) : work();
}

async function sendOwn(keys) {
  const results = new Map();
  let along = await toCarry(keys.person);
  try {
    let after = 0;
    for (;;) {
      const all = await items(keys);
      const open = all.filter((item) => OPEN.has(item.state) && item.number > after).slice(0, AT_ONCE);
      if (!open.length) return results;
      const refused = await sendFiles(keys, open);
      if (refused) {
        results.set(refused.number, refused);
        await settle(keys, all, refused);
        continue;
      }
      const answer = await post(keys, standing(all, open), along);
      for (const result of resultsOf(answer)) {
        results.set(result.number, result);
        await settle(keys, all, result, answer.now);
        after = Math.max(after, result.number);
      }
      await heardFrom(answer);
      await tookAlong(along, answer.carried ?? []);
      along = [];
      if (answer.resume === null) after = open.at(-1).number;
      else if (!answer.results.length) await new Promise((go) => setTimeout(go, 2000 + 3000 * Math.random()));
      else after = Math.max(after, answer.resume - 1);
    }
  } catch (trouble) {
    if (trouble instanceof Signed) throw trouble;
    return results.size ? results : null;
  }
}

// The node does not know us: somebody else signed in, or nobody.
class Signed extends Error {}

async function post(keys, open, along = []) {
  const here = await device();
  const envelopes = along.length ? along.map((one) => base64(one.envelope)) : undefined;
  const envelope = JSON.stringify({ device: here.device, author: keys?.person, cursor: null, forms: columns(open), envelopes });
  const packed = new Response(new Blob([envelope]).stream().pipeThrough(new CompressionStream("gzip")));
  const headers = { "Content-Type": "application/json", "Content-Encoding": "gzip" };
  const answer = await fetch("/sync", { method: "POST", headers, body: await packed.arrayBuffer(), redirect: "manual" });
  if (answer.status === 403 || answer.status === 401 || answer.type === "opaqueredirect") throw new Signed();
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

// What was refused wrote nothing: what came after it on the same page stands on what that stood on.
function standing(all, open = all) {
  const known = new Map(all.map((item) => [item.number, item]));
  const under = (number) => (known.get(number)?.state === "refused" ? under(known.get(number).said.base) : number);
  return open.map((item) => ({ ...item, said: { ...item.said, base: under(item.said.base) } }));
}

// Items as columns: neighbours with the same fields share a batch.
function columns(open) {
  const batches = [];
  let last = "";
  for (const { number, said } of open) {
    const shape = JSON.stringify([Object.keys(said.fields), Object.keys(said.files)]);
    if (shape !== last) batches.push({ page: [], numbers: [], base: [], happened_at: [], fields: {}, files: {} });
    last = shape;
    const batch = batches.at(-1);
    batch.page.push(said.page);
    batch.numbers.push(number);
    batch.base.push(said.base);
    batch.happened_at.push(said.happened);
    for (const kind of ["fields", "files"]) {
      for (const [name, values] of Object.entries(said[kind])) (batch[kind][name] ??= []).push(values);
    }
  }
  return batches.map(lighter);
}

// What is the same in every line of a column is said once, and a list of one is its word.
function lighter(batch) {
  const column = (values) => {
    const short = values.map((one) => (Array.isArray(one) && one.length === 1 ? one[0] : one));
    const first = JSON.stringify(short[0]);
    return short.length > 1 && short.every((one) => JSON.stringify(one) === first) && !Array.isArray(short[0]) ? { all: short[0] } : short;
  };
  const of = (columns) => Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, column(values)]));
  const { numbers, happened_at: moments, base, ...rest } = batch;
  const inARow = numbers.every((number, place) => number === numbers[0] + place);
  const start = Date.parse(moments[0]);
  return {
    ...rest,
    ...(inARow ? { first: numbers[0], count: numbers.length } : { numbers }),
    ...(base.some((one) => one !== null) ? { base } : {}),
    happened_at: { start: moments[0], after: moments.map((one) => (Date.parse(one) - start) / 1000) },
    page: column(batch.page), fields: of(batch.fields), files: of(batch.files),
  };
}

function resultsOf(answer) {
  const said = new Map(answer.exceptions.map((one) => [one.number, one]));
  return answer.results.flatMap(([from, to, state]) =>
    Array.from({ length: to - from + 1 }, (_, place) => ({ ...said.get(from + place), number: from + place, state })));
}

const STATES = { applied: "sent", duplicate: "sent", conflict: "conflict", waiting: "waiting", refused: "refused" };

// What the node could not do by a fault of its own is offered again, and so are the files of what waits.
async function settle(keys, all, { number, state, to, sentence, faults, code }, now) {
  const is = code === "broken" ? "waiting" : STATES[state] ?? "waiting";
  const names = is === "waiting" ? filesOf(all.find((item) => item.number === number)) : [];
  const told = await sealText(keys.key, JSON.stringify({ to, sentence, faults, code }));
  await within(["items", "files"], "readwrite", async (store, files) => {
    const item = await answered(store.get([keys.person, number]));
    for (const name of names) {
      const file = await answered(files.get([keys.person, name]));
      if (file) await answered(files.put({ ...file, there: false }));
    }
    if (item) await answered(store.put({ ...item, state: is, told, sent: now }));
  });
  const above = new Set(is === "refused" ? all.filter((item) => item.said.base === number).map((item) => item.number) : []);
  if (above.size) await sealAgain(keys, (item) => above.has(item.number));
}

// What the node says of itself. One that was put back from a backup may have lost what it had: everything that is still here is
// offered again, whoever wrote it. What a backup covers, and what was sent a week ago, leaves the list.
async function heardFrom({ epoch, covered }) {
  if (!Number.isInteger(epoch)) return;
  const known = await read("device", "node");
  const isAnother = known && known.epoch !== epoch;
  await within(["device", "items", "files"], "readwrite", async (devices, items, files) => {
    devices.put({ id: "node", epoch, covered });
    const before = covered && !isAnother ? new Date(Math.min(new Date(covered), Date.now() - WEEK)).toISOString() : "";
    for (const item of await answered(items.getAll())) {
      if (!HELD.has(item.state)) continue;
      if (isAnother) items.put({ ...item, state: "kept", offered: 0, brought: false, receipt: 0 });
      else if (item.state === "sent" && new Date(item.sent) < new Date(before)) items.delete([item.person, item.number]);
    }
    if (isAnother) for (const file of await answered(files.getAll())) files.put({ ...file, there: false });
  });
}

const filesOf = (item) => Object.values(item?.said.files ?? {}).flat();

// The files of items, in pieces: where the line broke it goes on with the next piece. Gives the first that the node does not take.
async function sendFiles(keys, open) {
  for (const [number, name] of open.flatMap((item) => filesOf(item).map((name) => [item.number, name]))) {
    const kept = await read("files", [keys.person, name]);
    if (!kept || kept.there) continue;
    const refused = await sendPieces(new Uint8Array(await openFile(keys, kept)), { "X-File": name, "X-Author": keys.person });
    if (refused) return { number, state: "refused", ...refused };
    await write("files", { ...kept, there: true });
  }
  return null;
}

// A file in pieces; gives why where the node does not take it.
async function sendPieces(bytes, about) {
  let anew = 0;
  for (let offset = 0; offset < bytes.length; ) {
    const body = bytes.slice(offset, offset + PIECE);
    const headers = { "Content-Type": "application/octet-stream", "X-Offset": `${offset}`, "X-Size": `${bytes.length}`, ...about };
    const answer = await fetch("/sync/files", { method: "POST", headers, body, redirect: "manual" });
    if (answer.status === 422) {
      const { sentence, code } = await answer.json();
      return { sentence, code };
    }
    if (answer.status === 403 || answer.type === "opaqueredirect") throw new Signed();
    if (!answer.ok) throw new Error(`${answer.status}`);
    const { have } = await answer.json();
    if (have <= offset && (have || anew++)) throw new Error("the file does not go on");
    offset = have;
  }
  return null;
}

// Let an item go: a person said so. What built on it stands on what it stood on.
async function letGo(keys, number) {
  const all = await items(keys);
  const gone = all.find((item) => item.number === number);
  const above = all.filter((one) => one.said.base === number);
  for (const item of above) {
    const box = await sealText(keys.key, JSON.stringify({ ...item.said, base: gone.said.base }));
    const { said, answer, ...kept } = item;
    await write("items", { ...kept, box });
  }
  await remove("items", [keys.person, number]);
  if (above.length) await sealAgain(keys, (item) => above.some((one) => one.number === item.number));
  const needed = new Set((await items(keys)).flatMap(filesOf));
  for (const name of filesOf(gone)) {
    if (!needed.has(name)) await remove("files", [keys.person, name]);
  }
}
