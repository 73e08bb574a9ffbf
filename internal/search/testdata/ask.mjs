// ask.mjs SCRIPT: answers questions from standard input with the script that
// readers get, each as on a first visit.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const { searcher, first } = await import(process.argv[2]);
const { files, queries, texts } = JSON.parse(readFileSync(0, "utf8"));
const sizes = {};
const ask = async ({ q, kind, from, to }) => {
  let raw = 0, wire = 0;
  const load = async name => {
    const data = Buffer.from(files[name]);
    raw += data.length;
    wire += sizes[name] ??= gzipSync(data).length;
    return data.toString();
  };
  const search = await searcher(load);
  const { ids, words } = await search.find(q, { kind, from, to });
  const shown = await Promise.all(ids.slice(0, first).map(search.show));
  const bytes = { raw, wire };
  const all = await Promise.all(ids.map(search.show));
  const begin = performance.now();
  await search.find(q, { kind, from, to });
  return { paths: all.map(d => d.path), titles: shown.map(d => search.hits(d.title, words).map(([a, b]) => d.title.slice(a, b))), ...bytes, ms: performance.now() - begin };
};
const search = await searcher(async name => files[name]);
const results = [];
for (const q of queries ?? []) results.push(await ask(q));
console.log(JSON.stringify({ results, terms: (texts ?? []).map(search.terms) }));
