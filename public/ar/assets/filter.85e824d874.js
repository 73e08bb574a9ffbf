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
    return astronomical < 1 ? ((say) => say("{years} ق.م", { years }))(fill)
      : count < 1000 || count > 9999 ? ((say) => say("{years} م", { years }))(fill) : years;
  };
  return Object.assign(fill, { number: number.format, year });
})();
// Filters a list of entries by the index that the build made (package export
// documents its files). Within a facet one of the chosen values is enough,
// between facets all must fit; a role is that of a chosen actor, where there is
// one. The address holds the choice. Of what fits, a window is in the page.

const windowSize = 50; // cards in the page
const fewValues = 12; // of a facet, before a reader searches in it
const foundValues = 40; // of a facet, that a search shows

const root = document.documentElement.dataset.root;

// ---- the index

const get = async (file, options) => {
  const response = await fetch(`${root}data/index/${file}`, options);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response.json();
};

// kept returns a function that asks for each thing once, and again where that failed.
const kept = (ask) => {
  const answers = new Map();
  return (name) => {
    if (!answers.has(name)) {
      const answer = ask(name);
      answers.set(name, answer);
      answer.catch(() => answers.delete(name));
    }
    return answers.get(name);
  };
};

// A value of a facet is an array.
const [KEY, LABEL, NUMBER, COUNT] = [0, 1, 2, 3];

// loadIndex loads the root; what else a choice asks for comes with it:
// load(file), value(facet, key), which is undefined where there is none, and
// numbered(facet, numbers) and worded(facet, words), after which the facet has the
// values of these numbers, and those that the words of a search may mean.
const loadIndex = async () => {
  const index = await get("index.json", {cache: "no-cache"});
  index.load = kept((file) => get(`${file}.json?v=${index.version}`));
  index.facets = new Map(index.facets.map((facet) => [facet.name, facet]));
  for (const facet of index.facets.values()) facet.byKey = new Map(facet.values.map((value) => [value[KEY], value]));
  const known = new Map(); // values, by facet and key
  index.value = async (name, key) => {
    const id = `${name}=${key}`;
    if (known.has(id)) return known.get(id);
    const hits = await index.load(`hits-${hash(id) % index.hits + 1}`);
    if (hits[name] && Object.hasOwn(hits[name], key)) known.set(id, readValue(hits[name][key]));
    return known.get(id);
  };
  index.label = (name, key) => known.get(`${name}=${key}`).label;
  const add = (facet, values) => {
    const more = values.filter((value) => !facet.byKey.has(value[KEY]));
    for (const value of more) facet.byKey.set(value[KEY], value);
    facet.values = [...facet.values, ...more].sort((a, b) => b[COUNT] - a[COUNT]);
  };
  index.numbered = async (facet, numbers) => {
    const named = new Set(facet.values.map((value) => value[NUMBER]));
    const files = new Set(numbers.filter((number) => !named.has(number)).map((number) => number % index.hits));
    const loaded = await Promise.all([...files].map((k) => index.load(`names-${k}`)));
    add(facet, loaded.flatMap((values) => values[facet.name] ?? []));
  };
  index.worded = (facet, words) => Promise.all(beginnings(words).map(async (begin) => {
    const values = await index.load(`words-${hash(`${facet.name}=${begin}`) % index.hits + 1}`);
    add(facet, values[facet.name]?.[begin] ?? []);
  }));
  return index;
};

// hash is FNV-1a, by which the build puts values into files.
const hash = (text) => {
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193);
  return sum >>> 0;
};

// beginnings returns up to four letters of each of the longest words of a search, and one of
// fewer as a whole, too, with a space after it; in scripts without spaces each sign is a word.
const alone = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{So}";
const oneWord = new RegExp(`[${alone}]|(?:(?![${alone}])[\\p{L}\\p{N}])+`, "gu");
const isAlone = new RegExp(`[${alone}]`, "u");
const beginnings = (words) => {
  const all = [...new Set(fold(words).match(oneWord) ?? [])].map((word) => [...word]).reverse();
  const longest = all.sort((a, b) => b.length - a.length).slice(0, 3);
  return longest.flatMap((letters) => {
    const begin = letters.slice(0, 4).join("");
    return letters.length < 4 && !isAlone.test(begin) ? [begin, `${begin} `] : begin;
  });
};

