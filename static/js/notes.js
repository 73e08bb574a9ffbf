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
