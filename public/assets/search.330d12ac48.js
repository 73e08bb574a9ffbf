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
// Search over the index of package search, on /search/ or over a page.

const LAST = "\uffff"; // stands after every term
const WEIGHTS = [2, 3, 6, 16, 20]; // by class: see package search
const WHOLE = 5, PREFIX = 3, TYPO = 2; // what a term counts
const FEW = 5; // a word in fewer documents may be mistyped
const DIGITS = 45;

export const first = 8; // results that are shown at first

/** searcher makes an engine; load(name, version) gives a file. */
export async function searcher(load) {
  const index = JSON.parse(await load("index.json"));
  const { rules, kinds } = index;
  const all = source => new RegExp(source, "gu"), one = source => new RegExp(source, "u");
  const word = all(rules.word), part = all(rules.part), skip = all(rules.skip), unbroken = one(rules.unbroken);
  const runs = all(`${rules.unbroken}+|[^${rules.unbroken.slice(1)}+`);
  const letter = one(rules.letter), article = one(rules.article);

  const fold = text => text.normalize("NFKD").toLowerCase().replace(skip, "")
    .replace(/./gu, c => rules.fold[c] ?? c).normalize();
  const parts = text => fold(text).match(part) ?? [];

  const terms = text => (text.match(word) ?? []).flatMap(parts).flatMap(p => p.match(runs).flatMap((run, n, all) => {
    const letters = [...article.test(run) ? run.slice(2) : run], [next] = /\d$/.test(run) && all[n + 1] || "";
    if (!unbroken.test(run)) return letter.test(run) ? [] : letters.concat(next).slice(0, rules.longest).join("");
    return letters.length < 2 ? letters : letters.slice(1).map((c, k) => letters[k] + c);
  }));

  const files = new Map();
  const file = (name, parse) => {
    if (!files.has(name)) files.set(name, load(name, index.version).then(parse, error => {
      files.delete(name);
      throw error;
    }));
    return files.get(name);
  };

  /** range gives the lines of terms or ends between two keys. */
  const range = async (set, from, to) => {
    const holder = key => Math.max(0, index[set].findLastIndex(first => first <= key));
    const needed = [];
    for (let k = holder(from); k <= holder(to); k++) needed.push(file(`${set}-${k}.txt`, lines));
    return (await Promise.all(needed)).flat().filter(([key]) => from <= key && key <= to);
  };

  const postings = (code, each) => {
    for (let k = 0, n = 0, id = -1; k < code.length; k++) {
      const digit = code.charCodeAt(k) - 37;
      n = n * DIGITS + digit % DIGITS;
      if (digit >= DIGITS) continue;
      const at = code.charCodeAt(k + 1) - 32; // the class, where it is not the lowest
      each(id += n + 1, at < 5 ? at : 0);
      n = 0;
      if (at < 5) k++;
    }
  };

  /** similar gives the commonest terms one typing error away, which leaves head or
   * tail of a word, or swaps the letters between. */
  const similar = async term => {
    const letters = [...term], cut = letters.length < 7 ? 3 : 4;
    const head = letters.slice(0, cut).join(""), tail = backwards(letters.slice(cut).join(""));
    const swapped = [...letters.slice(0, cut - 1), letters[cut], letters[cut - 1], ...letters.slice(cut + 1)].join("");
    const [heads, swap, ends] = await Promise.all([
      range("terms", head, head + LAST), range("terms", swapped, swapped), range("ends", tail, tail + LAST)]);
    const close = key => !key.startsWith(term) && !/\d/.test(key) && oneOff(key, term);
    const counts = new Map(ends.map(([key, count]) => [backwards(key), parseInt(count, 36)]).filter(([key]) => close(key)));
    for (const [key, code] of heads.concat(swap)) if (close(key)) counts.set(key, code.match(/[%-Q]/g).length);
    const best = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 3);
    return (await Promise.all(best.map(([key]) => range("terms", key, key)))).flat();
  };

  /** match finds the documents of a word, or of those that begin with it. */
  const match = async term => {
    const free = unbroken.test(term), open = free || [...term].length > 2;
    const weights = new Map(), near = new Set();
    const add = (code, factor) => postings(code, (id, c) =>
      weights.set(id, Math.max(weights.get(id) ?? 0, factor * WEIGHTS[c])));
    for (const [key, code] of await range("terms", term, open ? term + LAST : term)) add(code, key === term ? WHOLE : PREFIX);
    if (weights.size < FEW && !free && [...term].length > 3 && !/\d/.test(term)) {
      for (const [key, code] of await similar(term)) add(code, TYPO), near.add(key);
    }
    const rarity = Math.log(1 + index.count / (weights.size || 1));
    return { term, free, weights, rarity, is: text => text === term || open && text.startsWith(term) || near.has(text) };
  };

  /** place gives kind and year: Infinity out of time, -Infinity without a date. */
  const place = id => {
    const kind = kinds.findLast(k => k.first <= id);
    return { kind, year: kind.years.length ? kind.years.findLast(y => y.first <= id).year ?? -Infinity : Infinity };
  };

  return {
    budget: index.count > 5e3 ? 11e4 : 5e4, // bytes of a query
    kinds: kinds.filter((k, n) => k.first < (kinds[n + 1]?.first ?? index.count)),
    years: [...new Set(kinds.flatMap(k => k.years.map(y => y.year)))].filter(y => y !== null).sort((a, b) => b - a),
    terms,

    /** find gives the documents with all words, the best first. */
    async find(query, { kind, from, to } = {}) {
      const words = await Promise.all([...new Set(terms(query))].slice(0, 12).map(match));
      const [least, ...others] = [...words].sort((a, b) => a.weights.size - b.weights.size);
      const found = [];
      for (const id of least?.weights.keys() ?? []) {
        if (!others.every(w => w.weights.has(id))) continue;
        const at = place(id);
        if (kind && at.kind.name !== kind || (from || to) && !Number.isFinite(at.year)) continue;
        if (from && at.year < from || to && at.year > to) continue;
        found.push({ id, year: at.year, score: words.reduce((sum, w) => sum + w.rarity * w.weights.get(id), 0) });
      }
      found.sort((a, b) => b.score - a.score || (a.year < b.year) - (a.year > b.year) || a.id - b.id);
      return { words, ids: found.map(f => f.id) };
    },

    /** show says what a list shows of a document. */
    async show(id) {
      const list = await file(`docs-${Math.floor(id / index.perFile)}.json`, JSON.parse);
      const [title, when, same, rest = "", lang] = list[id % index.perFile], { kind } = place(id);
      const slug = title.replace(/[^A-Za-z0-9]+/g, "-").toLowerCase().slice(0, same) + rest;
      return { title, when, lang, kind, path: `${kind.path}${slug}/` };
    },

    /** hits gives where words stand in a text: [from, to, word]. */
    hits(text, words) {
      const found = [];
      for (const { 0: raw, index: at } of text.matchAll(word)) {
        const folded = fold(raw);
        const unfolded = (n, k = folded === raw ? n : 0) => {
          while (raw[k] && fold(raw.slice(0, k + 1)).length <= n) k++;
          return at + k;
        };
        const forms = (folded.match(part) ?? []).flatMap(p => [p, p.replace(/^[وفبلكس]{0,2}(ال)?/u, "")]);
        for (const w of words) {
          if (!w.free) {
            if (forms.some(w.is)) found.push([at, at + raw.length, w]);
            continue;
          }
          for (let k = -1; (k = folded.indexOf(w.term, k + 1)) >= 0;) found.push([unfolded(k), unfolded(k + w.term.length), w]);
        }
      }
      return found.sort((a, b) => a[0] - b[0]);
    },
  };
}