// readValue turns steps into entries; parts are pairs of an entry and a role.
const readValue = ({label, number, at, roles = [], with: shared}) => {
  let last = 0;
  const entries = Uint32Array.from(at, (step) => last += step);
  const parts = [];
  for (let k = 0, i = 0; k < roles.length; k += 2) {
    i += roles[k];
    parts.push([entries[i], roles[k + 1]]);
  }
  return {label, number, entries, parts, shared};
};

// ---- dates

// dayNumber counts days of the Gregorian calendar from 1970-01-01; Date ends
// before some timelines do.
const dayNumber = (year, month, day) => {
  if (month <= 2) year--;
  const cycle = Math.floor(year / 400);
  const y = year - cycle * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return cycle * 146097 + y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + ofYear - 719468;
};

// westernDigits writes a date as addresses do, where it was typed in the digits of
// Arabic or Persian.
const westernDigits = (text) => text.replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt() % 16);

// spanOf returns the first and last day of "2021", "2021-12" or "2021-12-19";
// null for anything else.
const spanOf = (text) => {
  const match = /^(-?\d{4,18})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map((part) => part && Number(part));
  if (!month) return month === 0 ? null : [dayNumber(year, 1, 1), dayNumber(year + 1, 1, 1) - 1];
  const begin = dayNumber(year, month, 1);
  const end = (month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1)) - 1;
  if (month > 12 || day === 0 || day > end - begin + 1) return null;
  return day ? [begin + day - 1, begin + day - 1] : [begin, end];
};

// ---- the choice

// A choice has a set of keys for each facet, whether all of the actors must
// appear, the ends of the span as written, and the window.
const readChoice = (index, params) => {
  const chosen = new Map();
  for (const name of index.facets.keys()) chosen.set(name, new Set(params.getAll(name)));
  const end = (name) => spanOf(params.get(name) ?? "") ? params.get(name) : "";
  return {
    chosen,
    all: params.get("actors") === "all",
    from: end("from"),
    to: end("to"),
    page: Math.max(1, Math.floor(Number(params.get("page"))) || 1),
  };
};

// chosenValues loads the values of a choice, by facet; keys that there are not
// leave the choice.
const chosenValues = async (index, {chosen}) => {
  const load = async (name, keys) => {
    const found = await Promise.all([...keys].map(async (key) => [key, await index.value(name, key)]));
    for (const [key, value] of found) if (!value) keys.delete(key);
    return [name, found.flatMap(([, value]) => value ?? [])];
  };
  return new Map(await Promise.all([...chosen].map(([name, keys]) => load(name, keys))));
};

// writeChoice puts a choice into an address and leaves what is not its own.
const writeChoice = (index, choice) => {
  const params = new URLSearchParams(location.search);
  for (const name of [...index.facets.keys(), "actors", "from", "to", "page"]) params.delete(name);
  for (const [name, keys] of choice.chosen) for (const key of keys) params.append(name, key);
  if (choice.all && choice.chosen.get("actor").size > 1) params.set("actors", "all");
  for (const end of ["from", "to"]) if (choice[end]) params.set(end, choice[end]);
  if (choice.page > 1) params.set("page", choice.page);
  const query = params.toString();
  return location.pathname + (query && `?${query}`);
};

const isEmpty = (choice) => !choice.from && !choice.to && [...choice.chosen.values()].every((keys) => !keys.size);

// ---- selecting

// Actors and roles are one condition; it and the others have numbers, so that
// an entry can tell which single one it misses.
const conditions = ["actor", "kind", "place", "source", "tag", "status", "differ", "type", "span"];

// fitting marks the entries that have one of some values.
const fitting = (n, values) => {
  const fits = new Uint8Array(n);
  for (const {entries} of values) for (const i of entries) fits[i] = 1;
  return fits;
};

// fittingParts marks the entries in which the actors, or all of them together,
// appear in one of the roles.
const fittingParts = (n, actors, roles, all) => {
  if (!actors.length) return fitting(n, roles);
  const times = new Uint32Array(n); // how many of the actors
  const wanted = new Set(roles.map(({number}) => number));
  for (const {entries, parts} of actors) {
    let last = -1;
    if (!wanted.size) for (const i of entries) times[i]++;
    else for (const [i, role] of parts) if (wanted.has(role) && i !== last) times[last = i]++;
  }
  const need = all ? actors.length : 1;
  return Uint8Array.from(times, (count) => count >= need);
};

