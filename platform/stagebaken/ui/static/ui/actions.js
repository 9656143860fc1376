// Small conveniences that need script. Their buttons are `hidden` in the page and shown here,
// so that nobody without script sees a button that does nothing.

function say(button, text) {
  const status = document.querySelector(button.dataset.status ?? "[data-status-of='actions']");
  if (status) status.textContent = text;
}

function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent.trim().replace(/\s+/g, " "));
    say(button, button.dataset.done ?? "");
  } catch {
    // Not allowed here: select the text, so that the person can copy it.
    select(source);
    say(button, button.dataset.failed ?? "");
  }
}

const behaviours = {
  copy,
  print: () => print(),
};

for (const [name, act] of Object.entries(behaviours)) {
  for (const button of document.querySelectorAll(`[data-${name}]`)) {
    button.hidden = false;
    button.addEventListener("click", () => act(button));
  }
}

// What the browser kept for the back button may be of before a log-out: ask for it again.
addEventListener("pageshow", (event) => {
  if (event.persisted && "fresh" in document.body.dataset) location.reload();
});
