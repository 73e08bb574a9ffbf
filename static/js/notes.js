// Moves each note down to the height of its passage, where the notes after it
// leave room: a column of notes never grows, so that nothing overlaps and the
// text keeps its place. Without this script notes begin beside their paragraph.
"use strict";

{
  // drops returns how far from its natural place each note of a column moves,
  // in pixels. Measures only.
  const drops = (column) => {
    const notes = [...column.children];
    const boxes = notes.map((note) => note.getBoundingClientRect());
    const top = boxes[0].top;
    const room = Math.max(column.parentElement.clientHeight, column.clientHeight);

    // From the bottom: the lowest that each may stand and leave the rest their room.
    const lowest = [];
    let floor = room + top;
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
    const all = columns.map(drops);
    columns.forEach((column, i) => [...column.children].forEach((note, j) => {
      if (all[i][j] >= 1) note.style.setProperty("--drop", `${Math.floor(all[i][j])}px`);
    }));
  };

  settle();
  addEventListener("load", settle);
  addEventListener("resize", settle);
  document.fonts.ready.then(settle);
}
