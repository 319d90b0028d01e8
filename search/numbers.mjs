// A provision that is named by its number, in whatever form people write one.
/** @import { Engine } from "./index.mjs" */

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
export function place({ docs, simple }, words) {
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
