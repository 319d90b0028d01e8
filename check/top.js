"use strict";
// The top page T. It hands the program to the frame and never sees an answer; it makes no request.
window.opener = null;

/** @type {Array<{ message: object, transfer: Transferable[] }>} */
const waiting = [];
/** @type {Window | null} */
let frame = null;
const theFrame = () => /** @type {HTMLIFrameElement} */ (document.getElementById("frame"));

/** Every message of the frame that means something here; its value must be a whole number. */
const heard = {
  boot() {
    frame = theFrame().contentWindow;
    for (const { message, transfer } of waiting.splice(0)) send(message, transfer);
  },
  ready() {
    Object.assign(document.getElementById("print") ?? {}, { disabled: false, onclick: () => print() });
  },
  /** @param {number} pixels the height of the frame's contents on paper */
  h(pixels) {
    theFrame().style.setProperty("--h", `${pixels}px`);
  },
  /** @param {number} number the article that the reader has opened in the frame */
  article(number) {
    for (const [place, link] of document.querySelectorAll("nav a").entries())
      if (link.classList.toggle("here", place + 1 === number)) {
        link.scrollIntoView({ block: "nearest", inline: "center" });
        /** @type {HTMLElement} */ (document.getElementById("here")).textContent = link.textContent;
      }
  },
};

/** @param {object} message @param {Transferable[]} [transfer] */
const send = (message, transfer = []) =>
  frame ? frame.postMessage(message, "*", transfer) : waiting.push({ message, transfer });

/** Called by a script after each block of data: its text, or the bytes that it stands for, go to the frame. */
function G() {
  const block = /** @type {HTMLElement} */ (document.currentScript?.previousElementSibling);
  const { part, last, packed } = block.dataset;
  let piece = block.textContent ?? "";
  if (packed === "")
    piece = /** @type {any} */ (Uint8Array).fromBase64?.(piece) ?? Uint8Array.from(atob(piece), (c) => c.charCodeAt(0));
  send({ part, last: last === "", piece }, packed === "" ? [/** @type {any} */ (piece).buffer] : []);
  block.remove();
}

addEventListener("message", ({ source, data }) => {
  if (source !== theFrame().contentWindow || typeof data !== "object" || data === null) return;
  const [[name, value] = ["", 0], ...more] = Object.entries(data);
  if (!more.length && Object.keys(heard).includes(name) && Number.isInteger(value)) heard[/** @type {"h"} */ (name)](value);
});
addEventListener("DOMContentLoaded", () => {
  // A file by itself has no other pages beside it to lead to.
  document.documentElement.classList.toggle("alone", /^file:.*(?<!\/check\/index\.html)$/.test(location.href.split("#")[0]));
  const [wide, articles] = [matchMedia("(min-width: 960px)"), document.getElementById("articles")];
  (wide.onchange = () => void articles?.toggleAttribute("open", wide.matches))();
  send({ end: 1 });
});
