// The search: what the build knows about the regulation, and words that a reader types -> hits in order.
// Pure: the page's worker and the command line run this very file.

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

/**
 * @typedef {object} Group
 * @property {string} title
 * @property {string} location
 * @property {Hit[]} hits
 */

/**
 * Text with all but letters, digits and characters left out, and where each of them stood.
 * @typedef {object} Bare
 * @property {string} raw
 * @property {string} text
 * @property {number[]} at
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
/** How far below the best of its group a hit is still shown without being asked for. */
const NEAR = 0.72;
const LIMITS = { groups: 12, shown: 3, folded: 8 };
/** What is worth less than this, or than this part of the best, is not shown. */
const LEAST = { score: 0.16, part: 0.3 };
/** How near a phrase must be, to be shown as the reason. */
const CALLED = 0.3;
/** What of a question must stand in what the text leaves open, for that to be shown as its answer. */
const OPEN = 0.35;
/** How long an extract is, at most. */
const LENGTH = 120;

/** What is left of a gram's weight where it stands in, or beside, what a spoken question adds. */
const FAINT = 0.4;
/** The weight of two characters that come together only when that is taken out. */
const BRIDGE = 0.6;
/** What people call an article may be meant for a part of it. */
const WHOLE = 0.92;
/** The weight of another word for the same. */
const ALIKE = 1.2;

/** What a spoken question adds to its matter, longest first. */
const SPOKEN = new RegExp(
  [
    "请问一下|请问|想问一下|想问问|想问|问一下|我想知道|想知道|想了解|帮我查一下|帮我查|查一下|麻烦",
    "可不可以|可以不可以|能不能够|能不能|会不会|是不是|算不算|要不要|该不该|有没有|用不用|行不行|好不好|对不对|还能不能|还能",
    "怎么办|怎么样|怎么弄|怎么|怎样|如何|咋办|咋|为什么|为啥|什么样|什么|啥|哪些|哪种|哪个|到底|究竟|一般",
    "的话|如果|要是|假如|比如|那么|这种|这样|那种|这个|那个|一下|情况下|时候",
    "我们|我|你们|你|您|咱们|咱|人家",
    "吗|呢|啊|吧|呀|嘛|的|了|着|过|就|都|也|还|又|才|很|是",
  ].join("|"),
  "g",
);

/** How the meaning of a term is asked for. */
const MEANING = /的?(?:定义|意思|含义|概念|界定|指|所称|叫做|叫)/g;

/**
 * The form in which characters are compared: full and half width alike, small letters, simplified.
 * @param {string} text
 * @param {Map<string, string>} simple
 * @returns {Bare}
 */
function bare(text, simple) {
  const out = [];
  const at = [];
  let index = 0;
  for (const char of text) {
    for (const plain of char.normalize("NFKC").toLowerCase())
      if (/[\p{L}\p{N}]/u.test(plain)) {
        out.push(simple.get(plain) ?? plain);
        at.push(index);
      }
    index += char.length;
  }
  at.push(text.length);
  return { raw: text, text: out.join(""), at };
}

/**
 * Characters and pairs of neighbours.
 * @param {string} text without anything that parts words
 * @returns {Set<string>}
 */
function grams(text) {
  const found = new Set(text);
  for (let index = 0; index + 1 < text.length; index++) found.add(text.slice(index, index + 2));
  return found;
}

/**
 * The pieces that are left of a question.
 * @param {string} text
 * @returns {string[]}
 */
function pieces(text) {
  return text.replace(SPOKEN, " ").split(" ").filter(Boolean);
}

/**
 * Characters and pairs of what is said, each with how much of it counts: little where it only makes a question of it.
 * Another word for the same is a gram of its own, outside of the characters that anybody writes.
 * @param {string} text without anything that parts words
 * @param {string[][]} alike
 * @returns {Map<string, number>}
 */
function spoken(text, alike) {
  const faint = new Set();
  for (const { 0: word, index } of text.matchAll(SPOKEN))
    for (let at = index; at < index + word.length; at++) faint.add(at);
  const found = /** @type {Map<string, number>} */ (new Map());
  const add = (/** @type {string} */ gram, /** @type {number} */ part) =>
    (found.get(gram) ?? 0) < part && found.set(gram, part);
  const all = faint.size === text.length;
  for (let at = 0; at < text.length; at++) {
    const here = all || !faint.has(at);
    add(text.slice(at, at + 1), here ? 1 : FAINT);
    if (at + 1 < text.length) add(text.slice(at, at + 2), here && (all || !faint.has(at + 1)) ? 1 : FAINT);
  }
  const left = pieces(text);
  for (let at = 0; at + 1 < left.length; at++) add(`${left[at]?.at(-1)}${left[at + 1]?.at(0)}`, BRIDGE);
  for (const gram of others(text, alike)) add(gram, 1);
  return found;
}

/**
 * For each group of words for the same of which one stands in the text, a gram that stands for the group.
 * @param {string} text
 * @param {string[][]} alike
 * @returns {string[]}
 */
