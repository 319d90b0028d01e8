"use strict";
// What a program might try, to send something or to keep it, made before the reader's eyes: in the check's page in a
// frame and a worker of the same kind as those of the questions, which hold no answer; and on the control page, where
// nothing is in the way. The only address in it is that of the page that is open.

/**
 * Runs in a window and, as text, in a worker.
 * @typedef {{ says: string, lacks: boolean, refused: boolean, words: string }} Outcome `words` are the browser's own
 * @param {string} address
 * @param {(outcome: Outcome) => void} tell
 */
async function attempts(address, tell) {
  const here = /** @type {any} */ (globalThis);
  const wait = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));
  /** What is heard of a thing that tells by events. @param {any} target @param {string} [good] @param {string} [bad] */
  const heard = (target, good = "load", bad = "error") =>
    new Promise((done, fail) => {
      target.addEventListener(good, done);
      target.addEventListener(bad, () => fail(""));
      setTimeout(() => fail("三秒没有反应，浏览器没有说原因"), 3000);
    });
  /** @param {string} kind @param {object} with_ */
  const element = (kind, with_) => here.document.body.appendChild(Object.assign(here.document.createElement(kind), with_));

  const program = new URL("nothing.js", address).href;

  /** What it needs, what it does, and how. @type {[() => unknown, string, () => unknown][]} */
  const ways = [
    [() => here.fetch, "取一个网址（fetch）", () => here.fetch(address, { cache: "no-store" })],
    [() => here.XMLHttpRequest, "取一个网址（XMLHttpRequest）", async () => {
      const request = new here.XMLHttpRequest();
      request.open("GET", address);
      request.send();
      await heard(request);
    }],
    [() => here.WebSocket, "开一条连接（WebSocket）", async () => {
      // Whatever the answer is, that there is one shows that it was asked: a refusal comes with news of the policy.
      const socket = new here.WebSocket(address.replace(/^http/, "ws"));
      await heard(socket, "error", "never").finally(() => socket.close());
    }],
    [() => here.importScripts, "取一段程序（importScripts）", () => here.importScripts(program)],
    [() => here.Worker, "另开一个线程，程序从网址来（Worker）", async () => {
      const worker = new here.Worker(program, { name: "verify" });
      await heard(worker, "message").finally(() => worker.terminate());
    }],
    [() => here.RTCPeerConnection, "找一台机器直接说话（WebRTC）", () => new here.RTCPeerConnection().close()],
    [() => here.document, "放一张图片，图片从网址来", async () => heard(element("img", { src: address, hidden: true }), "error", "never")],
    [() => here.document, "放一个框，框里打开网址", async () => heard(element("iframe", { src: address, hidden: true }))],
    [() => here.document, "打开一个新窗口", () => {
      const opened = here.open(address, "_blank", "width=100,height=100");
      if (!opened) throw new Error("window.open → null");
      opened.close();
    }],
    [() => here.document, "交一张表单", async () => {
      const target = element("iframe", { name: "verify", hidden: true });
      element("form", { action: address, target: "verify" }).submit();
      await heard(target);
    }],
    [() => here.document, "留一个 cookie", () => {
      here.document.cookie = "verify=1; max-age=1";
      if (!here.document.cookie.includes("verify=1")) throw new Error("document.cookie → \"\"");
    }],
    [() => "localStorage" in here, "存进 localStorage", () => {
      here.localStorage.setItem("verify", "1");
      here.localStorage.removeItem("verify");
    }],
    [() => "indexedDB" in here, "存进 IndexedDB", async () => {
      const opening = here.indexedDB.open("verify");
      await heard(opening, "success");
      opening.result.close();
      here.indexedDB.deleteDatabase("verify");
    }],
    [() => "caches" in here, "存进 Cache", async () => {
      await here.caches.open("verify");
      await here.caches.delete("verify");
    }],
    [() => here.navigator.storage, "存进文件系统（OPFS）", async () => {
      const folder = await here.navigator.storage.getDirectory();
      await folder.getFileHandle("verify", { create: true });
      await folder.removeEntry("verify");
    }],
  ];

  /** @type {string[]} */
  let policy = [];
  here.addEventListener("securitypolicyviolation", (/** @type {SecurityPolicyViolationEvent} */ event) => {
    const rule = event.originalPolicy.split(";").map((part) => part.trim());
    const name = rule.find((part) => part.startsWith(`${event.effectiveDirective.replace(/-(elem|attr)$/, "")} `));
    policy.push(`${event.effectiveDirective} ⇒ ${(name ?? rule[0] ?? "").replace(/'sha256-.*'/, "'sha256-…'")}`);
  });
  for (const [needs, says, attempt] of ways) {
    policy = [];
    let words = "";
    let refused = false;
    const lacks = !needs();
    try {
      if (!lacks) await attempt();
    } catch (error) {
      refused = true;
      words = String(error);
    }
    if (!lacks) await wait(60); // the news of a breach of the policy comes by itself
    if (policy.length) refused = true;
    const said = [...new Set([...policy, words])].filter(Boolean).join("；");
    tell({ says, lacks, refused, words: said || (refused ? "浏览器没有说原因" : "") });
  }
}

(() => {
  const at = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
  const page = document.baseURI.split(/[?#]/)[0] ?? "";
  const address = page.startsWith("http") ? page : "https://mingjie.invalid/";

  /** @param {number} column 1 the worker, 2 the window @param {Outcome} outcome */
  function show(column, { says, lacks, refused, words }) {
    const lines = /** @type {HTMLTableRowElement[]} */ ([...at("lines").rows]);
    const line = lines.find(({ cells }) => cells[0]?.textContent === says) ?? at("lines").insertRow();
    while (line.cells.length < 3) line.insertCell();
    line.cells[0].textContent = says;
    const cell = line.cells[column];
    cell.className = lacks ? "lacks" : refused ? "refused" : "passed";
    const verdict = document.createElement("b");
    verdict.textContent = lacks ? "没有这个功能" : refused ? "拦住了" : "没有拦住";
    cell.append(verdict, " ", words);
  }

  at("try").addEventListener("click", async () => {
    at("try").disabled = true;
    at("sum").textContent = "正在试…";
    at("lines").replaceChildren();
    /** @type {{ lacks: boolean, refused: boolean }[]} */
    const all = [];
    const heard = (/** @type {number} */ column) => (/** @type {any} */ outcome) => {
      all.push(outcome);
      show(column, outcome);
    };
    await attempts(address, heard(2)); // first, as a browser counts a click for a few seconds only
    const text = `${attempts}\nattempts(${JSON.stringify(address)}, postMessage).then(() => postMessage(null))`;
    const worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
    await new Promise((done) => {
      worker.onmessage = ({ data }) => data ? heard(1)(data) : done(0);
      worker.onerror = done;
    });
    worker.terminate();
    const tried = all.filter(({ lacks }) => !lacks);
    const refused = tried.filter((each) => each.refused).length;
    at("sum").textContent = `试了 ${tried.length} 种：拦住 ${refused} 种，没有拦住 ${tried.length - refused} 种。`;
    at("try").disabled = false;
  });
})();