// fittingSpan marks the entries whose dates touch a span. Of most stretches the
// root tells it.
const fittingSpan = async (index, from, to) => {
  const begin = from ? spanOf(from)[0] : -Infinity;
  const end = to ? spanOf(to)[1] : Infinity;
  const fits = new Uint8Array(index.entries);
  await Promise.all(index.spans.map(async ([first, lastFirst, firstLast, last, dated], k) => {
    const at = k * index.stretch;
    const size = Math.min(index.stretch, index.entries - at);
    if (!dated || first > end || last < begin) return;
    if (dated === size && lastFirst <= end && firstLast >= begin) {
      fits.fill(1, at, at + size);
      return;
    }
    const {day, length} = await index.load(`days-${k + 1}`);
    let anchor = 0;
    day.forEach((step, i) => {
      anchor += step;
      const first = length[i] === -2 ? -Infinity : anchor;
      const last = length[i] === -1 ? Infinity : anchor + Math.max(length[i], 0);
      if (first <= end && last >= begin) fits[at + i] = 1;
    });
  }));
  return fits;
};

// countColumn counts by number how many of the entries that are open have each
// value of a facet; an actor in one of the roles that are wanted, if any.
const countColumn = async (index, name, open, wanted) => {
  const {single} = index.facets.get(name);
  const paired = name === "actor" || name === "role";
  const stretches = [];
  for (let i = 0; i < index.entries; i++) {
    if (!open(i)) continue;
    const k = Math.floor(i / index.stretch);
    stretches.push(k);
    i = (k + 1) * index.stretch - 1;
  }
  const columns = await Promise.all(stretches.map((k) => index.load(`column-${paired ? "actor" : name}-${k + 1}`)));
  const counts = new Uint32Array(index.values + 1);
  const seen = new Uint32Array(index.values + 1); // 1 + the last entry with a value
  columns.forEach((numbers, s) => {
    let i = stretches[s] * index.stretch;
    for (let j = 0; j < numbers.length; i++) {
      const asked = open(i);
      for (let left = single ? 1 : numbers[j++]; left > 0; left--) {
        const first = numbers[j++];
        const role = paired ? numbers[j++] : 0;
        const value = name === "role" ? role : first;
        if (!asked || !value || seen[value] === i + 1 || wanted.size && !wanted.has(role)) continue;
        seen[value] = i + 1;
        counts[value]++;
      }
    }
  });
  return counts;
};

// countRoles counts in how many of the entries that are open each role is one of
// an actor, or of as many of the actors as need be.
const countRoles = (index, actors, open, need) => {
  const counts = new Uint32Array(index.values + 1);
  const held = new Map(); // by entry and role, by how many of the actors
  for (const {parts} of actors) {
    for (const [i, role] of parts) {
      if (!open(i)) continue;
      const id = i * counts.length + role;
      held.set(id, (held.get(id) ?? 0) + 1);
      if (held.get(id) === need) counts[role]++;
    }
  }
  return counts;
};

