// j and k walk over the cases and / goes to the search field, only while the focus is in the list
// (WCAG 2.1.4): whoever speaks to their computer, or types somewhere, never meets them.
const list = document.querySelector("[data-keys]");

function step(by) {
  const links = [...list.querySelectorAll(".stagebaken-case__title a")];
  links[links.indexOf(document.activeElement) + by]?.focus();
}

function search() {
  document.querySelector("[role='search'] input[name='words']")?.focus();
}

const keys = { j: () => step(1), k: () => step(-1), "/": search };

if (list) {
  document.querySelector("[data-keys-help]").hidden = false;
  list.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // the / opens a search of the browser
    act();
  });
}
