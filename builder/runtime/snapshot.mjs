// Starts Pyodide with the page's library, lets the checker work as the page does, and keeps the memory: what has
// changed since the machine was made goes to a file; so does what is taken out of both, Python's own frozen modules,
// whose code is in memory already. What check/worker/fast.js must know of it is printed, and the files that Python reads
// later. Nothing in it depends on the day, on chance, or on this machine.
//
// ``tricks`` (passes.py): ``over``, ``sweep`` and ``frozen`` are done only where they are asked for; where one fails, the
// last line of what is printed begins with its name in brackets.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const [folder, library, output, apart, told] = process.argv.slice(2);
// ``order``: of the facts; ``overReadings``: of facts and readings; ``body``: the package of the rules; what is asked at once, and later (rehearsal.py).
const { order, overReadings, body, atOnce, later, tricks } = JSON.parse(readFileSync(told, "utf-8"));
const [[, , first]] = atOnce;
const require = createRequire(import.meta.url);
process.argv[1] = "./this.program"; // as in a browser; Python keeps it, and it is this folder's name
process.env.TZ = "UTC";
delete globalThis.navigator;
const zeros = (bytes) => bytes.fill(0);
require("node:crypto").randomFillSync = zeros;
crypto.getRandomValues = zeros;
// Node would print the line where it happened, and Pyodide's lines are a megabyte long.
process.on("uncaughtException", (error) => {
  console.error(String(error).trim());
  process.exit(1);
});
let ticks = 0;
Date.now = () => 1704067200000;
performance.now = () => (ticks += 0.001);

const GAP = 256; // bytes that did not change and are told all the same, where a new run would cost more
/** The memory as it was when nothing had run in it. @type {Uint8Array} */
let made;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (binary, imports) => {
  const result = await instantiate(binary, imports);
  if (imports.env?.memory) made = new Uint8Array(imports.env.memory.buffer).slice();
  return result;
};

/** @template T @param {string} trick @param {() => T} work */
function using(trick, work) {
  try {
    return tricks.includes(trick) ? work() : null;
  } catch (error) {
    throw new Error(`[${trick}] ${String(error).trim().split("\n").at(-1)}`);
  }
}

const { loadPyodide } = require(`${folder}/pyodide.js`);
const python = await loadPyodide({ stdLibURL: library, _makeSnapshot: true });
if (!made) throw new Error("the machine does not import its memory");
const bridge = python.pyimport("checker.api.bridge");
// Both orders are found outside: what that takes would not be given back, and readers would wait for the second.
python.runPython(`
from checker.body import load
first = load("${body}").first
model = first.model
known = {**model.facts, **model.readings}
facts, over_readings = ([known[key] for key in keys.split()] for keys in ("${order.join(" ")}", "${overReadings.join(" ")}"))
first.evaluator.arrange(facts, over_readings)
del first, load, model, known, facts, over_readings`);
// What readings need is larger than all the rest together, and is made in the page while a person thinks.
for (const [name, ...request] of atOnce) bridge[name](...request);
try {
  bridge.evaluate(7n, first);
} catch (error) {
  if (!String(error).includes("Traceback")) throw error;
}
const frozen = using("frozen", places);
bridge._kept.cache_clear(); // what was asked here is nobody's answer
bridge.destroy();

// Modules that were needed to come this far and are not any more: files, processes, sockets, packages, turns. The
// page only ever calls the bridge, and waits for what it gives. Nor does anybody read annotations any more.
const OVER = `asyncio.unix_events asyncio.selector_events asyncio.sslproto asyncio.base_subprocess asyncio.subprocess
  asyncio.streams asyncio.staggered asyncio.trsock subprocess socket selectors shutil tempfile random zipfile
  zipfile._path zipfile._path.glob bz2 lzma dis inspect
  importlib.metadata string logging signal opcode _opcode_metadata
  checker.text.reading checker.text.written checker.text.toml_errors
  datetime _datetime tomllib tomllib._parser tomllib._re tomllib._types
  ntpath importlib.resources importlib.resources.abc importlib.resources._adapters
  importlib.resources._common importlib.resources._functional importlib.resources._itertools
  importlib.resources.readers importlib.readers concurrent.futures concurrent.futures._base
  asyncio.threads asyncio.taskgroups asyncio.timeouts asyncio.queues asyncio.runners asyncio.locks
  asyncio.transports asyncio.protocols asyncio.mixins asyncio.constants asyncio.base_events
  threading _pyodide.docstring _pyodide.docs_argspec _pyodide._core_docs`;
