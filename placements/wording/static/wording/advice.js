// Advice under a field while it is written. The page after saving shows the same without script.
// All words come in as text; nothing is ever read as HTML.

const PAUSE = 700; // milliseconds without typing
const PATIENCE = 8000; // milliseconds for an answer

const panels = document.querySelector("template[data-wording-panel]");
const items = document.querySelector("template[data-wording-finding]");

async function ask(field, text, signal) {
  const answer = await fetch(panels.dataset.url, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      "X-CSRFToken": field.form.elements.csrfmiddlewaretoken.value,
    },
    body: new URLSearchParams({ text }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
  });
  return answer.ok && !answer.redirected ? (await answer.json()).findings : null;
}

// The server counts characters, the browser counts UTF-16 units: an emoji is one, and two.
function unit(text, characters) {
  return Array.from(text).slice(0, characters).join("").length;
}

function show(field, text, finding) {
  const item = items.content.firstElementChild.cloneNode(true);
  for (const part of item.querySelectorAll("[data-part]")) {
    const words = finding[part.dataset.part];
    if (words) part.textContent = words;
    else part.closest("p").remove();
    if (part.dataset.part === "better") part.lang = finding.language;
  }
  item.querySelector("button").addEventListener("click", () => {
    field.focus();
    if (field.value === text) {
      field.setSelectionRange(unit(text, finding.start), unit(text, finding.end));
    }
  });
  return item;
}

function watch(field) {
  const panel = panels.content.firstElementChild.cloneNode(true);
  const status = panel.querySelector("[role=status]");
  const list = panel.querySelector("ul");
  field.after(panel);
  let timer = 0;
  let asked = new AbortController();

  function tell(text, findings) {
    list.replaceChildren(...findings.map((finding) => show(field, text, finding)));
    const { none, one, more } = panels.dataset;
    const words = findings.length === 0 ? none : findings.length === 1 ? one : more;
    if (findings.length) panel.hidden = false;
    // The same words again would be read aloud again.
    if (status.textContent !== words && !panel.hidden) status.textContent = words;
  }

  async function check() {
    asked.abort();
    asked = new AbortController();
    const text = field.value;
    try {
      // Line ends become two characters when a form is sent; here they stay one.
      const findings = text.trim() ? await ask(field, text, asked.signal) : [];
      if (findings && field.value === text) tell(text, findings);
    } catch {
      // No answer: the page after saving gives the advice.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  });
  if (field.value.trim()) check();
}

if (panels && items) {
  for (const field of document.querySelectorAll("[data-wording]")) watch(field);
}