// newSelector returns how many entries a list has, and a function that applies a
// choice to them and returns what fits, with a function that counts for a facet
// what each of its values would give. Its loops are plain: they run over all
// entries.
const newSelector = async (index, within) => {
  const n = index.entries;
  // The list itself is a choice too: of values, each of which all entries have.
  const list = await Promise.all([...within].map(([name, key]) => index.value(name, key)));
  const outside = new Uint8Array(n); // 2 where an entry is not in the list
  for (const value of list) fitting(n, value ? [value] : []).forEach((fits, i) => { if (!fits) outside[i] = 2; });
  const total = list.length ? outside.reduce((sum, out) => sum + (out === 0), 0) : n;

  const select = async (choice) => {
    const {all, from, to} = choice;
    const [values, inSpan] = await Promise.all([chosenValues(index, choice), from || to ? fittingSpan(index, from, to) : null]);
    const started = performance.now();
    const [actors, roles] = [values.get("actor"), values.get("role")];
    const together = all && actors.length > 1;
    const misses = Uint8Array.from(outside); // how many conditions an entry misses
    const missed = new Uint8Array(n); // the last of them
    const apply = (name, fits) => {
      const condition = conditions.indexOf(name);
      for (let i = 0; i < n; i++) {
        if (fits[i]) continue;
        misses[i]++;
        missed[i] = condition;
      }
    };
    if (actors.length + roles.length) apply("actor", fittingParts(n, actors, roles, all));
    for (const [name, some] of values) if (some.length && name !== "actor" && name !== "role") apply(name, fitting(n, some));
    if (inSpan) apply("span", inSpan);
    const hits = [];
    const loosened = new Uint32Array(conditions.length); // what fits without a condition
    for (let k = 0; k < n; k++) {
      const i = index.newest ? n - 1 - k : k;
      if (misses[i] === 0) hits.push(i);
      else if (misses[i] === 1) loosened[missed[i]]++;
    }
    performance.measure("filter", {start: started});

    // counted returns the numbers of a facet; null where they are those of the
    // whole timeline. Where one value alone narrows it, they mostly stand beside it.
    const counted = async (name) => {
      const own = name === "role" ? "actor" : name;
      const condition = own === "actor" && together && name === "actor" ? -1 : conditions.indexOf(own);
      const open = (i) => misses[i] === 0 || misses[i] === 1 && missed[i] === condition;
      if (name === "role" && actors.length) return countRoles(index, actors, open, all ? actors.length : 1);
      const wanted = new Set(name === "actor" ? roles.map(({number}) => number) : []);
      const narrowing = [...values].filter(([other]) => condition < 0 || (other === "role" ? "actor" : other) !== own).flatMap(([, some]) => some);
      const others = [...list, ...narrowing];
      if (inSpan || others.length > 1 || wanted.size || others[0]?.shared === null) return countColumn(index, name, open, wanted);
      if (!others.length) return null;
      const counts = new Uint32Array(index.values + 1);
      const pairs = others[0]?.shared[name] ?? [];
      for (let k = 0; k < pairs.length; k += 2) counts[pairs[k]] = pairs[k + 1];
      return counts;
    };
    const count = async (name) => {
      const counts = await counted(name);
      if (counts) return {size: counts.reduce((sum, n) => sum + (n > 0), 0), of: (value) => counts[value[NUMBER]], numbers: counts, narrowed: true};
      const {size, values} = index.facets.get(name);
      return {size, of: (value) => value[COUNT], numbers: values.map((value) => value[COUNT]), narrowed: false};
    };
    return {hits, loosened, count};
  };
  return {total, select};
};

// ---- cards

// newCards returns a function that brings the cards of entries, each with the
// title and address of its month.
const newCards = (index) => {
  const piece = kept(async (k) => {
    const months = await index.load(`cards-${k + 1}`);
    return months.flatMap(([title, url, list]) => list.map((html) => ({title, url, html})));
  });
  return (entries) => Promise.all(entries.map(async (i) => (await piece(Math.floor(i / index.cards)))[i % index.cards]));
};

// newest returns for an embed the months of the newest entries that a choice
// leaves of a list, at most so many; in words, what was chosen, how many fit, which
// is empty for none, and that none does.
export const newest = async (within, params, most) => {
  const index = await loadIndex();
  const choice = readChoice(index, params);
  const { select } = await newSelector(index, new URLSearchParams(within));
  const { hits } = await select(choice);
  const last = index.newest ? hits.slice(0, most) : hits.slice(-most);
  const words = (name, keys) => say("{facet}: ", {facet: index.facets.get(name).label}) +
    [...keys].map((key) => index.label(name, key)).join(choice.all && name === "actor" ? " + " : say("، "));
  const chosen = [...choice.chosen].filter(([, keys]) => keys.size).map(([name, keys]) => words(name, keys));
  if (choice.from || choice.to) chosen.push(say("{facet}: ", {facet: say("التواريخ")}) + spanWords(choice));
  return { months: sections(await newCards(index)(last)), chosen: chosen.join(" · "), all: hits.length ? say({"few":"جميع المداخل الـ{n}","many":"جميع المداخل الـ{n}","one":"المدخل الوحيد","other":"جميع المداخل الـ{n}","two":"المدخلان كلاهما","zero":"لا مداخل"}, {n: hits.length}) : "", nothing: say("لا مدخل يطابق هذا الاختيار.") };
};

