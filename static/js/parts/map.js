// Zooms and moves a map: by buttons, by keyboard (+, −, 0 and the arrows), by
// wheel and by dragging with a mouse, with two fingers on a touch screen. The
// page can always be scrolled: one finger does, and so does the wheel until the
// map has been clicked, or Ctrl is held. It never leaves the drawn sheet.

const most = 16; // times
const step = 1.5; // times, for a press of a key or button
const slack = 4; // px that a press may move and still be a click
const wheelStep = 0.002; // powers of e to a pixel of the wheel
const hintTime = 1800; // ms

const clamp = (n, low, high) => Math.min(Math.max(n, low), high);

// ready lets readers move the map on a sheet: a div with an svg in it.
export const ready = (sheet) => {
  const svg = sheet.querySelector("svg");
  const {width, height} = svg.viewBox.baseVal;
  const view = {x: 0, y: 0, zoom: 1};
  const buttons = {};

  // move shows another part, and reports whether it is another.
  const move = (x, y, zoom) => {
    zoom = clamp(zoom, 1, most);
    x = clamp(x, 0, width - width / zoom);
    y = clamp(y, 0, height - height / zoom);
    const moved = Math.abs(x - view.x) + Math.abs(y - view.y) > 0.01 || zoom !== view.zoom;
    Object.assign(view, {x, y, zoom});
    svg.setAttribute("viewBox", [x, y, width / zoom, height / zoom].map((n) => n.toFixed(2)).join(" "));
    svg.style.setProperty("--map-zoom", zoom.toFixed(3));
    sheet.classList.toggle("moved", zoom > 1);
    buttons.in.ariaDisabled = zoom === most;
    buttons.out.ariaDisabled = buttons.whole.ariaDisabled = zoom === 1;
    return moved;
  };

  // at returns where on the sheet a point of the window lies, from 0 to 1.
  const at = (x, y) => {
    const box = svg.getBoundingClientRect();
    return {x: (x - box.left) / box.width, y: (y - box.top) / box.height, scale: width / box.width};
  };

  const placeOf = (mark) => mark.transform.baseVal.consolidate().matrix;

  // seenAt returns where on the sheet a mark lies, as at does; null where it is out of sight.
  const seenAt = (mark) => {
    const place = placeOf(mark);
    const [x, y] = [(place.e - view.x) * view.zoom / width, (place.f - view.y) * view.zoom / height];
    return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? {x, y} : null;
  };

  let chosen = false; // by the reader: which part of the sheet is shown

  // held returns what a closer look is at: the mark that has the focus; until the reader
  // has chosen a part, the first, which has most incidents; or the middle.
  const held = () => {
    if (view.zoom === 1) chosen = false;
    const mark = svg.querySelector("a:focus") ?? (chosen ? null : svg.querySelector("a"));
    return mark && seenAt(mark) || {x: 0.5, y: 0.5};
  };

  // zoomBy zooms so that what lies at a point of the sheet stays there.
  const zoomBy = (times, given) => {
    const point = given ?? held();
    chosen ||= Boolean(given);
    const zoom = clamp(view.zoom * times, 1, most);
    const grown = (size, share) => size * share * (1 / view.zoom - 1 / zoom);
    return move(view.x + grown(width, point.x), view.y + grown(height, point.y), zoom);
  };

  // panBy moves the sheet by pixels of the window.
  const panBy = (dx, dy) => {
    const {scale} = at(0, 0);
    chosen = true;
    return move(view.x - dx * scale / view.zoom, view.y - dy * scale / view.zoom, view.zoom);
  };

  const whole = () => move(0, 0, 1);

  offerButtons(sheet, buttons, {in: () => zoomBy(step), out: () => zoomBy(1 / step), whole});
  sheet.tabIndex = 0;
  sheet.role = "group";
  sheet.ariaLabel = say("map.move");
  move(0, 0, 1);

  byKey(sheet, {zoomBy, panBy, whole});
  byWheel(sheet, (times, x, y) => zoomBy(times, at(x, y)));
  byMouse(sheet, svg, panBy, () => view.zoom > 1);
  byFingers(sheet, panBy, (times, x, y) => zoomBy(times, at(x, y)));

  // A mark that the keyboard comes to is brought into sight.
  // (A listener on the svg itself would let Chromium give it the focus.)
  sheet.addEventListener("focusin", (e) => {
    const mark = e.target.closest("a");
    if (!mark || !mark.matches(":focus-visible") || seenAt(mark)) return;
    const place = placeOf(mark);
    move(place.e - width / view.zoom / 2, place.f - height / view.zoom / 2, view.zoom);
    e.target.scrollIntoView({block: "nearest"}); // the browser may have gone to where it was
  });
};

