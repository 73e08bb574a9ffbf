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

  // linesOf returns the heights that a note has when it is cut after a line, the
  // greatest first.
  const linesOf = (note) => {
    const words = document.createRange(), box = note.getBoundingClientRect(), below = 4;
    words.selectNodeContents(note);
    const heights = [];
    for (const line of [...words.getClientRects()].map((rect) => rect.bottom - box.top + below).sort((a, b) => b - a)) {
      if (line < box.height - 2 * below && !(heights.at(-1) - line < 3 * below)) heights.push(line);
    }
    return heights;
  };

  // shorten cuts a line off the longest note of those that push note i away;
  // false where none is left to cut.
  const shorten = (i, tops, heights, lines, gap) => {
    let from = i, to = i;
    while (from > 0 && tops[from] - tops[from - 1] - heights[from - 1] < gap + 1) from--;
    while (to < tops.length - 1 && tops[to + 1] - tops[to] - heights[to] < gap + 1) to++;
    let longest = -1;
    for (let k = from; k <= to; k++) {
      if (lines[k].length && !(heights[k] <= heights[longest])) longest = k;
    }
    if (longest < 0) return false;
    lines[longest].cut = [...lines[longest].cut ?? [], heights[longest]];
    heights[longest] = lines[longest].shift();
    return true;
  };

  const place = (text) => {
    const notes = [...text.querySelectorAll(".notes > .note")];
    text.classList.toggle("placed", column.matches);
    for (const note of notes) note.classList.remove("brief");
    if (!column.matches || !notes.length) return;

    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const above = text.getBoundingClientRect().top;
    const full = notes.map((note) => note.getBoundingClientRect().height);
    const wishes = notes.map((note) => {
      const passage = document.getElementById(note.id.replace("note--", "passage--"));
      return (passage ?? note.closest(".stretch")).getClientRects()[0].top - above;
    });
    // Passages may overlap; their notes stand in the order of the page.
    for (let i = 1; i < wishes.length; i++) wishes[i] = Math.max(wishes[i], wishes[i - 1] - NEAR / 2);

    const heights = [...full], lines = notes.map(linesOf);
    let tops;
    do tops = spread(wishes, heights, GAP * rem);
    while (tops.some((top, i) => Math.abs(top - wishes[i]) > NEAR && shorten(i, tops, heights, lines, GAP * rem)));

    // Where the neighbours of a cut note leave room, it has lines back.
    lines.forEach(({ cut = [] }, i) => {
      for (const height of cut.reverse()) {
        const more = heights.map((own, k) => (k === i ? height : own));
        if (spread(wishes, more, GAP * rem).some((top, k) => Math.abs(top - tops[k]) >= 1)) break;
        heights[i] = height;
      }
    });

    notes.forEach((note, i) => {
      note.style.setProperty("--at", `${Math.floor(tops[i])}px`);
      if (heights[i] === full[i]) return;
      note.style.setProperty("--brief", `${Math.floor(heights[i])}px`);
      note.classList.add("brief");
    });
    text.style.setProperty("--end", `${Math.ceil(tops.at(-1) + heights.at(-1))}px`);
  };

  for (const text of document.querySelectorAll(".annotated")) {
    const settle = () => place(text);
    settle();
    column.addEventListener("change", settle);
    const sizes = new ResizeObserver(settle);
    for (const block of text.querySelectorAll(".stretch > :not(.notes)")) sizes.observe(block);

    // A note opens with its passage, too.
    const open = (event) => {
      const passage = event.target.closest?.(".passage");
      for (const note of text.querySelectorAll(".note.open")) note.classList.remove("open");
      if (passage) document.getElementById(passage.id.replace("passage--", "note--"))?.classList.add("open");
    };
    addEventListener("pointerover", open);
    addEventListener("focusin", open);
  }
}
