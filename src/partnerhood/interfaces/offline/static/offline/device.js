// The pages where somebody lets this device keep their pages, opens what is kept, and where another takes over.

// The page where somebody lets this device keep their pages.
async function devicePage() {
  const form = document.getElementById("keep");
  const words = house.words;
  const who = document.documentElement.dataset.person;
  const mine = (await every("people")).find(({ person }) => person.startsWith(who));
  await ready();
  await sayWhatHappened();
  document.getElementById("needs-script")?.remove();
  form.hidden = false;
  if (mine && !mine.off) await showWays(mine);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.busy) return;
    const [first, second] = [form.elements.words.value.trim(), form.elements.again.value.trim()];
    if (first.length < 16 && first.split(/\s+/).length < 4) return announce(words["short-phrase"], "warning");
    if (first !== second) return announce(words["not-the-same"], "warning");
    form.dataset.busy = "yes";
    try {
      tellsNode();
      keys = await enrol(first);
      await knowSigner(keys);
      await worker({ kind: "open", keys });
      await shellFits();
      const sure = await navigator.storage?.persist?.();
      const number = await keepPages(keys, (n) => announce(words.keeping.replace("{n}", n)));
      form.reset();
      if (number === null) return announce(words.failed, "warning");
      announce(words.ready.replace("{n}", number), "success", " ", sure ? words["persist-yes"] : words["persist-no"]);
      await showWays(await read("people", keys.person));
    } catch (trouble) {
      const why = trouble instanceof Taken ? "others-words" : trouble instanceof EarlierWords ? "earlier-words" : "failed";
      announce(words[why], "warning");
    } finally {
      delete form.dataset.busy;
    }
  });
}

// The browser tells the node with each question that pages are kept here, so that none lies in its own cache.
function tellsNode() {
  const safe = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `keeps=1; Path=/; Max-Age=31536000; SameSite=Lax${safe}`;
}

// More ways to open, and the way off this device.
async function showWays(mine) {
  const words = house.words;
  const away = document.getElementById("forget");
  away.hidden = false;
  if (!away.onclick) away.onclick = async () => {
    const waiting = await waitingOf(mine.person);
    if (waiting) return announce(words["not-gone"].replace("{n}", waiting), "warning", " ", made("a", { href: house.outbox }, words.open));
    await forget(mine.person);
    await remove("device", signerId(mine.person));
    const body = JSON.stringify({ device: (await device()).device });
    await fetch("/offline/left", { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => {});
    await worker({ kind: "forget", person: mine.person });
    await worker({ kind: "lock" });
    away.hidden = true;
    for (const id of ["pin-form", "add-passkey"]) document.getElementById(id).hidden = true;
    announce(words.gone, "success");
  };
  const pin = document.getElementById("pin-form");
  pin.hidden = false;
  pin.onsubmit = async (event) => {
    event.preventDefault();
    const { name, pin: said } = pin.elements;
    if (!/^\d{6,12}$/.test(said.value) || isGuessable(said.value)) return announce(words["weak-pin"], "warning");
    try {
      keys = await setPin(said.value, name.value.trim(), pin.dataset.card);
      await worker({ kind: "open", keys });
      pin.reset();
      announce(words["pin-set"], "success");
    } catch { announce(words.failed, "warning"); }
  };
  const passkey = document.getElementById("add-passkey");
  if (!(await canPasskey())) return;
  passkey.hidden = false;
  passkey.onclick = async () => {
    const added = await addPasskey(mine.name || "Partnerhood").catch(() => false);
    announce(added ? words["passkey-added"] : words["passkey-failed"], added ? "success" : "warning");
  };
}

// The page where somebody opens what is kept: with a PIN while memory lasts, with a passkey, with their own words.
async function lockedPage() {
  await ready();
  await sayWhatHappened();
  const all = await every("people");
  ring = (await worker({ kind: "ring" })) ?? [];
  showNames(all.filter((one) => one.name && ring.some(({ person }) => person === one.person)));
  const form = document.getElementById("unlock");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const found = await openByWords(form.elements.words.value);
    form.reset();
    if (!found) return announce(house.words["wrong-phrase"], "warning");
    await worker({ kind: "open", keys: found });
    goesOn();
  });
  const passkey = document.getElementById("passkey");
  if (!all.some((one) => one.byPasskey) || !(await canPasskey())) return;
  passkey.hidden = false;
  passkey.onclick = async () => {
    const found = await openByPasskey().catch(() => null);
    if (!found) return announce(house.words["passkey-wrong"], "warning");
    await worker({ kind: "open", keys: found });
    goesOn();
  };
}

// Who agreed to be named here and may come back with a PIN.
function showNames(people) {
  const quick = document.getElementById("quick");
  quick.hidden = !people.length;
  quick.elements.who.replaceChildren(...people.map((one) => made("option", { value: one.person }, one.name)));
  quick.onsubmit = async (event) => {
    event.preventDefault();
    if (quick.dataset.busy) return;
    quick.dataset.busy = "yes";
    const { who, pin } = quick.elements;
    const said = await worker({ kind: "pin", person: who.value, pin: pin.value }, 60000);
    if (said?.card) await signInByCard(said.card, pin.value);
    quick.reset();
    delete quick.dataset.busy;
    if (said?.person) return goesOn();
    announce(said?.left ? house.words["wrong-pin"].replace("{n}", said.left) : house.words["no-pin"], "warning");
    if (!said?.left) showNames(people.filter((one) => one.person !== who.value));
  };
}

// The PIN of a name card signs in as well, where there is a line; the node counts the tries.
async function signInByCard(card, pin) {
  if (!(await settled())) return;
  const body = new URLSearchParams({ card, pin, next: "/ward/" });
  await fetch("/card/", { method: "POST", body, redirect: "manual" }).catch(() => {});
}

function goesOn() {
  const next = new URL(new URLSearchParams(location.search).get("next") ?? "/ward/", location.origin);
  location.assign(next.origin === location.origin ? next.href : "/ward/");
}

// Somebody else takes over: locked at once, and signed out as soon as there is a line.
async function changePerson() {
  isLeaving = true;
  await keepDraft(keys);
  await worker({ kind: "lock" });
  await goesHome();
}

async function goesHome() {
  await owe();
  await Promise.race([settled(), new Promise((go) => setTimeout(go, 3000))]);
  location.assign(`${house.locked}?next=${encodeURIComponent(location.pathname + location.search)}`);
}

// What was done to this device from afar is said once, to whoever holds it.
async function sayWhatHappened() {
  const happened = await read("device", "happened");
  if (happened) announce(house.words[happened.why], "warning");
}
