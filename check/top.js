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

/** What so many letters of base64 stand for. @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function bytes(text) {
  const { fromBase64 } = /** @type {any} */ (Uint8Array);
  return fromBase64 ? fromBase64.call(Uint8Array, text) : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Called by a script after each block of data: its text, or the bytes that it stands for, go to the frame. */
function G() {
  const block = /** @type {HTMLElement} */ (document.currentScript?.previousElementSibling);
  const { part, last, packed } = block.dataset;
  const text = block.textContent ?? "";
  if (packed === "") {
    const piece = bytes(text);
    send({ part, last: last === "", piece }, [piece.buffer]);
  } else {
    send({ part, last: last === "", piece: text });
  }
  block.remove();
}

addEventListener("message", ({ source, data }) => {
  if (source !== theFrame().contentWindow || typeof data !== "object" || data === null) return;
  const said = Object.entries(data);
  if (said.length !== 1) return;
  const [name, value] = said[0] ?? ["", 0];
  if (Object.keys(heard).includes(name) && Number.isInteger(value)) heard[/** @type {"h"} */ (name)](value);
});
addEventListener("DOMContentLoaded", () => {
  // A file by itself has no other pages beside it to lead to.
  document.documentElement.classList.toggle("alone", /^file:.*(?<!\/check\/index\.html)$/.test(location.href.split("#")[0]));
  const wide = matchMedia("(min-width: 960px)");
  const unfold = () => void document.getElementById("articles")?.toggleAttribute("open", wide.matches);
  wide.onchange = unfold;
  unfold();
  send({ end: 1 });
});
