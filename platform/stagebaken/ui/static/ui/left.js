// Somebody left in a hurry, and "back" brings up a page of before in the same tab: show nothing of
// it and leave again. In the head and no module, so that nothing of the page is drawn first. Who
// comes back by an address or a link stays.
(() => {
  const [arrival] = performance.getEntriesByType("navigation");
  try {
    if (!sessionStorage.getItem("left")) return;
    if (arrival?.type === "back_forward") {
      document.documentElement.hidden = true;
      location.replace(document.currentScript.dataset.address);
    } else {
      sessionStorage.removeItem("left");
    }
  } catch {
    // Storage is not allowed here: then it is not known.
  }
})();
