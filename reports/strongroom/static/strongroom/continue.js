// A long job goes on by itself; without script one presses the button.
const form = document.querySelector("form[data-continue]");
if (form) {
  form.requestSubmit();
}
