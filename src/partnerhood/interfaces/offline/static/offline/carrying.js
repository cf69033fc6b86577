// What others left on this device, sealed: whoever has a line takes it along, and it leaves this device too as one file. Nobody
// here can read it; of an envelope one knows whose device and which number, and how large it is.

const SOON = 3600000;
const FREIGHT = 100 * 1024;
const BUNDLE = "partnerhood-bundle-1";

const leaves = (item) => item.envelope && ["kept", "waiting"].includes(item.state);
const othersWaiting = async (person) => (await every("items")).filter((item) => item.person !== person && !HELD.has(item.state));

// What may be taken along now; what the node did not take is offered again after an hour.
async function toCarry(person) {
  const free = (await every("items")).filter((item) => item.person !== person && leaves(item) && !(Date.now() - item.offered < SOON));
  let size = 0;
  return free.filter((item) => (size += item.envelope.length) - item.envelope.length < FREIGHT).slice(0, 300);
}

// After one's own: everything that others left, with its photos where the node asks for them.
async function carry(person) {
  for (let letters = await toCarry(person); letters.length; letters = await toCarry(person)) {
    const answer = await post(null, [], letters);
    if (!answer.carried?.length) return;
    await tookAlong(letters, answer.carried);
  }
}

// What the node said of each. It never says what is in it: whose it is reads that with their own next line.
async function tookAlong(letters, said) {
  for (const [place, state] of said.entries()) {
    const brought = state === "files" && !letters[place].brought && (await bring(letters[place]));
    await within("items", "readwrite", async (store) => {
      const item = await answered(store.get([letters[place].person, letters[place].number]));
      if (!item || !leaves(item)) return;
      if (["taken", "before"].includes(state)) await answered(store.put({ ...item, state: "carried" }));
      else await answered(store.put(brought ? { ...item, brought } : { ...item, brought: false, offered: Date.now() }));
    });
  }
}

const parcelsOf = async (item) => (await every("files", own(item.person))).filter((one) => item.parcels?.includes(one.parcel));

async function bring(item) {
  for (const kept of await parcelsOf(item)) await sendPieces(parcelBytes(kept), { "X-File": kept.parcel, "X-Sealed": "yes" });
  return true;
}

// How much would go along as one file: all that waits here, of everybody.
async function freight() {
  const letters = (await every("items")).filter(leaves);
  const parcels = new Map();
  for (const item of letters) for (const kept of await parcelsOf(item)) parcels.set(kept.parcel, kept);
  const sum = (sizes) => [...sizes].reduce((size, one) => size + one, 0);
  const size = sum(letters.map((item) => item.envelope.length + 5)) + sum([...parcels.values()].map((one) => one.data.byteLength + 17));
  return { letters, parcels: [...parcels.values()], size };
}

// One file: a line that says what it is, then photos and envelopes, and at the end the fingerprint of all before it.
async function bundle() {
  const { letters, parcels } = await freight();
  const record = (kind, bytes) => joined(utf8.encode(kind), numberBytes(bytes.length), bytes);
  const whole = joined(utf8.encode(`${BUNDLE}\n`), ...parcels.map((one) => record("F", parcelBytes(one))),
    ...letters.map((one) => record("E", one.envelope)));
  return new Blob([whole, record("Z", new Uint8Array(await crypto.subtle.digest("SHA-256", whole)))], { type: "application/octet-stream" });
}

// Receipts: what the node has of this device, in its own hand. Read twice they change nothing; those of before a restore do not count.
async function readReceipts(text) {
  const [format, said, signature] = text.split("\n");
  const { voice } = await read("device", signerId(keys.person));
  const key = await crypto.subtle.importKey("raw", bytesOf(voice), SIGNS, false, ["verify"]);
  const is = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, bytesOf(signature), utf8.encode(`${format}\n${said}`));
  const { epoch, at, devices } = is ? JSON.parse(said) : {};
  const ranges = devices?.[(await device()).device];
  if (!ranges || epoch < (await read("device", "node"))?.epoch) throw new Error("not for us");
  let arrived = 0;
  await within("items", "readwrite", async (store) => {
    for (const item of await answered(store.getAll())) {
      if (!leaves(item) || !ranges.some(([from, to]) => from <= item.number && item.number <= to)) continue;
      await answered(store.put({ ...item, state: "carried", receipt: Date.parse(at) }));
      arrived++;
    }
  });
  return arrived;
}

// Square codes: which letters go together, the oldest first. Each square stands alone, so one that is not read keeps none back.
const inLetters = (item) => base64(item.envelope).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const fits = (item, room) => leaves(item) && !item.parcels?.length && inLetters(item).length < room;

function together(codes, room) {
  const squares = [];
  for (const code of codes) {
    const open = squares.find((one) => one.join(".").length + 1 + code.length < room);
    if (open) open.push(code);
    else squares.push([code]);
  }
  return squares;
}

function saveAs(blob, name) {
  const link = made("a", { href: URL.createObjectURL(blob), download: name, hidden: "" });
  document.body.append(link);
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); link.remove(); }, 60000);
}
