"use strict";
// Runs behind zstddec's own script and self.SIZES, in a worker like Python's: nothing in here is trusted, nothing can
// get out. It unpacks the parts as they come: the program's text goes to the frame, the rest straight to Python's worker.

/** @typedef {{ part?: string, last?: boolean, bytes?: Uint8Array, end?: 1, port?: MessagePort }} Piece */

/** What each part is once it is unpacked. @type {Map<string, (unpacked: Uint8Array) => any>} */
const USE = new Map(Object.entries({
  program: (/** @type {any} */ unpacked) => new Blob([unpacked]),
  wasm: (/** @type {any} */ unpacked) => WebAssembly.compile(unpacked),
  snapshot: (/** @type {Uint8Array} */ unpacked) => unpacked,
  later: (/** @type {Uint8Array} */ unpacked) => unpacked,
  library: (/** @type {Uint8Array} */ unpacked) => unpacked,
}));

/** @type {Map<string, { pieces: Uint8Array[], done: (whole: Blob) => void, fail: (error: Error) => void, result: () => Promise<any> }>} */
const parts = new Map();
const decoder = new /** @type {any} */ (self).ZSTDDecoder();
const begun = decoder.init();
for (const [part, use] of USE) {
  /** @type {any} */
  const entry = { pieces: [] };
  const arrived = new Promise((done, fail) => Object.assign(entry, { done, fail }));
  arrived.catch(() => {}); // whoever asks for the part hears of it
  const unpack = async () => {
    const whole = await arrived;
    const packed = new Uint8Array(await /** @type {Blob} */ (whole).arrayBuffer());
    await begun;
    const size = /** @type {any} */ (self).SIZES[part];
    const unpacked = decoder.decode(packed, size);
    // Where zstd finds fault with its checksum or anything else, it gives nothing of this length.
    if (unpacked.length !== size) throw new Error("文件损坏");
    return use(unpacked);
  };
  entry.result = () => (entry.unpacked ??= unpack());
  parts.set(part, entry);
  if (part !== "library") entry.result().catch(() => {}); // that one is not needed as long as the memory can be put back
}

/** @param {string} part @param {(result: any) => void} use */
function give(part, use) {
  parts.get(part)?.result().then(use, (error) => {
    const trouble = error instanceof WebAssembly.CompileError ? "wasm" : /memory|allocation/i.test(error) ? "memory" : "part";
    postMessage({ trouble, detail: String(error) });
  });
}

onmessage = (/** @type {MessageEvent<Piece>} */ { data: { part = "", last, bytes, end, port } }) => {
  const entry = parts.get(part);
  if (bytes) entry?.pieces.push(bytes);
  if (last) entry?.done(new Blob(/** @type {any} */ (entry.pieces.splice(0))));
  if (end) for (const { fail } of parts.values()) fail(new Error("文件不完整"));
  if (port) {
    // Python's worker names what it needs; the machine it always does.
    port.onmessage = ({ data }) => give(data, (result) => port.postMessage({ [data]: result }));
  }
};
give("program", (program) => postMessage({ program }));
