// The search for a terminal: reads {docs, queries, times} on standard input, writes what each query finds as JSON.
import { search } from "./engine.mjs";
import { prepare } from "./index.mjs";

/**
 * What is used of Node.
 * @typedef {object} Process
 * @property {AsyncIterable<Uint8Array>} stdin
 * @property {{ write(text: string): void }} stdout
 */
const { stdin, stdout } = /** @type {{ process: Process }} */ (/** @type {unknown} */ (globalThis)).process;

const decoder = new TextDecoder();
let text = "";
for await (const chunk of stdin) text += decoder.decode(chunk, { stream: true });
/** @type {{ docs: import("./index.mjs").Docs, queries: string[], times: number }} */
const { docs, queries, times } = JSON.parse(text);
const engine = prepare(docs);
if (times > 1) for (const words of queries) search(engine, words); // what runs for the first time is compiled first
const answers = queries.map((words) => {
  const began = performance.now();
  for (let time = 1; time < times; time++) search(engine, words);
  const groups = search(engine, words);
  return { words, groups, ms: (performance.now() - began) / times };
});
stdout.write(JSON.stringify(answers));
