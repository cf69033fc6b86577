// A form that was half filled in when the device locked itself: kept sealed, and given back to who wrote it after opening again.
// Only what was changed is kept, so that what others wrote meanwhile stays; photos and passwords are not.

const isAtHome = (path) => house.home.some((pattern) => new RegExp(pattern).test(path));
const draftName = (of) => hidden(of, `draft ${location.pathname}${location.search}`);

async function keepDraft(of) {
  if (!of || isAtHome(location.pathname)) return;
  const forms = [...document.forms].map((form) => (form.method === "post" ? changedIn(form) : {}));
  if (!forms.some((fields) => Object.keys(fields).length)) return;
  const box = await sealText(of.key, JSON.stringify(forms));
  await write("pages", { person: of.person, name: await draftName(of), at: Date.now(), ...box });
}

function changedIn(form) {
  const changed = {};
  const names = new Set([...form.elements].filter(isChanged).map((one) => one.name));
  for (const name of names) changed[name] = new FormData(form).getAll(name).filter((value) => typeof value === "string");
  return changed;
}

function isChanged(one) {
  if (!one.name || ["file", "hidden", "password", "submit", "button"].includes(one.type)) return false;
  if (["checkbox", "radio"].includes(one.type)) return one.checked !== one.defaultChecked;
  if (one.options) return [...one.options].some((option) => option.selected !== option.defaultSelected) && one.selectedIndex > 0;
  return one.value !== one.defaultValue;
}

async function giveBackDraft() {
  const name = await draftName(keys);
  const kept = await read("pages", [keys.person, name]);
  if (!kept) return;
  const forms = JSON.parse(await unsealText(keys.key, kept));
  for (const [place, fields] of forms.entries()) {
    const form = document.forms[place];
    for (const [field, values] of Object.entries(form ? fields : {})) if (form.elements[field]) refill(form.elements[field], values);
  }
  await remove("pages", [keys.person, name]);
  announce(house.words.draft);
}
