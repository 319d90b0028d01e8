"use strict";
// Runs behind Pyodide's own scripts, in one worker. Its blob's text is: pyodide.asm.js, pyodide.js, self.MADE, this file.
// In here nothing is trusted and nothing can get out: the page's policy forbids every connection.

/**
 * @typedef {(request: string, check: string) => string} Call JSON text in, JSON text out
 * @typedef {"view" | "deeper" | "prepare" | "readings"} Early works as soon as Python does
 * @typedef {"afterwards" | "put_back" | "evaluate" | "deadlines" | "procedure"} Late works after `later`
 * @typedef {Early | Late} Name
 * @typedef {{ pyimport(name: string): any, FS: { writeFile(path: string, content: Uint8Array): void } }} Python
 * @typedef {{ keys: string[], why: object[] }} Card questions that are shown together, and why they are asked
 * @typedef {{ head: number[], heap: number, still: number, runs: number, hash: number }} Snapshot memory with the
 *   checker in it: Pyodide's head, bytes, how many of them the machine brings itself, runs that differ, hash (`hashed`)
 * @typedef {{ number: number, chosen: Record<string, unknown>, pressed: string, one: boolean, pasted: string,
 *   course: Record<string, unknown> }} Question `course`: what was chosen of the procedure, by the checker's own keys
 */

/** @type {Record<Name, Call> | undefined} */
let bridge;

/** @type {Name[]} */
const CALLS = ["view", "deeper", "prepare", "readings", "afterwards", "put_back", "evaluate", "deadlines", "procedure"];

/**
 * The checker's answer, as text. Tests compare it with CPython's.
 * @param {Name} name
 * @param {string} request
 */
function mingjie(name, request) {
  if (!CALLS.includes(name)) throw new Error(`no such call: ${name}`);
  if (!bridge) throw new Error("Python is not ready");
  return bridge[name](request, MADE.check);
}

/** Brings the modules of what is called late; once. @type {() => Promise<void>} */
let later = async () => {};

/** Brings the rest of the machine; once. @type {() => Promise<void>} */
let rest = async () => {};

/** What is done where something fails that nobody waits for. @type {(error: unknown) => void} */
let stop = failed;

/** Starts Python anew, with the whole machine. @type {() => Promise<void>} */
let again = async () => {};

// ---- The start: Python goes on where it was when the page was built; where that fails, it starts from nothing.

/**
 * `check`: where the one that is asked is, for the bridge; `first`: whether it is the body's first. `prefix`: what comes before the keys of the procedure's
 * events and readings on the page. `frozen`: where in memory Python's own modules belong.
 * @type {{ lock: string, snapshot: Snapshot | null, frozen: number, check: string, first: boolean, prefix: string }}
 */
const MADE = /** @type {any} */ (self).MADE;
/** How Python was started, and whether with the rest of its machine: tests look at it, and at the memory's hash. */
const started = { from: "", hash: 0, error: "", whole: false };

/** @param {ArrayBuffer} memory */
function hashed(memory) {
  const words = new Int32Array(memory);
  let hash = 0;
  for (let at = 0; at < words.length; at += 1) hash = Math.imul(hash ^ words[at], 0x01000193);
  return hash;
}

/**
 * What `loadPyodide` takes for a snapshot: its head is there at once, and the memory is put back in place when Pyodide
 * asks for the rest. That it is as it was is seen by the hash.
 * @param {Snapshot} snapshot @param {{ memory?: ArrayBuffer, still?: Uint8Array, changed?: Uint8Array }} from
 */
function restoring({ head, heap, still, runs, hash }, from) {
  const array = Uint8Array.from(head);
  const restore = () => {
    if (!from.memory || !from.still || !from.changed || from.memory.byteLength !== heap) throw new Error("no memory");
    const bytes = new Uint8Array(from.memory);
    bytes.set(from.still);
    bytes.fill(0, still);
    const index = new Int32Array(from.changed.buffer, from.changed.byteOffset, 2 * runs);
    for (let run = 0, next = 8 * runs; run < runs; run += 1) {
      const [at, size] = [index[2 * run], index[2 * run + 1]];
      bytes.set(from.changed.subarray(next, (next += size)), at);
    }
    started.hash = hashed(from.memory);
    if (started.hash !== hash) throw new Error("the memory is not as it was");
    return new Uint8Array();
  };
  return Object.defineProperties(array, {
    length: { value: heap + head.length },
    subarray: { value: (/** @type {number} */ at, /** @type {number} */ end) => end ? array.slice(at, end) : restore() },
  });
}

