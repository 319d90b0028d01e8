// The frame F: the form and a fixed renderer. What the worker says is shown as text; it never becomes code, an
// attribute, an address or a style. The first statements must stay first: they close the way to WebRTC.
delete (/** @type {any} */ (self).RTCPeerConnection);
delete (/** @type {any} */ (self).webkitRTCPeerConnection);
(() => {
  "use strict";

  const host = /** @type {HTMLElement} */ (document.getElementById("host"));
  const template = host.querySelector("template");
  if (template) host.attachShadow({ mode: "open" }).append(template.content); // not every browser makes it of the markup
  const root = /** @type {ShadowRoot} */ (host.shadowRoot);
  const at = (/** @type {string} */ id) => /** @type {any} */ (root.getElementById(id));
  /** @param {string} selector @param {ParentNode} [within] @returns {HTMLElement[]} */
  const all = (selector, within = root) => [...within.querySelectorAll(/** @type {"div"} */ (selector))];
  const tell = (/** @type {Record<string, number>} */ message) => parent.postMessage(message, "*");

  // ---- Answers: kept in this map for as long as the page lives, and nowhere else.

  /** @type {Map<string, boolean | "unknown">} */
  const answers = new Map();
  const VALUES = new Map(Object.entries({ yes: true, no: false, unknown: /** @type {const} */ ("unknown") }));
  const questions = all("[data-fact]");

  /** @param {HTMLElement} question @param {HTMLElement | null} chosen its button; null takes the answer back */
  function choose(question, chosen) {
    const options = all("[role=radio]", question);
    for (const option of options) {
      option.setAttribute("aria-checked", String(option === chosen));
      option.tabIndex = option === (chosen ?? options[0]) ? 0 : -1;
    }
    const value = VALUES.get(chosen?.dataset.value ?? "");
    if (value === undefined) answers.delete(question.dataset.fact ?? "");
    else answers.set(question.dataset.fact ?? "", value);
    question.classList.toggle("answered", value !== undefined);
    const group = /** @type {HTMLElement} */ (question.closest(".group"));
    const [ofGroup, given] = [all(".count", group)[0], all(".answered", group).length];
    if (ofGroup) ofGroup.textContent = `已答 ${given} / ${all("[data-fact]", group).length}`;
    at("count").textContent = `已答 ${answers.size} / ${questions.length}`;
  }

  at("form").addEventListener("click", (/** @type {Event} */ { target }) => {
    const button = /** @type {HTMLElement} */ (target);
    const question = /** @type {HTMLElement | null} */ (button.closest("[data-fact]"));
    const next = /** @type {HTMLDetailsElement} */ (button.closest(".group")?.nextElementSibling);
    if (question && button.matches("[role=radio]")) {
      choose(question, button.getAttribute("aria-checked") === "true" ? null : button);
      ask();
    }
    if (button.matches(".further")) {
      next.open = true;
      next.querySelector("summary")?.focus();
      next.scrollIntoView();
    }
    show(places.get(button.dataset.open));
  });
  at("form").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const step = new Map([["ArrowRight", 1], ["ArrowDown", 1], ["ArrowLeft", -1], ["ArrowUp", -1]]).get(event.key);
    const option = /** @type {HTMLElement} */ (event.target);
    if (!step || !option.matches("[role=radio]")) return;
    event.preventDefault();
    const options = all("[role=radio]", /** @type {HTMLElement} */ (option.parentElement));
    options[(options.indexOf(option) + step + options.length) % options.length]?.focus();
  });

  at("clear").addEventListener("click", () => at("confirm").showModal());
  at("confirm-no").addEventListener("click", () => at("confirm").close());
  at("confirm-yes").addEventListener("click", () => {
    at("confirm").close();
    for (const question of questions) choose(question, null);
    ask();
  });

  // ---- The official text, whole, in a dialog.

  /** @type {Map<unknown, HTMLElement>} */
  const places = new Map(all("[data-at]").map((place) => [place.dataset.at, place]));

  /** @param {HTMLElement | undefined} place */
  function show(place) {
    const article = place?.closest("article");
    if (!place || !article) return;
    for (const other of all("article")) other.hidden = other !== article;
    for (const other of places.values()) other.classList.toggle("here", other === place && other !== article);
    at("text").showModal();
    place.scrollIntoView({ block: place === article ? "start" : "center" });
    tell({ article: Number(article.dataset.number) });
  }

  at("text-close").addEventListener("click", () => at("text").close());
  at("text").addEventListener("close", () => void (held !== null && render(held)));

  // ---- The renderer: what each kind of node becomes. Other kinds are refused, and with them the whole view.

  /** @type {Map<unknown, [tag: string, look: string, mark: string]>} */
  const KINDS = new Map([
    ["section", ["details", "section", ""]], ["say", ["div", "say", ""]], ["quote", ["blockquote", "quote", ""]],
    ["yes", ["div", "step yes", "✓"]], ["no", ["div", "step no", "✗"]], ["unknown", ["div", "step open", "?"]],
    ["assume", ["div", "assume", ""]], ["conflict", ["div", "conflict", "!"]], ["next", ["div", "next", ""]],
    ["possible", ["ul", "possible", ""]], ["verdict-option", ["li", "option", ""]],
  ]);
  /** The view that waits until the dialog is closed; its text. @type {string | null} */
  let held = null;
  /** Which sections the reader has opened or closed, by title. @type {Map<string, boolean>} */
  const folded = new Map();

  /** @param {string} tag @param {string} look @param {string} text */
  const element = (tag, look, text) =>
    Object.assign(document.createElement(tag), { className: look, textContent: text });

  /** @param {any} node @param {number} depth @returns {HTMLElement} */
  function build(node, depth) {
    const [tag, look, mark] = KINDS.get(node.k) ?? [];
    if (!tag || look === undefined || ++built > 5000 || depth > 40) throw new Error("结果里有不认识的内容");
    const made = element(tag, look, "");
    const text = typeof node.t === "string" ? node.t : "";
    const line = element(tag === "details" ? "summary" : "p", "line", text);
    if (mark) line.prepend(element("span", "mark", mark));
    if (text) made.append(line);
    const children = Array.isArray(node.c) ? node.c : [];
    const unfolded = depth === 0 && children.some((/** @type {any} */ { k }) => k !== "assume");
    if (made instanceof HTMLDetailsElement) made.open = folded.get(text) ?? unfolded;
    for (const child of children) made.append(build(child, depth + 1));
    const place = places.get(node.p);
    if (place) {
      const cite = element("button", "cite", place.dataset.name ?? "");
      cite.addEventListener("click", () => show(place));
      (made.querySelector(":scope > blockquote") ?? line).append(cite);
    }
    return made;
  }

  /** @param {string} text the worker's answer: the nodes, and the facts that can still matter */
  function render(text) {
    held = at("text").open ? text : null;
    if (held !== null) return;
    try {
      built = 0;
      const { view, open, error } = JSON.parse(text);
      if (error !== undefined) throw new Error(String(error));
      for (const section of /** @type {HTMLDetailsElement[]} */ (all("details", at("view"))))
        folded.set(section.querySelector("summary")?.textContent ?? "", section.open);
      const [verdict, ...nodes] = view;
      if (verdict.k !== "verdict" || typeof verdict.t !== "string") throw new Error("结果里没有结论");
      at("view").replaceChildren(...nodes.map((/** @type {any} */ node) => build(node, 0)));
      at("verdict").textContent = verdict.t;
      const matters = new Set(open);
      const contradict = nodes.some((/** @type {any} */ node) => node.k === "conflict");
      for (const question of questions) {
        const decided = typeof answers.get(question.dataset.fact ?? "") === "boolean";
        question.classList.toggle("idle", !decided && !contradict && !matters.has(question.dataset.fact));
      }
      clearTimeout(printing);
      printing = setTimeout(paper, 300);
    } catch (error) {
      trouble("python", error);
    }
  }

  // ---- Paper: a page that is laid out unseen, so that T knows how tall it is when the reader prints.

  const PAGE = ((297 - 30) / 25.4) * 96; // A4 less T's margins, in CSS pixels

  function paper() {
    at("paper-verdict").textContent = at("verdict").textContent;
    at("paper-view").replaceChildren(...at("view").cloneNode(true).childNodes);
    for (const section of at("paper-view").children) if (section.localName === "details") section.open = true;
    at("paper-answers").replaceChildren(
      ...all(".answered").map((question) => {
        const [ask, chosen] = all(".ask, [aria-checked=true]", question);
        return element("li", "", `${ask?.textContent} ${chosen?.textContent}`);
      }),
    );
    const top = at("paper").getBoundingClientRect().top;
    for (const line of all("h1, h2, p, li, summary, blockquote", at("paper"))) {
      const { top: from, bottom: to } = line.getBoundingClientRect();
      const room = PAGE - ((from - top) % PAGE);
      if (to - from > room && to - from < PAGE) line.style.paddingTop = `${Math.ceil(room) + 4}px`;
    }
    tell({ h: Math.ceil(at("paper").getBoundingClientRect().height) });
  }

  // ---- Trouble: no verdict is shown, the answers stay.

  /** @param {"old" | "wasm" | "probe" | "part" | "python" | "silent"} kind @param {unknown} [detail] */
  function trouble(kind, detail = "") {
    worker?.terminate();
    [worker, state] = [null, "off"];
    at("verdict").textContent = "暂时没有结论";
    at("view").replaceChildren();
    at("loading").hidden = true;
    for (const words of all("[data-trouble]")) words.hidden = words.dataset.trouble !== kind;
    at("detail").textContent = String(detail).trim().split("\n").pop()?.slice(0, 200) ?? "";
    at("retry").hidden = kind !== "python" && kind !== "silent";
    at("trouble").hidden = false;
    paper();
  }

  at("retry").addEventListener("click", () => start());

  // ---- The probe: a worker like Python's tries to connect, and must see the browser refuse.

  /** The probe's worker: is its origin opaque, and does a policy on connections refuse each way out? */
  function probe() {
    onmessage = async ({ data: address }) => {
      /** @param {string} scheme @param {() => unknown} attempt */
      const refused = (scheme, attempt) =>
        new Promise((resolve) => {
          addEventListener("securitypolicyviolation", ({ effectiveDirective, disposition, blockedURI }) => {
            if (effectiveDirective === "connect-src" && disposition === "enforce" && blockedURI.startsWith(scheme))
              resolve(true);
          });
          setTimeout(resolve, 3000, false);
          new Promise((tried) => tried(attempt())).then(() => scheme === "http" && resolve(false), () => {});
        });
      const ways = [
        refused("http", () => fetch(address)),
        refused("ws", () => new WebSocket(address.replace("http", "ws"))),
      ];
      self.postMessage([origin === "null", ...(await Promise.all(ways))]);
    };
  }

  /** @returns {Promise<boolean>} whether the browser keeps a worker from every connection */
  function isolated() {
    const tester = hire([`(${probe})()`]);
    return new Promise((resolve) => {
      tester.onmessage = ({ data }) => resolve(String(data) === "true,true,true");
      tester.onerror = () => resolve(false);
      setTimeout(resolve, 8000, false);
      tester.postMessage(document.baseURI.startsWith("http") ? document.baseURI : "https://mingjie.invalid/");
    }).then((safe) => (tester.terminate(), safe === true));
  }

  /** @param {string[]} texts */
  const hire = (texts) => new Worker(URL.createObjectURL(new Blob(texts, { type: "text/javascript" })));

  // ---- The program: its parts come from T, in pieces; Python runs in the worker and nowhere else.

  /** @type {Map<string, (unpacked: Response) => Promise<any>>} */
  const USE = new Map([
    ["glue", (unpacked) => unpacked.text()],
    ["worker", (unpacked) => unpacked.text()],
    ["wasm", (unpacked) => WebAssembly.compileStreaming(unpacked)],
    ["library", (unpacked) => unpacked.arrayBuffer()],
  ]);
  /** @type {Map<string, { sink: WritableStreamDefaultWriter, result: Promise<any>, whole?: boolean }>} */
  const parts = new Map();
  /** @type {Worker | null} */
  let worker = null;
  /** @type {"off" | "loading" | "starting" | "ready" | "busy" | "outdated"} outdated: busy with older answers */
  let state = "loading";
  const PATIENCE = new Map(Object.entries({ starting: 90, busy: 10, outdated: 10 })); // seconds
  let [waited, loaded, built, printing] = [0, 0, 0, 0];

  /** @param {{ part: string, last: boolean, bytes: Uint8Array, end?: 1 }} message */
  function receive({ part, last, bytes, end }) {
    const into = parts.get(part);
    into?.sink.write(bytes).catch(() => {}); // what fails here fails in the part's result, too
    if (into && last) {
      into.whole = true;
      into.sink.close().catch(() => {});
    }
    if (end) for (const { sink, whole } of parts.values()) if (!whole) void sink.abort(new Error("文件不完整"));
    at("progress").value = loaded += bytes?.length ?? 0;
    const of = `${(loaded / 1e6).toFixed(1)} / ${(at("progress").max / 1e6).toFixed(1)} MB`;
    if (state === "loading") at("stage").textContent = `正在载入推理程序：${of}`;
  }

  async function start() {
    state = "loading";
    at("trouble").hidden = true;
    at("loading").hidden = false;
    const [glue, text, machine, library] = [...parts.values()].map(({ result }) => result);
    try {
      const hired = (worker = hire([await glue, "\n", await text]));
      hired.onmessage = ({ data }) => void (hired === worker && hear(data));
      hired.onerror = ({ message }) => void (hired === worker && trouble("python", message));
      hired.postMessage({ machine: await machine, library: await library });
      if (hired !== worker) return;
      [state, waited] = ["starting", 0];
      at("stage").textContent = "已经载入，正在启动推理程序…";
    } catch (error) {
      trouble(error instanceof WebAssembly.CompileError ? "wasm" : "part", error);
    }
  }

  /** @param {any} data */
  function hear({ stage, ready, answer, error }) {
    if (error !== undefined) trouble("python", error);
    else if (stage) at("stage").textContent = "正在读入规则…";
    else if (ready) {
      state = "ready";
      at("loading").hidden = true;
      tell({ ready: 1 });
      ask();
    } else if (typeof answer === "string") {
      const newest = state === "busy";
      state = "ready";
      newest ? render(answer) : ask();
    }
  }

  /** Ask for the view of the present answers; if one is being made, the newest follows it. */
  function ask() {
    if (state === "busy") state = "outdated";
    if (state !== "ready") return;
    [state, waited] = ["busy", 0];
    worker?.postMessage({ request: JSON.stringify({ answers: Object.fromEntries(answers) }) });
  }

  // Counts only seconds in which this page was awake: a tab that was sent to sleep is no dead worker.
  setInterval(() => {
    if (++waited > (PATIENCE.get(state) ?? Infinity)) trouble("silent");
  }, 1000);

  at("bar").addEventListener("click", () => at("unfold").ariaExpanded = String(at("panel").classList.toggle("open")));

  if (typeof DecompressionStream !== "function" || !at("text").showModal) trouble("old");
  else if (typeof WebAssembly !== "object") trouble("wasm");
  else {
    for (const [name, use] of USE) {
      const { readable, writable } = new DecompressionStream("gzip");
      const result = use(new Response(readable, { headers: { "content-type": "application/wasm" } }));
      result.catch(() => {}); // start() hears of it
      parts.set(name, { sink: writable.getWriter(), result });
    }
    isolated().then((safe) => {
      if (!safe) return trouble("probe");
      at("questions").disabled = false;
      return start();
    });
    const hello = setInterval(() => tell({ boot: 1 }), 50);
    addEventListener("message", ({ source, data }) => {
      if (source !== parent) return;
      clearInterval(hello);
      receive(data);
    });
  }
})();
