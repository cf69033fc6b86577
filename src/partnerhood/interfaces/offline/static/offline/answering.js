// How the worker answers a page that is asked for: what travels is not put into the browser's own cache, where the next hand
// finds it, but sealed under the key of who reads it; what did not change since does not travel again.

const SHELL = "shell";
const SEEN = 48;
const OF_A_PAGE = ["Content-Security-Policy", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy", "X-Content-Type-Options"];

async function partOfTheHouse(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  return kept ?? fetch(request);
}

// Signing out: what memory held of this person is gone, and where there is no line it is owed.
async function signsOut(request) {
  const who = present() ?? (await askPages());
  await owe();
  if (who) await dropFromRing(who.person);
  await lock();
  try {
    const answer = await fetch(request);
    if (answer.status < 500) await remove("device", "watch");
    return answer;
  } catch {
    const house = await read("device", "house");
    return house ? Response.redirect(house.locked, 303) : Response.error();
  }
}

async function posted(request) {
  try {
    if (await settled()) return await fetch(request);
  } catch { /* no line */ }
  return (await plainly("needs-line")) ?? Response.error();
}

async function navigated(event, address) {
  const people = await every("people");
  const isKept = people.length > 0;
  await letExpire(people);
  if (isKept && (await isAbandoned())) await lock();
  if (isKept && !(await settled())) return (await fromDevice(address)) ?? Response.error();
  if (isKept) event.waitUntil(hearOrders());
  try {
    const known = isKept ? present() ?? (await askPages()) : null;
    const answer = known ? await asked(event, known, address) : await fetch(event.request);
    if (answer.type === "opaqueredirect" && known?.away) return (await fromDevice(address, "signed-out")) ?? answer;
    if (answer.status < 500 || answer.status === 507) return answer;
    return (await fromDevice(address)) ?? answer;
  } catch {
    return (await fromDevice(address)) ?? Response.error();
  }
}

// Ask the node, with the marks of what is here; the browser's own cache has no part in it.
async function asked(event, known, address) {
  const held = await heldOf(known, address);
  const headers = new Headers(event.request.headers);
  if (held.length) headers.set("If-None-Match", held.map((one) => one.mark).join(", "));
  const { referrer } = event.request;
  const answer = await fetch(address.href, { headers, referrer, redirect: "manual", cache: "no-store", mode: "same-origin" });
  const mark = answer.headers.get("ETag");
  if (answer.status === 304) {
    const same = held.find((one) => one.mark === mark) ?? held[0];
    return pageOf(same.html);
  }
  if (answer.ok && mark && answer.headers.get("Content-Type")?.startsWith("text/html")) {
    event.waitUntil(answer.clone().text().then((html) => keepSeen(known, address, mark, html)).catch(() => {}));
  }
  return answer;
}

// What is here of an address: the page that is kept, and the one that was read last.
async function heldOf(known, address) {
  const kept = await keptPage(known, address);
  const seen = await read("pages", [known.person, await slotOf(known, address)]);
  const held = kept ? [{ html: kept.html, mark: await markOf(kept.html) }] : [];
  if (seen) {
    const last = JSON.parse(await unsealText(known.key, seen));
    if (last.path === address.pathname + address.search) held.push(last);
  }
  return held;
}

// The mark that the node gives a page: the beginning of the SHA-256 of its words.
async function markOf(html) {
  const sum = await crypto.subtle.digest("SHA-256", utf8.encode(html));
  return `W/"${base64(sum.slice(0, 12)).replaceAll("+", "-").replaceAll("/", "_")}"`;
}

// A few dozen places for what was read last and is not kept: it is shown again only where the node says that it still stands.
async function slotOf(known, address) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8.encode(address.pathname + address.search)));
  return hidden(known, `seen ${sum[0] % SEEN}`);
}

async function keepSeen(known, address, mark, html) {
  const mine = await read("people", known.person);
  if (!mine || mine.off || !html.includes(`data-person="${known.person.slice(0, 8)}"`)) return;
  const box = await sealText(known.key, JSON.stringify({ path: address.pathname + address.search, mark, html }));
  await write("pages", { person: known.person, name: await slotOf(known, address), at: Date.now(), ...box });
}

// A page without a line: the shell's own, the kept one where somebody is open, else the page to open it.
async function fromDevice(address, why) {
  const shell = await caches.open(SHELL);
  const house = await read("device", "house");
  if (!house || !(await every("people")).length) return null;
  const known = present() ?? (await askPages());
  if (address.pathname.startsWith("/offline/")) {
    const kept = await shell.match(address.pathname.startsWith("/offline/locked/") ? house.locked : house.outbox, { ignoreVary: true });
    if (kept) return kept;
  }
  if (!known) {
    const next = encodeURIComponent(address.pathname + address.search);
    return Response.redirect(`${house.locked}?next=${next}`, 302);
  }
  await isTouched();
  const page = (await keptPage(known, address)) ?? (address.pathname === "/" ? await keptPage(known, new URL("/ward/", address)) : null)
    ?? (/^\?paper=[^&]*$/.test(address.search) ? await keptPage(known, new URL(address.pathname, address)) : null);
  if (!page) return why ? null : plainly("not-kept");
  const since = `<head>\n<meta name="kept-at" content="${Number(page.at)}">${why ? `\n<meta name="says" content="${why}">` : ""}`;
  return pageOf(page.html.replace("<head>", since));
}

// A page from the device has the headers that the node gives its pages.
async function pageOf(html) {
  const house = await read("device", "house");
  const model = house && (await (await caches.open(SHELL)).match(house.locked, { ignoreVary: true }));
  const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" };
  for (const name of OF_A_PAGE) if (model?.headers.has(name)) headers[name] = model.headers.get(name);
  return new Response(html, { headers });
}

async function keptPage(known, address) {
  const kept = await read("pages", [known.person, await hidden(known, address.pathname + address.search)]);
  return kept ? { at: kept.at, html: await unsealText(known.key, kept) } : null;
}

// What cannot be shown or done without a line says so, on the page where what waits is listed.
async function plainly(why) {
  const house = await read("device", "house");
  const kept = house && (await (await caches.open(SHELL)).match(house.outbox, { ignoreVary: true }));
  if (!kept) return null;
  const html = (await kept.text()).replace("<head>", `<head>\n<meta name="says" content="${why}">`);
  return new Response(html, { status: 503, headers: kept.headers });
}
