// "/" opens the search; so does its field in the masthead. The search itself
// is a module that is loaded when it is first wanted.
"use strict";

{
  const form = document.querySelector(".masthead form[role='search']");
  const field = form?.querySelector("input");
  const typing = (e) => e.isContentEditable || e.matches("input:not([type='checkbox'], [type='radio']), textarea, select");

  // The field takes what is typed until the module is there. Where it does not
  // come, the field sends its words to the page of the search.
  const open = async (before) => {
    field.focus();
    const search = await import(new URL(form.dataset.module, document.baseURI).href);
    if (before === document.body) field.blur();
    else before?.focus();
    search.open(field.value);
    field.value = "";
  };

  if (form) {
    addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      event.preventDefault();
      open(document.activeElement).catch(() => {});
    });
    field.addEventListener("click", () => open().catch(() => {}));
  }
}
