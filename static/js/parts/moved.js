// Leads on from an older address of a page with what a link asked for there: a
// fragment, or the theme and choice of a frame, which the refresh that is in the
// page leaves behind.
"use strict";

if (location.search || location.hash) {
  const link = new URL(document.currentScript.dataset.page, document.baseURI);
  link.search = location.search;
  link.hash = location.hash;
  location.replace(link);
}
