// Whether somebody is here. The device itself remembers when a hand was on it last and whose sign-in may still be open, so that
// neither a cut line nor a restart lets the next hand in: before anything else is asked, the sign-out that is owed is sent.

const IDLE = 10 * 60000;
const SIGNS_OUT = "/accounts/logout/";

// Somebody opened this device, or still has a hand on it; `away` where the node does not know them here. Then the sign-in of
// somebody else, which may still be open, owes its end.
async function isHere({ person, away }) {
  const before = await read("device", "watch");
  const owes = Boolean(away && before && before.person !== person);
  await write("device", { id: "watch", person: owes ? before.person : person, at: Date.now(), owes });
}

// Whether the node would know who opened: where it would not, pages are read from the device until they sign in.
async function isStillSignedIn(found) {
  const watch = await read("device", "watch");
  return { ...found, away: watch?.person !== found.person };
}

// A clock that went back has counted nothing: then nobody knows how long it was.
const isLong = (at) => Math.abs(Date.now() - at) > IDLE;

// From now on a sign-out is owed, until the node has heard it.
async function owe() {
  const before = await read("device", "watch");
  if (before) await write("device", { ...before, owes: true });
}

async function isAbandoned() {
  const known = await read("device", "watch");
  return Boolean(known && isLong(known.at));
}

async function isOwed() {
  const known = await read("device", "watch");
  return Boolean(known && (known.owes || isLong(known.at)));
}

// Send the sign-out that is owed. False where there is no line to send it by: then nobody may be let in by the node.
async function settled() {
  if (!(await isOwed())) return true;
  try {
    const answer = await fetch(SIGNS_OUT, { method: "POST", redirect: "manual", keepalive: true });
    if (answer.status >= 500) return false;
    await remove("device", "watch");
    return true;
  } catch {
    return false;
  }
}
