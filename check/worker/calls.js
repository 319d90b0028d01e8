"use strict";
// The worker of Python: what it can be asked. Its blob's text is: Pyodide's own scripts, self.MADE, this file, parts.js,
// plain.js or fast.js, answers.js. In here nothing is trusted and nothing can get out: the page's policy forbids every
// connection.

/**
 * @typedef {(request: string, check: string) => string} Call JSON text in, JSON text out (checker/api/bridge.py)
 * @typedef {"view" | "deeper" | "prepare" | "readings"} Early works as soon as Python does
 * @typedef {"afterwards" | "put_back" | "evaluate" | "deadlines" | "procedure"} Late works after `later`
 * @typedef {Early | Late} Name
 * @typedef {{ pyimport(name: string): any, unpackArchive(archive: Uint8Array, format: string): void,
 *   FS: { writeFile(path: string, content: Uint8Array): void } }} Python
 */

/**
 * What is known of this page. `check`: where the check that is asked is, for the bridge; `first`: whether it is the
 * body's first. The rest is `Known` of builder/runtime.
 * @type {{ check: string, first: boolean, lock: object, mount: string, snapshot: Snapshot | null, frozen: number | null,
 *   passes: string[] }}
 */
const MADE = /** @type {any} */ (self).MADE;

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

/** How Python was started, and whether with all of its machine: tests look at it, and at the memory's hash. */
const started = { from: "", hash: 0, error: "", whole: false };

// ---- What plain.js or fast.js does.

/** Starts Python. @type {() => Promise<void>} */
let begin = async () => {};

/** Starts Python anew, with the whole machine. @type {() => Promise<void>} */
let again = async () => {};

/** Brings the rest of the machine; once. @type {() => Promise<void>} */
let rest = async () => {};

/** Brings the modules of what is called late; once. @type {() => Promise<void>} */
let later = async () => {};

/** What is done where something fails that nobody waits for. @type {(error: unknown) => void} */
let stop = failed;

/** @param {unknown} error */
function failed(error) {
  postMessage({ error: String(error) });
}