/**
 * Starts Python from memory: while it loads, the two files that it would fetch are answered from here. The machine comes
 * in two halves (builder/runtime/machine.py): to call a function of the second before it is there is a trap.
 * @param {(part: string) => Promise<any>} given a part by name: `wasm`, `rest`, `snapshot`, `later`, `frozen`, `library`
 * @param {Snapshot | null} snapshot @param {boolean} whole the rest of the machine is waited for
 */
async function start(given, snapshot, whole) {
  const scope = /** @type {any} */ (self);
  const { fetch, WebAssembly: wasm } = scope;
  const { instantiateStreaming } = wasm;
  /** @type {Parameters<typeof restoring>[1]} */
  const from = {};
  const compiled = given("wasm").then((bytes) => wasm.compile(bytes));
  const library = given(snapshot ? "snapshot" : "library");
  /** @type {(() => Promise<void>)[]} */
  let [join, thaw] = [async () => {}, async () => {}];
  const broken = new Promise((_, reject) => (stop = reject));
  broken.catch(() => {});
  scope.fetch = async (/** @type {unknown} */ url) => {
    const name = String(url).split("/").pop();
    if (name === "pyodide.asm.wasm") return new Response();
    if (name !== "python_stdlib.zip") throw new Error(`not in the page: ${name}`);
    if (!snapshot) return new Response(await library);
    from.changed = await library;
    return new Response(Uint8Array.of(80, 75, 5, 6, ...Array(18).fill(0))); // a zip of nothing: all is in memory
  };
  const instantiate = async (/** @type {any} */ imports) => {
    const module = await compiled;
    const { exports: half } = await wasm.instantiate(module, imports);
    join = async () => void (await wasm.instantiate(await wasm.compile(await given("rest")), { ...imports, half }));
    if (whole) await join();
    thaw = async () => {
      const frozen = await given("frozen");
      new Uint8Array(imports.env.memory.buffer).set(frozen, MADE.frozen);
    };
    if (!snapshot) await thaw();
    from.memory = imports.env.memory.buffer;
    if (snapshot) from.still = new Uint8Array(imports.env.memory.buffer, 0, snapshot.still).slice();
    const exports = Object.fromEntries(Object.entries(half).filter(([name]) => !name.startsWith("half ")));
    return { module, instance: { exports } };
  };
  // Where it fails Pyodide only warns, and waits.
  wasm.instantiateStreaming = (/** @type {unknown} */ _, /** @type {any} */ imports) => {
    const made = instantiate(imports);
    made.catch(stop);
    return made;
  };
  const nowhere = "https://runtime.invalid/";
  try {
    /** @type {Python} */
    const python = await Promise.race([
      broken,
      scope.loadPyodide({
        indexURL: nowhere,
        packageBaseUrl: nowhere,
        lockFileContents: MADE.lock,
        ...(snapshot && { _loadSnapshot: restoring(snapshot, from) }),
      }),
    ]);
    bridge = python.pyimport("checker.api.bridge");
    Object.assign(started, { from: snapshot ? "snapshot" : "nothing", whole });
    let [joined, brought] = /** @type {(Promise<void> | undefined)[]} */ ([]);
    rest = () => (joined ??= whole ? Promise.resolve() : join().then(() => void (started.whole = true)));
    later = () => (brought ??= snapshot ? bring(python, given("later"), thaw()) : Promise.resolve());
    if (!MADE.first) await later(); // memory has only the first
  } finally {
    stop = failed;
    scope.fetch = fetch;
    wasm.instantiateStreaming = instantiateStreaming;
  }
}

/**
 * Where the library would be there is a zip of nothing, and Python remembers what was in the library's.
 * @param {Python} python @param {Promise<Uint8Array>} zip @param {Promise<void>} thawed Python's own modules are there, too
 */
async function bring(python, zip, thawed) {
  await thawed;
  python.FS.writeFile("/lib/python313.zip", await zip);
  python.pyimport("zipimport")._zip_directory_cache.clear();
  python.pyimport("sys").path_importer_cache.clear();
  python.pyimport("dataclasses").inspect = python.pyimport("inspect"); // taken out by builder/runtime/snapshot.mjs
}

/** Called with the port to the worker that unpacks, which comes later than this script. @type {(port: MessagePort) => void} */
let connect = () => {};

