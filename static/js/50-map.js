// Maps can be read as they stand; where there is one, the module that zooms and
// moves it is loaded. A folder that is read without a host has no modules.
"use strict";

for (const sheet of location.protocol === "file:" ? [] : document.querySelectorAll(".map .sheet")) {
  import(new URL(sheet.dataset.module, document.baseURI)).then((map) => map.ready(sheet), () => {});
}
