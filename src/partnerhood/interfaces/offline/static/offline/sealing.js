// Sealed for the node: what somebody keeps here is also put into an envelope that only the node opens, signed with their own hand on
// this device. So a colleague can carry it, without reading it and without becoming its author. `ground/records/sealing.py` opens it.

const SIGNS = { name: "ECDSA", namedCurve: "P-256" };
const AGREES = { name: "ECDH", namedCurve: "P-256" };
const INFO = "partnerhood envelope 1";
const DAY = 24 * 3600000;
const signerId = (person) => `signer ${person}`;

// With a line: let the node know this person's hand on this device, and learn for whom to seal. The hand is kept as all else is.
async function knowSigner(keys) {
  const id = signerId(keys.person);
  const kept = await read("device", id);
  if (kept?.voice && Date.now() - kept.at < DAY) return;
  const known = kept && (await unseal(keys.key, kept.own).then(() => kept, () => undefined));
  const { own, key } = known ?? (await freshHand(keys));
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ device: (await device()).device, key });
  const answer = await fetch("/offline/signer", { method: "POST", headers, body, redirect: "manual" });
  if (!answer.ok) return;
  const { person, node, voice } = await answer.json();
  if (person !== keys.person) return;
  await write("device", { id, own, key, node, voice, at: Date.now() });
  if (node !== known?.node) await sealAgain(keys, () => true);
}

async function freshHand(keys) {
  const pair = await crypto.subtle.generateKey(SIGNS, true, ["sign", "verify"]);
  const own = await seal(keys.key, await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  return { own, key: base64(await crypto.subtle.exportKey("raw", pair.publicKey)) };
}

// Envelopes for what waits, made anew: for another node's key, or on another base.
async function sealAgain(keys, which) {
  for (const item of standing(await items(keys)).filter((one) => OPEN.has(one.state) && which(one))) {
    const { said, answer, ...kept } = item;
    const envelope = await sealItem(keys, item.number, said);
    if (envelope) await write("items", { ...kept, envelope });
  }
}

// The envelope of a form; nothing where that cannot be: then it waits for its author alone. `fresh` are files not on the disk yet.
const sealItem = (keys, number, said, fresh = []) => envelopeOf(keys, number, said, fresh).catch(() => undefined);

async function envelopeOf(keys, number, said, fresh) {
  const signer = await read("device", signerId(keys.person));
  const { happened, page, fields, base } = said;
  const files = {};
  for (const [name, sums] of Object.entries(said.files)) files[name] = await Promise.all(sums.map((sum) => keyOfFile(keys, sum, fresh)));
  const packed = await deflated(JSON.stringify({ author: keys.person, page, fields, files, base, happened }));
  const node = bytesOf(signer.node);
  const once = await crypto.subtle.generateKey(AGREES, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", once.publicKey));
  const mark = new Uint8Array(await crypto.subtle.digest("SHA-256", node)).slice(0, 8);
  const head = joined([1], mark, idBytes((await device()).device), numberBytes(number), [2 + (point[64] & 1)], point.slice(1, 33));
  const hand = await crypto.subtle.importKey("pkcs8", await unseal(keys.key, signer.own), SIGNS, false, ["sign"]);
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, hand, joined(utf8.encode(INFO), head, packed));
  const theirs = await crypto.subtle.importKey("raw", node, AGREES, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, once.privateKey, 256);
  const from = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveBits"]);
  const made = await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: head, info: utf8.encode(INFO) }, from, 352);
  const how = { name: "AES-GCM", iv: made.slice(32), additionalData: head };
  return joined(head, await crypto.subtle.encrypt(how, await aes(made.slice(0, 32)), joined(signature, packed)));
}

// A file is sealed once, under a key of its own: its author keeps that key, and the envelope tells it to the node.
async function sealFile(keys, bytes) {
  const name = await sha256(bytes);
  const known = await read("files", [keys.person, name]);
  if (known?.parcel) return known;
  const raw = random(32);
  const sealed = await seal(await aes(raw), bytes);
  const parcel = await sha256(joined(sealed.iv, sealed.data));
  return { person: keys.person, name, size: bytes.byteLength, parcel, key: await seal(keys.key, raw), ...sealed };
}

const openFile = async (keys, kept) => unseal(kept.key ? await aes(await unseal(keys.key, kept.key)) : keys.key, kept);
const parcelBytes = (kept) => joined(kept.iv, kept.data);

async function keyOfFile(keys, sum, fresh) {
  const kept = fresh.find((one) => one.name === sum) ?? (await read("files", [keys.person, sum]));
  return [sum, kept.parcel, base64(await unseal(keys.key, kept.key))];
}

const deflated = async (text) => new Uint8Array(await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("deflate"))).arrayBuffer());
const idBytes = (id) => Uint8Array.from(id.replaceAll("-", "").match(/../g), (two) => parseInt(two, 16));
const numberBytes = (number) => new Uint8Array(new Uint32Array([number]).buffer).reverse();

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((size, one) => size + (one.byteLength ?? one.length), 0));
  let place = 0;
  for (const part of parts) {
    const bytes = part instanceof ArrayBuffer ? new Uint8Array(part) : part;
    whole.set(bytes, place);
    place += bytes.length;
  }
  return whole;
}
