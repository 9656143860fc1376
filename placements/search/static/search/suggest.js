// Suggests programmes, companies and places while somebody types: a combobox that keyboard and
// screen reader know. Without script the form searches just as well.

const PAUSE = 200; // milliseconds without typing
const SHORTEST = 2; // letters

const form = document.querySelector("[data-suggest]");

// What the server proposes, as the words to search for and a remark beside them.
function words({ programmes = [], results = [], places = [] }) {
  return [
    ...programmes.map(({ name, crebo }) => [name, crebo]),
    ...results.map(({ name, place }) => [name, place]),
    ...places.map((name) => [name, ""]),
  ];
}

function suggestFor(input, kind, label) {
  const list = document.createElement("ul");
  let active = -1;
  let timer = 0;
  let asked = 0;

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function option([name, remark], index) {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.className = "stagebaken-suggestion";
    item.dataset.words = name;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const strong = document.createElement("strong");
    strong.textContent = name;
    item.append(strong, remark ? ` ${remark}` : "");
    // Before the field loses the focus, or the list would be gone.
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      choose(item);
    });
    return item;
  }

  function choose(item) {
    input.value = item.dataset.words;
    close();
  }

  async function ask() {
    const typed = input.value.trim();
    const number = (asked += 1);
    if (typed.length < SHORTEST) {
      close();
      return;
    }
    try {
      const query = new URLSearchParams({ q: typed, kind });
      const answer = await (await fetch(`${form.dataset.suggest}?${query}`)).json();
      if (number !== asked || document.activeElement !== input) return;
      list.replaceChildren(...words(answer).map(option));
      list.hidden = list.children.length === 0;
      active = -1;
      input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-expanded", String(!list.hidden));
    } catch {
      close(); // no connection: what is typed is kept as it is
    }
  }

  function move(step) {
    const items = [...list.children];
    active = (active + step + items.length) % items.length;
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
    input.setAttribute("aria-activedescendant", items[active].id);
    items[active].scrollIntoView({ block: "nearest" });
  }

  function onKey(event) {
    if (list.hidden) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(active < 0 ? 0 : -1);
    else if (event.key === "Enter" && active >= 0) choose(list.children[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  }

  list.id = `${input.id}-lijst`;
  list.className = "stagebaken-suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  input.after(list);
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
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
}

if (form) {
  suggestFor(form.querySelector("#id_q"), "trade", form.dataset.trades);
  suggestFor(form.querySelector("#id_near"), "place", form.dataset.places);
}