// lines parses a file: how much of the key before, the rest, a value.
function lines(text) {
  let key = "";
  return text.split("\n").slice(0, -1).map(line => {
    const space = line.indexOf(" ");
    key = key.slice(0, parseInt(line[0], 36)) + line.slice(1, space);
    return [key, line.slice(space + 1)];
  });
}

const backwards = text => [...text].reverse().join("");

// oneOff: one letter differs, is missing or extra, or two are swapped.
function oneOff(a, b) {
  let k = 0;
  while (k < a.length && a[k] === b[k]) k++;
  const x = a.slice(k), y = b.slice(k), rest = x.slice(1);
  return rest === y.slice(1) || rest === y || x === y.slice(1) ||
    x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
}

let engine;

function start() {
  return engine ??= searcher(async (name, version) => {
    const response = await fetch(address(`search/${name}${version ? `?v=${version}` : ""}`), { cache: version ? "default" : "no-cache" });
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.text();
  }).catch(error => {
    engine = undefined;
    throw error;
  });
}

const address = path => new URL(path, new URL(document.documentElement.dataset.root || "./", document.baseURI)).href;

function element(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const name in attributes) e.setAttribute(name, attributes[name]);
  e.append(...children);
  return e;
}

function marked(text, hits, from = 0, to = text.length) {
  const nodes = [];
  for (const [start, end] of hits) {
    const begin = Math.max(start, from); // they may overlap
    if (begin >= end || end > to) continue;
    nodes.push(text.slice(from, begin), element("mark", {}, text.slice(begin, end)));
    from = end;
  }
  return [...nodes, text.slice(from, to)];
}

