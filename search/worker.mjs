// Stands in for the worker of Material's search box and speaks its language: 0 set up, 1 ready, 2 query, 3 result.
// The build joins all that it imports into one file: a page opened as a file loads classic scripts only.
import { search } from "./engine.mjs";
import { prepare } from "./index.mjs";

/** @typedef {{ type: 0 } | { type: 2, data: string }} Asked */

/**
 * What a worker has, and the frame that stands in for one where a page is opened as a file.
 * @typedef {object} Around
 * @property {(address: string) => void | Promise<void>} importScripts
 * @property {import("./index.mjs").Docs} docs what index.js sets
 */
const around = /** @type {Around} */ (/** @type {unknown} */ (globalThis));
const frame = typeof document === "undefined" ? null : /** @type {HTMLScriptElement} */ (document.currentScript);
const HERE = frame ? frame.src : location.href;

/** @type {import("./index.mjs").Engine | null} */
let engine = null;
/** @type {string | null} what was asked last, while the index is on its way */
let wanted = null;

/** @param {string} text */
const escape = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** @param {import("./showing.mjs").Extract} extract */
function marked({ text, marks }) {
  let [html, from] = ["", 0];
  for (const [start, end] of marks) {
    html += `${escape(text.slice(from, start))}<mark data-md-highlight>${escape(text.slice(start, end))}</mark>`;
    from = end;
  }
  return html + escape(text.slice(from));
}

const LABELS = { number: "", text: "", phrase: "", note: "注释", unsaid: "条文没有说的", page: "" };

/**
 * @param {import("./showing.mjs").Hit} hit
 * @param {number} rank of its group
 */
function item({ alias, extract, field, folded, location, name, says }, rank) {
  const label = LABELS[field] && `<span class="found-in">${LABELS[field]}</span>`;
  const said = says && `<p class="found-as">${escape(says)}</p>`;
  const called = alias ? `<p class="found-as">也叫：${marked(alias)}</p>` : "";
  return {
    location,
    title: escape(name),
    text: said + label + marked(extract) + called,
    // Enter goes to the highest score. Within a group, what comes after a score below its first one is folded.
    score: 1000 - rank - (folded ? 0.5 : 0),
    terms: {},
  };
}

/** @param {string} words */
function answer(words) {
  const items = (engine ? search(engine, words) : []).map(({ title, location, hits }, rank) => {
    const head = { location, title: escape(title), text: "", score: 0, terms: {} };
    return [...hits.map((hit) => item(hit, rank)), head];
  });
  postMessage({ type: 3, data: { items } });
}

// The index is fetched by whoever searches, not by whoever reads: it weighs as much as the page.
addEventListener("message", async (/** @type {MessageEvent<Asked>} */ { data: asked }) => {
  if (asked.type === 0) postMessage({ type: 1 });
  else if (engine || !asked.data.trim()) answer(asked.data);
  else {
    const first = wanted === null;
    wanted = asked.data;
    if (!first) return;
    await around.importScripts(new URL("index.js", HERE).href);
    engine = prepare(around.docs);
    answer(wanted);
  }
});
