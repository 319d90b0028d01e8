// The fast way: Python goes on where it was when the page was built; where that fails, it starts from nothing. What is
// taken for granted here of Pyodide and Emscripten is in builder/runtime/ASSUMPTIONS.md.

/**
 * @typedef {{ head: number[], heap: number, still: number, runs: number, hash: number }} Snapshot memory with the
 *   checker in it: Pyodide's head, bytes, how many of them the machine brings itself, runs that differ, hash (`hashed`)
 */

/** Whether the machine comes in two halves. */
const HALVES = MADE.passes.includes("halves");

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
 * @param {Snapshot | null} snapshot @param {boolean} whole the rest of the machine is waited for
 */
async function start(snapshot, whole) {
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
    if (HALVES)
      join = async () => void (await wasm.instantiate(await wasm.compile(await given("rest")), { ...imports, half }));
    if (whole) await join();
    if (MADE.frozen !== null)
      thaw = async () => void new Uint8Array(imports.env.memory.buffer).set(await given("frozen"), MADE.frozen ?? 0);
    if (!snapshot) await thaw();
    if (snapshot) {
      from.memory = imports.env.memory.buffer;
      from.still = new Uint8Array(imports.env.memory.buffer, 0, snapshot.still).slice();
    }
    const exports = Object.fromEntries(Object.entries(half).filter(([name]) => !name.startsWith("half ")));
    return { module, instance: { exports } };
  };
  // Where it fails Pyodide only warns, and waits.
  wasm.instantiateStreaming = (/** @type {unknown} */ _, /** @type {any} */ imports) => {
    const made = instantiate(imports);
    made.catch(stop);
    return made;
  };
  try {
    /** @type {Python} */
    const python = await Promise.race([
      broken,
      self.loadPyodide({
        indexURL: NOWHERE,
        packageBaseUrl: NOWHERE,
        lockFileContents: MADE.lock,
        createPyodideModule: _createPyodideModule,
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
  python.FS.writeFile(MADE.mount, await zip);
  python.pyimport("zipimport")._zip_directory_cache.clear();
  python.pyimport("sys").path_importer_cache.clear();
  python.pyimport("dataclasses").inspect = python.pyimport("inspect"); // taken out by builder/runtime/snapshot.mjs
}

const nothing = () => start(null, true);
const or = (/** @type {() => Promise<void>} */ other) => (/** @type {unknown} */ error) => {
  started.error = String(error);
  return other();
};
again = () => (MADE.snapshot ? start(MADE.snapshot, true).catch(or(nothing)) : nothing());
// Of a check that is not the first the first half has too little.
begin = () => (MADE.snapshot && HALVES && MADE.first ? start(MADE.snapshot, false).catch(or(again)) : again());
