// Finds a school in a long list while its name is typed. Without script the list is read.

const MANY = 8; // from here on a list is searched

const box = document.querySelector("[data-schools]");
const cards = box ? [...box.querySelectorAll(".stagebaken-choice-card")] : [];

function plain(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();
}

function filter(typed) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const card of cards) {
    const name = plain(card.textContent);
    // A school that was chosen stays in sight.
    const fits = words.every((word) => name.includes(word)) || card.querySelector(":checked");
    card.hidden = !fits;
    found += fits ? 1 : 0;
  }
  box.querySelector("[data-schools-none]").hidden = found > 0;
}

if (cards.length >= MANY) {
  const search = box.querySelector("[data-schools-search]");
  search.hidden = false;
  const input = search.querySelector("input");
  input.addEventListener("input", () => filter(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it finds, it does not send
  });
}
