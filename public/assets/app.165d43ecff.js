// say fills the placeholders of a text of the interface, which a call names by its
// key. The build puts the text in the place of the key, in the language of the
// page, or its plural forms, of which the value n decides, by the rules of English
// where they are that; and it puts this file in front of the parts that say
// something. say.number writes a number, say.year a year, astronomical, as pages do.
const say = (() => {
  const lang = document.documentElement.lang;
  const plural = new Intl.PluralRules(lang);
  const numberingSystem = ((say) => say("latn"))((text) => text);
  const number = new Intl.NumberFormat(lang, { numberingSystem });
  const shown = (value) => (typeof value === "number" ? number.format(value) : value);
  const rules = (text) => (text.lang ? new Intl.PluralRules(text.lang) : plural);
  const fill = (text, values = {}) => (text[rules(text).select(values.n)] ?? text.other ?? text)
    .replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
  const year = (value) => {
    const astronomical = BigInt(value), count = astronomical > 0 ? astronomical : 1n - astronomical;
    const years = count > 9999 ? number.format(count) : String(count);
    return astronomical < 1 ? ((say) => say("{years} BCE", { years }))(fill)
      : count < 1000 || count > 9999 ? ((say) => say("{years} CE", { years }))(fill) : years;
  };
  return Object.assign(fill, { number: number.format, year });
})();
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
// Hover cards: what a link to an actor or an incident says when a mouse rests
// on it or a keyboard comes to it. Fingers just follow the link.
"use strict";

