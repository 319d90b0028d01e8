// Starts Pyodide with the page's library, lets the checker work as the page does, and keeps the memory: what has
// changed since the machine was made goes to a file, what check/worker.js must know of it is printed. Nothing in it
// depends on the day, on chance, or on this machine.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";

const [folder, library, output] = process.argv.slice(2);
const require = createRequire(import.meta.url);
process.env.TZ = "UTC";
delete globalThis.navigator;
const zeros = (bytes) => bytes.fill(0);
require("node:crypto").randomFillSync = zeros;
crypto.getRandomValues = zeros;
let ticks = 0;
Date.now = () => 1704067200000;
performance.now = () => (ticks += 0.001);

const GAP = 64; // bytes that did not change and are told all the same, where a new run would cost more
/** The memory as it was when nothing had run in it. @type {Uint8Array} */
let made;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (binary, imports) => {
  const result = await instantiate(binary, imports);
  if (imports.env?.memory) made = new Uint8Array(imports.env.memory.buffer).slice();
  return result;
};

const { loadPyodide } = require(`${folder}/pyodide.js`);
const python = await loadPyodide({ stdLibURL: library, _makeSnapshot: true });
const bridge = python.pyimport("checker.bridge");
// What readings need is larger than all the rest together, and is made in the page while a person thinks.
for (const part of ["view", "deeper"])
  for (const chosen of [{}, { error: true, intent: "unknown" }, { plan: true }]) bridge[part](JSON.stringify({ chosen }));
try {
  bridge.evaluate(7n);
} catch (error) {
  if (!String(error).includes("Traceback")) throw error;
}
bridge.destroy();
python.runPython("import gc; gc.collect()");

const snapshot = python.makeMemorySnapshot();
const start = new Uint32Array(snapshot.buffer, 0, 2)[1];
const [head, heap] = [snapshot.slice(0, start), snapshot.slice(start)];
if (made.length !== heap.length) throw new Error(`the memory has grown to ${heap.length} bytes`);
let still = made.length;
while (!made[still - 1]) still -= 1;
still = Math.ceil(still / 65536) * 65536;

const runs = [];
let [from, to] = [-1, -1];
const [before, after] = [new Int32Array(made.buffer), new Int32Array(heap.buffer)];
let hash = 0;
for (let word = 0; word < after.length; word += 1) {
  hash = Math.imul(hash ^ after[word], 0x01000193);
  if (before[word] === after[word]) continue;
  if (from >= 0 && 4 * word - to > GAP) runs.push([from, to]);
  if (from < 0 || 4 * word - to > GAP) from = 4 * word;
  to = 4 * word + 4;
}
runs.push([from, to]);
const index = new Int32Array(runs.flatMap(([start, end]) => [start, end - start]));
writeFileSync(output, Buffer.concat([Buffer.from(index.buffer), ...runs.map(([start, end]) => heap.subarray(start, end))]));
console.log(JSON.stringify({ head: [...head], heap: heap.length, still, runs: runs.length, hash }));