function begin() {
  const expected = () => {
    let done = (/** @type {any} */ _) => {};
    return { there: new Promise((resolve) => (done = resolve)), done };
  };
  // The first two are given unasked.
  const parts = new Map(["wasm", "snapshot"].map((name) => [name, expected()]));
  /** @type {Promise<MessagePort>} */
  const connected = new Promise((done) => {
    connect = (port) => {
      port.onmessage = ({ data }) => Object.entries(data).forEach(([name, content]) => parts.get(name)?.done(content));
      done(port);
    };
  });
  const given = async (/** @type {string} */ name) => {
    const part = parts.get(name) ?? expected();
    if (!parts.has(name)) {
      parts.set(name, part);
      (await connected).postMessage(name);
    }
    const content = await part.there;
    parts.delete(name);
    return content;
  };
  const nothing = () => start(given, null, true);
  const or = (/** @type {() => Promise<void>} */ other) => (/** @type {unknown} */ error) => {
    started.error = String(error);
    return other();
  };
  again = () => (MADE.snapshot ? start(given, MADE.snapshot, true).catch(or(nothing)) : nothing());
  // Of the second check the first half has too little.
  const ready = MADE.snapshot && MADE.first ? start(given, MADE.snapshot, false).catch(or(again)) : again();
  ready.then(() => postMessage({ ready: 1 }), failed);
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

/** What was chosen of the check, and of the procedure. @param {Record<string, unknown>} chosen */
function divided(chosen) {
  const parts = { chosen: /** @type {Record<string, unknown>} */ ({}), course: /** @type {Record<string, unknown>} */ ({}) };
  for (const [key, value] of Object.entries(chosen))
    if (MADE.prefix && key.startsWith(MADE.prefix)) parts.course[key.slice(MADE.prefix.length)] = value;
    else parts.chosen[key] = value;
  return parts;
}

/** The other way round: what a text held of the procedure, as the page has it. @param {any} put back */
function place(put) {
  put.days = {};
  for (const [key, value] of Object.entries(put.course)) {
    const written = /^\d/.test(value);
    if (written) put.days[MADE.prefix + key] = value;
    put.chosen[MADE.prefix + key] = written ? "unknown" : value;
  }
}

/** The day on this machine, as it is written in the checker. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** The view. Where the first half of the machine does not do, Python is started with all of it. @param {Question} question */
async function first(question) {
  try {
    return view(question);
  } catch (error) {
    if (started.whole) throw error;
    started.error = String(error);
    await again();
    return view(question);
  }
}

/** What is asked of a part that is not the view: of most the same text, so that bridge.py has it already. @param {Name} part @param {Question} question */
function asked(part, { chosen, course, pasted }) {
  if (part === "put_back") return { pasted };
  return part === "afterwards" ? { chosen, course, today: today() } : { chosen };
}

/**
 * @param {Question} question
 * @param {Name[]} parts
 */
async function answer(question, [part, ...others]) {
  if (!part) return;
  try {
    if (part !== "view") await rest();
    if (part === "afterwards" || part === "put_back") await later();
    if (question.number !== newest) return;
    if (part === "readings" && prepare()) return void setTimeout(answer, 0, question, [part, ...others]);
    const made = part === "view" ? await first(question) : JSON.parse(mingjie(part, JSON.stringify(asked(part, question))));
    if (made.error !== undefined) throw new Error(made.error);
    if (made.course) place(made);
    postMessage({ number: question.number, part, answer: JSON.stringify(made) });
    setTimeout(answer, 0, question, others);
  } catch (error) {
    failed(error);
  }
}

/** @param {unknown} error */
function failed(error) {
  postMessage({ error: String(error) });
}

/** What the page's buttons stand for. @type {Record<string, unknown>} */
const VALUES = { yes: true, no: false };

onmessage = ({ data }) => {
  if (data.port) connect(data.port);
  else {
    for (const [key, value] of Object.entries(data.chosen)) data.chosen[key] = VALUES[value] ?? value;
    Object.assign(data, divided(data.chosen));
    buttons.get(data.pressed)?.(data.chosen);
    looking = data.pressed === "back" || (data.pressed === "skip" && here < cards.length - 1);
    newest = data.number;
    setTimeout(answer, 0, data, data.pressed === "put-back" ? ["put_back"] : ["view", "deeper", "afterwards", "readings"]);
  }
};
addEventListener("unhandledrejection", (event) => stop(event.reason));
begin();