function others(text, alike) {
  return alike.flatMap((words, index) =>
    words.some((word) => text.includes(word)) ? [String.fromCodePoint(0xe000 + index)] : [],
  );
}

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
function weight(engine, gram) {
  const count = engine.spread.get(gram) ?? 0.5;
  const rare = Math.log(1 + engine.entries.length / (1 + count));
  return gram.length > 1 ? rare : gram >= "\ue000" && gram <= "\uf8ff" ? ALIKE * rare : SINGLE * rare;
}

/** @param {Map<string, number>} weights */
function sum(weights) {
  let all = 0;
  for (const each of weights.values()) all += each;
  return all || 1;
}

const DIGITS = "零一二三四五六七八九";
const NUMBER = "(?:[0-9]{1,3}|[零〇一二两三四五六七八九十百廿卅]{1,6})";
/** 第七条第三项, 第7条, 7条(3)项; without 第 or figures only at the beginning, with 款 or 项: 一条 stands in other words. */
const CITED = new RegExp(
  `(?:第\\s*(?<a>${NUMBER})|(?<![0-9.])(?<d>[0-9]{1,3})|^\\s*(?<b>${NUMBER})(?=\\s*条[之的\\s]*[第(]))\\s*条(?:[之的\\s]*第?\\s*(?<p>${NUMBER})\\s*款)?` +
    `(?:[之的、,\\s]*(?:第\\s*(?:\\(\\s*(?<i>${NUMBER})\\s*\\)|(?<j>${NUMBER}))\\s*项?|\\(\\s*(?<k>${NUMBER})\\s*\\)\\s*项?|(?<l>${NUMBER})\\s*项))?`,
);
/** 7.3, 七（三）, 7(3), 12-2, 7: only where nothing else is asked for. */
const SHORT = new RegExp(
  `^\\s*(?<a>${NUMBER})\\s*条?\\s*(?:(?<dash>[-–—_])\\s*(?<p>${NUMBER})|[.。·/:、,\\s]\\s*(?<i>${NUMBER})|\\(\\s*(?<j>${NUMBER})\\s*\\))?\\s*[款项]?\\s*$`,
);

/**
 * @param {string | undefined} text
 * @returns {number} 0 where there is none
 */
export function numberOf(text) {
  if (!text) return 0;
  if (/^[0-9]+$/.test(text)) return Number(text);
  const plain = text.replaceAll("〇", "零").replaceAll("两", "二").replaceAll("廿", "二十").replaceAll("卅", "三十");
  const [, hundreds, tens, units] = /^(?:(.)百)?零?(?:(.?)十)?(.?)$/.exec(plain) ?? [];
  if (tens === undefined && hundreds === undefined && plain.length > 1) return 0;
  const digit = (/** @type {string | undefined} */ each, /** @type {number} */ none) =>
    each === undefined ? 0 : each === "" ? none : DIGITS.indexOf(each);
  const parts = [digit(hundreds, 1), digit(tens, 1), digit(units, 0)];
  return parts.some((each) => each < 0) ? 0 : (parts[0] ?? 0) * 100 + (parts[1] ?? 0) * 10 + (parts[2] ?? 0);
}

/**
 * @param {number} number 1 to 999
 * @returns {string}
 */
export function numeral(number) {
  const [hundreds, tens, units] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  const ten = tens === 1 && !hundreds ? "十" : tens ? `${DIGITS[tens]}十` : hundreds && units ? "零" : "";
  return (hundreds ? `${DIGITS[hundreds]}百` : "") + ten + (units || !(hundreds || tens) ? DIGITS[units] : "");
}

/**
 * @typedef {object} Place
 * @property {string} address the provision, or the article where there is no such provision; "" for no article either
 * @property {string} also what may have been meant
 * @property {string} says that there is no such number, where there is none
 * @property {string} rest what else was asked for
 */

/**
 * The provision that the words name by its number, if they name one.
 * @param {Engine} engine
 * @param {string} words
 * @returns {Place | null}
 */
