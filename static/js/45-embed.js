// Makes the line that others paste of what the page shows just now: with what a
// reader has chosen in its filters, and the place that its address names.
"use strict";

{
  const box = document.querySelector(".embed-line");
  const field = box?.querySelector("textarea");
  // What filters put into an address, see writeChoice of parts/filter.js, but for the page.
  const chosen = ["type", "actor", "actors", "role", "kind", "place", "source", "tag", "status", "differ", "from", "to"];

  // placeOf returns the part of an embed that shows what a fragment names: a
  // cell of a table is shown by its row.
  const placeOf = (hash) => {
    const [, place] = /^#((?:account|note|entry)--.*?)(?:--\d+)?$/.exec(hash) ?? [];
    try {
      return place && document.getElementById(decodeURIComponent(place)) ? `#${place}` : "";
    } catch { // no address that a browser has encoded
      return "";
    }
  };

  const write = () => {
    const choice = [...new URLSearchParams(location.search)].filter(([name]) => chosen.includes(name));
    const query = choice.length ? `?${new URLSearchParams(choice)}`.replaceAll("&", "&amp;") : "";
    let line = field.defaultValue.replace('/embed/"', `/embed/${query}${placeOf(location.hash)}"`);
    // A site that was not told its address knows it from where it is read.
    if (!box.dataset.base) line = line.replaceAll(' src="/', ` src="${new URL(document.documentElement.dataset.root, document.baseURI)}`);
    field.value = line;
  };

  if (box && location.protocol !== "file:") {
    box.hidden = false;
    write();
    box.addEventListener("toggle", write);
    box.addEventListener("pointerover", write);
    box.addEventListener("focusin", write);
    field.addEventListener("focus", () => field.select());
  }
}
