// Cites a place of a page: a note, a statement or an account, as part of the
// article that it belongs to, whose page has its own citation in all forms.

// dateWords writes a date as pages do.
function dateWords([year, month, day]) {
  const name = [
    say("date.month.1"), say("date.month.2"), say("date.month.3"), say("date.month.4"), say("date.month.5"), say("date.month.6"),
    say("date.month.7"), say("date.month.8"), say("date.month.9"), say("date.month.10"), say("date.month.11"), say("date.month.12"),
  ][month - 1];
  return say("date.in_year", { date: say("date.day_month", { day: day === 1 ? say("date.first_day") : day, month: name }), year: say.year(year) });
}

// partOf makes an article's citation into one of a part of it: label says which
// part, address where it stands. Where the editors state no date of retrieval, it
// is the day on which the reader cites.
function partOf({ text, bibTeX, csl, ris }, label, address) {
  const [item] = JSON.parse(csl), id = address.split("#")[1], now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const iso = today.map((n) => String(n).padStart(2, "0")).join("-");
  const tex = label.replace(/[\\{}&%$#_~^]/g, (c) => ({ "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" })[c] ?? `\\${c}`);
  return {
    text: `${[say("cite.in", { part: label, work: text.replace(/\.$/, "") }), address, item.accessed ? "" : say("cite.retrieved", { date: dateWords(today) })].filter(Boolean).join(say("list.comma"))}.`,
    // By functions: in a text that takes a place, $' and the like would mean something.
    bibTeX: bibTeX.replace(/^(@\w+\{[^,]*),/, (_, key) => `${key}:${id},`)
      .replace(/^ {2}addendum = .*\n/m, "") // of the page, which the address of the part names too
      .replace(/\}$/, () => `  titleaddon = {${tex}},\n  addendum = {${address.replace(/[{}]/g, encodeURIComponent)}},\n${item.accessed ? "" : `  urldate = {${iso}},\n`}}`),
    csl: JSON.stringify([{ accessed: { "date-parts": [today] }, ...item, id: `${item.id}:${id}`, note: [item.note, `${label}, ${address}`].filter(Boolean).join("; ") }], null, 1),
    ris: ris.replace(/ER {2}- $/, (end) => `${item.accessed ? "" : `Y2  - ${iso.replaceAll("-", "/")}/\n`}N1  - ${label}, ${address}\n${end}`),
  };
}

// formsOf finds the citation on the page of an article.
async function formsOf(page) {
  let holder = document;
  if (page !== location.href.split(/[?#]/)[0]) {
    const answer = await fetch(page);
    if (!answer.ok) throw new Error(`${page}: ${answer.status}`);
    holder = new DOMParser().parseFromString(await answer.text(), "text/html");
  }
  const [text, bibTeX, csl, ris] = ["citation", "BibTeX entry", "CSL-JSON item", "RIS record"].map((form) => holder.querySelector(`.cite [data-form="${form}"]`).textContent);
  return { text, bibTeX, csl, ris };
}

// nameOf says what a place is: "Claim: “…”".
function nameOf(place, passage) {
  if (!place.matches(".note")) return say("cite.account_of", { title: (place.querySelector("h3 a") ?? document.querySelector("h1")).textContent.trim().replace(/\s+/g, " ") });
  const kind = (place.closest("li") ?? place).querySelector(".note-head b").textContent;
  const words = passage?.cloneNode(true);
  for (const sign of words?.querySelectorAll("sup") ?? []) sign.remove();
  return words ? say("cite.passage", { kind, words: words.textContent.trim().replace(/\s+/g, " ") }) : kind;
}

// setApart gives the addresses in a text elements of their own: they read from left to right in any text.
function setApart(text) {
  return text.split(/(https?:\/\/[^\s,،]*[^\s,،.])/).map((part, k) => {
    if (k % 2 === 0) return part;
    const address = document.createElement("bdi");
    address.dir = "ltr";
    address.textContent = part;
    return address;
  });
}

/** cite shows the citation of a place in all forms, with the buttons that 40-copy.js makes for them. */
export async function cite(place, address, newButton, newRIS) {
  const away = place.querySelector("blockquote a") ?? place.closest("th")?.querySelector("a");
  const passage = place.matches(".note") ? away ?? document.getElementById(place.id.replace("note--", "passage--")) : null;
  const page = new URL(away?.href ?? location.href);
  page.search = page.hash = "";
  const forms = partOf(await formsOf(page.href), nameOf(place, passage), address);

  const dialog = document.createElement("dialog"), close = document.createElement("button");
  dialog.className = "cite";
  dialog.setAttribute("closedby", "any"); // by a press that begins and ends beside it
  dialog.setAttribute("aria-label", say("cite.part"));
  close.type = "button";
  close.className = "copy";
  close.textContent = say("cite.close");
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  if (!dialog.closedBy) dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.append(close);
  for (const [name, what, form] of [[say("cite.heading_text"), say("cite.copy_citation"), "text"], ["BibTeX", say("cite.copy_bibtex"), "bibTeX"], ["CSL-JSON", say("cite.copy_csl"), "csl"], ["RIS", "", "ris"]]) {
    const heading = document.createElement("h2"), words = document.createElement("pre");
    heading.textContent = name;
    words.append(...form === "text" ? setApart(forms.text) : [forms[form]]);
    words.tabIndex = 0;
    words.dir = "auto";
    dialog.append(heading, form === "ris" ? newRIS(new URL(address).hash.slice(1), () => forms.ris) : newButton(what, () => forms[form]), words);
  }
  document.body.append(dialog);
  dialog.showModal();
}
