"use strict";
// Runs behind zstddec's own script and self.SIZES, in a worker like Python's: nothing in here is trusted, nothing can
// get out. It unpacks the parts as they come, and gives them straight to Python's worker.

/** @typedef {{ part?: string, last?: boolean, piece?: Uint8Array, end?: 1, port?: MessagePort }} Piece */

/** The parts, and how long each is once it is unpacked. @type {Record<string, number>} */
const SIZES = /** @type {any} */ (self).SIZES;

/** The first verdict waits for them: they are given as soon as they are there; the others when Python's worker asks. */
const AT_ONCE = ["wasm", "snapshot"];

/** @type {Map<string, { pieces: Uint8Array[], done: () => void, fail: (error: Error) => void, result: () => Promise<Uint8Array> }>} */
const parts = new Map();
const decoder = new /** @type {any} */ (self).ZSTDDecoder();
const begun = decoder.init();
for (const [part, size] of Object.entries(SIZES)) {
  /** @type {any} */
  const entry = { pieces: [] };
  const arrived = new Promise((done, fail) => Object.assign(entry, { done, fail }));
  arrived.catch(() => {}); // whoever asks for the part hears of it
  const unpack = async () => {
    await arrived;
    await begun;
    const unpacked = decoder.decode(joined(entry.pieces.splice(0)), size);
    // Where zstd finds fault with its checksum or anything else, it gives nothing of this length.
    if (unpacked.length !== size) throw new Error("文件损坏");
    return unpacked;
  };
  entry.result = () => (entry.unpacked ??= unpack());
  parts.set(part, entry);
  if (AT_ONCE.includes(part)) give(part, () => {});
}

/** @param {Uint8Array[]} pieces */
function joined(pieces) {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** @param {string} part @param {(result: Uint8Array) => void} use */
function give(part, use) {
  parts.get(part)?.result().then(use, (error) => {
    const trouble = error instanceof WebAssembly.CompileError ? "wasm" : /memory|allocation/i.test(error) ? "memory" : "part";
    postMessage({ trouble, detail: String(error) });
  });
}

onmessage = (/** @type {MessageEvent<Piece>} */ { data: { part = "", last, piece, end, port } }) => {
  const entry = parts.get(part);
  if (piece) entry?.pieces.push(piece);
  if (last) entry?.done();
  if (end) for (const { fail } of parts.values()) fail(new Error("文件不完整"));
  if (port) {
    const hand = (/** @type {string} */ part) => give(part, (result) => port.postMessage({ [part]: result }));
    for (const part of AT_ONCE) hand(part);
    port.onmessage = ({ data }) => hand(data);
  }
};
