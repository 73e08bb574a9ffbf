// Maps can be read as they stand; where there is one, the module that zooms and
// moves it is loaded.
"use strict";

for (const sheet of document.querySelectorAll(".map .sheet")) {
  import(new URL(sheet.dataset.module, document.baseURI)).then((map) => map.ready(sheet), () => {});
}
