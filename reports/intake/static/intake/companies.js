// Suggests companies while the name is typed: a combobox that keyboard and screen reader know.
// Without script the button beside the field searches.

const PAUSE = 200; // milliseconds without typing
const SHORTEST = 2; // letters

const box = document.querySelector("[data-companies]");
const input = document.querySelector("#id_company_text");
const list = document.createElement("ul");
const chosen = document.createElement("input");
let results = [];
let active = -1;
let timer = 0;
let asked = 0;
let isPressed = false;

function say(text) {
  box.querySelector("[data-companies-status]").textContent = text;
}

function close() {
  list.hidden = true;
  active = -1;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

// The list stands between the field and the buttons. Gone before the finger is up, it would move
// the button away from under that finger, and the tap would be lost.
function leave() {
  const soon = () => setTimeout(close);
  if (isPressed) addEventListener("pointerup", soon, { once: true });
  else soon();
}

function choose(company) {
  input.value = [company.name, company.place].filter(Boolean).join(", ");
  chosen.value = company.id;
  close();
  say("");
}

function option(company, index) {
  const item = document.createElement("li");
  item.id = `bedrijf-${index}`;
  item.className = "stagebaken-suggestion";
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const name = document.createElement("strong");
  name.textContent = company.name;
  item.append(name, company.place ? ` ${company.place}` : "");
  // Before the field loses the focus, or the list would be gone.
  item.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    choose(company);
  });
  return item;
}

function show(companies) {
  results = companies;
  list.replaceChildren(...companies.map(option));
  list.hidden = companies.length === 0;
  active = -1;
  input.setAttribute("aria-expanded", String(companies.length > 0));
  input.removeAttribute("aria-activedescendant");
  say(companies.length ? box.dataset.found : box.dataset.none);
}

async function suggest() {
  const words = input.value.trim();
  const number = (asked += 1);
  if (words.length < SHORTEST) {
    close();
    return;
  }
  try {
    const address = `${box.dataset.companies}?q=${encodeURIComponent(words)}`;
    const answer = await fetch(address);
    const { results: companies } = await answer.json();
    if (number === asked && document.activeElement === input) show(companies);
  } catch {
    close(); // no connection: what is typed is kept as it is
  }
}

function move(step) {
  if (list.hidden || results.length === 0) return;
  active = (active + step + results.length) % results.length;
  [...list.children].forEach((item, index) => {
    item.setAttribute("aria-selected", String(index === active));
  });
  const item = list.children[active];
  input.setAttribute("aria-activedescendant", item.id);
  item.scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  if (event.key === "ArrowDown") move(1);
  else if (event.key === "ArrowUp") move(-1);
  else if (event.key === "Enter" && active >= 0) choose(results[active]);
  else if (event.key === "Escape" && !list.hidden) close();
  else return;
  event.preventDefault();
}

if (box && input) {
  box.querySelector("[data-companies-search]").remove();
  chosen.type = "hidden";
  chosen.name = "company_id";
  chosen.value = box.dataset.chosen;
  list.id = "bedrijven";
  list.className = "stagebaken-suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.list);
  list.hidden = true;
  input.after(list, chosen);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
    autocomplete: "off",
  })) {
    input.setAttribute(name, value);
  }
  input.addEventListener("input", () => {
    chosen.value = ""; // other letters, perhaps another company
    clearTimeout(timer);
    timer = setTimeout(suggest, PAUSE);
  });
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", leave);
  for (const name of ["pointerdown", "pointerup", "pointercancel"]) {
    addEventListener(name, () => {
      isPressed = name === "pointerdown";
    });
  }
}
