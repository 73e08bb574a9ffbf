// Where a site has more sections than two lines hold, the masthead is higher: headings
// that stay in sight stop below it.
"use strict";

{
  const masthead = document.querySelector(".masthead");
  if (masthead) {
    new ResizeObserver(() => {
      document.documentElement.style.setProperty("--below-masthead", `${Math.floor(masthead.getBoundingClientRect().height)}px`);
    }).observe(masthead);
  }
}
