// Moves each note down to the height of its passage, where the notes after it
// leave room: a group of notes never reaches the next one, so that nothing
// else moves. Without this script notes begin beside their paragraph.
"use strict";

{
  // drops returns how far from its natural place each note of a group moves,
  // in pixels; end is how far down the group may reach. Measures only.
  const drops = (column, end) => {
    const notes = [...column.children];
    const boxes = notes.map((note) => note.getBoundingClientRect());
    const bottom = Math.max(end, boxes.at(-1).bottom);

    // From the bottom: the lowest that each may stand and leave the rest their room.
    const lowest = [];
    let floor = bottom;
    for (let i = notes.length - 1; i >= 0; i--) {
      floor -= boxes[i].height;
      lowest[i] = floor;
      floor -= i > 0 ? boxes[i].top - boxes[i - 1].bottom : 0;
    }

    // From the top: at its passage, but not above where its neighbour lets it begin.
    let moved = 0;
    return notes.map((note, i) => {
      const passage = document.getElementById(note.id.replace("note--", "passage--"));
      const wish = passage ? passage.getClientRects()[0].top : 0;
      const begin = boxes[i].top + moved;
      const drop = Math.max(0, Math.min(wish, lowest[i]) - begin);
      moved += drop;
      return drop;
    });
  };

  const settle = () => {
    const columns = [...document.querySelectorAll(".notes")];
    for (const note of document.querySelectorAll(".notes > .note")) note.style.removeProperty("--drop");
    const ends = columns.map((column, i) => {
      const next = columns[i + 1];
      return next ? next.getBoundingClientRect().top - 16 : column.closest(".annotated").getBoundingClientRect().bottom;
    });
    const all = columns.map((column, i) => drops(column, ends[i]));
    columns.forEach((column, i) => [...column.children].forEach((note, j) => {
      if (all[i][j] >= 1) note.style.setProperty("--drop", `${Math.floor(all[i][j])}px`);
    }));
  };

  settle();
  addEventListener("load", settle);
  addEventListener("resize", settle);
  document.fonts.ready.then(settle);
}