// spent: bytes fetched since, packed.
const spent = since => performance.getEntriesByType("resource").reduce((sum, e) =>
  sum + (e.startTime > since && Math.min(e.transferSize, e.decodedBodySize / 3)), 0);

// context shows where most words stand together on their page, or its summary.
async function context(search, words, url, into, signal) {
  const page = new DOMParser().parseFromString(await (await fetch(url, { signal })).text(), "text/html");
  for (const e of page.querySelectorAll(".notes, sup")) e.remove();
  let best = { count: 0, text: page.querySelector("meta[name=description]")?.content ?? "", at: 0, hits: [] };
  for (const e of page.querySelectorAll("main :is(.lead, .facts dd, .source-box dd), .body :is(p, li, dd, td, h2, h3, h4)")) {
    const text = e.textContent.trim().replace(/\s+/g, " "), hits = search.hits(text, words);
    for (const [at] of hits) {
      const count = new Set(hits.filter(h => h[0] >= at && h[1] < at + 140).map(h => h[2])).size;
      if (count > best.count) best = { count, text, at, hits, lang: e.closest("[lang]")?.lang };
    }
  }
  const { text, at, hits, lang } = best;
  const from = at < 60 ? 0 : text.indexOf(" ", at - 60) + 1 || at;
  const to = text.length < from + 220 ? text.length : Math.max(text.lastIndexOf(" ", from + 200), from + 160);
  if (lang) into.lang = lang;
  into.append(from ? "… " : "", ...marked(text, hits, from, to), to < text.length ? " …" : "");
}

