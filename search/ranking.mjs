// What an entry is worth to a query, and why.
import { sum, weight } from "./index.mjs";
import { bare, pieces, spoken } from "./words.mjs";
/** @import { Engine, Entry, Phrase } from "./index.mjs" */
/** @import { Bare } from "./words.mjs" */

/**
 * What an entry is worth to a query, and why.
 * @typedef {object} Found
 * @property {Entry} entry
 * @property {number} score
 * @property {number} near how near the nearest phrase is
 * @property {Phrase | null} phrase the nearest
 * @property {"text" | "unsaid" | "note" | ""} literally where the very words stand
 * @property {boolean} named by its number
 * @property {string} says
 */

/**
 * A query, taken apart once.
 * @typedef {object} Query
 * @property {string[]} words as they were parted by spaces and punctuation, in the form that is compared
 * @property {string} whole all of them together
 * @property {string} matter what is left of a spoken question
 * @property {string[]} pieces
 * @property {Map<string, number>} grams what each weighs
 * @property {number} weight
 * @property {string} defined the provision that defines what is asked for, if one does
 * @property {boolean} meaning whether a meaning is asked for
 */

/** How the meaning of a term is asked for. */
const MEANING = /的?(?:定义|意思|含义|概念|界定|指|所称|叫做|叫)/g;

/** What people call an article may be meant for a part of it. */
const WHOLE = 0.92;

/**
 * @param {Engine} engine
 * @param {string} words
 * @returns {Query}
 */
export function take(engine, words) {
  const parted = words
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => bare(word, engine.simple).text)
    .filter(Boolean);
  const whole = parted.join("");
  const left = parted.flatMap(pieces);
  const kept = left.length && left.join("").length > 1 ? left : parted;
  const all = /** @type {Map<string, number>} */ (new Map());
  for (const word of parted)
    for (const [gram, part] of spoken(word, engine.alike)) all.set(gram, Math.max(part, all.get(gram) ?? 0));
  const matter = kept.join("");
  const term = matter.replace(MEANING, "");
  const terms = term.length > 1 ? engine.terms.filter((each) => each.term.startsWith(term)) : [];
  const defined = terms.sort((a, b) => a.term.length - b.term.length)[0]?.defined ?? "";
  const meaning = term !== matter || /什么(?:叫|是)|(?:是|叫)(?:什么|啥)|何谓/.test(whole);
  for (const [gram, part] of all) all.set(gram, part * weight(engine, gram));
  return { words: parted, whole, matter, pieces: kept, grams: all, weight: sum(all), defined, meaning };
}

/**
 * @param {Entry} entry
 * @param {Query} query
 * @returns {Found | null}
 */
export function judge(entry, query) {
  const page = entry.passage !== null;
  let shared = 0;
  for (const [gram, worth] of query.grams) shared += worth * (entry.grams.get(gram) ?? 0);
  if (!shared) return null;
  shared /= query.weight;

  let best = 0;
  /** @type {Phrase | null} */
  let phrase = null;
  for (const each of entry.phrases) {
    let common = 0;
    for (const [gram, worth] of each.grams) {
      const asked = query.grams.get(gram);
      if (asked) common += Math.min(worth, asked);
    }
    if (!common) continue;
    const [ofQuery, ofPhrase] = [common / query.weight, common / each.weight];
    let near = Math.sqrt(ofQuery * ofPhrase) * 0.7 + 0.3 * ofQuery;
    if (each.key === query.matter || each.bare.text === query.whole) near = 1.6;
    else if (each.key.length > 2 && query.matter.includes(each.key)) near += 0.4 * ofPhrase;
    else if (query.matter.length > 1 && each.key.includes(query.matter)) near += 0.5;
    near *= entry.whole ? WHOLE : 1;
    if (near > best) [best, phrase] = [near, each];
  }

  const long = query.whole.length > 1 ? query.whole : "";
  const part = query.matter.length > 1 ? query.matter : query.whole;
  // A long text is read only where the first and the last two characters of what is sought stand in it.
  const holds = (/** @type {Bare} */ field, /** @type {string} */ word) =>
    Boolean(word) &&
    entry.grams.has(word.slice(0, 2)) &&
    entry.grams.has(word.slice(-2)) &&
    field.text.includes(word);
  const inText = !page && holds(entry.text, part);
  const wholly = !page && holds(entry.text, long);
  const inUnsaid = holds(entry.unsaid, part);
  const inNote = holds(entry.note, part);
  const parted = query.words.length > 1 ? query.words : query.pieces.filter((piece) => piece.length > 1);
  const together = (/** @type {Bare} */ field) =>
    parted.length ? parted.filter((word) => holds(field, word)).length / parted.length : 0;
  const most = Math.max(together(entry.text), 0.6 * together(entry.note), 0.7 * together(entry.unsaid));
  const typed = query.words.length > 1 && most === 1 ? 0.5 : 0;

  const literal = wholly ? 1.4 : inText ? 1.2 : inUnsaid ? 0.55 : inNote ? (page ? 0.2 : 0.35) : 0;
  // The more of a sentence the words are, the more it is about them; a page may be called by them.
  const exact = literal + (inText ? part.length / entry.text.text.length : 0) + (entry.called.includes(query.matter) ? 0.4 : 0);
  const defines = query.defined && entry.provision?.address === query.defined;
  const meant = defines ? (query.meaning ? 1.5 : 1) : 0;
  const score = shared + 0.6 * best + exact + (0.2 * most + typed) * (page ? 0.4 : 1) + meant;

  const literally = inText ? "text" : inUnsaid ? "unsaid" : inNote ? "note" : "";
  return { entry, score, near: best, phrase, literally, says: "", named: false };
}