{
  const page = document.documentElement;
  const pieces = Number(page.dataset.hover); // files that hold the cards
  const root = new URL(page.dataset.root, location.href);
  const [first, last] = document.querySelector("main").dataset.days?.split(" ").map(Number) ?? []; // day numbers
  const linked = ".body a[href], .note a[href], .chips a[href]";
  const opening = 350; // ms that a mouse has to rest
  const closing = 250; // ms that it may take on its way to the card
  const gap = 6; // px between link and card

  // keyOf returns the key of the page that a link leads to: "actors/nato/".
  const keyOf = (link) => {
    if (!link.href.startsWith(root.href) || link.pathname === location.pathname || link.closest(".entry")) return "";
    const key = decodeURI(link.pathname.slice(root.pathname.length));
    return /^(actors|incidents)\/[^/]+\/$/.test(key) ? key : "";
  };

  // pieceOf returns the number of the file that holds a card, as package site
  // does: by FNV-1a with 32 bits, its halves folded.
  const pieceOf = (key) => {
    const hash = new TextEncoder().encode(key).reduce((h, byte) => Math.imul(h ^ byte, 0x01000193), 0x811c9dc5);
    return ((hash ^ (hash >>> 16)) >>> 0) % pieces;
  };

  const loads = new Map(); // by number of the piece
  const load = async (key) => {
    const piece = pieceOf(key);
    if (!loads.has(piece)) {
      loads.set(piece, fetch(new URL(`data/hover/${piece}.json`, root)).then((answer) => (answer.ok ? answer.json() : {})));
      loads.get(piece).catch(() => loads.delete(piece));
    }
    return (await loads.get(piece))[key];
  };

  const element = (tag, parent, text, lang) => {
    const e = document.createElement(tag);
    if (text) e.textContent = text;
    if (lang) e.lang = lang;
    if (text) e.dir = "auto";
    parent.append(e);
    return e;
  };

  // heldBy lists the offices that may have been held at the date of the page,
  // or all where the page has none.
  const heldBy = (card) => (card.offices ?? []).filter((office) =>
    !(office.first > last) && !(office.last < first));

  const fill = (box, card) => {
    element("b", box, card.title, card.lang);
    if (card.facts) element("p", box, card.facts.join("\u00a0· "));
    for (const office of heldBy(card)) element("p", box, office.text).className = "office";
    if (!card.entries) return;
    element("p", box, `${card.latest}:`).className = "latest";
    for (const entry of card.entries) {
      const line = element("p", box);
      line.className = "entry-line";
      if (entry.when) element("span", line, entry.when);
      element("cite", line, entry.title, entry.lang);
    }
  };

  let link = null; // that the card belongs to, or will
  let box = null; // the card, once it is open
  let timer = 0;

  const close = () => {
    clearTimeout(timer);
    box?.remove();
    link?.removeAttribute("aria-describedby");
    link = box = null;
  };

  // fit leaves out the last lines of a card that is too high for its room, and cuts off
  // a title that alone is too high.
  const fit = (room) => {
    box.style.maxHeight = "";
    while (box.offsetHeight > room && box.children.length > 1) box.lastChild.remove();
    if (box.lastChild.className === "latest") box.lastChild.remove();
    box.style.maxHeight = `${room}px`;
  };

  // place puts the card below the line of the link that is pointed at, or the whole
  // link that has the focus; above it where there is more room.
  const place = (x, y) => {
    const lines = [...link.getClientRects()];
    const line = lines.find((r) => y >= r.top && y <= r.bottom && x >= r.left && x <= r.right) ?? link.getBoundingClientRect();
    const above = line.top - gap;
    const below = page.clientHeight - line.bottom - gap;
    fit(Math.max(above, below));
    const { width, height } = box.getBoundingClientRect();
    const top = below >= height ? line.bottom + gap : line.top - gap - height;
    const wish = page.dir === "rtl" ? line.right - width : line.left;
    const left = Math.max(gap, Math.min(wish, page.clientWidth - width - gap));
    box.style.insetBlockStart = `${top + scrollY}px`;
    box.style.left = `${left + scrollX}px`;
  };

  const open = async (target, x, y) => {
    const key = keyOf(target);
    const card = await load(key).catch(() => undefined); // offline: the link works as ever
    if (!card || link !== target || box) return;
    box = element("div", document.querySelector("main"));
    box.className = "hover-card";
    box.id = "hover--card";
    box.role = "tooltip";
    fill(box, card);
    link.setAttribute("aria-describedby", box.id);
    place(x, y);
  };

  const begin = (target, wait, x, y) => {
    if (target === link) {
      if (box) clearTimeout(timer);
      return;
    }
    close();
    link = target;
    load(keyOf(target)).catch(() => {});
    timer = setTimeout(open, wait, target, x, y);
  };

  const linkAt = (event) => {
    const found = event.target.closest?.(linked);
    return found && keyOf(found) ? found : null;
  };

  const hasFocus = () => link.matches(":focus-visible"); // a click leaves a focus that nobody sees

  const start = () => {
    addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse") return;
      const target = linkAt(event);
      if (target) begin(target, opening, event.clientX, event.clientY);
      else if (box?.contains(event.target)) clearTimeout(timer);
      else if (link && !hasFocus()) {
        clearTimeout(timer);
        timer = setTimeout(close, box ? closing : 0);
      }
    });
    page.addEventListener("pointerleave", () => link && !hasFocus() && close());
    addEventListener("focusin", (event) => {
      const target = linkAt(event);
      if (target?.matches(":focus-visible")) begin(target, 0, -1, -1);
      else close();
    });
    addEventListener("focusout", close);
    addEventListener("pointerdown", (event) => box?.contains(event.target) || close());
    addEventListener("keydown", (event) => event.key === "Escape" && close());
    addEventListener("resize", () => box && place(-1, -1)); // zooming in as well
  };
  if (pieces) start();
}
// Rulers by keyboard and pointer. The arrows step from bar to bar. On a page
// whose list can be filtered, a span is brushed by dragging, by pressing and
// dragging on a touch screen, or with Shift and the arrows; it is announced as
// a "brush" event with the dates of its ends.
"use strict";

