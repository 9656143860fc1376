// Keeps what is typed, now and then and when the page goes away, by sending the same form to the
// same address. Without script the buttons do it.

const PAUSE = 3000; // milliseconds without typing
const PATIENCE = 8000; // milliseconds for an answer
const KEEPALIVE = 60000; // bytes that a browser sends for a page that is gone

const form = document.querySelector("form[data-autosave]");
let kept = "";
let timer = 0;
let pending = null;
let isSent = false;

function body() {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return new URLSearchParams([...fields, ["tussendoor", "1"]]).toString();
}

function say(text) {
  const status = form.querySelector("[data-autosave-status]");
  status.hidden = false;
  // The same words again would be read aloud again.
  if (status.textContent !== text) status.textContent = text;
}

async function save() {
  const now = body();
  if (isSent || pending || now === kept) return;
  pending = send(now, { signal: AbortSignal.timeout(PATIENCE) });
  const isKept = await pending;
  pending = null;
  if (isKept) kept = now;
  if (isKept !== null) say(isKept ? form.dataset.saved : form.dataset.unsaved);
}

// True: kept. False: not kept. Null: the form is not complete yet, which is no news.
async function send(text, options) {
  try {
    const answer = await fetch(location.href, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: text,
      ...options,
    });
    if (answer.status === 422) return null;
    return answer.status === 204;
  } catch {
    return false;
  }
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

// A page that a link leads to (the other language) must not be asked before this text is kept: it
// would show an older one, and keep that.
async function follow(event) {
  const link = event.target.closest("a[href]");
  const isOther = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || isOther || event.defaultPrevented || link.origin !== location.origin) return;
  if (link.pathname === location.pathname || "exit" in link.dataset || body() === kept) return;
  event.preventDefault();
  clearTimeout(timer);
  await pending;
  await save();
  if (isOnline()) location.assign(link.href);
}

function isOnline() {
  // What the browser would show instead of this page takes the text with it.
  if (!navigator.onLine) say(form.dataset.offline);
  return navigator.onLine;
}

if (form) {
  kept = body();
  document.addEventListener("click", follow);
  form.addEventListener("input", (event) => {
    if (event.target.type !== "file") soon();
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (isSent) {
      event.preventDefault(); // a double click
      return;
    }
    if (!isOnline()) {
      event.preventDefault();
      return;
    }
    if (pending) {
      // An older text must not arrive after the newer one.
      event.preventDefault();
      pending.finally(() => form.requestSubmit(event.submitter));
      return;
    }
    isSent = true;
  });
  addEventListener("pageshow", () => {
    isSent = false;
  });
  addEventListener("pagehide", () => {
    const now = body();
    if (!isSent && now !== kept && now.length < KEEPALIVE) send(now, { keepalive: true });
  });
}
