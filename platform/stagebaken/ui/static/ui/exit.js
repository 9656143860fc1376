// The quick exit: away at once, nothing left on the screen, this page gone from the tab's history.
// Without script the same link works as a link; the address it names forgets draft and dossier.

const PRESSES = 3;
const WITHIN = 2000; // milliseconds

const link = document.querySelector("[data-exit]");
let presses = [];
let left = false;

// For left.js: pages of before, which "back" would show. Gone with the tab.
function remember() {
  try {
    sessionStorage.setItem("left", "1");
  } catch {
    // Storage is not allowed here.
  }
}

function leave() {
  left = true;
  document.title = "\u200b";
  document.body.hidden = true; // a slow connection must not keep the page in sight
  remember();
  location.replace(link.href);
}

function onKey(event) {
  if (event.key !== "Escape") {
    presses = [];
    return;
  }
  if (event.repeat) return;
  const now = Date.now();
  presses = [...presses.filter((moment) => now - moment < WITHIN), now];
  if (presses.length >= PRESSES) leave();
}

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", onKey);
  // The browser may keep pages ready for the back button: do not show one that was left.
  addEventListener("pageshow", (event) => {
    if (event.persisted && left) leave();
    else if (event.persisted && "fresh" in document.body.dataset) location.reload();
  });
  for (const hint of document.querySelectorAll("[data-exit-hint]")) hint.hidden = false;
}