{
  const holdTime = 350; // ms until a touch that rests brushes instead of scrolling
  const slack = 8; // px that a press may move and still be a click

  const swallow = (e) => {
    e.preventDefault();
    e.stopPropagation();
  };

  const ready = (ruler) => {
    const bars = [...ruler.querySelectorAll("[data-from]")];
    const links = bars.filter((bar) => bar.href);
    const canBrush = document.querySelector(".filter") !== null;
    let start = -1; // index of the bar where a brush began
    let end = -1;
    let before = []; // the bars that were brushed when a pointer began

    const mark = () => bars.forEach((bar, i) => {
      bar.classList.toggle("brushed", start >= 0 && i >= Math.min(start, end) && i <= Math.max(start, end));
    });
    // grows: the span is one that was announced before, with a new end.
    const announce = (grows) => {
      const detail = {from: bars[Math.min(start, end)].dataset.from, to: bars[Math.max(start, end)].dataset.to, grows};
      ruler.dispatchEvent(new CustomEvent("brush", {bubbles: true, detail}));
    };

    // How far an arrow key steps; in a flipped page the bars run the other way.
    const steps = {ArrowLeft: -1, ArrowRight: 1};
    ruler.addEventListener("keydown", (e) => {
      const at = links.indexOf(e.target);
      if (at < 0 || e.ctrlKey || e.altKey || e.metaKey) return;
      const step = (steps[e.key] ?? 0) * (getComputedStyle(ruler).direction === "rtl" ? -1 : 1);
      const to = {Home: 0, End: links.length - 1}[e.key] ?? at + step;
      if (to === at || !links[to]) return;
      e.preventDefault();
      links[to].focus();
      if (!e.shiftKey || !canBrush) {
        start = -1;
        return;
      }
      const grows = start >= 0 && bars[end] === links[at];
      if (!grows) start = bars.indexOf(links[at]);
      end = bars.indexOf(links[to]);
      mark();
      announce(grows);
    });
    if (!canBrush) return;
    // What comes after the reader was elsewhere is another brush.
    ruler.addEventListener("focusout", (e) => {
      if (!ruler.contains(e.relatedTarget)) start = -1;
    });
    addEventListener("popstate", () => {
      start = -1;
    });

    // barAt returns the bar at x, or the one at the end beyond which x lies.
    const barAt = (x) => {
      let nearest = 0;
      let distance = Infinity;
      bars.forEach((bar, i) => {
        const box = bar.getBoundingClientRect();
        const d = Math.max(box.left - x, x - box.right);
        if (d < distance) [nearest, distance] = [i, d];
      });
      return nearest;
    };
    let origin = null; // where the pointer went down
    let brushing = false;
    let hold = 0;
    const release = () => {
      clearTimeout(hold);
      origin = null;
      brushing = false;
    };
    // breakOff ends a brush that nobody has ended.
    const breakOff = () => {
      if (brushing) {
        start = -1;
        bars.forEach((bar) => bar.classList.toggle("brushed", before.includes(bar)));
      }
      release();
    };
    const begin = () => {
      brushing = true;
      before = bars.filter((bar) => bar.matches(".brushed"));
      start = end = barAt(origin.x);
      mark();
    };
    const area = ruler.querySelector(".bars");
    area.addEventListener("dragstart", (e) => e.preventDefault());
    area.addEventListener("pointerdown", (e) => {
      if (e.button !== 0 || !e.isPrimary) return;
      origin = {x: e.clientX, y: e.clientY};
      if (e.pointerType === "touch") hold = setTimeout(begin, holdTime);
    });
    addEventListener("pointermove", (e) => {
      if (!origin || !e.isPrimary) return;
      if (!e.buttons) { // let go where the page does not hear of it
        breakOff();
        return;
      }
      const moved = Math.hypot(e.clientX - origin.x, e.clientY - origin.y) > slack;
      if (!brushing && moved) {
        if (e.pointerType === "touch") release();
        else begin();
      }
      if (!brushing) return;
      end = barAt(e.clientX);
      mark();
    });
    area.addEventListener("touchmove", (e) => brushing && e.preventDefault(), {passive: false});
    area.addEventListener("contextmenu", (e) => brushing && e.preventDefault());
    addEventListener("pointerup", () => {
      if (brushing) {
        // The click that follows a drag is not meant for the link.
        addEventListener("click", swallow, {capture: true, once: true});
        setTimeout(() => removeEventListener("click", swallow, true));
        announce(false);
        start = -1;
      }
      release();
    });
    addEventListener("pointercancel", breakOff);
  };

  document.querySelectorAll(".ruler").forEach(ready);
}
// Brings parts/filter.js when a reader opens the filters, brushes a ruler, or
// comes by an address that holds a choice.
"use strict";

