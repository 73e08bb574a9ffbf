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
