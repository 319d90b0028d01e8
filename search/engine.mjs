// The search: what the build knows about the regulation, and words that a reader types -> hits in order.
// Pure: the page's worker and the command line run these very files.
import { place } from "./numbers.mjs";
import { judge, take } from "./ranking.mjs";
import { present } from "./showing.mjs";
import { bare, pieces } from "./words.mjs";
/** @import { Engine } from "./index.mjs" */
/** @import { Place } from "./numbers.mjs" */
/** @import { Found } from "./ranking.mjs" */
/** @import { Hit } from "./showing.mjs" */

/**
 * @typedef {object} Group
 * @property {string} title
 * @property {string} location
 * @property {Hit[]} hits
 */

/** How far below the best of its group a hit is still shown without being asked for. */
const NEAR = 0.72;
const LIMITS = { groups: 12, shown: 3, folded: 8 };
/** What is worth less than this, or than this part of the best, is not shown. */
const LEAST = { score: 0.16, part: 0.3 };

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
