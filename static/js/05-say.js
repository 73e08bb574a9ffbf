// say fills the placeholders of a text of the interface, which a call names by its
// key. The build puts the text in the place of the key, in the language of the
// page, or its plural forms, of which the value n decides, by the rules of English
// where they are that; and it puts this file in front of the parts that say
// something. say.number writes a number, say.year a year, astronomical, as pages do.
const say = (() => {
  const lang = document.documentElement.lang;
  const plural = new Intl.PluralRules(lang);
  const numberingSystem = ((say) => say("number.digits"))((text) => text);
  const number = new Intl.NumberFormat(lang, { numberingSystem });
  const shown = (value) => (typeof value === "number" ? number.format(value) : value);
  const rules = (text) => (text.lang ? new Intl.PluralRules(text.lang) : plural);
  const fill = (text, values = {}) => (text[rules(text).select(values.n)] ?? text.other ?? text)
    .replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
  const year = (value) => {
    const astronomical = BigInt(value), count = astronomical > 0 ? astronomical : 1n - astronomical;
    const years = count > 9999 ? number.format(count) : String(count);
    return astronomical < 1 ? ((say) => say("date.bce", { years }))(fill)
      : count < 1000 || count > 9999 ? ((say) => say("date.ce", { years }))(fill) : years;
  };
  return Object.assign(fill, { number: number.format, year });
})();
