// Answers, part by part. What is newer goes first: older parts that are not made yet are dropped.

/**
 * @typedef {{ number: number, chosen: Record<string, string>, pressed: string, one: boolean, pasted: string }} Question
 *   what the page asks: what is chosen, by key, and which button was pressed
 */

let newest = 0;

/** The cards that the reader was led through, as the checker has them. @type {unknown} */
let trail = null;

/** The buttons that were pressed since the last view. @type {string[]} */
const pressed = [];

/** Goes on for a moment with what the readings need before they can be looked at; says whether there is more. */
function prepare() {
  const end = performance.now() + 20;
  let more = true;
  while (more && performance.now() < end) ({ more } = JSON.parse(mingjie("prepare", "")));
  return more;
}

/** The day on this machine, as it is written in the checker. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** What each part is asked. @type {Record<string, (question: Question) => object>} */
const ASKED = {
  view: ({ chosen, one }) => ({ chosen, one, trail, pressed }),
  deeper: ({ chosen }) => ({ chosen }),
  readings: ({ chosen }) => ({ chosen }),
  afterwards: ({ chosen }) => ({ chosen, today: today() }),
  put_back: ({ pasted }) => ({ pasted }),
};

/** The view. Where the first half of the machine does not do, Python is started with all of it. @param {string} request */
async function first(request) {
  try {
    return mingjie("view", request);
  } catch (error) {
    if (started.whole) throw error;
    started.error = String(error);
    await again();
    return mingjie("view", request);
  }
}

/**
 * @param {Question} question
 * @param {Name[]} parts
 */
async function answer(question, [part, ...others]) {
  if (!part) return;
  try {
    if (part !== "view") await rest();
    if (part === "afterwards" || part === "put_back") await later();
    if (question.number !== newest) return;
    if (part === "readings" && prepare()) return void setTimeout(answer, 0, question, [part, ...others]);
    const request = JSON.stringify(ASKED[part]?.(question));
    const told = pressed.length;
    const text = part === "view" ? await first(request) : mingjie(part, request);
    const made = JSON.parse(text);
    if (made.error !== undefined) throw new Error(made.error);
    if (part === "view") {
      ({ trail } = made);
      pressed.splice(0, told); // others may have been pressed while Python was started anew
    }
    postMessage({ number: question.number, part, answer: text });
    setTimeout(answer, 0, question, others);
  } catch (error) {
    failed(error);
  }
}

onmessage = ({ data }) => {
  if (data.port) return connect(data.port);
  newest = data.number;
  const puts = data.pressed === "put-back";
  if (!puts) pressed.push(data.pressed);
  setTimeout(answer, 0, data, puts ? ["put_back"] : ["view", "deeper", "afterwards", "readings"]);
};
addEventListener("unhandledrejection", (event) => stop(event.reason));
begin().then(() => postMessage({ ready: 1 }), failed);
