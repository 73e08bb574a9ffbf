// "/" opens the search; so does its field in the masthead. The search itself
// is a module that is loaded when it is first wanted.
"use strict";

{
  const form = document.querySelector(".masthead form[role='search']");
  const field = form?.querySelector("input");
  const typing = (e) => e.isContentEditable || e.matches("input:not([type='checkbox'], [type='radio']), textarea, select");

  // Where the module does not come, the field sends its words to the page of the search.
  const open = () => import(new URL(form.dataset.module, document.baseURI).href).then((search) => search.open(), () => field.focus());

  if (form) {
    addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      event.preventDefault();
      open();
    });
    field.addEventListener("click", open);
  }
}