{
  const box = document.querySelector(".filter[data-module]");
  const facets = ["type", "actor", "role", "kind", "place", "source", "tag", "status", "differ", "from", "to"];
  let filter = null;

  const load = () => filter ??= import(new URL(box.dataset.module, document.baseURI))
    .then((module) => module.start(box))
    .catch((reason) => {
      const again = () => { filter = null; };
      box.querySelector("p").textContent = say("The filters could not be loaded. Close this and open it again to try once more.");
      if (box.open) again();
      else { // It opens, so that this is read: not to be loaded again at once.
        box.addEventListener("toggle", again, { once: true });
        box.open = true;
      }
      throw reason;
    });

  if (box) {
    const asked = new URLSearchParams(location.search);
    box.addEventListener("toggle", () => box.open && load());
    addEventListener("brush", (e) => load().then((f) => f.brush(e.detail)));
    if (facets.some((name) => asked.has(name))) load();
  }
}
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
      if (!done) prompt(say("Copy this:"), text);
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

  const newButton = (label, text) => buttonOf(say("Copy"), label, async (button) => {
    if (!(await copy(text(), button))) return;
    button.textContent = status.textContent = say("Copied");
    setTimeout(() => {
      button.textContent = say("Copy");
      status.textContent = "";
    }, said);
  });

  // newRIS makes the buttons of a record of RIS, whose lines end by CR and LF: one copies
  // it, one saves it, for most reference managers open it as a file.
  const newRIS = (name, text) => {
    const record = () => `${text()}\n`.replaceAll("\n", "\r\n"), both = document.createElement("span");
    both.className = "copies";
    both.append(newButton(say("Copy the RIS record"), record), buttonOf(say("Save"), say("Save the RIS record"), () => {
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
      status.textContent = button.textContent = say("Try again");
    }
    citing = false;
  };

  const newCite = (place, link) =>
    buttonOf(say("Cite"), place.matches(".note") ? say("Cite this note") : say("Cite this account"), (button) => cite(place, link, button));

  // offer gives a place its buttons, after its link to itself. A folder that is
  // read without a host has no modules, and so nothing to cite parts with.
  const offer = (place) => {
    const link = place.querySelector(".self, .field") ?? place.querySelector("h3 a");
    if (!link) return null;
    const label = link.ariaLabel ? say("Copy the {what}", { what: link.ariaLabel[0].toLocaleLowerCase(lang) + link.ariaLabel.slice(1) }) : say("Copy the address of “{title}”", { title: link.textContent });
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
    citation: say("Copy the citation"),
    "BibTeX entry": say("Copy the BibTeX entry"),
    "CSL-JSON item": say("Copy the CSL-JSON item"),
    "permanent address": say("Copy the permanent address"),
    "line to embed": say("Copy the line to embed"),
  };
  for (const form of document.querySelectorAll(".cite [data-form]")) {
    const text = () => form.href ?? form.value ?? form.textContent;
    form.before(form.dataset.form === "RIS record" ? newRIS(location.pathname.match(/([^/]*)\/?(?:index\.html)?$/)[1], text) : newButton(labels[form.dataset.form], text));
  }
}
// Makes the line that others paste of what the page shows just now: with what a
// reader has chosen in its filters, and the place that its address names.
"use strict";

{
  const box = document.querySelector(".embed-line");
  const field = box?.querySelector("textarea");
  // What filters put into an address, see writeChoice of parts/filter.js, but for the page.
  const chosen = ["type", "actor", "actors", "role", "kind", "place", "source", "tag", "status", "differ", "from", "to"];

  // placeOf returns the part of an embed that shows what a fragment names: a
  // cell of a table is shown by its row.
  const placeOf = (hash) => {
    const [, place] = /^#((?:account|note|entry)--.*?)(?:--\d+)?$/.exec(hash) ?? [];
    try {
      return place && document.getElementById(decodeURIComponent(place)) ? `#${place}` : "";
    } catch { // no address that a browser has encoded
      return "";
    }
  };

  const write = () => {
    const choice = [...new URLSearchParams(location.search)].filter(([name]) => chosen.includes(name));
    const query = choice.length ? `?${new URLSearchParams(choice)}`.replaceAll("&", "&amp;") : "";
    let line = field.defaultValue.replace('/embed/"', `/embed/${query}${placeOf(location.hash)}"`);
    // A site that was not told its address knows it from where it is read.
    if (!box.dataset.base) line = line.replaceAll(' src="/', ` src="${new URL(document.documentElement.dataset.root, document.baseURI)}`);
    field.value = line;
  };

  if (box && location.protocol !== "file:") {
    box.hidden = false;
    write();
    box.addEventListener("toggle", write);
    box.addEventListener("pointerover", write);
    box.addEventListener("focusin", write);
    field.addEventListener("focus", () => field.select());
  }
}
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
// Places notes beside their passages, where they have a column of their own: each
// as near to the height of its passage as its neighbours allow. Where notes are
// so many that some would stand far off, the longest of them are cut after a
// few lines, and open over their neighbours when they are pointed at, have the focus,
// or are linked to. Without this script notes begin beside their paragraph.
"use strict";

{
  const NEAR = 110; // px that a note may stand above or below its passage
  const GAP = 0.3; // rem between notes
  const column = matchMedia("screen and (min-width: 60rem)");

  // spread returns the tops of notes of some heights, in order and without
  // overlap, of which the one farthest from its wish is as near as can be.
  const spread = (wishes, heights, gap) => {
    const offsets = [0];
    heights.forEach((height, i) => offsets.push(offsets[i] + height + gap));
    const free = wishes.map((wish, i) => wish - offsets[i]);
    const most = [], least = [];
    for (let i = 0; i < free.length; i++) most[i] = Math.max(free[i], most[i - 1] ?? -Infinity);
    for (let i = free.length - 1; i >= 0; i--) least[i] = Math.min(free[i], least[i + 1] ?? Infinity);
    return free.map((_, i) => Math.max(0, (most[i] + least[i]) / 2) + offsets[i]);
  };

  // formsOf returns how a note can stand, with its height, the highest first: whole,
  // "brief" after one line or another of its text, and "terse", with its head in one
  // line. Two lines of the text stay, and nothing is cut for one line.
  const formsOf = (note) => {
    const head = note.querySelector(".note-head"), text = document.createRange();
    text.selectNodeContents(note);
    text.setStartAfter(head);
    const { top, height } = note.getBoundingClientRect(), below = 4, lines = [];
    for (const line of [...text.getClientRects()].map((rect) => rect.bottom - top + below).sort((a, b) => a - b)) {
      if (!(line - lines.at(-1) < 3 * below)) lines.push(line);
    }
    const forms = [{ height, looks: [] }];
    for (const line of lines.slice(1, -2).reverse()) forms.push({ height: line, looks: ["brief"] });

    const whole = head.offsetHeight;
    head.style.whiteSpace = "nowrap";
    const line = head.offsetHeight, last = forms.at(-1);
    head.removeAttribute("style");
    if (whole - line > (last.looks.length ? 0 : line)) forms.push({ height: last.height - whole + line, looks: [...last.looks, "terse"] });
    return forms;
  };

  // shorten gives its next form to the longest note of those that push note i away;
  // false where none has another.
  const shorten = (i, tops, heights, forms, chosen, gap) => {
    let from = i, to = i;
    while (from > 0 && tops[from] - tops[from - 1] - heights[from - 1] < gap + 1) from--;
    while (to < tops.length - 1 && tops[to + 1] - tops[to] - heights[to] < gap + 1) to++;
    let longest = -1;
    for (let k = from; k <= to; k++) {
      if (forms[k][chosen[k] + 1] && !(heights[k] <= heights[longest])) longest = k;
    }
    if (longest < 0) return false;
    heights[longest] = forms[longest][++chosen[longest]].height;
    return true;
  };

  const place = (text) => {
    const notes = [...text.querySelectorAll(".notes > .note")];
    text.classList.toggle("placed", column.matches);
    for (const note of notes) note.classList.remove("brief", "terse");
    if (!column.matches || !notes.length) return;

    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const above = text.getBoundingClientRect().top;
    const wishes = notes.map((note) => {
      const passage = document.getElementById(note.id.replace("note--", "passage--"));
      return (passage ?? note.closest(".stretch")).getClientRects()[0].top - above;
    });
    // Passages may overlap; their notes stand in the order of the page.
    for (let i = 1; i < wishes.length; i++) wishes[i] = Math.max(wishes[i], wishes[i - 1] - NEAR / 2);

    const forms = notes.map(formsOf), chosen = notes.map(() => 0);
    const heights = forms.map(([whole]) => whole.height);
    let tops;
    do tops = spread(wishes, heights, GAP * rem);
    while (tops.some((top, i) => Math.abs(top - wishes[i]) > NEAR && shorten(i, tops, heights, forms, chosen, GAP * rem)));

    // Where the neighbours of a note leave room, it is higher again.
    forms.forEach((own, i) => {
      for (; chosen[i] > 0; chosen[i]--) {
        const more = heights.map((height, k) => (k === i ? own[chosen[i] - 1].height : height));
        if (spread(wishes, more, GAP * rem).some((top, k) => Math.abs(top - tops[k]) >= 1)) break;
        heights[i] = more[i];
      }
    });

    notes.forEach((note, i) => {
      note.style.setProperty("--at", `${Math.floor(tops[i])}px`);
      note.style.setProperty("--brief", `${Math.floor(heights[i])}px`);
      note.classList.add(...forms[i][chosen[i]].looks);
    });
    text.style.setProperty("--end", `${Math.ceil(tops.at(-1) + heights.at(-1))}px`);
  };

  for (const text of document.querySelectorAll(".annotated")) {
    const settle = () => place(text);
    settle();
    column.addEventListener("change", settle);
    const sizes = new ResizeObserver(settle);
    for (const part of text.querySelectorAll(":scope > *, .stretch > *")) sizes.observe(part);

    // A note opens under a mouse, and with its passage. Under a finger it does once that has
    // left, so that no link comes to lie where it is.
    const open = (event) => {
      const passage = event.target.closest?.(".passage");
      const own = passage ? document.getElementById(passage.id.replace("passage--", "note--")) : event.target.closest?.(".note");
      for (const note of text.querySelectorAll(".note.open")) if (note !== own) note.classList.remove("open");
      const opens = { pointerover: event.pointerType !== "touch", focusin: Boolean(passage), click: true }[event.type];
      if (opens) own?.classList.add("open");
    };
    addEventListener("pointerover", open);
    addEventListener("focusin", open);
    text.addEventListener("click", open);
  }
}
