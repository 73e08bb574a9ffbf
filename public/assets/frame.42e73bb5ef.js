// Runs in the pages that others show in a frame. It tells the page around it how
// high the frame should be, and whoever asks again may: nothing but that number
// leaves the frame. ?theme=light or dark holds the colours to those of the page
// around; other parts of the address choose entries, as on the page of filters.
"use strict";

{
  const page = document.documentElement;
  const asked = new URLSearchParams(location.search);
  if (["light", "dark"].includes(asked.get("theme"))) page.dataset.theme = asked.get("theme");
  const facets = ["type", "actor", "role", "kind", "place", "source", "tag", "status", "differ", "from", "to"];

  const tell = () => {
    if (parent === window) return;
    parent.postMessage({ dateline: { height: Math.ceil(document.body.getBoundingClientRect().height) } }, "*");
  };

  // narrow shows the newest of the entries that are asked for. Where they cannot
  // be loaded, those that stand in the page stay.
  const narrow = async (list) => {
    const filter = await import(new URL(list.dataset.module, document.baseURI));
    const { months, chosen, all, nothing } = await filter.newest(list.dataset.within ?? "", asked, list.querySelectorAll(".entry").length);
    list.replaceChildren(...months);
    const none = document.querySelector(".none");
    none.hidden = months.length > 0;
    none.textContent = nothing;
    const heading = document.querySelector("h1"), whole = document.querySelector(".more a");
    const words = document.createElement("p");
    words.className = "chosen";
    words.textContent = chosen;
    heading.after(words);
    asked.delete("theme");
    heading.firstChild.search = asked;
    if (!all) return; // the link to everything stays
    whole.textContent = all;
    whole.search = asked;
  };

  addEventListener("DOMContentLoaded", () => {
    const list = document.querySelector(".timeline[data-module]");
    if (list && facets.some((name) => asked.has(name))) narrow(list).catch(() => {});
    new ResizeObserver(tell).observe(document.body);
  });
  addEventListener("load", tell);
  addEventListener("message", ({ source, data }) => source === parent && data?.dateline?.ask === true && tell());
}
