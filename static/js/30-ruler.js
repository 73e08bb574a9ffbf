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
