// say fills the placeholders of a text of the interface, which a call names by its
// key. The build puts the text in the place of the key, in the language of the
// page, or its plural forms, of which the value n decides, by the rules of English
// where they are that; and it puts this file in front of the parts that say
// something. say.number writes a number, say.year a year, astronomical, as pages do.
const say = (() => {
  const lang = document.documentElement.lang;
  const plural = new Intl.PluralRules(lang);
  const numberingSystem = ((say) => say("latn"))((text) => text);
  const number = new Intl.NumberFormat(lang, { numberingSystem });
  const shown = (value) => (typeof value === "number" ? number.format(value) : value);
  const rules = (text) => (text.lang ? new Intl.PluralRules(text.lang) : plural);
  const fill = (text, values = {}) => (text[rules(text).select(values.n)] ?? text.other ?? text)
    .replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
  const year = (value) => {
    const astronomical = BigInt(value), count = astronomical > 0 ? astronomical : 1n - astronomical;
    const years = count > 9999 ? number.format(count) : String(count);
    return astronomical < 1 ? ((say) => say("{years} BCE", { years }))(fill)
      : count < 1000 || count > 9999 ? ((say) => say("{years} CE", { years }))(fill) : years;
  };
  return Object.assign(fill, { number: number.format, year });
})();
// Cites a place of a page: a note, a statement or an account, as part of the
// article that it belongs to, whose page has its own citation in all forms.

// dateWords writes a date as pages do.
function dateWords([year, month, day]) {
  const name = [
    say("January"), say("February"), say("March"), say("April"), say("May"), say("June"),
    say("July"), say("August"), say("September"), say("October"), say("November"), say("December"),
  ][month - 1];
  return say("{date} {year}", { date: say("{day} {month}", { day: day === 1 ? say("1") : day, month: name }), year: say.year(year) });
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
    text: `${[say("{part}, in: {work}", { part: label, work: text.replace(/\.$/, "") }), address, item.accessed ? "" : say("retrieved {date}", { date: dateWords(today) })].filter(Boolean).join(say(", "))}.`,
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
  if (!place.matches(".note")) return say("Account of “{title}”", { title: (place.querySelector("h3 a") ?? document.querySelector("h1")).textContent.trim().replace(/\s+/g, " ") });
  const kind = (place.closest("li") ?? place).querySelector(".note-head b").textContent;
  const words = passage?.cloneNode(true);
  for (const sign of words?.querySelectorAll("sup") ?? []) sign.remove();
  return words ? say("{kind}: “{words}”", { kind, words: words.textContent.trim().replace(/\s+/g, " ") }) : kind;
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
  dialog.setAttribute("aria-label", say("Cite this part"));
  close.type = "button";
  close.className = "copy";
  close.textContent = say("Close");
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  if (!dialog.closedBy) dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.append(close);
  for (const [name, what, form] of [[say("Text"), say("Copy the citation"), "text"], ["BibTeX", say("Copy the BibTeX entry"), "bibTeX"], ["CSL-JSON", say("Copy the CSL-JSON item"), "csl"], ["RIS", "", "ris"]]) {
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
