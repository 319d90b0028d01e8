// Runs the page's program in Node as its worker does, from the page's own memory, with a machine that notes which of its
// functions are called (builder/runtime/machine.py), and prints their numbers: all that a first verdict needs, whatever was
// answered before it.
import { readFileSync, writeSync } from "node:fs";
import { runInThisContext } from "node:vm";

const [program, machine, snapshot, asked] = process.argv.slice(2).map((file) => readFileSync(file));
const { exit } = process;
// Where it does not start from memory, or stops at a function, the worker waits for what is not here.
setTimeout(() => fail(runInThisContext("started.error")), 600_000);
/** @type {WebAssembly.Instance} */
let running;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (module, imports) => (running = await instantiate(module, imports));
const parts = { wasm: machine, snapshot: new Uint8Array(snapshot) };

// From here on this is a worker in a browser.
delete globalThis.process;
globalThis.self = globalThis;
globalThis.WorkerGlobalScope = class {};
Object.setPrototypeOf(globalThis, WorkerGlobalScope.prototype);
globalThis.location = new URL("https://page.invalid/");
globalThis.addEventListener = () => {};
globalThis.onmessage = null;
const told = new Promise((done) => (globalThis.postMessage = done));
runInThisContext(String(program));
const port = { postMessage() {} };
onmessage({ data: { port } });
setTimeout(() => port.onmessage({ data: parts }));
const { ready, error } = await told;
if (!ready) fail(error);

for (const chosen of JSON.parse(String(asked))) {
  const answered = new Promise((done) => (globalThis.postMessage = done));
  onmessage({ data: { number: 1, chosen, pressed: "", one: true, pasted: "" } });
  const { part, error } = await answered;
  if (part !== "view") fail(error);
}
const numbers = Object.entries(running.exports).flatMap(([name, { value }]) => (name.startsWith("ran ") && value ? [Number(name.slice(4))] : []));
writeSync(1, JSON.stringify(numbers) + "\n");
exit(0);

/** @param {unknown} error */
function fail(error) {
  writeSync(2, String(error));
  exit(1);
}
