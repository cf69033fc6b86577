// The pages that somebody keeps: asked for when there is a line, sealed under their key, by addresses that nobody can read.

const BETWEEN = 60000;

// Fetch what changed; `tell` hears how many pages are here. Gives the number, or null where there was no line.
async function keepPages(keys, tell = () => {}) {
  const index = (await readIndex(keys)) ?? { version: "", marks: {} };
  try {
    for (;;) {
      const short = await shortMarks(index.marks);
      const here = { device: (await device()).device, waiting: await waitingOf(keys.person) };
      const have = { ...here, version: index.version, have: Array.from(short, ([name, { mark }]) => name + mark).join("") };
      const answer = await fetch("/offline/pages", {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(have), redirect: "manual",
      });
      if (answer.status === 410) await worker({ kind: "revoked" });
      if (!answer.ok) return null;
      const said = await answer.json();
      if (said.person !== keys.person) return null;
      await heardFrom(said);
      for (const [path, mark, html] of said.pages ?? []) {
        await keepPage(keys, path, html);
        index.marks[path] = mark;
      }
      for (const path of (said.gone ?? []).map((name) => short.get(name)?.path).filter(Boolean)) {
        await remove("pages", [keys.person, await hidden(keys, path)]);
        delete index.marks[path];
      }
      index.version = said.more ? "" : said.version;
      index.asked = Date.now();
      await writeIndex(keys, index);
      tell(Object.keys(index.marks).length);
      if (!said.more) return Object.keys(index.marks).length;
    }
  } catch {
    return null;
  }
}

// What the device holds, as it asks: sixteen letters a page, half of them for its address.
async function shortMarks(marks) {
  const short = new Map();
  for (const [path, mark] of Object.entries(marks)) {
    short.set((await sha256(utf8.encode(path))).slice(0, 8), { path, mark: mark.slice(0, 8) });
  }
  return short;
}

async function keepPage(keys, path, html) {
  const name = await hidden(keys, path);
  await write("pages", { person: keys.person, name, at: Date.now(), ...(await sealText(keys.key, html)) });
}

const INDEX = "index of pages";

async function readIndex(keys) {
  const kept = await read("pages", [keys.person, await hidden(keys, INDEX)]);
  return kept ? JSON.parse(await unsealText(keys.key, kept)) : undefined;
}

async function writeIndex(keys, index) {
  const name = await hidden(keys, INDEX);
  await write("pages", { person: keys.person, name, at: index.asked, ...(await sealText(keys.key, JSON.stringify(index))) });
}

// Nothing of a person is here any more: pages, files, items and the wrapped key.
function forget(person) {
  return within(["people", "pages", "items", "files"], "readwrite", async (people, ...stores) => {
    await answered(people.delete(person));
    for (const store of stores) await answered(store.delete(own(person)));
  });
}
