// What is found, as a reader sees it: in which field, and the words around what is marked.
import { grams } from "./words.mjs";
/** @import { Engine } from "./index.mjs" */
/** @import { Found, Query } from "./ranking.mjs" */
/** @import { Bare } from "./words.mjs" */

/**
 * Words as they stand, with the places to mark.
 * @typedef {object} Extract
 * @property {string} text
 * @property {[number, number][]} marks from, to
 */

/** @typedef {"number" | "text" | "phrase" | "note" | "unsaid" | "page"} Field where it was found */

/**
 * @typedef {object} Hit
 * @property {string | null} provision
 * @property {string} name
 * @property {string} location
 * @property {number} score
 * @property {boolean} folded shown only on demand
 * @property {Field} field
 * @property {string} says what is to be said about a number that does not exist
 * @property {string[]} words what was found in it
 * @property {Extract | null} alias what people call it, where that is how it was found
 * @property {Extract} extract
 */

/** How near a phrase must be, to be shown as the reason. */
const CALLED = 0.3;
/** What of a question must stand in what the text leaves open, for that to be shown as its answer. */
const OPEN = 0.35;
/** How long an extract is, at most. */
const LENGTH = 120;

/**
 * How much of the query stands in a field.
 * @param {Bare} field
 * @param {Query} query
 */
function share(field, query) {
  return held({ has: (gram) => field.text.includes(gram) }, query);
}

/**
 * @param {{ has(gram: string): boolean }} grams
 * @param {Query} query
 */
function held(grams, query) {
  let all = 0;
  for (const [gram, worth] of query.grams) if (grams.has(gram)) all += worth;
  return all / query.weight;
}

/**
 * Where the words of the query stand: whole pieces, or else pairs of characters.
 * @param {Bare} field
 * @param {Query} query
 * @returns {[number, number][]}
 */
function marks(field, query) {
  const wanted = query.words.every((word) => field.text.includes(word)) ? query.words : query.pieces;
  const sought = wanted.flatMap((word) =>
    field.text.includes(word) && (word.length > 1 || wanted.length === 1)
      ? [word]
      : [...grams(word)].filter((gram) => gram.length > 1),
  );
  const spans = /** @type {[number, number][]} */ ([]);
  for (const word of sought)
    for (let at = field.text.indexOf(word); at >= 0; at = field.text.indexOf(word, at + 1))
      spans.push([field.at[at] ?? 0, (field.at[at + word.length - 1] ?? 0) + 1]);
  spans.sort(([a], [b]) => a - b);
  const merged = /** @type {[number, number][]} */ ([]);
  for (const [from, to] of spans) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/**
 * The words of a field around what is marked in it.
 * @param {Bare} field
 * @param {Query} query
 * @returns {Extract}
 */
function extract(field, query) {
  const all = marks(field, query);
  if (field.raw.length <= LENGTH) return { text: field.raw, marks: all };
  let [start, most] = [0, -1];
  for (const [from] of all) {
    const here = Math.max(0, from - 20);
    const covered = all.reduce((sum, [a, b]) => (a >= here && b <= here + LENGTH ? sum + b - a : sum), 0);
    if (covered > most) [start, most] = [here, covered];
  }
  start = Math.min(start, field.raw.length - LENGTH);
  const [before, after] = [start > 0 ? "…" : "", start + LENGTH < field.raw.length ? "…" : ""];
  const shift = before.length - start;
  const inside = all.filter(([from, to]) => from >= start && to <= start + LENGTH);
  return {
    text: before + field.raw.slice(start, start + LENGTH) + after,
    marks: inside.map(([from, to]) => [from + shift, to + shift]),
  };
}

/**
 * In which field it was found, as a reader would say.
 * @param {Found} found
 * @param {Query} query
 * @returns {Field}
 */
function fieldOf({ entry, named, near, phrase, literally }, query) {
  if (named) return "number";
  if (entry.passage) return "page";
  if (literally === "text") return "text";
  const ofText = share(entry.text, query);
  if (near < CALLED && ofText >= 0.5) return "text";
  const open = held(entry.open, query);
  if (phrase && near >= CALLED) return open >= OPEN && open > ofText ? "unsaid" : "phrase";
  if (literally) return literally;
  const sides = /** @type {[Field, number][]} */ ([
    ["text", ofText],
    ["phrase", near],
    ["unsaid", share(entry.unsaid, query)],
    ["note", share(entry.note, query)],
  ]);
  sides.sort(([, a], [, b]) => b - a);
  return sides[0]?.[0] ?? "note";
}

/**
 * @param {Engine} engine
 * @param {Found} found
 * @param {Query} query
 * @returns {Hit}
 */
export function present(engine, found, query) {
  const { entry, score, says, near } = found;
  const { provision, passage } = entry;
  const field = fieldOf(found, query);
  const phrase = field === "phrase" || (field === "unsaid" && near >= CALLED) ? found.phrase : null;
  const lead = () => engine.entries.find((each) => each.provision?.address === `${provision?.address}-1`)?.text;
  const official = entry.text.raw ? entry.text : (lead() ?? entry.note);
  const source = field === "unsaid" ? entry.unsaid : field === "note" || passage ? entry.note : official;
  const shown = extract(source, query);
  const alias = phrase && { text: phrase.bare.raw, marks: marks(phrase.bare, query) };
  const words = [alias, shown].flatMap((each) => (each ? each.marks.map(([from, to]) => each.text.slice(from, to)) : []));
  return {
    provision: provision?.address ?? null,
    name: provision?.name ?? passage?.title ?? "",
    location: (provision ? (source === official ? provision.location : provision.noted) : passage?.location) ?? "",
    score: Math.round(score * 1000) / 1000,
    folded: false,
    field,
    says,
    words: [...new Set(words)],
    alias,
    extract: shown,
  };
}
