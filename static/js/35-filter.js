// Brings parts/filter.js when a reader opens the filters, brushes a ruler, or
// comes by an address that holds a choice.
"use strict";

{
  const box = document.querySelector(".filter[data-module]");
  const facets = ["type", "actor", "role", "kind", "place", "source", "tag", "status", "differ", "from", "to"];
  let filter = null;

  const load = () => filter ??= import(new URL(box.dataset.module, document.baseURI))
    .then((module) => module.start(box))
    .catch((reason) => {
      const again = () => { filter = null; };
      box.querySelector("p").textContent = say("filter.failed");
      if (box.open) again();
      else { // It opens, so that this is read: not to be loaded again at once.
        box.addEventListener("toggle", again, { once: true });
        box.open = true;
      }
      throw reason;
    });

  if (box) {
    const asked = new URLSearchParams(location.search);
    box.addEventListener("toggle", () => box.open && load());
    addEventListener("brush", (e) => load().then((f) => f.brush(e.detail)));
    if (facets.some((name) => asked.has(name))) load();
  }
}
