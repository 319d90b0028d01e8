// What the build knows about the regulation, made ready to be searched.
import { bare, grams, others, pieces, spoken } from "./words.mjs";
/** @import { Bare } from "./words.mjs" */

/**
 * One 条, 款 or 项 with what stands about it.
 * @typedef {object} Provision
 * @property {string} address `7`, `7-1`, `7(3)`
 * @property {number} article
 * @property {string} name 第七条第（三）项
 * @property {string} location of the official words
 * @property {string} noted location of the note
 * @property {string} text the official words; none for an article whose 款 and 项 stand for themselves
 * @property {string} note what the site says about it
 * @property {string} unsaid the part of the note that says what the text leaves open
 * @property {string[]} phrases what people call it
 */

/**
 * @typedef {object} Article
 * @property {number} number
 * @property {string} name
 * @property {string} title
 * @property {string} location
 * @property {number} paragraphs how many 款
 * @property {number} items how many 项
 */

/**
 * A part of a page that is not an article's.
 * @typedef {object} Passage
 * @property {string} page the page's title
 * @property {string} top the page's location
 * @property {string} title
 * @property {string} location
 * @property {string} text
 */

/**
 * @typedef {object} Docs
 * @property {string} title the regulation's
 * @property {string} traditional each traditional character, followed by the one it stands for
 * @property {string[][]} alike groups of words for the same
 * @property {Article[]} articles
 * @property {{ term: string, defined: string }[]} terms that a provision defines
 * @property {Provision[]} provisions
 * @property {Passage[]} passages
 */

/**
 * @typedef {object} Phrase
 * @property {Bare} bare
 * @property {string} key the phrase without what a spoken question adds
 * @property {Map<string, number>} grams
 * @property {number} weight
 */

/**
 * @typedef {object} Entry
 * @property {Provision | null} provision
 * @property {Passage | null} passage
 * @property {Bare} text
 * @property {Bare} note
 * @property {Bare} unsaid
 * @property {Phrase[]} phrases
 * @property {boolean} whole an article that has parts
 * @property {string[]} called the titles of a page and of its part
 * @property {Set<string>} open the grams of what the text leaves open
 * @property {Map<string, number>} grams the best field in which each stands
 */

/**
 * @typedef {object} Engine
 * @property {Docs} docs
 * @property {Map<string, string>} simple
 * @property {string[][]} alike
 * @property {{ term: string, defined: string }[]} terms
 * @property {Entry[]} entries
 * @property {Map<string, number>} spread in how many entries a gram stands
 */

/** What one field's words count for: the official words first. */
const WORTH = { text: 1.2, phrase: 0.85, unsaid: 0.8, note: 0.55, title: 0.6, page: 0.35 };
/** A single character says less than two in a row. */
const SINGLE = 0.2;
/** The weight of another word for the same. */
const ALIKE = 1.2;

/**
 * @param {Docs} docs
 * @returns {Engine}
 */
export function prepare(docs) {
  const pairs = [...docs.traditional];
  const simple = new Map(pairs.flatMap((char, index) => (index % 2 ? [] : [[char, pairs[index + 1] ?? char]])));
  const alike = docs.alike.map((words) => words.map((word) => bare(word, simple).text));
  const spread = /** @type {Map<string, number>} */ (new Map());
  const nothing = bare("", simple);

  /** @param {[Bare, number][]} fields */
  const pool = (fields) => {
    const best = /** @type {Map<string, number>} */ (new Map());
    for (const [field, worth] of fields)
      for (const gram of [...grams(field.text), ...others(field.text, alike)])
        if ((best.get(gram) ?? 0) < worth) best.set(gram, worth);
    for (const gram of best.keys()) spread.set(gram, (spread.get(gram) ?? 0) + 1);
    return best;
  };

  /** @type {Entry[]} */
  const entries = docs.provisions.map((provision) => {
    const { address, article } = provision;
    const text = bare(provision.text, simple);
    const note = bare(provision.note, simple);
    const unsaid = bare(provision.unsaid, simple);
    const open = new Set([...grams(unsaid.text), ...others(unsaid.text, alike)]);
    const title = bare(docs.articles.find(({ number }) => number === article)?.title ?? "", simple);
    const phrases = provision.phrases.map((phrase) => {
      const whole = bare(phrase, simple);
      return { bare: whole, key: pieces(whole.text).join("") || whole.text, grams: spoken(whole.text, alike), weight: 0 };
    });
    const all = pool([
      [text, WORTH.text],
      ...phrases.map(({ bare }) => /** @type {[Bare, number]} */ ([bare, WORTH.phrase])),
      [unsaid, WORTH.unsaid],
      [note, WORTH.note],
      [title, address === String(article) ? WORTH.title : WORTH.title / 3],
    ]);
    return { provision, passage: null, text, note, unsaid, phrases, whole: !provision.text, called: [], open, grams: all };
  });
  for (const passage of docs.passages) {
    const note = bare(`${passage.title} ${passage.text}`, simple);
    const called = [passage.page, passage.title].map((title) => bare(title, simple).text);
    const all = pool([[note, WORTH.page]]);
    entries.push({ provision: null, passage, text: nothing, note, unsaid: nothing, phrases: [], whole: false, called, open: new Set(), grams: all });
  }
  const terms = docs.terms.map(({ term, defined }) => ({ term: bare(term, simple).text, defined }));
  const engine = { docs, simple, alike, terms, entries, spread };
  for (const { phrases } of entries)
    for (const phrase of phrases) {
      for (const [gram, part] of phrase.grams) phrase.grams.set(gram, part * weight(engine, gram));
      phrase.weight = sum(phrase.grams);
    }
  return engine;
}

/**
 * How much a gram says: the rarer, the more.
 * @param {Engine} engine
 * @param {string} gram
 */
export function weight(engine, gram) {
  const count = engine.spread.get(gram) ?? 0.5;
  const rare = Math.log(1 + engine.entries.length / (1 + count));
  return gram.length > 1 ? rare : gram >= "\ue000" && gram <= "\uf8ff" ? ALIKE * rare : SINGLE * rare;
}

/** @param {Map<string, number>} weights */
export function sum(weights) {
  let all = 0;
  for (const each of weights.values()) all += each;
  return all || 1;
}
