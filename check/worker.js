"use strict";
// Runs behind Pyodide's own scripts, in one worker. Its blob's text is: pyodide.asm.js, pyodide.js, self.LOCK, this file.
// In here nothing is trusted and nothing can get out: the page's policy forbids every connection.

/**
 * @typedef {(request: string) => string} Call JSON text in, JSON text out
 * @typedef {{ evaluate: Call, view: Call }} Bridge
 * @typedef {{ pyimport(name: string): Bridge }} Python
 */

/** @type {Bridge | undefined} */
let bridge;

/**
 * The checker's answer, as text. Tests compare it with CPython's.
 * @param {string} name `evaluate` or `view`
 * @param {string} request
 */
function mingjie(name, request) {
  if (name !== "evaluate" && name !== "view") throw new Error(`no such call: ${name}`);
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
  postMessage({ stage: "rules" });
  bridge = python.pyimport("checker.bridge");
}

/** @param {unknown} error */
function failed(error) {
  postMessage({ error: String(error) });
}

onmessage = ({ data }) => {
  if (data.machine) start(data.machine, data.library).then(() => postMessage({ ready: 1 }), failed);
  else
    try {
      postMessage({ answer: mingjie("view", data.request) });
    } catch (error) {
      failed(error);
    }
};
addEventListener("unhandledrejection", (event) => failed(event.reason));