function place({ docs, simple }, words) {
  const plain = [...words.normalize("NFKC").toLowerCase()].map((char) => simple.get(char) ?? char).join("");
  const short = SHORT.exec(plain);
  const found = short ?? CITED.exec(plain);
  const groups = found?.groups;
  if (!found || !groups) return null;
  const number = numberOf(groups["a"] ?? groups["d"] ?? groups["b"]);
  const rest = plain.slice(0, found.index) + " " + plain.slice(found.index + found[0].length);
  const article = docs.articles.find((each) => each.number === number);
  const last = docs.articles.at(-1)?.number ?? 0;
  if (!article) {
    const says = `没有第${numeral(number)}条：本细则从第一条到${docs.articles.at(-1)?.name ?? ""}，共${numeral(last)}条。`;
    return number ? { address: "", also: "", says, rest } : null;
  }
  const paragraph = numberOf(groups["p"]);
  const item = numberOf(groups["i"] ?? groups["j"] ?? groups["k"] ?? groups["l"]);
  const own = String(number);
  const has = (/** @type {string} */ address) => docs.provisions.some((each) => each.address === address);
  const whole = [article.paragraphs > 1 ? `${numeral(article.paragraphs)}款` : "", article.items ? `${numeral(article.items)}项` : ""];
  const size = whole.filter(Boolean).join("，") || "一款，没有分项";
  const no = (/** @type {string} */ what, /** @type {string} */ also) => ({
    address: own,
    also: has(also) ? also : "",
    says: `${article.name}没有${what}：它有${size}。`,
    rest,
  });
  /** @param {string} address */
  const yes = (address) => ({ address, also: "", says: "", rest });
  if (item) {
    if (has(`${own}(${item})`)) return yes(`${own}(${item})`);
    // 12.2 and 3.1: an article without items has 款.
    if (short && !article.items && item <= article.paragraphs) return yes(article.paragraphs > 1 ? `${own}-${item}` : own);
    return no(`第（${numeral(item)}）项`, item <= article.paragraphs && article.paragraphs > 1 ? `${own}-${item}` : "");
  }
  if (paragraph) {
    if (paragraph <= article.paragraphs) return yes(has(`${own}-${paragraph}`) ? `${own}-${paragraph}` : own);
    // 7-3 says 款, but an article with one 款 has only items to be numbered.
    if (groups["dash"] && has(`${own}(${paragraph})`)) return yes(`${own}(${paragraph})`);
    return no(`第${numeral(paragraph)}款`, `${own}(${paragraph})`);
  }
  return yes(own);
}

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

/**
 * @param {Engine} engine
 * @param {string} words
 * @returns {Query}
 */
function take(engine, words) {
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
function judge(entry, query) {
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
function present(engine, found, query) {
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

/**
 * What the words find, grouped by article (or page), the best first.
 * @param {Engine} engine
 * @param {string} words
 * @returns {Group[]}
 */
export function search(engine, words) {
  const named = place(engine, words);
  const more = named && beside(engine, named.rest);
  // A number alone is looked for as it is written in the text and the notes.
  const called = named && engine.docs.provisions.find(({ address }) => address === named.address && !named.says)?.name;
  const query = take(engine, named ? more || bare(called ?? "", engine.simple).text : words);
  const judged = engine.entries.flatMap((entry) => judge(entry, query) ?? []);
  const found = judged.sort((a, b) => b.score - a.score);
  const least = Math.max(LEAST.score, LEAST.part * (found[0]?.score ?? 0));
  const kept = found.filter(({ score, literally }) => 
    named && !more ? literally : score >= (literally ? LEAST.score : least),
  );
  if (named) jump(engine, named, kept, Boolean(more));

  /** @type {Map<string, { group: Group, found: Found[] }>} */
  const groups = new Map();
  for (const each of kept.sort((a, b) => b.score - a.score)) {
    const { provision, passage } = each.entry;
    const article = engine.docs.articles.find(({ number }) => number === provision?.article);
    const location = article?.location ?? passage?.top ?? "";
    const title = article ? `${article.name}　${article.title}` : (passage?.page ?? "");
    const group = groups.get(location) ?? { group: { title, location, hits: [] }, found: [] };
    groups.set(location, group);
    group.found.push(each);
  }
  return [...groups.values()].slice(0, LIMITS.groups).map(({ group, found }) => {
    const best = found[0]?.score ?? 0;
    const hits = found.slice(0, LIMITS.shown + LIMITS.folded).map((each, index) => ({
      ...present(engine, each, query),
      folded: index >= LIMITS.shown || each.score < NEAR * best,
    }));
    return { ...group, hits };
  });
}

/**
 * What is asked beside a number; the regulation's own title, as in a citation, asks nothing.
 * @param {Engine} engine
 * @param {string} rest
 */
function beside({ docs }, rest) {
  const left = rest.replaceAll(docs.title, " ").replace(/本?实施细则|本细则|本办法|规定|内容|原文|条文/g, " ");
  return pieces(bare(left, new Map()).text).length ? left : "";
}

/**
 * Puts first what is named by its number; with other words, what they find in that article.
 * @param {Engine} engine
 * @param {Place} named
 * @param {Found[]} kept changed
 * @param {boolean} more whether other words stand beside the number
 */
function jump(engine, named, kept, more) {
  /** @param {string} address @param {number} score @param {string} says */
  const put = (address, score, says) => {
    const entry = engine.entries.find(({ provision }) => provision?.address === address);
    if (!entry) return;
    const before = kept.findIndex((each) => each.entry === entry);
    if (before >= 0) kept.splice(before, 1);
    kept.push({ entry, score, near: 0, phrase: null, literally: "", named: true, says });
  };
  const own = Number.parseInt(named.address, 10);
  if (more && named.address === String(own) && !named.says)
    for (const each of kept) if (each.entry.provision?.article === own) each.score += 10;
  if (named.also) put(named.also, 9, "");
  if (named.address) put(named.address, 10, named.says);
  else {
    const last = engine.docs.articles.at(-1);
    if (last) put(String(last.number), 10, named.says);
  }
}