const offerButtons = (sheet, buttons, actions) => {
  const bar = document.createElement("div");
  bar.className = "zoom";
  for (const [name, sign, label] of [["in", "+", say("map.zoom_in")], ["out", "−", say("map.zoom_out")], ["whole", "⤢", say("map.whole")]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = name;
    button.dataset.sign = sign;
    button.ariaLabel = button.title = label;
    button.addEventListener("click", actions[name]);
    buttons[name] = button;
    bar.append(button);
  }
  sheet.append(bar);
};

// Keys that change nothing are left to the page.
const byKey = (sheet, {zoomBy, panBy, whole}) => {
  const far = 60; // px
  const keys = {
    "+": () => zoomBy(step), "=": () => zoomBy(step), "-": () => zoomBy(1 / step), "_": () => zoomBy(1 / step), "0": whole,
    ArrowLeft: () => panBy(far, 0), ArrowRight: () => panBy(-far, 0), ArrowUp: () => panBy(0, far), ArrowDown: () => panBy(0, -far),
  };
  sheet.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    if (keys[e.key]?.()) e.preventDefault();
  });
};

const byWheel = (sheet, zoomAt) => {
  let hint = 0;
  sheet.addEventListener("wheel", (e) => {
    if (!e.ctrlKey && !e.metaKey && !sheet.contains(document.activeElement)) {
      sheet.dataset.hint = say("map.wheel");
      clearTimeout(hint);
      hint = setTimeout(() => delete sheet.dataset.hint, hintTime);
      return;
    }
    const pixels = e.deltaY * [1, 16, 400][e.deltaMode];
    if (zoomAt(Math.exp(-clamp(pixels, -300, 300) * wheelStep), e.clientX, e.clientY) || e.ctrlKey) e.preventDefault();
  }, {passive: false});
};

const byMouse = (sheet, svg, panBy, canPan) => {
  let from = null; // where the mouse was last
  let dragged = false;
  const end = () => {
    from = null;
    sheet.classList.remove("dragged");
  };
  svg.addEventListener("dragstart", (e) => e.preventDefault());
  svg.addEventListener("pointerdown", (e) => {
    if (e.pointerType === "touch" || e.button !== 0) return;
    dragged = false;
    from = canPan() ? {x: e.clientX, y: e.clientY} : null;
  });
  svg.addEventListener("pointermove", (e) => {
    if (!from || e.pointerType === "touch") return;
    if (!e.buttons) { // let go where the map does not hear of it
      end();
      return;
    }
    const [dx, dy] = [e.clientX - from.x, e.clientY - from.y];
    if (!dragged && Math.hypot(dx, dy) < slack) return;
    if (!dragged) svg.setPointerCapture(e.pointerId);
    dragged = true;
    sheet.classList.add("dragged");
    panBy(dx, dy);
    from = {x: e.clientX, y: e.clientY};
  });
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
  // A drag that ends on a mark does not follow it.
  svg.addEventListener("click", (e) => {
    if (dragged) e.preventDefault();
    dragged = false;
  }, true);
};

const byFingers = (sheet, panBy, zoomAt) => {
  let last = null; // middle of the two fingers, and how far they are apart
  const measure = ([a, b]) => ({
    x: (a.clientX + b.clientX) / 2,
    y: (a.clientY + b.clientY) / 2,
    apart: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)),
  });
  const begin = (e) => {
    last = e.touches.length === 2 ? measure(e.touches) : null;
  };
  sheet.addEventListener("touchstart", begin, {passive: true});
  sheet.addEventListener("touchend", begin);
  sheet.addEventListener("touchcancel", begin);
  sheet.addEventListener("touchmove", (e) => {
    if (!last || e.touches.length !== 2) return;
    if (e.cancelable) e.preventDefault();
    const now = measure(e.touches);
    panBy(now.x - last.x, now.y - last.y);
    zoomAt(now.apart / last.apart, now.x, now.y);
    last = now;
  }, {passive: false});
};
