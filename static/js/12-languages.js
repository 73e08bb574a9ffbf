// Who changes the language keeps what the filters or the search were asked, and the
// place on the page: all editions name them alike.
"use strict";

for (const link of document.querySelectorAll(".languages a[rel='alternate']")) {
  for (const come of ["pointerover", "focus"]) {
    link.addEventListener(come, () => {
      link.search = location.search;
      link.hash = location.hash;
    });
  }
}
