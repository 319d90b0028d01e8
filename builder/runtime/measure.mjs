// Runs Pyodide with its whole library, uses the checker as the page does, and prints the files of the library that
// were read: the measure by which builder/runtime/__init__.py trims it.
import { createRequire } from "node:module";

const [folder, library] = process.argv.slice(2);
const { loadPyodide } = createRequire(import.meta.url)(`${folder}/pyodide.js`);
// Node would print the line where it happened, and Pyodide's lines are a megabyte long.
process.on("uncaughtException", (error) => {
  console.error(String(error).trim());
  process.exit(1);
});
const python = await loadPyodide({ stdLibURL: library });
const bridge = python.pyimport("checker.api.bridge");
const requests = [
  '{"answers": {}}',
  '{"answers": {"error": true, "intent": "unknown", "loss": false}}',
  '{"answers": {"eror": true}}',
  '{"answers": {"error": 1}}',
  '{"answers": ',
];
while (JSON.parse(bridge.prepare("")).more);
for (const request of requests) bridge.evaluate(request);
for (const chosen of [{}, { error: true, intent: "unknown", "R7.2": true }, { plan: true }])
  for (const part of ["view", "deeper", "readings"]) bridge[part](JSON.stringify({ chosen }));
for (const part of ["view", "deeper", "readings"]) bridge[part]('{"chosen": {"accepted": true}}', "a13");
const matter = { dates: { received: "2026-11-03", accepted: "unknown" }, today: "2027-01-05", title: "一" };
for (const part of ["deadlines", "procedure"]) bridge[part](JSON.stringify(matter));
const course = { received: "2026-11-03", accepted: "unknown", tolerated: "2026-12-01" };
const chosen = { error: true };
const kept = JSON.parse(bridge.afterwards(JSON.stringify({ chosen, course, today: "2027-01-05" }))).view.at(-1).c[1].t;
for (const pasted of [kept, "一"]) bridge.put_back(JSON.stringify({ pasted }));
bridge.deadlines('{"dates": {"received": "2027-13-01"}}');
// An exception must still be formatted when it reaches JavaScript.
try {
  bridge.evaluate(7n);
  throw new Error("a number was taken for a case");
} catch (error) {
  if (!String(error).includes("Traceback")) throw error;
}
const read = python.runPython(`
import sys
"\\n".join(file for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None)))
`);
console.log(JSON.stringify(read.split("\n")));