/** Empties these modules, and says how many there were. */
const empty = () => python.runPython(`
import gc, sys, types
gone = [sys.modules.pop(name) for name in """${OVER}""".split() if name in sys.modules]
for module in [module for name, module in sys.modules.items() if name.split(".")[0] == "checker"]:
    for name, value in vars(module).items():
        within = getattr(value, "__name__", None) == f"{module.__name__}.{name}"  # a package names what is in it
        if not within and (value in gone or getattr(value, "__module__", None) in [each.__name__ for each in gone]):
            raise ImportError(f"{module.__name__} uses {name}, which snapshot.mjs takes out")
names = {module.__name__ for module in gone}
for module in [module for module in sys.modules.values() if isinstance(module, type(sys)) and module not in gone]:
    for name, value in list(vars(module).items()):
        if value in gone or getattr(value, "__module__", None) in names:
            delattr(module, name)
logging, = [module for module in gone if module.__name__ == "logging"]
logging._handlerList.clear()  # else each weak reference in it calls a function whose module is empty
for module in gone: vars(module).clear()
for each in gc.get_objects():
    if isinstance(each, types.FunctionType): each.__annotations__ = None
    elif type(each) is type and "__annotations__" in vars(each): del each.__annotations__
count = len(gone)
del each, gone, module, names, name, value, within, logging, types
sys._clear_internal_caches()
gc.collect()
gc.collect()
count`);
using("over", () => {
  const gone = empty();
  if (gone < 15) throw new Error(`only ${gone} of the modules that are over were there`);
});
using("sweep", () => sweep(python._module));

/** Zeroes what is free, which is a tenth of the memory and would otherwise be carried to every reader. */
function sweep(module) {
  const words = new Uint32Array(module.HEAP8.buffer);
  // dlmalloc: a chunk is the size of the one before if that is free, its own size with two flags (1: the one before is
  // in use, 2: this one is), and what it holds; a free one begins with at most six words of links.
  const walk = (at, use) => {
    let count = 0;
    for (let inUse = true; at + 8 < module.HEAP8.length; count += 1) {
      const [size, flags] = [words[(at + 4) >> 2] & ~7, words[(at + 4) >> 2] & 7];
      if (size < 16 || at + size > module.HEAP8.length || (count && inUse !== !!(flags & 1))) break;
      inUse = !!(flags & 2);
      use?.(at, size, inUse);
      at += size;
    }
    return count;
  };
  const stack = module.stackSave();
  let first = (stack + 7) & ~7;
  while (walk(first) < 10_000) first += 8;
  let freed = 0;
  walk(first, (at, size, inUse) => {
    if (inUse) return;
    module.HEAPU8.fill(0, at + 32, at + size);
    freed += size;
  });
  module.HEAPU8.fill(0, stack - 2_000_000, stack); // five million bytes are the stack's, and it grows downwards
  if (freed < 100_000) throw new Error("no free memory was found");
}

if (frozen) {
  writeFileSync(apart, made.slice(...frozen));
  for (const memory of [made, python._module.HEAPU8]) memory.fill(0, ...frozen);
}
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

if (frozen) python._module.HEAPU8.set(readFileSync(apart), frozen[0]);
// What is called late brings modules that this memory is without: check/worker/fast.js fetches them as here (`bring`).
const kept = new Set(files());
python.pyimport("dataclasses").inspect = python.pyimport("inspect");
const bridgeAgain = python.pyimport("checker.api.bridge");
for (const [name, ...request] of later) bridgeAgain[name](...request);
const brought = files().filter((file) => !kept.has(file));
const known = { head: [...head], heap: heap.length, still, runs: runs.length, hash };
console.log(JSON.stringify({ known, frozen: frozen && frozen[0], brought }));

/** Where the bytecode of the frozen modules begins in memory, and where it ends: they lie side by side. */
function places() {
  const imp = python.pyimport("_imp");
  const modules = [...imp._frozen_module_names()].map((name) => {
    const buffer = imp.find_frozen.callKwargs(name, { withdata: true }).get(0).getBuffer("u8");
    const { byteOffset: start, length } = buffer.data;
    buffer.release();
    return [start, start + length];
  });
  modules.sort(([one], [other]) => one - other);
  if (modules.some(([start], place) => place && start - modules[place - 1][1] > 32)) throw new Error("something is between them");
  return [modules[0][0], modules.at(-1)[1]];
}

/** The files of all modules that Python has now. */
function files() {
  const modules = python.pyimport("builtins").list(python.pyimport("sys").modules.values());
  return Array.from({ length: modules.length }, (_, place) => modules.get(place)?.__file__).filter((file) => typeof file === "string");
}
