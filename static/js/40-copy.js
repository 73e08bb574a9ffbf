// Copies addresses and citations with one press. Each place that has an address
// (entry, note, statement, account, field, cell) offers its button while a
// mouse or the keyboard is in it; where nothing hovers, all offer it from the start
// but the fields and cells of tables, of which a small screen would show fewer.
// Citations have theirs always. Notes, statements and accounts can be cited as
// well; an entry's own page has its citation.
"use strict";

{
  const places = ".entry, .note, .accounts-given .account, .accounts th[id], .accounts tbody th, .accounts td[id]";
  const parts = ".note, .accounts-given .account, .accounts th[id]"; // what can be cited by itself
  const { lang } = document.documentElement;
  const said = 2500; // ms that "Copied" stays

  const status = document.createElement("p");
  status.className = "hidden";
  status.role = "status";
  document.querySelector("footer").append(status);

  // copy puts text on the clipboard. Old browsers, and pages that came without
  // TLS, know only the way over a selection, which has to be where the button is: the
  // rest of the page is out of reach while a dialog is open. The last resort shows the text.
  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const focused = document.activeElement;
      const field = document.createElement("textarea");
      field.className = "hidden";
      field.value = text;
      button.after(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      focused?.focus();
      if (!done) prompt(say("copy.manually"), text);
      return done;
    }
  };

  const buttonOf = (words, label, press) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => press(button));
    return button;
  };

  const newButton = (label, text) => buttonOf(say("copy.copy"), label, async (button) => {
    if (!(await copy(text(), button))) return;
    button.textContent = status.textContent = say("copy.copied");
    setTimeout(() => {
      button.textContent = say("copy.copy");
      status.textContent = "";
    }, said);
  });

  // newRIS makes the buttons of a record of RIS, whose lines end by CR and LF: one copies
  // it, one saves it, for most reference managers open it as a file.
  const newRIS = (name, text) => {
    const record = () => `${text()}\n`.replaceAll("\n", "\r\n"), both = document.createElement("span");
    both.className = "copies";
    both.append(newButton(say("cite.copy_ris"), record), buttonOf(say("cite.save"), say("cite.save_ris"), () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([record()], { type: "application/x-research-info-systems" }));
      link.download = `${decodeURIComponent(name)}.ris`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), said);
    }));
    return both;
  };

  // addressOf returns where a link leads, without what narrows this very page.
  const addressOf = (link) => {
    const url = new URL(link.href);
    if (url.pathname === location.pathname) url.search = "";
    return url.href;
  };

  // lasting returns where a link leads from the page's permanent address, which a citation
  // names, where the page says one: a reader may have come by another.
  const lasting = (link) => {
    const page = document.querySelector("link[rel=canonical]");
    return page ? new URL(link.getAttribute("href"), page.href).href : addressOf(link);
  };

  const footer = document.querySelector("footer");
  let citing = false; // a second press, before the dialog is there, opens no other
  const cite = async (place, link, button) => {
    if (citing) return;
    citing = true;
    try {
      const module = await import(new URL(footer.dataset.module, document.baseURI));
      await module.cite(place, lasting(link), newButton, newRIS);
    } catch {
      status.textContent = button.textContent = say("copy.again");
    }
    citing = false;
  };

  const newCite = (place, link) =>
    buttonOf(say("copy.cite"), place.matches(".note") ? say("copy.cite_note") : say("copy.cite_account"), (button) => cite(place, link, button));

  // offer gives a place its buttons, after its link to itself. A folder that is
  // read without a host has no modules, and so nothing to cite parts with.
  const offer = (place) => {
    const link = place.querySelector(".self, .field") ?? place.querySelector("h3 a");
    if (!link) return null;
    const label = link.ariaLabel ? say("copy.place", { what: link.ariaLabel[0].toLocaleLowerCase(lang) + link.ariaLabel.slice(1) }) : say("copy.address_of", { title: link.textContent });
    const button = newButton(label, () => addressOf(link));
    const buttons = place.matches(parts) && location.protocol !== "file:" ? [button, newCite(place, link)] : [button];
    (link.closest("h3") ?? link).after(...buttons);
    return buttons;
  };

  let here = null; // the place that offers its buttons
  let offered = null;

  const come = (event) => {
    const place = event.target.closest?.(places);
    if (place === here || event.target.closest?.("dialog")) return;
    for (const button of offered ?? []) if (button !== document.activeElement) button.remove();
    here = place;
    offered = place && !place.querySelector(".copy") ? offer(place) : null;
  };

  if (matchMedia("(hover: none)").matches) {
    const offerAll = (within) => {
      for (const place of within.querySelectorAll(places)) if (!place.matches("tbody *")) offer(place);
    };
    offerAll(document);
    addEventListener("entries", ({ target }) => offerAll(target)); // which a choice of filters has brought
  }
  addEventListener("pointerover", come);
  addEventListener("focusin", come);

  const labels = { // of what stands in a form to copy
    citation: say("cite.copy_citation"),
    "BibTeX entry": say("cite.copy_bibtex"),
    "CSL-JSON item": say("cite.copy_csl"),
    "permanent address": say("cite.copy_address"),
    "line to embed": say("copy.line"),
  };
  for (const form of document.querySelectorAll(".cite [data-form]")) {
    const text = () => form.href ?? form.value ?? form.textContent;
    form.before(form.dataset.form === "RIS record" ? newRIS(location.pathname.match(/([^/]*)\/?(?:index\.html)?$/)[1], text) : newButton(labels[form.dataset.form], text));
  }
}
