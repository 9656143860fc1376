// Records a voice in the page and puts it in the file input, so that it goes with the form.
// Nothing leaves the phone before that. See ui/_recorder.html; without script it stays hidden.

const LONGEST = 20 * 60 * 1000; // milliseconds
const BITS = 32000; // per second: clear speech, and twenty minutes stay far below 25 MB
const TYPES = ["audio/mp4", "audio/ogg;codecs=opus", "audio/webm;codecs=opus"];

class Recorder {
  constructor(box, input) {
    this.box = box;
    this.input = input;
    this.player = box.querySelector("audio");
    this.part("start").addEventListener("click", () => this.start());
    this.part("clear").addEventListener("click", () => this.clear());
    // Another file chosen by hand takes the place of the recording.
    input.addEventListener("change", () => this.show("idle", ""));
    box.hidden = false;
  }

  part(name) {
    return this.box.querySelector(`[data-${name}]`);
  }

  show(state, words) {
    this.part("start").hidden = state === "recording";
    this.part("stop").hidden = state !== "recording";
    this.part("clear").hidden = state !== "ready";
    this.player.hidden = state !== "ready";
    this.part("recorder-status").textContent = words;
  }

  put(blob) {
    const files = new DataTransfer();
    files.items.add(new File([blob], "opname", { type: blob.type }));
    this.input.files = files.files;
    this.forget();
    this.player.src = URL.createObjectURL(blob);
  }

  forget() {
    if (this.player.src) URL.revokeObjectURL(this.player.src);
    this.player.removeAttribute("src");
  }

  clear() {
    this.input.value = "";
    this.forget();
    this.show("idle", "");
    this.part("start").focus();
  }

  async start() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      this.part("recorder-status").textContent = this.box.dataset.refused;
      return;
    }
    this.record(stream);
  }

  record(stream) {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS });
    const pieces = [];
    let words = this.box.dataset.ready;
    const stop = () => recorder.state === "recording" && recorder.stop();
    const limit = setTimeout(() => {
      words = this.box.dataset.long;
      stop();
    }, LONGEST);
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      clearTimeout(limit);
      this.part("stop").removeEventListener("click", stop);
      for (const track of stream.getTracks()) track.stop();
      this.put(new Blob(pieces, { type: recorder.mimeType }));
      this.show("ready", words);
      this.part("clear").focus();
    });
    this.part("stop").addEventListener("click", stop);
    recorder.start();
    this.show("recording", this.box.dataset.recording);
    this.part("stop").focus();
  }
}

const isAble = "MediaRecorder" in window && navigator.mediaDevices && "DataTransfer" in window;

for (const box of isAble ? document.querySelectorAll("[data-recorder]") : []) {
  const input = document.querySelector(box.dataset.input);
  if (input) new Recorder(box, input);
}
