// Records a voice in the page and puts it in the file input, so that it goes with the form.
// Nothing leaves the phone before that.

const LONGEST = 20 * 60 * 1000; // milliseconds
const BITS = 32000; // per second: clear speech, and twenty minutes stay far below 25 MB
const TYPES = ["audio/mp4", "audio/ogg;codecs=opus", "audio/webm;codecs=opus"];

const box = document.querySelector("[data-recorder]");
const input = document.querySelector("#id_voice");
const isAble = "MediaRecorder" in window && navigator.mediaDevices && "DataTransfer" in window;

function element(name) {
  return box.querySelector(`[data-${name}]`);
}

function say(text) {
  element("recorder-status").textContent = text;
}

function show(state) {
  element("start").hidden = state === "recording";
  element("stop").hidden = state !== "recording";
  element("clear").hidden = state !== "ready";
  box.querySelector("audio").hidden = state !== "ready";
}

function put(blob) {
  const files = new DataTransfer();
  files.items.add(new File([blob], "opname", { type: blob.type }));
  input.files = files.files;
  const player = box.querySelector("audio");
  if (player.src) URL.revokeObjectURL(player.src);
  player.src = URL.createObjectURL(blob);
}

function clear() {
  input.value = "";
  show("idle");
  say("");
  element("start").focus();
}

async function start() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    say(box.dataset.refused);
    return;
  }
  record(stream);
}

function record(stream) {
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS });
  const parts = [];
  let words = box.dataset.ready;
  const stop = () => recorder.state === "recording" && recorder.stop();
  const limit = setTimeout(() => {
    words = box.dataset.long;
    stop();
  }, LONGEST);
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.addEventListener("stop", () => {
    clearTimeout(limit);
    for (const track of stream.getTracks()) track.stop();
    put(new Blob(parts, { type: recorder.mimeType }));
    show("ready");
    say(words);
    element("clear").focus();
  });
  element("stop").addEventListener("click", stop, { once: true });
  recorder.start();
  show("recording");
  say(box.dataset.recording);
  element("stop").focus();
}

if (box && input && isAble) {
  box.hidden = false;
  element("start").addEventListener("click", start);
  element("clear").addEventListener("click", clear);
}
