// What was asked of this device from afar: to take everything of somebody off it. It asks by its own random id, so it learns
// this whoever is signed in, and when nobody is. What waits in the outbox stays, sealed; and what was not opened for fourteen
// days leaves by itself.

const ASK_AGAIN = 5 * 60000;
const KEPT_FOR = 14 * 24 * 3600000;
let askedAt = 0;

async function hearOrders(isSure = false) {
  if (!isSure && Math.abs(Date.now() - askedAt) < ASK_AGAIN) return;
  askedAt = Date.now();
  try {
    const here = await device();
    const answer = await fetch("/offline/orders", {
      method: "POST", headers: { "Content-Type": "application/json" }, credentials: "omit", body: JSON.stringify({ device: here.device }),
    });
    const { off } = answer.ok ? await answer.json() : { off: [] };
    for (const { person, off: isOff } of await every("people")) {
      if (off.includes((await sha256(utf8.encode(`${here.device}:${person}`))).slice(0, 16))) await takeOff(person, isOff ? "" : "taken-off");
    }
  } catch {
    askedAt = 0;
  }
}

// The pages and the wrapped keys of somebody leave this device. Where something waits to be sent it stays, sealed as it is, and
// their own words alone open it.
async function takeOff(person, why) {
  await within(["people", "pages", "items", "files", "device"], "readwrite", async (people, pages, items, files, devices) => {
    const known = await answered(people.get(person));
    if (!known) return;
    const waits = (await answered(items.getAll(own(person)))).some((item) => !["sent", "conflict"].includes(item.state));
    await answered(waits ? people.put({ person, byWords: known.byWords, off: true }) : people.delete(person));
    if (!waits) for (const store of [items, files]) await answered(store.delete(own(person)));
    await answered(pages.delete(own(person)));
    if (why) await answered(devices.put({ id: "happened", why, at: Date.now() }));
  });
  ring.delete(person);
  if (why && (!keys || keys.person === person)) await lock();
}

async function letExpire(people) {
  for (const one of people) {
    if (one.opened && Date.now() - one.opened > KEPT_FOR) await dropPages(one.person);
  }
}

// The pages leave; one's own words still open what waits.
const dropPages = (person) => within("pages", "readwrite", (pages) => answered(pages.delete(own(person))));