async function panel(q, box, state, changed = () => {}) {
  const status = element("p", { role: "status", class: "soft" }, say("Loading …"));
  const list = element("ol", { class: "results" });
  const more = element("button", { type: "button", hidden: "" }, say("Show more"));
  const choices = element("div", { class: "choices" });
  box.replaceChildren(choices, status, list, more);
  let search, turn = 0, timer, limit = state.limit ?? first, since, queue, stop = new AbortController();
  try {
    search = await start();
  } catch {
    status.textContent = say("The search index could not be loaded. Try again.");
    return q.addEventListener("input", () => panel(q, box, state, changed), { once: true });
  }
  const seen = new IntersectionObserver(entries => entries.forEach(({ isIntersecting, target }) => {
    if (!isIntersecting) return;
    seen.unobserve(target);
    target.show();
  }));
  const choice = (name, label, options) => {
    const select = element("select", { name }, ...options.map(([value, text]) => element("option", { value }, text)));
    select.selectedIndex = Math.max(0, options.findIndex(([value]) => `${value}` === state[name]));
    select.addEventListener("change", () => update());
    choices.append(element("label", {}, `${label} `, select));
    return select;
  };
  const years = [["", say("any year")], ...search.years.map(y => [y, say.year(y)])];
  const kind = choice("kind", say("Kind"), [["", say("All")], ...search.kinds.map(k => [k.name, k.plural])]);
  const from = choice("from", say("From"), years), to = choice("to", say("To"), years);

  const result = ({ title, when, lang, kind, path }, words) => {
    const text = element("p", { class: "summary", dir: "auto" }), dated = search.hits(when, words), { signal } = stop;
    const others = words.filter(w => !dated.some(h => h[2] === w)), href = address(path);
    const li = element("li", {},
      element("a", { href, dir: "auto", lang: lang || document.documentElement.lang }, ...marked(title, search.hits(title, words))),
      element("p", { class: "kicker" }, element("b", { class: kind.name }, kind.label), when && " · ", ...marked(when, dated)), text);
    const show = () => text.firstChild || context(search, others, href, text, signal).catch(() => {});
    li.show = () => queue = queue.then(() => {
      if (spent(since) < search.budget) return show();
      li.onpointerover = li.firstChild.onfocus = show;
    });
    seen.observe(li);
    return li;
  };
  const update = async () => {
    const mine = ++turn, began = performance.now(), given = { q: q.value.trim(), kind: kind.value, from: from.value, to: to.value };
    try {
      const found = await search.find(given.q, given);
      const items = await Promise.all(found.ids.slice(0, limit).map(search.show));
      if (mine !== turn) return;
      stop.abort();
      stop = new AbortController();
      queue = Promise.resolve(since = began);
      const n = found.ids.length, held = list.contains(document.activeElement);
      status.textContent = !found.words.length ? say("Type at least two letters.") :
        n ? say({"one":"{n} result","other":"{n} results"}, { n }) : kind.value || from.value || to.value ? say("Nothing found. Try all kinds and years.") : say("Nothing found. Try fewer or other words.");
      list.replaceChildren(...items.map(item => result(item, found.words)));
      if (held) (list.querySelector("a") ?? q).focus();
      more.hidden = n <= limit;
      changed(given, limit);
    } catch {
      if (mine === turn) status.textContent = say("The search index could not be loaded. Try again.");
    }
  };
  q.addEventListener("input", () => {
    limit = first;
    clearTimeout(timer);
    timer = setTimeout(update, 120);
  });
  more.addEventListener("click", async () => {
    const at = limit;
    limit += 20;
    await update();
    list.children[at]?.querySelector("a").focus();
  });
  box.parentElement.addEventListener("keydown", e => {
    const stops = [q, ...list.querySelectorAll("a")], at = stops.indexOf(e.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!step || at < 0) return;
    e.preventDefault();
    stops[at + step]?.focus();
  });
  return update();
}

let dialog;

/** open shows the search over the page, with what is typed already. */
export function open(typed) {
  const own = document.getElementById("search--words");
  if (!own) show();
  const q = own ?? dialog.querySelector("input");
  q.focus();
  q.select();
  if (!typed) return;
  q.value = typed;
  q.dispatchEvent(new Event("input"));
}

function show() {
  if (dialog) return dialog.open || dialog.showModal();
  const q = element("input", { type: "search", name: "q", "aria-label": say("Search"), autocomplete: "off" });
  const close = element("button", { type: "button" }, say("Close")), box = element("div", {});
  dialog = element("dialog", { class: "search", closedby: "any", "aria-label": say("Search") },
    element("form", { action: address("search/") }, q, close), box);
  close.addEventListener("click", () => dialog.close());
  if (!dialog.closedBy) dialog.addEventListener("click", e => e.target === dialog && dialog.close());
  dialog.addEventListener("keydown", e => {
    if (e.key !== "Escape") return;
    e.preventDefault();
    dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  panel(q, box, {});
}

// page makes the page of the search. Who comes back finds it as it was.
function page(form) {
  const { limit, y } = history.state ?? {};
  const state = { ...Object.fromEntries(new URLSearchParams(location.search)), limit }, { q } = form.elements, box = form.nextElementSibling;
  q.value = state.q ?? "";
  box.className = state.q ? "full" : "ready";
  box.addEventListener("click", () => history.replaceState({ ...history.state, y: scrollY }, ""));
  form.addEventListener("submit", e => {
    e.preventDefault();
    q.dispatchEvent(new Event("input"));
  });
  return panel(q, box, state, (given, limit) => {
    box.className = "ready";
    const set = Object.entries(given).filter(([, value]) => value);
    history.replaceState({ limit }, "", set.length ? `?${new URLSearchParams(set)}` : location.pathname);
  }).then(() => y && scrollTo(0, y));
}

const form = globalThis.document?.getElementById("search--form");
if (form) page(form);
