// How somebody opens what this device keeps for them: with the node's half after signing in, with their own words, or with a
// passkey. One secret stands behind all of them; it is wrapped once for each way.

// Somebody else opens this device with the same words.
class Taken extends Error {}

// What waits here was sealed before this device was emptied from afar: only the words of that time open it.
class EarlierWords extends Error {}

// Everything was to be taken off this device.
class TakenOff extends Error {}

async function askShare(here, isEnrolling = false) {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ device: here.device, enrol: isEnrolling });
  const answer = await fetch("/offline/share", { method: "POST", headers, body, redirect: "manual" });
  if (answer.status === 410) throw new TakenOff();
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

// Let somebody's own words open this device from now on: half of the key comes from the node, so this asks for a line.
async function enrol(words) {
  const here = await device();
  const { person, share } = await askShare(here, true);
  const known = await read("people", person);
  const own = await keyOfWords(words, here.salt);
  for (const one of await every("people")) {
    if (one.person !== person && (await opens(own, one.byWords))) throw new Taken();
  }
  const half = await aes(bytesOf(share));
  const raw = known ? await (known.byNode ? unseal(half, known.byNode) : opens(own, known.byWords)) : random(32);
  if (!raw) throw new EarlierWords();
  const { off, ...before } = known ?? {};
  await write("people", { ...before, person, byWords: await seal(own, raw), byNode: await seal(half, raw) });
  await remove("device", "happened");
  return unlocked(person, raw);
}

const opens = (key, sealed) => unseal(key, sealed).catch(() => null);

// The keys of a person who just opened; with a PIN of their own they may come back with it while memory lasts.
async function unlocked(person, raw) {
  const found = await keysOf(person, raw);
  const known = await read("people", person);
  if (!known) return found;
  await write("people", { ...known, opened: Date.now() });
  if (!known.pin) return found;
  const box = await seal(await aes(await unseal(found.key, known.pin.key)), raw);
  return { ...found, byPin: { salt: known.pin.salt, card: known.pin.card, box } };
}

// The secret itself, for who wants one more way to open it: asks for a line.
async function secretByNode() {
  const { person, share } = await askShare(await device());
  const known = await read("people", person);
  if (!known?.byNode) return null;
  return { person, raw: await unseal(await aes(bytesOf(share)), known.byNode) };
}

// With a line, and signed in: the node's half opens; not while a sign-out is owed, for then who is signed in may be gone.
async function openByNode() {
  if (!(await every("people")).length || (await isOwed())) return null;
  try {
    const known = await secretByNode();
    return known && (await unlocked(known.person, known.raw));
  } catch (trouble) {
    if (trouble instanceof TakenOff) await worker({ kind: "revoked" });
    return null;
  }
}

// Without a line: somebody's own words open, and say by themselves whose they are.
async function openByWords(words) {
  const here = await device();
  const key = await keyOfWords(words, here.salt);
  for (const one of await every("people")) {
    const raw = await opens(key, one.byWords);
    if (raw) return isStillSignedIn(await unlocked(one.person, raw));
  }
  return null;
}

// A PIN to come back with: the key that it makes is kept under the secret, so that no disk tells whether a PIN is right.
async function setPin(pin, name, card) {
  const { person, raw } = await secretByNode();
  const found = await keysOf(person, raw);
  const salt = random(16);
  const key = await seal(found.key, await bitsOf(pin, salt));
  const known = await read("people", person);
  await write("people", { ...known, name, pin: { salt, key, card: card ? await sealText(found.key, card) : null } });
  return unlocked(person, raw);
}

// What a neighbour would try first: one digit again and again, or digits in a row.
function isGuessable(pin) {
  const steps = new Set(Array.from(pin).slice(1).map((digit, place) => Number(digit) - Number(pin[place])));
  return steps.size === 1 && [-1, 0, 1].includes([...steps][0]);
}
