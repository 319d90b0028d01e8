"use strict";
// Runs behind Pyodide's own scripts, in one worker. Its blob's text is: pyodide.asm.js, pyodide.js, self.LOCK, this file.
// In here nothing is trusted and nothing can get out: the page's policy forbids every connection.

/**
 * @typedef {(request: string) => string} Call JSON text in, JSON text out
 * @typedef {"evaluate" | "view" | "deeper" | "prepare" | "readings" | "deadlines" | "view_of_deadlines" | "procedure"} Name
 * @typedef {{ pyimport(name: string): Record<Name, Call> }} Python
 * @typedef {{ keys: string[], why: object[] }} Card questions that are shown together, and why they are asked
 * @typedef {{ number: number, chosen: Record<string, unknown>, pressed: string, one: boolean }} Question
 */

/** @type {Record<Name, Call> | undefined} */
let bridge;

/** @type {Name[]} */
const CALLS = ["evaluate", "view", "deeper", "prepare", "readings", "deadlines", "view_of_deadlines", "procedure"];

/**
 * The checker's answer, as text. Tests compare it with CPython's.
 * @param {Name} name
 * @param {string} request
 */
function mingjie(name, request) {
  if (!CALLS.includes(name)) throw new Error(`no such call: ${name}`);
  if (!bridge) throw new Error("Python is not ready");
  return bridge[name](request);
}

/**
 * Starts Python from memory: while it loads, the two files that it would fetch are answered from here.
 * @param {WebAssembly.Module} machine
 * @param {ArrayBuffer} library
 */
async function start(machine, library) {
  const scope = /** @type {any} */ (self);
  const { fetch, WebAssembly: wasm } = scope;
  const { instantiateStreaming } = wasm;
  scope.fetch = async (/** @type {unknown} */ url) => {
    const name = String(url).split("/").pop();
    if (name === "pyodide.asm.wasm") return new Response();
    if (name === "python_stdlib.zip") return new Response(library);
    throw new Error(`not in the page: ${name}`);
  };
  wasm.instantiateStreaming = async (/** @type {unknown} */ _, /** @type {WebAssembly.Imports} */ imports) => ({
    module: machine,
    instance: await wasm.instantiate(machine, imports),
  });
  const nowhere = "https://runtime.invalid/";
  /** @type {Python} */
  const python = await scope.loadPyodide({
    indexURL: nowhere,
    packageBaseUrl: nowhere,
    lockFileContents: scope.LOCK,
  });
  scope.fetch = fetch;
  wasm.instantiateStreaming = instantiateStreaming;
  bridge = python.pyimport("checker.bridge");
}

// ---- One question at a time: the cards that the reader was led through, and the one that is seen now.

/** @type {Card[]} */
let cards = [];
let here = 0;
/** @type {Set<string>} */
const skipped = new Set();

/** What a button of the card does. @type {Map<string, (chosen: Question["chosen"]) => void>} */
const buttons = new Map(Object.entries({
  back() {
    here = Math.max(here - 1, 0);
  },
  skip(chosen) {
    if (here < cards.length - 1) here += 1;
    else for (const key of cards[here]?.keys ?? []) if (!(key in chosen)) skipped.add(key);
  },
  again: () => skipped.clear(),
  clear() {
    skipped.clear();
    cards = [];
    here = 0;
  },
}));
/** Pressed to look at another card: then the answers do not lead on. */
let looking = false;

/** The checker's view with the card to be seen. @param {Question} question */
function view({ chosen, one }) {
  const shown = JSON.parse(mingjie("view", JSON.stringify({ chosen })));
  if (shown.error !== undefined) throw new Error(shown.error);
  /** @type {{ ask: string[], why: object[], open: string[] }} */
  let { ask, why, open } = shown;
  const passed = Object.fromEntries([...skipped].filter((key) => open.includes(key)).map((key) => [key, "unknown"]));
  // What would be asked next if the reader did not know what was skipped.
  if (ask.some((key) => key in passed))
    ({ ask, why } = JSON.parse(mingjie("view", JSON.stringify({ chosen: { ...chosen, ...passed } }))));
  const card = cards[here];
  const same = String(card?.keys) === String(ask);
  const unsettled = card?.keys.some((key) => open.includes(key) && !(key in chosen) && !skipped.has(key));
  if (same && card) card.why = why;
  else if (!looking && !unsettled) {
    // In the list nobody is led: there the card is replaced by the one that the answers lead to.
    cards.splice(card && one ? here + 1 : here, Infinity, { keys: ask, why });
    here = cards.length - 1;
  }
  const now = cards[here] ?? { keys: [], why: [] };
  const looks = {
    plan: chosen.plan === true,
    first: here === 0,
    "looking-back": here < cards.length - 1,
    together: now.keys.length > 1,
    done: !now.keys.length,
    skipped: Object.keys(passed).length > 0,
    contradictory: shown.view.some((/** @type {{ k: string }} */ { k }) => k === "conflict"),
  };
  const decided = Object.keys(chosen).filter((key) => chosen[key] !== "unknown");
  return {
    ...shown,
    ask: now.keys,
    why: now.why,
    open: [...open, ...decided],
    looks: Object.entries(looks).flatMap(([look, is]) => (is ? [look] : [])),
  };
}

// ---- Answers, part by part. What is newer goes first: older parts that are not made yet are dropped.

let newest = 0;

/** Goes on for a moment with what the readings need before they can be looked at; says whether there is more. */
function prepare() {
  const end = performance.now() + 20;
  let more = true;
  while (more && performance.now() < end) ({ more } = JSON.parse(mingjie("prepare", "")));
  return more;
}

/**
 * @param {Question} question
 * @param {Name[]} parts
 */
function answer(question, [part, ...rest]) {
  if (question.number !== newest || !part) return;
  try {
    if (part === "readings" && prepare()) return void setTimeout(answer, 0, question, [part]);
    const { chosen } = question;
    const made = part === "view" ? view(question) : JSON.parse(mingjie(part, JSON.stringify({ chosen })));
    if (made.error !== undefined) throw new Error(made.error);
    postMessage({ number: question.number, part, answer: JSON.stringify(made) });
    setTimeout(answer, 0, question, rest);
  } catch (error) {
    failed(error);
  }
}

/** @param {unknown} error */
function failed(error) {
  postMessage({ error: String(error) });
}

onmessage = ({ data }) => {
  if (data.machine) start(data.machine, data.library).then(() => postMessage({ ready: 1 }), failed);
  else {
    buttons.get(data.pressed)?.(data.chosen);
    looking = data.pressed === "back" || (data.pressed === "skip" && here < cards.length - 1);
    newest = data.number;
    setTimeout(answer, 0, data, ["view", "deeper", "readings"]);
  }
};
addEventListener("unhandledrejection", (event) => failed(event.reason));
