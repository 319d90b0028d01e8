// Runs Pyodide with its whole library, uses the checker as the page does, and prints the files of the library that
// were read: the measure by which builder/runtime/__init__.py trims it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// ``requests``: a file of what is asked, of which check (builder/runtime/rehearsal.py).
const [folder, library, requests] = process.argv.slice(2);
const { loadPyodide } = createRequire(import.meta.url)(`${folder}/pyodide.js`);
// Node would print the line where it happened, and Pyodide's lines are a megabyte long.
process.on("uncaughtException", (error) => {
  console.error(String(error).trim());
  process.exit(1);
});
const python = await loadPyodide({ stdLibURL: library });
const bridge = python.pyimport("checker.api.bridge");
const asked = JSON.parse(readFileSync(requests, "utf-8"));
const [[, , first]] = asked;
while (JSON.parse(bridge.prepare("", first)).more);
for (const [name, ...request] of asked) bridge[name](...request);
// An exception must still be formatted when it reaches JavaScript.
try {
  bridge.evaluate(7n, first);
  throw new Error("a number was taken for a case");
} catch (error) {
  if (!String(error).includes("Traceback")) throw error;
}
const read = python.runPython(`
import sys
"\\n".join(file for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None)))
`);
console.log(JSON.stringify(read.split("\n")));