// endWords writes a year as pages do, and all of a date before the year 1: addresses
// count from a year 0. More than four digits may be a date in the making, and stay.
const endWords = (text) => {
  const [, number, month, day] = /^(-?\d+)(?:-(\d\d))?(?:-(\d\d))?$/.exec(text) ?? [];
  if (!number || BigInt(number) > (month ? 0 : 9999)) return text;
  const year = say.year(number);
  if (!month) return year;
  let date = [
    say("يناير"), say("فبراير"), say("مارس"), say("أبريل"), say("مايو"), say("يونيو"),
    say("يوليو"), say("أغسطس"), say("سبتمبر"), say("أكتوبر"), say("نوفمبر"), say("ديسمبر"),
  ][month - 1];
  if (day) date = say("{day} {month}", {day: day === "01" ? say("1") : Number(day), month: date});
  return say("{date} {year}", {date, year});
};

const spanWords = (choice) => {
  const [from, to] = [choice.from, choice.to].map(endWords);
  return from && to ? (from === to ? from : say("من ‎{from} إلى ‎{to}", {from, to})) : from ? say("من ‎{from}", {from}) : say("إلى ‎{to}", {to});
};

// ---- the page

const el = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};

const { number } = say;
const entries = (n) => say({"few":"{n} مداخل","many":"{n} مدخلًا","one":"مدخل واحد","other":"{n} مدخل","two":"مدخلان","zero":"{n} مدخل"}, {n});
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ς", "σ");
const local = (url) => root + url.slice(1);

// section shows cards under the heading of their month.
const section = (title, url, cards) => {
  const heading = el("h2", {}, url ? el("a", {href: local(url)}, title) : title);
  const month = el("section", {class: "month"}, heading);
  month.insertAdjacentHTML("beforeend", cards.join("\n").replaceAll(' href="/', ` href="${root}`));
  return month;
};

const sections = (cards) => {
  const all = [];
  for (let k = 0; k < cards.length;) {
    const {title, url} = cards[k];
    const from = k;
    while (k < cards.length && cards[k].title === title) k++;
    all.push(section(title, url, cards.slice(from, k).map((card) => card.html)));
  }
  return all;
};

