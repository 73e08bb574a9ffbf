// say fills the placeholders of a text of the interface, which a call names by its
// key. The build puts the text in the place of the key, in the language of the
// page, or its plural forms, of which the value n decides; and it puts this file
// in front of the parts that say something. say.number writes a number.
const say = (() => {
  const lang = document.documentElement.lang;
  const plural = new Intl.PluralRules(lang);
  const numberingSystem = ((say) => say("latn"))((text) => text);
  const number = new Intl.NumberFormat(lang, { numberingSystem });
  const shown = (value) => (typeof value === "number" ? number.format(value) : value);
  const fill = (text, values = {}) => (text[plural.select(values.n)] ?? text.other ?? text)
    .replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
  return Object.assign(fill, { number: number.format });
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

const loadIndex = async () => {
  const head = await get("index.json", {cache: "no-cache"});
  const count = Math.ceil(head.entries / head.piece);
  const pieces = await Promise.all(Array.from({length: count}, (_, k) => get(`entries-${k + 1}.json?v=${head.version}`)));
  const index = {...head, ...days(head, pieces), facets: new Map()};
  for (const facet of head.facets) {
    facet.number = new Map(facet.values.map(([key], k) => [key, k]));
    if (facet.name !== "role") Object.assign(facet, column(facet, pieces, head.entries));
    index.facets.set(facet.name, facet);
  }
  return index;
};

// days returns the first and last day of each entry, and the day by which it is
// sorted; they are NaN where it has no date, which no span touches.
const days = ({entries, piece: size}, pieces) => {
  const [first, last, anchor] = [0, 0, 0].map(() => new Float64Array(entries).fill(NaN));
  pieces.forEach((piece, k) => {
    let day = 0;
    piece.day.forEach((step, i) => {
      const at = k * size + i;
      const length = piece.length[i];
      day += step;
      anchor[at] = day;
      first[at] = length === -2 ? -Infinity : day;
      last[at] = length === -1 ? Infinity : day + Math.max(length, 0);
    });
  });
  return {first, last, anchor};
};

// column returns the values of all entries: those of entry i are ids[starts[i]]
// up to ids[starts[i + 1]], and roles has 1 + the role beside each, or 0.
const column = ({name, single}, pieces, entries) => {
  const starts = new Uint32Array(entries + 1);
  const ids = [];
  const roles = [];
  let at = 0;
  for (const {[name]: numbers} of pieces) {
    for (let i = 0; i < numbers.length;) {
      if (single) {
        if (numbers[i++] > 0) ids.push(numbers[i - 1] - 1);
      } else {
        for (let left = numbers[i++]; left > 0; left--) {
          ids.push(numbers[i++]);
          if (name === "actor") roles.push(numbers[i++]);
        }
      }
      starts[++at] = ids.length;
    }
  }
  return {starts, ids: Uint32Array.from(ids), roles: Uint32Array.from(roles)};
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

// spanOf returns the first and last day of "2021", "2021-12" or "2021-12-19";
// null for anything else.
const spanOf = (text) => {
  const match = /^(-?\d{4,12})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
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
  for (const [name, facet] of index.facets) {
    chosen.set(name, new Set(params.getAll(name).filter((key) => facet.number.has(key))));
  }
  const end = (name) => spanOf(params.get(name) ?? "") ? params.get(name) : "";
  return {
    chosen,
    all: params.get("actors") === "all",
    from: end("from"),
    to: end("to"),
    page: Math.max(1, Math.floor(Number(params.get("page"))) || 1),
  };
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

// newSelector returns a function that applies a choice to the entries of a list
// and returns what fits, with a function that counts for a facet what each of
// its values would give. Its loops are plain: they run over all entries.
const newSelector = (index, within) => {
  const n = index.entries;
  const outside = new Uint8Array(n); // 2 where an entry is not in the list
  const misses = new Uint8Array(n); // how many conditions an entry misses
  const missed = new Uint8Array(n); // the last of them
  const {starts, ids, roles} = index.facets.get("actor");
  const role = index.facets.get("role");

  const flags = (name, keys, shift = 0) => {
    const {number, values} = index.facets.get(name);
    const set = new Uint8Array(values.length + shift);
    for (const key of keys) set[number.get(key) + shift] = 1;
    return set;
  };

  const miss = (i, condition) => {
    misses[i]++;
    missed[i] = condition;
  };

  const testValues = (name, keys) => {
    const {starts, ids} = index.facets.get(name);
    const wanted = flags(name, keys);
    const condition = conditions.indexOf(name);
    for (let i = 0; i < n; i++) {
      let fits = 0;
      for (let j = starts[i]; j < starts[i + 1]; j++) fits |= wanted[ids[j]];
      if (!fits) miss(i, condition);
    }
  };

  // parts prepares for a choice what is asked of pairs of actor and role: flags
  // by actor and by role, all set where nothing is asked.
  const parts = ({chosen, all}) => {
    const wanted = (name, shift) => {
      const keys = chosen.get(name);
      const set = flags(name, keys, shift);
      return keys.size ? set : set.fill(1);
    };
    const count = chosen.get("actor").size;
    return {
      some: count + chosen.get("role").size > 0,
      together: all && count > 1,
      need: all ? Math.max(1, count) : 1,
      actors: wanted("actor", 0),
      parts: wanted("role", 1),
    };
  };

  const testParts = ({need, actors, parts}) => {
    const seen = new Uint32Array(actors.length);
    for (let i = 0; i < n; i++) {
      let found = 0;
      for (let j = starts[i]; j < starts[i + 1]; j++) {
        const a = ids[j];
        if (!actors[a] || !parts[roles[j]] || seen[a] === i + 1) continue;
        seen[a] = i + 1;
        found++;
      }
      if (found < need) miss(i, 0);
    }
  };

  const testSpan = (from, to) => {
    const begin = from ? spanOf(from)[0] : -Infinity;
    const end = to ? spanOf(to)[1] : Infinity;
    const condition = conditions.indexOf("span");
    // What has no date compares false.
    for (let i = 0; i < n; i++) if (!(index.first[i] <= end && index.last[i] >= begin)) miss(i, condition);
  };

  // apply leaves in misses and missed how each entry fits.
  const apply = (choice) => {
    misses.set(outside);
    const part = parts(choice);
    if (part.some) testParts(part);
    for (const [name, keys] of choice.chosen) if (keys.size && name !== "actor" && name !== "role") testValues(name, keys);
    if (choice.from || choice.to) testSpan(choice.from, choice.to);
    return part;
  };

  // open reports whether an entry fits, condition c aside.
  const open = (i, c) => misses[i] === 0 || misses[i] === 1 && missed[i] === c;

  const countValues = ({name, starts, ids, values}) => {
    const counts = new Uint32Array(values.length);
    const c = conditions.indexOf(name);
    for (let i = 0; i < n; i++) {
      if (open(i, c)) for (let j = starts[i]; j < starts[i + 1]; j++) counts[ids[j]]++;
    }
    return counts;
  };

  const countActors = ({together, parts}) => {
    const counts = new Uint32Array(index.facets.get("actor").values.length);
    const seen = new Uint32Array(counts.length);
    for (let i = 0; i < n; i++) {
      // Where all must appear, one more actor narrows what fits now.
      if (!open(i, together ? -1 : 0)) continue;
      for (let j = starts[i]; j < starts[i + 1]; j++) {
        const a = ids[j];
        if (!parts[roles[j]] || seen[a] === i + 1) continue;
        seen[a] = i + 1;
        counts[a]++;
      }
    }
    return counts;
  };

  const countRoles = ({need, actors}) => {
    const counts = new Uint32Array(role.values.length);
    const seen = new Uint32Array(counts.length + 1);
    const held = new Uint32Array(counts.length + 1); // by how many of the actors
    for (let i = 0; i < n; i++) {
      if (!open(i, 0)) continue;
      for (let j = starts[i]; j < starts[i + 1]; j++) {
        const r = roles[j];
        if (!r || !actors[ids[j]]) continue;
        held[r] = seen[r] === i + 1 ? held[r] + 1 : 1;
        seen[r] = i + 1;
        if (held[r] === need) counts[r - 1]++;
      }
    }
    return counts;
  };

  // The list itself is a choice too; an archive holds what is sorted into it.
  const archive = spanOf(within.get("archive") ?? "");
  apply(readChoice(index, within));
  for (let i = 0; i < n; i++) {
    const listed = !archive || index.anchor[i] >= archive[0] && index.anchor[i] <= archive[1];
    outside[i] = listed && !misses[i] ? 0 : 2;
  }

  return (choice) => {
    const started = performance.now();
    const part = apply(choice);
    const hits = [];
    const loosened = new Uint32Array(conditions.length); // what fits without a condition
    for (let k = 0; k < n; k++) {
      const i = index.newest ? n - 1 - k : k;
      if (misses[i] === 0) hits.push(i);
      else if (misses[i] === 1) loosened[missed[i]]++;
    }
    performance.measure("filter", {start: started});
    const count = (name) => name === "actor" ? countActors(part) : name === "role" ? countRoles(part) : countValues(index.facets.get(name));
    return {hits, loosened, count}; // count speaks of the last choice only
  };
};

// ---- cards

// newCards returns a function that brings the cards of entries, each with the
// title and address of its month.
const newCards = (index) => {
  const pieces = new Map();
  const piece = (k) => {
    if (!pieces.has(k)) {
      const cards = get(`cards-${k + 1}.json?v=${index.version}`).then((months) => months.flatMap(
        ([title, url, list]) => list.map((html) => ({title, url, html}))));
      pieces.set(k, cards);
      cards.catch(() => pieces.delete(k));
    }
    return pieces.get(k);
  };
  return (entries) => Promise.all(entries.map(async (i) => (await piece(Math.floor(i / index.cards)))[i % index.cards]));
};

// newest returns for an embed the months of the newest entries that a choice
// leaves of a list, at most so many; in words, what was chosen, and how many fit.
export const newest = async (within, params, most) => {
  const index = await loadIndex();
  const choice = readChoice(index, params);
  const { hits } = newSelector(index, new URLSearchParams(within))(choice);
  const last = index.newest ? hits.slice(0, most) : hits.slice(-most);
  const words = (name, keys) => {
    const { label, values, number } = index.facets.get(name);
    return say("{facet}: ", {facet: label}) + [...keys].map((key) => values[number.get(key)][1]).join(choice.all && name === "actor" ? " + " : say("، "));
  };
  const chosen = [...choice.chosen].filter(([, keys]) => keys.size).map(([name, keys]) => words(name, keys));
  if (choice.from || choice.to) chosen.push(say("{facet}: ", {facet: say("التواريخ")}) + spanWords(choice));
  return { months: sections(await newCards(index)(last)), chosen: chosen.join(" · "), all: say({"few":"جميع المداخل الـ{n}","many":"جميع المداخل الـ{n}","one":"المدخل الوحيد","other":"جميع المداخل الـ{n}","two":"المدخلان كلاهما","zero":"لا مداخل"}, {n: hits.length}) };
};

const spanWords = ({ from, to }) => from && to ? (from === to ? from : say("من {from} إلى {to}", {from, to})) : from ? say("من {from}", {from}) : say("إلى {to}", {to});

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
const entries = (n) => say({"few":"{n} مداخل","many":"{n} مدخلًا","one":"مدخل واحد","other":"{n} مدخل","two":"مدخلان","zero":"{n} مدخل"}, {n});
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
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
const newFacet = (facet, choice) => {
  const list = el("ul");
  const chosenCount = el("span", {class: "count"});
  const rest = el("p", {class: "soft", hidden: true});
  const many = facet.values.length > fewValues;
  const search = el("input", {type: "search", "aria-label": say("ابحث في: {facet}", {facet: facet.label}), placeholder: say("ابحث في {n}", {n: facet.values.length}), autocomplete: "off", input: () => fill()});
  const box = el("details", {class: "facet", toggle: () => box.open && fill()},
    el("summary", {}, facet.label, " ", chosenCount), ...(many ? [search] : []), list, rest);
  const folded = many ? facet.values.map(([, label]) => fold(label)) : [];
  let count = null; // what the last choice would give, by the number of the value
  let known = null; // once it was counted
  const counts = () => known ??= count();

  const item = (k) => {
    const [key, label] = facet.values[k];
    const input = el("input", {type: "checkbox", name: facet.name, value: key});
    input.checked = choice().chosen.get(facet.name).has(key);
    return el("li", {}, el("label", {}, input, el("span", {dir: "auto"}, label), " ", el("small", {}, number(counts()[k]))));
  };

  // fill lists the chosen values, then those that give most.
  const fill = () => {
    const keys = choice().chosen.get(facet.name);
    const words = fold(search.value.trim());
    const isChosen = (k) => keys.has(facet.values[k][0]);
    const fitting = [...facet.values.keys()].filter((k) => words ? folded[k].includes(words) : isChosen(k) || counts()[k] > 0);
    fitting.sort((a, b) => isChosen(b) - isChosen(a) || counts()[b] - counts()[a] || a - b);
    const limit = words ? foundValues : Math.max(fewValues, keys.size);
    list.replaceChildren(...fitting.slice(0, limit).map(item));
    rest.hidden = fitting.length > 0 && fitting.length <= limit;
    rest.textContent = fitting.length ? say({"few":"و{n} أخرى: ابحث عنها","many":"و{n} أخرى: ابحث عنها","one":"وواحد آخر: ابحث عنه","other":"و{n} أخرى: ابحث عنها","two":"واثنان آخران: ابحث عنهما","zero":"لا غيرها"}, {n: fitting.length - limit}) : say("لا شيء يطابق");
  };

  // refresh changes numbers and marks in place, so that the focus stays.
  const refresh = () => {
    for (const input of list.querySelectorAll("input")) {
      input.checked = choice().chosen.get(facet.name).has(input.value);
      input.parentElement.lastChild.textContent = number(counts()[facet.number.get(input.value)]);
    }
  };

  const update = (next, total) => {
    [count, known] = [next, null];
    const size = choice().chosen.get(facet.name).size;
    chosenCount.textContent = size ? number(size) : "";
    // What all entries share, or none has, leaves nothing to choose.
    if (total !== undefined) box.hidden = !size && !counts().some((n) => n > 0 && n < total);
    if (box.open && list.contains(document.activeElement)) refresh();
    else if (box.open) fill();
  };
  return {box, update, search};
};

// newSpan makes the fields for the ends of the span.
const newSpan = () => {
  const fault = el("p", {class: "fault", id: "filter--fault", role: "alert"});
  const field = (name) => el("input", {
    name, size: 10, maxlength: 16, inputmode: "numeric", placeholder: "2021-11", autocomplete: "off", "aria-describedby": "filter--fault filter--hint",
  });
  const [from, to] = ["from", "to"].map(field);
  const box = el("fieldset", {class: "span"},
    el("legend", {}, say("التواريخ")),
    el("label", {}, say("من"), from), el("label", {}, say("إلى"), to), fault,
    el("p", {class: "soft", id: "filter--hint"}, say("عام أو شهر أو يوم: 2021، 2021-11، 2021-11-05."),
      document.querySelector(".ruler") ? ` ${say("أو اسحب فوق المسطرة؛ على شاشة اللمس اضغط وانتظر ثم اسحب؛ وبلوحة المفاتيح اضغط مفتاح العالي مع الأسهم.")}` : ""));

  // read returns the ends as written; null where they are no span.
  const read = () => {
    const [a, b] = [from, to].map((input) => input.value.trim());
    const wrong = [a, b].map((text) => text !== "" && !spanOf(text));
    const backwards = !wrong.includes(true) && a && b && spanOf(a)[0] > spanOf(b)[1];
    [from, to].forEach((input, k) => input.setAttribute("aria-invalid", wrong[k] || Boolean(backwards)));
    fault.textContent = wrong.includes(true) ? say("هذا ليس تاريخًا؛ اكتبه هكذا 2021 أو 2021-11 أو 2021-11-05.") :
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
  const select = newSelector(index, new URLSearchParams(box.dataset.within ?? ""));
  const cardsOf = newCards(index);
  const list = document.getElementById("timeline--list");
  const pager = document.querySelector("main > .pager");
  const total = select(readChoice(index, new URLSearchParams())).hits.length;
  let choice = readChoice(index, new URLSearchParams(location.search));
  let turn = 0; // of showing; what comes late is not shown

  const change = (edit, again = false) => {
    choice.page = 1;
    edit(choice);
    history[again ? "replaceState" : "pushState"](null, "", writeChoice(index, choice));
    show();
  };
  const current = () => choice;
  const facets = new Map([...index.facets].map(([name, facet]) => [name, newFacet(facet, current)]));
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
        const {label, values, number} = index.facets.get(name);
        items.push([say("{facet}: ", {facet: label}), values[number.get(key)][1], (c) => c.chosen.get(name).delete(key)]);
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

  // show brings the page into line with the choice.
  const show = async () => {
    const mine = ++turn;
    const found = select(choice);
    for (const shown of [list, results]) shown.removeAttribute("aria-busy");
    const empty = isEmpty(choice);
    for (const [name, facet] of facets) facet.update(() => found.count(name));
    all.checked = choice.all;
    span.write(choice);
    showChosen();
    showRuler();
    status.textContent = empty ? "" : say("{n} من {entries}", {n: found.hits.length, entries: entries(total)});
    if (pager) pager.hidden = !empty;
    if (empty) {
      results.replaceWith(list);
      turner.remove();
      return;
    }
    choice.page = Math.min(choice.page, Math.max(1, Math.ceil(found.hits.length / windowSize)));
    if (found.hits.length === 0) {
      showNothing(found.loosened);
    } else {
      for (const shown of [list, results]) shown.setAttribute("aria-busy", "true");
      const from = (choice.page - 1) * windowSize;
      try {
        const cards = await cardsOf(found.hits.slice(from, from + windowSize));
        if (mine !== turn) return;
        results.replaceChildren(...sections(cards));
      } catch {
        if (mine !== turn) return;
        results.replaceChildren(el("p", {class: "none"}, say("تعذّر تحميل المداخل."), " ", button(show, say("حاول من جديد"))));
      }
      for (const shown of [list, results]) shown.removeAttribute("aria-busy");
    }
    showTurner(found.hits.length);
    list.replaceWith(results);
    results.after(turner);
    results.dispatchEvent(new CustomEvent("entries", {bubbles: true})); // for scripts that add to cards
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
  const whole = select(readChoice(index, new URLSearchParams()));
  for (const [name, facet] of facets) facet.update(() => whole.count(name), total);
  await show();
  return {brush};
};
