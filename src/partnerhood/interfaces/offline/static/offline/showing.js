// What the device says on a page: only text and elements, never markup.

function made(tag, said = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(said)) {
    if (name === "does") element.addEventListener("click", value);
    else element.setAttribute(name, value);
  }
  element.append(...inside);
  return element;
}

// A sentence at the top of the page, in place of the one before it.
function announce(sentence, kind = "info", ...more) {
  document.getElementById("offline-said")?.remove();
  const line = made("p", { id: "offline-said", class: `said ${kind}`, role: "status" }, sentence, ...more);
  document.getElementById("main")?.prepend(line);
  line.scrollIntoView?.({ block: "nearest" });
}

function say(input, sentence) {
  const id = `said-${input.id || input.name}`;
  document.getElementById(id)?.remove();
  input.after(made("p", { id, class: "soft", role: "status" }, sentence));
}

// A question with two answers.
function ask(sentence, yes, no) {
  return new Promise((answer) => {
    const close = (said) => { box.close(); box.remove(); answer(said); };
    const box = made("dialog", { class: "beside", "aria-label": sentence },
      made("p", {}, sentence),
      made("p", { class: "actions" },
        made("button", { class: "act", type: "button", does: () => close(true) }, yes),
        made("button", { class: "act quiet", type: "button", does: () => close(false) }, no)));
    box.addEventListener("cancel", () => close(false));
    document.body.append(box);
    box.showModal();
  });
}

function faultsBeside(form, faults) {
  for (const old of form.querySelectorAll("[data-fault]")) old.remove();
  for (const [name, errors] of Object.entries(faults ?? {})) {
    const input = form.elements[name];
    const where = input instanceof RadioNodeList ? input[0] : input;
    if (!where) continue;
    where.setAttribute("aria-invalid", "true");
    where.before(made("p", { class: "error", "data-fault": "" }, errors.join(" ")));
  }
}

const moment = (language, at) => new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(at);

// How many wait, beside the name of the house, on every page.
function showWaiting(number, words, address) {
  document.getElementById("offline-waiting")?.remove();
  if (!number) return;
  const text = number === 1 ? words["waiting-one"] : words["waiting-many"].replace("{n}", number);
  document.querySelector("header.top nav")?.prepend(made("a", { id: "offline-waiting", href: address }, text));
}
