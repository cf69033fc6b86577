// Who may come back with a PIN: in memory only, for four hours after a hand was last on it. A PIN is short, so it opens only
// what memory still holds: a secret wrapped under a key made of the PIN, which nothing on the disk tells. Five wrong tries, a
// sign-out or a restart and it is gone; the tries are counted on the disk, before each is looked at.

const PIN_LASTS = 4 * 3600000;
const PIN_TRIES = 5;
const ring = new Map();

// What a page or another worker still held.
function takeRing(held) {
  for (const one of held ?? []) if (!ring.has(one.person)) ring.set(one.person, one);
}

async function remember({ person, byPin }) {
  await triesOf(person, 0);
  if (byPin) ring.set(person, { ...byPin, person, at: Date.now() });
}

// Who is in memory and may still come: the pages keep a copy for a worker that is put to sleep.
async function ringNow() {
  if (!ring.size) await askPages();
  for (const [person, { at }] of ring) {
    if (Math.abs(Date.now() - at) > PIN_LASTS || (await triesOf(person)) >= PIN_TRIES) ring.delete(person);
  }
  return [...ring.values()];
}

async function dropFromRing(person) {
  ring.delete(person);
  await triesOf(person, PIN_TRIES);
}

// How often a wrong PIN was given since somebody last opened with more than that.
async function triesOf(person, now) {
  return within("people", "readwrite", async (store) => {
    const known = await answered(store.get(person));
    if (!known) return PIN_TRIES;
    if (now !== undefined && known.tries !== now) await answered(store.put({ ...known, tries: now }));
    return now ?? known.tries ?? 0;
  });
}

const oneMore = (person) => within("people", "readwrite", async (store) => {
  const known = await answered(store.get(person));
  if (!known || known.tries >= PIN_TRIES) return PIN_TRIES + 1;
  const tries = (known.tries ?? 0) + 1;
  await answered(store.put({ ...known, tries }));
  return tries;
});

// Open with a PIN; gives whose it is, or how many tries are left.
async function openByPin(person, pin) {
  const held = (await ringNow()).find((one) => one.person === person);
  if (!held || (await oneMore(person)) > PIN_TRIES) return { left: 0 };
  try {
    const raw = await unseal(await aes(await bitsOf(pin, held.salt)), held.box);
    const { salt, box, card } = held;
    await isOpened(await isStillSignedIn({ ...(await keysOf(person, raw)), byPin: { salt, box, card } }));
    return { person, card: held.card ? await unsealText(keys.key, held.card) : "" };
  } catch {
    const left = PIN_TRIES - (await triesOf(person));
    if (!left) ring.delete(person);
    return { left };
  }
}
