// The reader's own choice of colours. It stands in the head and runs before the
// page is painted, so that nothing flashes.
"use strict";

{
  const page = document.documentElement;
  const choices = ["light", "dark"];
  const key = "theme";

  // Colours of the browser's own frame follow the choice.
  const show = (choice) => {
    if (choices.includes(choice)) page.dataset.theme = choice;
    else delete page.dataset.theme;
    for (const meta of document.querySelectorAll("meta[name='theme-color']")) {
      meta.dataset.media ??= meta.media;
      if (!page.dataset.theme) meta.media = meta.dataset.media;
      else meta.media = meta.dataset.media.includes(choice) ? "all" : "not all";
    }
  };

  // A browser may forbid storage: the choice then lasts as long as the page.
  const kept = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const keep = (choice) => {
    try {
      if (choice) localStorage.setItem(key, choice);
      else localStorage.removeItem(key);
    } catch {}
  };

  // The control says what the page shows, also where the browser fills in forms anew.
  const tell = () => {
    const select = document.querySelector(".theme select");
    if (select) select.value = page.dataset.theme ?? "";
  };

  show(kept());
  addEventListener("storage", (event) => {
    if (event.key !== key) return;
    show(event.newValue);
    tell();
  });
  addEventListener("pageshow", tell);
  document.addEventListener("DOMContentLoaded", () => {
    const choice = document.querySelector(".theme");
    if (!choice) return;
    const select = choice.querySelector("select");
    tell();
    choice.hidden = false;
    select.addEventListener("change", () => {
      keep(select.value);
      show(select.value);
    });
  });
}
