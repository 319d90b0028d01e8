// Words as they are compared, and what a spoken question adds to its matter.

/**
 * Text with all but letters, digits and characters left out, and where each of them stood.
 * @typedef {object} Bare
 * @property {string} raw
 * @property {string} text
 * @property {number[]} at
 */

/** What is left of a gram's weight where it stands in, or beside, what a spoken question adds. */
const FAINT = 0.4;

/** The weight of two characters that come together only when that is taken out. */
const BRIDGE = 0.6;

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

/**
 * The form in which characters are compared: full and half width alike, small letters, simplified.
 * @param {string} text
 * @param {Map<string, string>} simple
 * @returns {Bare}
 */
export function bare(text, simple) {
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
export function grams(text) {
  const found = new Set(text);
  for (let index = 0; index + 1 < text.length; index++) found.add(text.slice(index, index + 2));
  return found;
}

/**
 * The pieces that are left of a question.
 * @param {string} text
 * @returns {string[]}
 */
export function pieces(text) {
  return text.replace(SPOKEN, " ").split(" ").filter(Boolean);
}

/**
 * Characters and pairs of what is said, each with how much of it counts: little where it only makes a question of it.
 * Another word for the same is a gram of its own, outside of the characters that anybody writes.
 * @param {string} text without anything that parts words
 * @param {string[][]} alike
 * @returns {Map<string, number>}
 */
export function spoken(text, alike) {
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
export function others(text, alike) {
  return alike.flatMap((words, index) =>
    words.some((word) => text.includes(word)) ? [String.fromCodePoint(0xe000 + index)] : [],
  );
}
