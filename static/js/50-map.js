// A name in a network that is reached by keyboard comes into the middle, where all of it
// shows. Maps can be read as they stand; where there is one, the module that zooms and
// moves it is loaded. A folder that is read without a host has no modules.
"use strict";

for (const drawing of document.querySelectorAll(".network .scroll")) {
  drawing.addEventListener("focusin", ({target}) => {
    if (target.matches("svg a:focus-visible")) target.scrollIntoView({block: "nearest", inline: "center"});
  });
}

for (const sheet of location.protocol === "file:" ? [] : document.querySelectorAll(".map .sheet")) {
  import(new URL(sheet.dataset.module, document.baseURI)).then((map) => map.ready(sheet), () => {});
}