// newFacet makes the part of the form in which the values of a facet are
// chosen. Its update shows what a choice would give.
const newFacet = (index, facet, choice) => {
  const list = el("ul");
  const chosenCount = el("span", {class: "count"});
  const rest = el("p", {class: "soft", hidden: true});
  const many = facet.size > fewValues;
  const search = el("input", {type: "search", "aria-label": say("ابحث في: {facet}", {facet: facet.label}), placeholder: say("ابحث في {n}", {n: facet.size}), autocomplete: "off", input: () => show(fill)});
  const box = el("details", {class: "facet", toggle: () => box.open && show(fill)},
    el("summary", {}, facet.label, " ", chosenCount), ...(many ? [search] : []), list, rest);
  const keys = () => choice().chosen.get(facet.name);
  let count = null; // asks what the last choice would give
  let known = null; // the answer
  let turn = 0; // of showing; what comes late is not shown

  const item = (value, counts) => {
    const input = el("input", {type: "checkbox", name: facet.name, value: value[KEY]});
    input.checked = keys().has(value[KEY]);
    return el("li", {}, el("label", {}, input, el("span", {dir: "auto"}, value[LABEL]), " ", el("small", {}, number(counts.of(value)))));
  };

  // names loads the names of what is to be listed, where the root does not have them.
  const names = async ({numbers, narrowed}) => {
    if (facet.values.length === facet.size) return;
    const words = search.value.trim();
    if (words) await index.worded(facet, words);
    const chosen = await Promise.all([...keys()].filter((key) => !facet.byKey.has(key)).map((key) => index.value(facet.name, key)));
    const wanted = chosen.flatMap((value) => value?.number ?? []);
    if (narrowed && !words) wanted.push(...foremost(numbers).slice(0, listed()));
    await index.numbered(facet, wanted);
  };

  // foremost returns the numbers that have most, of as many those first that are named.
  const foremost = (numbers) => {
    const named = new Set(facet.values.map((value) => value[NUMBER]));
    return [...numbers.keys()].filter((number) => numbers[number] > 0)
      .sort((a, b) => numbers[b] - numbers[a] || named.has(b) - named.has(a) || a - b);
  };
  const listed = () => Math.max(fewValues, keys().size);

  // fill lists the chosen values, then those that give most.
  const fill = (counts) => {
    const words = fold(search.value.trim());
    const isChosen = (value) => keys().has(value[KEY]);
    const fitting = facet.values.filter((value) => words ? fold(value[LABEL]).includes(words) : isChosen(value) || counts.of(value) > 0);
    const rank = new Map(fitting.map((value, k) => [value, k]));
    fitting.sort((a, b) => isChosen(b) - isChosen(a) || counts.of(b) - counts.of(a) || rank.get(a) - rank.get(b));
    const limit = words ? foundValues : listed();
    const left = (words ? fitting.length : Math.max(fitting.length, counts.size)) - limit;
    list.replaceChildren(...fitting.slice(0, limit).map((value) => item(value, counts)));
    rest.hidden = fitting.length > 0 && left <= 0;
    rest.textContent = fitting.length ? say({"few":"و{n} أخرى: ابحث عنها","many":"و{n} أخرى: ابحث عنها","one":"وواحد آخر: ابحث عنه","other":"و{n} أخرى: ابحث عنها","two":"واثنان آخران: ابحث عنهما","zero":"لا غيرها"}, {n: left}) : say("لا شيء يطابق");
  };

  // refresh changes numbers and marks in place, so that the focus stays.
  const refresh = (counts) => {
    for (const input of list.querySelectorAll("input")) {
      input.checked = keys().has(input.value);
      input.parentElement.lastChild.textContent = number(counts.of(facet.byKey.get(input.value)));
    }
  };

  // show brings the list into line once what it shows is there.
  const show = async (draw) => {
    const mine = ++turn;
    box.setAttribute("aria-busy", true);
    try {
      const counts = await (known ??= count());
      if (mine === turn) await names(counts);
      if (mine !== turn) return;
      draw(counts);
    } catch {
      if (mine !== turn) return;
      known = null;
      list.replaceChildren();
      rest.hidden = false;
      rest.replaceChildren(say("تعذّر تحميل المداخل."), " ", el("button", {type: "button", click: () => show(fill)}, say("حاول من جديد")));
    }
    box.removeAttribute("aria-busy");
  };

  const update = (next) => {
    [count, known] = [next, null];
    chosenCount.textContent = keys().size ? number(keys().size) : "";
    if (box.open) show(list.contains(document.activeElement) ? refresh : fill);
  };
  // What all entries of a list share, or none has, leaves nothing to choose.
  const leaveOut = async (counts, total) => {
    box.hidden = !keys().size && !(await counts).numbers.some((n) => n > 0 && n < total);
  };
  return {box, update, leaveOut, search};
};

// newSpan makes the fields for the ends of the span.
const newSpan = () => {
  const fault = el("p", {class: "fault", id: "filter--fault", role: "alert"});
  const field = (name) => el("input", {
    name, maxlength: 16, placeholder: "2021-11", autocomplete: "off", "aria-describedby": "filter--fault filter--hint",
  });
  const [from, to] = ["from", "to"].map(field);
  const box = el("fieldset", {class: "span"},
    el("legend", {}, say("التواريخ")),
    el("label", {}, say("من"), from), el("label", {}, say("إلى"), to), fault,
    el("p", {class: "soft", id: "filter--hint"}, say("عام أو شهر أو يوم: 2021، ‎2021-11، ‎2021-11-05."),
      document.querySelector(".ruler") ? ` ${say("أو اسحب فوق المسطرة؛ على شاشة اللمس اضغط وانتظر ثم اسحب؛ وبلوحة المفاتيح اضغط مفتاح العالي مع الأسهم.")}` : ""));

  // read returns the ends as written; null where they are no span.
  const read = () => {
    const [a, b] = [from, to].map((input) => westernDigits(input.value.trim()));
    const wrong = [a, b].map((text) => text !== "" && !spanOf(text));
    const backwards = !wrong.includes(true) && a && b && spanOf(a)[0] > spanOf(b)[1];
    [from, to].forEach((input, k) => input.setAttribute("aria-invalid", wrong[k] || Boolean(backwards)));
    fault.textContent = wrong.includes(true) ? say("هذا ليس تاريخًا؛ اكتبه هكذا 2021 أو ‎2021-11 أو ‎2021-11-05.") :
      backwards ? say("تنتهي المدة قبل أن تبدأ؛ اكتب نهاية لاحقة.") : "";
    return fault.textContent ? null : {from: a, to: b};
  };
  const write = (choice) => {
    from.value = choice.from;
    to.value = choice.to;
    read();
  };
  return {box, read, write};
};

