// Keeps a page under "dateline serve" up to date: reloads it where it was, takes
// over a new style sheet without a reload, and shows what is wrong.
"use strict";

{
  const built = Number(document.currentScript.dataset.build);
  const place = `dateline:${location.pathname}`;
  let stream, said, shown;
  let waiting; // how far a page that is still loading could scroll; undefined once loaded
  const resting = () => waiting !== undefined && scrollY === waiting;

  // The reader may go on scrolling until the page goes. A page that goes before
  // it has loaded leaves the place as it found it.
  const reload = () => {
    addEventListener("pagehide", () => {
      if (!resting()) sessionStorage.setItem(place, JSON.stringify([scrollX, scrollY]));
    }, { once: true });
    history.scrollRestoration = "manual"; // the browser's own idea comes late, and may be old
    location.reload();
  };

  // Scrolls to where the reader was before a reload: at once, and again when all
  // is there, unless the reader has scrolled meanwhile.
  const settle = () => {
    const was = sessionStorage.getItem(place);
    if (!was) return;
    const back = () => scrollTo({ left: JSON.parse(was)[0], top: JSON.parse(was)[1], behavior: "instant" });
    back();
    waiting = scrollY;
    addEventListener("load", () => {
      if (resting()) back();
      sessionStorage.removeItem(place);
      waiting = undefined;
      history.scrollRestoration = "auto";
    }, { once: true });
  };

  // Takes over a new style sheet. The old one stays until the new one is there,
  // so that the page never stands without.
  const restyle = (address) => {
    const old = document.querySelector('link[rel="stylesheet"][href*="assets/style."]');
    if (!old || !address || new URL(old.href).pathname === address) return;
    const link = old.cloneNode();
    link.href = address;
    link.addEventListener("load", () => old.remove(), { once: true });
    old.after(link);
  };

  const element = (tag, text, ...children) => {
    const made = document.createElement(tag);
    made.append(text, ...children);
    return made;
  };

  // Shows problems above the page. All of it is text: none comes from an author
  // as markup.
  const show = (heading, problems) => {
    shown?.remove();
    shown = undefined;
    if (!problems.length || document.querySelector("main[data-alone]")) return;
    const close = element("button", "Close");
    const list = element("ul", "");
    for (const { text, excerpt } of problems) {
      const item = element("li", "", element("p", text));
      if (excerpt) item.append(element("pre", excerpt));
      list.append(item);
    }
    for (const pre of list.querySelectorAll("pre")) pre.tabIndex = 0; // long lines scroll, by keyboard too
    const box = element("section", "", element("h1", heading), close, list);
    box.className = "problems";
    box.setAttribute("role", "alert");
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/.dateline/problems.css";
    shown = document.createElement("div");
    shown.id = "dateline--problems";
    shown.attachShadow({ mode: "open" }).append(style, box);
    close.addEventListener("click", () => shown.remove());
    document.body.append(shown);
  };

  const update = ({ data }) => {
    if (data === said) return; // only a sign of life
    said = data;
    const now = JSON.parse(data);
    if (now.pages <= built) {
      restyle(now.style);
      show(now.heading, now.problems ?? []);
    } else if (now.goTo && new URL(now.goTo, location).pathname !== location.pathname) {
      location.assign(now.goTo);
    } else {
      reload();
    }
  };

  // A browser opens few connections to one host: pages in the background give
  // theirs up, and catch up when they are looked at.
  const listen = () => {
    if (document.hidden) {
      stream?.close();
      stream = undefined;
    } else if (!stream) {
      stream = new EventSource("/.dateline/events");
      stream.addEventListener("message", update);
    }
  };

  settle();
  listen();
  document.addEventListener("visibilitychange", listen);
}
