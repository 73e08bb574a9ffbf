// Others paste this beside a frame that shows a part of this site: it gives the
// frame the height of what it shows. It stands at this address for good. It
// knows frames by their address, listens to no window but theirs, and takes
// nothing from them but a number.
"use strict";

(() => {
  const site = new URL(".", document.currentScript.src);
  const [least, most] = [60, 6000]; // px
  const known = Symbol.for(`dateline ${site.href}`); // pasted with each of several frames
  const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(site.href));

  const fit = ({ origin, source, data }) => {
    if (origin !== site.origin) return;
    const height = data?.dateline?.height;
    const frame = frames().find((f) => f.contentWindow === source);
    if (!frame || !Number.isFinite(height)) return;
    frame.style.height = `${Math.min(Math.max(Math.ceil(height), least), most)}px`;
  };

  if (!window[known]) {
    window[known] = true;
    addEventListener("message", fit);
  }
  // A frame that was here before this script has told its height already.
  for (const frame of frames()) frame.contentWindow?.postMessage({ dateline: { ask: true } }, "*");
})();