// start makes the form in box and shows what the address asks for. It returns
// what the ruler calls when a span is brushed.
export const start = async (box) => {
  const index = await loadIndex();
  const {select, total} = await newSelector(index, new URLSearchParams(box.dataset.within ?? ""));
  const cardsOf = newCards(index);
  const list = document.getElementById("timeline--list");
  const pager = document.querySelector("main > .pager");
  let choice = readChoice(index, new URLSearchParams(location.search));
  let turn = 0; // of showing; what comes late is not shown

  const change = (edit, again = false) => {
    choice.page = 1;
    edit(choice);
    history[again ? "replaceState" : "pushState"](null, "", writeChoice(index, choice));
    show();
  };
  const current = () => choice;
  const facets = new Map([...index.facets].map(([name, facet]) => [name, newFacet(index, facet, current)]));
  const span = newSpan();
  const all = el("input", {type: "checkbox", name: "actors", value: "all"});
  facets.get("actor").box.querySelector("ul").before(el("label", {class: "all"}, all, el("span", {}, say("جميعها معًا"))));

  const chosen = el("ul", {class: "chips chosen", "aria-label": say("ما اختير")});
  const status = el("p", {class: "found", role: "status"});
  const results = el("div", {class: "timeline", tabindex: -1, "aria-label": say("المداخل بعد التصفية"), role: "region"});
  const turner = el("nav", {class: "pager", "aria-label": say("أجزاء القائمة")});
  const form = el("form", {
    submit: (e) => e.preventDefault(),
    change: ({target}) => {
      if (target.type === "search") return;
      if (target === all) return change((c) => { c.all = all.checked; });
      if (target.type === "checkbox") {
        return change((c) => { c.chosen.get(target.name)[target.checked ? "add" : "delete"](target.value); });
      }
      const ends = span.read();
      if (ends && (ends.from !== choice.from || ends.to !== choice.to)) change((c) => Object.assign(c, ends));
    },
  }, span.box, ...[...facets.values()].map(({box}) => box));
  box.querySelector("p").replaceWith(form);
  box.closest("nav").after(chosen, status);

  const clear = () => change((c) => {
    for (const keys of c.chosen.values()) keys.clear();
    Object.assign(c, {all: false, from: "", to: ""});
  });

  // What one of the choices is, and what takes it back.
  const choices = () => {
    const items = [];
    for (const [name, keys] of choice.chosen) {
      for (const key of keys) {
        items.push([say("{facet}: ", {facet: index.facets.get(name).label}), index.label(name, key), (c) => c.chosen.get(name).delete(key)]);
      }
    }
    if (choice.from || choice.to) items.push([say("{facet}: ", {facet: say("التواريخ")}), spanWords(choice), (c) => Object.assign(c, {from: "", to: ""})]);
    return items;
  };

  const button = (act, ...words) => el("button", {type: "button", click: act}, ...words);
  // A button that takes itself away hands the focus on.
  const away = (act) => () => {
    act();
    box.querySelector("summary").focus();
  };
  const showChosen = () => {
    const items = choices();
    chosen.replaceChildren(...items.map(([label, words, undo]) => el("li", {},
      button(away(() => change(undo)), el("span", {class: "hidden"}, say("أزل"), " "), label, el("bdi", {}, words), el("span", {"aria-hidden": true}, " ×")))));
    if (items.length > 1) chosen.append(el("li", {}, button(away(clear), say("امسح الكل"))));
    chosen.hidden = !items.length;
  };

  // showNothing says which condition to give up.
  const showNothing = (loosened) => {
    const without = {actor: ["actor", "role"], span: []};
    const items = conditions.flatMap((name, c) => {
      if (!loosened[c]) return [];
      const names = without[name] ?? [name];
      const words = names.length ? names.filter((f) => choice.chosen.get(f).size).map((f) => index.facets.get(f).label.toLocaleLowerCase(document.documentElement.lang)).reduce((a, b) => say("{a} و{b}", {a, b})) : say("التواريخ");
      const undo = (c) => {
        for (const f of names) c.chosen.get(f).clear();
        if (!names.length) Object.assign(c, {from: "", to: ""});
      };
      return [el("li", {}, button(away(() => change(undo)), say("من دون تقييد: {facet}", {facet: words})), ` ${say("– {entries}", {entries: entries(loosened[c])})}`)];
    });
    if (!items.length) items.push(el("li", {}, button(away(clear), say("امسح الكل")), ` ${say("– {entries}", {entries: entries(total)})}`));
    results.replaceChildren(el("p", {class: "none"}, say("لا مدخل يطابق كل هذا. خفّف الشروط:")), el("ul", {class: "loosen"}, ...items));
  };

  const showTurner = (count) => {
    const pages = Math.ceil(count / windowSize);
    const turn = (name, to) => button(() => {
      choice.page = to;
      history.pushState(null, "", writeChoice(index, choice));
      show().then(() => {
        results.focus({preventScroll: true});
        status.scrollIntoView();
      });
    }, name);
    turner.replaceChildren(
      ...(choice.page > 1 ? [turn(say("السابق"), choice.page - 1)] : []),
      el("span", {}, say("{from}–{to} من {n}", {from: (choice.page - 1) * windowSize + 1, to: Math.min(count, choice.page * windowSize), n: count})),
      ...(choice.page < pages ? [turn(say("التالي"), choice.page + 1)] : []));
    turner.hidden = pages < 2;
  };

  const showRuler = () => {
    const [from, to] = [choice.from ? spanOf(choice.from)[0] : -Infinity, choice.to ? spanOf(choice.to)[1] : Infinity];
    for (const bar of document.querySelectorAll(".ruler [data-from]")) {
      const inside = spanOf(bar.dataset.from)[0] <= to && spanOf(bar.dataset.to)[1] >= from;
      bar.classList.toggle("brushed", Boolean(choice.from || choice.to) && inside);
    }
  };

  const busy = (yes) => {
    for (const shown of [list, results]) {
      if (yes) shown.setAttribute("aria-busy", "true");
      else shown.removeAttribute("aria-busy");
    }
  };

  // show brings the page into line with the choice.
  const show = async () => {
    const mine = ++turn;
    busy(true);
    all.checked = choice.all;
    span.write(choice);
    showRuler();
    try {
      const found = await select(choice);
      if (mine !== turn) return;
      const shown = await showFound(found, mine);
      if (!shown) return;
    } catch {
      if (mine !== turn) return;
      results.replaceChildren(el("p", {class: "none"}, say("تعذّر تحميل المداخل."), " ", button(show, say("حاول من جديد"))));
      list.replaceWith(results);
    }
    busy(false);
    results.dispatchEvent(new CustomEvent("entries", {bubbles: true})); // for scripts that add to cards
  };

  // showFound shows what fits a choice, unless another comes before it is there.
  const showFound = async (found, mine) => {
    const empty = isEmpty(choice);
    const count = found.hits.length;
    for (const [name, facet] of facets) facet.update(() => found.count(name));
    showChosen();
    const all = entries(total);
    status.textContent = empty ? status.textContent && all : say("{n} من {entries}", {n: count, entries: all});
    if (pager) pager.hidden = !empty;
    if (empty) {
      results.replaceWith(list);
      turner.remove();
      return true;
    }
    choice.page = Math.min(choice.page, Math.max(1, Math.ceil(count / windowSize)));
    if (count === 0) {
      showNothing(found.loosened);
    } else {
      const from = (choice.page - 1) * windowSize;
      const cards = await cardsOf(found.hits.slice(from, from + windowSize));
      if (mine !== turn) return false;
      results.replaceChildren(...sections(cards));
    }
    showTurner(count);
    list.replaceWith(results);
    results.after(turner);
    return true;
  };

  addEventListener("popstate", () => {
    choice = readChoice(index, new URLSearchParams(location.search));
    show();
  });
  // While the filters are open, a bar is a choice rather than a way to elsewhere.
  document.querySelector(".ruler")?.addEventListener("click", (e) => {
    const bar = e.target.closest("[data-from]");
    if (!bar || !box.open || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    brush({from: bar.dataset.from, to: bar.dataset.to});
  });
  const brush = ({from, to, grows}) => change((c) => Object.assign(c, {from, to}), grows);
  // Before anything is chosen, what cannot be chosen is left out.
  const whole = await select(readChoice(index, new URLSearchParams()));
  await Promise.all([...facets].map(([name, facet]) => facet.leaveOut(whole.count(name), total)));
  await show();
  return {brush};
};
