// The frame F: the form and a fixed renderer. What the worker says is shown as text; it never becomes code, an
// attribute, an address or a style. The first statements must stay first: they close the way to WebRTC.
delete (/** @type {any} */ (self).RTCPeerConnection);
delete (/** @type {any} */ (self).webkitRTCPeerConnection);
(async () => {
  "use strict";

  const tell = (/** @type {Record<string, number>} */ message) => parent.postMessage(message, "*");
  /** @param {BlobPart[]} texts */
  const hire = (texts) => new Worker(URL.createObjectURL(new Blob(texts, { type: "text/javascript" })));

  // ---- The probe: a worker like Python's tries to connect, and must see the browser refuse.
  /** Runs in the probe's worker: is its origin opaque, and does a policy on connections refuse each way out? */
  function probe() {
    /**
     * Whether the policy refuses the attempt within three seconds; not if it is answered.
     * @param {string} scheme of what is refused @param {(answered: () => void) => void} attempt
     */
    function refused(scheme, attempt) {
      return new Promise((resolve) => {
        addEventListener("securitypolicyviolation", ({ effectiveDirective, disposition, blockedURI }) => {
          const byPolicy = effectiveDirective === "connect-src" && disposition === "enforce";
          if (byPolicy && blockedURI.startsWith(scheme)) resolve(true);
        });
        setTimeout(resolve, 3000, false);
        attempt(() => resolve(false));
      });
    }

    /** Ends well only if something answers. @param {string} address */
    async function fetchOrAsk(address) {
      try {
        await fetch(address);
      } catch (error) {
        // Firefox, when it knows of no network, fails a fetch before it asks the policy, but not an XMLHttpRequest.
        if (navigator.onLine) throw error;
        const request = new XMLHttpRequest();
        request.open("GET", address);
        request.send();
        throw error;
      }
    }

    onmessage = async ({ data: address }) => {
      const http = refused("http", (answered) => fetchOrAsk(address).then(answered, () => {}));
      const socket = refused("ws", () => {
        try {
          new WebSocket(address.replace("http", "ws"));
        } catch {
          // Some browsers throw what the policy refuses, besides saying so.
        }
      });
      self.postMessage([origin === "null", await http, await socket]);
    };
  }

  /** @returns {Promise<boolean>} whether the browser keeps a worker from every connection */
  async function isolated() {
    const tester = hire([`(${probe})()`]);
    const said = await new Promise((resolve) => {
      tester.onmessage = ({ data }) => resolve(String(data));
      tester.onerror = () => resolve("error");
      setTimeout(resolve, 8000, "silence");
      tester.postMessage(/^http/.test(document.baseURI) ? document.baseURI.split("#")[0] : "https://mingjie.invalid/");
    });
    tester.terminate();
    return said === "true,true,true";
  }

  // ---- The program: its parts come from T, in pieces, while the form is still read. A worker unpacks them; Python runs
  // in another, nowhere else. Nothing is heard of either before the probe has seen the refusal.
  /** The texts of both. @type {Record<string, string[]>} */
  const scripts = { unpacker: [], program: [] };
  /** @type {Worker | null} */
  let unpacker = null;
  /** @type {Worker | null} */
  let worker = null;
  /** How much has come, in bytes. */
  let loaded = 0;
  /** Shows it; there is something to show it in once the form has been read. */
  let progress = () => {};
  /** The probe has seen no refusal: nothing runs any more. */
  let off = false;
  /** Called when the form can be used. */
  let begin = () => {};
  const begun = /** @type {Promise<void>} */ (new Promise((done) => (begin = done)));

  /** @param {{ part: string, last: boolean, piece: string | Uint8Array<ArrayBuffer>, end?: 1 }} message */
  function receive(message) {
    const { part, last, piece = "", end } = message;
    loaded += piece.length;
    progress();
    if (end) {
      if (unpacker) unpacker.postMessage(message);
      else broken("文件不完整");
    } else if (typeof piece !== "string") {
      unpacker?.postMessage(message, [piece.buffer]);
    } else {
      scripts[part]?.push(piece);
      if (last && part === "unpacker") unpack();
      if (last && part === "program") start();
    }
  }

  function unpack() {
    unpacker = hire(scripts.unpacker ?? []);
    unpacker.onmessage = ({ data }) => broken(data.detail, data.trouble);
    unpacker.onerror = ({ message }) => broken(message);
  }

  /** @param {unknown} detail @param {unknown} [kind] */
  async function broken(detail, kind) {
    await begun;
    trouble(kind === "wasm" || kind === "memory" ? kind : "part", detail);
  }

  /** Hires Python, and connects it with the unpacker. What another one says that was hired before is not heard. */
  function start() {
    const hired = hire(scripts.program ?? []);
    worker = hired;
    hired.onmessage = ({ data }) => void begun.then(() => hired === worker && hear(data));
    hired.onerror = ({ message }) => void begun.then(() => hired === worker && trouble("python", message));
    const { port1, port2 } = new MessageChannel();
    hired.postMessage({ port: port1 }, [port1]);
    unpacker?.postMessage({ port: port2 }, [port2]);
  }

  const lacks = !document.createElement("dialog").showModal ? "old" : typeof WebAssembly !== "object" ? "wasm" : "";
  const safe = lacks ? Promise.resolve(false) : isolated();
  safe.then((refuses) => {
    if (refuses) return;
    off = true;
    worker?.terminate();
    unpacker?.terminate();
  });
  addEventListener("message", ({ source, data }) => void (source === parent && !off && receive(data)));
  tell({ boot: 1 });
  await new Promise((done) => addEventListener("DOMContentLoaded", done));

  const host = /** @type {HTMLElement} */ (document.getElementById("host"));
  const template = host.querySelector("template");
  if (template) host.attachShadow({ mode: "open" }).append(template.content); // not every browser makes it of the markup
  const root = /** @type {ShadowRoot} */ (host.shadowRoot);
  const at = (/** @type {string} */ id) => /** @type {any} */ (root.getElementById(id));
  /** @param {string} selector @param {ParentNode} [within] @returns {HTMLElement[]} */
  const all = (selector, within = root) => [...within.querySelectorAll(/** @type {"div"} */ (selector))];

  // ---- Answers: kept in the form for as long as the page lives, and nowhere else.
  const questions = new Map(all("[data-fact]").map((question) => [question.dataset.fact ?? "", question]));

  const day = (/** @type {HTMLElement | undefined} */ question) => /** @type {any} */ (all("[type=date]", question)[0]);

  /** @param {HTMLElement} option of a question: is chosen; where it is already, taken back, or kept @param {boolean} [keep] */
  function choose(option, keep) {
    const question = /** @type {HTMLElement} */ (option.closest("[data-fact]"));
    const options = all("[role=radio]", question);
    const chosen = !keep && option.matches("[aria-checked=true]") ? options.find((other) => other.matches(".default")) : option;
    for (const other of options) {
      other.setAttribute("aria-checked", String(other === chosen));
      other.tabIndex = other === (chosen ?? options[0]) ? 0 : -1;
    }
    if (!question.classList.toggle("answered", chosen?.matches(":not(.default)") === true) && day(question))
      day(question).value = "";
    for (const group of all(".group")) all("b", group)[0].textContent = String(all(".answered", group).length);
    at("count").textContent = all(".fact.answered").length;
  }

  at("form").addEventListener("click", (/** @type {MouseEvent} */ event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (!button || event.detail > 1) return; // the second half of a double click was meant for what is gone
    const options = button.matches("[role=radio]") ? [button] : all(button.dataset.press ?? ":not(*)");
    for (const option of options) choose(option);
    if (options.length || button.matches(".turn")) ask(button.id);
    if (button.id === "result") at("unfold").click();
    show(places.get(button.dataset.open ?? ""));
  });
  at("form").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const step = new Map([["ArrowRight", 1], ["ArrowDown", 1], ["ArrowLeft", -1], ["ArrowUp", -1]]).get(event.key);
    const option = /** @type {HTMLElement} */ (event.target);
    if (event.repeat && option.matches("button")) event.preventDefault(); // a key held down answers once
    if (!step || !option.matches("[role=radio]")) return;
    event.preventDefault();
    const options = all("[role=radio]", /** @type {HTMLElement} */ (option.parentElement));
    options[(options.indexOf(option) + step + options.length) % options.length]?.focus();
  });
  at("form").addEventListener("change", (/** @type {any} */ { target }) => {
    if (target.id === "one") lead();
    if (target.type !== "date") return;
    choose(all("[role=radio]", target.parentElement)[target.value ? 1 : 0], true); // a day that is written says that it was
    ask();
  });
  const door = questions.get(document.baseURI.split("#")[1] ?? ""); // the question that the page's address names
  if (door?.dataset.fact === "plan") choose(all("[data-value=yes]", door)[0]);
  else if (door) {
    at("list").checked = true;
    at(door.parentElement?.id ?? "").open = true;
    door.classList.add("named");
  }
  const laidOut = new ResizeObserver(() => {
    laidOut.disconnect();
    door?.scrollIntoView({ block: "center" });
  });
  laidOut.observe(door ?? host);

  /** One question at a time: the reader comes to the card that is there now. */
  function lead() {
    if (!at("one").checked) return;
    for (const group of /** @type {HTMLDetailsElement[]} */ (all(".facts"))) group.open = !!all(".now", group)[0];
    if (root.activeElement?.matches("button")) (all(".now [tabindex='0']")[0] ?? at("done")).focus();
    at("form").animate({ pointerEvents: ["none", "none"] }, 400); // the second half of a double tap falls on nothing
  }

  // ---- The official text, whole, in a dialog.
  const places = new Map(all("[data-at]").map((place) => [place.dataset.at ?? "", place]));

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

  // ---- The renderer: what each kind of node becomes. Other kinds are refused, and with them the whole view.
  const KINDS = new Map(all("#kinds > *").map((kind) => [kind.className, kind]));
  const opened = new Set(/** @type {string[]} */ ([])); // titles of the sections that the reader has opened
  const shown = new Map(/** @type {[string, any[]][]} */ ([])); // the nodes that are shown now, by the place where
  let built = 0; // how many, of what is being shown

  /** @param {string} tag @param {string} look @param {string} text */
  const element = (tag, look, text) =>
    Object.assign(document.createElement(tag), { className: look, textContent: text });

  /** @param {any} node @param {number} depth @param {boolean} [onPaper] @returns {HTMLElement} */
  function build(node, depth, onPaper = false) {
    const made = /** @type {any} */ (KINDS.get(node.k)?.cloneNode());
    if (!made || ++built > 5000 || depth > 40) throw new Error("结果里有不认识的内容");
    const text = typeof node.t === "string" ? node.t : "";
    const line = element(made.localName === "details" ? "summary" : "p", "line", text);
    if (text) made.append(line);
    const children = Array.isArray(node.c) ? node.c : [];
    const fill = () => made.append(...children.map((/** @type {any} */ child) => build(child, depth + 1, onPaper)));
    const rules = children.some((/** @type {any} */ { k }) => k === "yes" || k === "no" || k === "unknown");
    const folded = made.localName === "details" && !opened.has(text) && !(onPaper && (depth === 0 || !rules));
    made.toggleAttribute("open", made.localName === "details" && !folded);
    if (folded) made.addEventListener("toggle", () => attempt(fill), { once: true });
    else fill();
    if (!onPaper) made.addEventListener("toggle", () => opened[made.open ? "add" : "delete"](text));
    const place = places.get(node.p);
    if (place) {
      const cite = element("button", "cite", place.dataset.name ?? "");
      cite.addEventListener("click", () => show(place));
      if (text.startsWith(cite.textContent ?? "")) line.replaceChildren(cite, text.slice(cite.textContent?.length));
      else (made.querySelector(":scope > blockquote") ?? line).append(" ", cite);
    }
    return made;
  }

  /** @param {string} place an id @param {any[]} nodes */
  function put(place, nodes) {
    shown.set(place, nodes);
    at(place).replaceChildren(...nodes.map((node) => build(node, 0)));
    at(place).classList.remove("stale");
  }

  /** @param {() => void} work something with what the worker has said */
  function attempt(work) {
    try {
      built = 0;
      work();
    } catch (error) {
      trouble("python", error);
    }
  }

  const LATER = ["afterwards", "deeper", "readings"];
  const LOOKS = ["plan", "first", "looking-back", "together", "done", "skipped", "contradictory"];
  /** What is done with each part of an answer. @type {Map<unknown, (answer: any) => void>} */
  const PARTS = new Map(Object.entries({
    /** The verdict; the questions asked now, and why; which can still matter, and which do not apply. */
    view({ view: [verdict, ...nodes], why, ask: now, open, moot, looks }) {
      if (verdict.k !== "verdict" || typeof verdict.t !== "string") throw new Error("结果里没有结论");
      at("verdict").textContent = verdict.t;
      put("view", nodes);
      if (JSON.stringify(why) !== JSON.stringify(shown.get("why"))) put("why", why);
      for (const place of LATER) if (shown.delete(place)) at(place).classList.add("stale");
      for (const look of LOOKS) at("app").classList.toggle(look, looks.includes(look));
      const before = all(".now")[0];
      for (const [look, keys] of Object.entries({ now, open, void: moot }))
        for (const [key, question] of questions) question.classList.toggle(look, keys.includes(key));
      if (all(".now")[0] !== before) lead();
    },
    /** The sections; and for each lamp of the diagrams whether it is lit: y, n or u. */
    deeper({ view, lamps }) {
      put("deeper", view);
      for (const lamp of all("[data-lamp]"))
        for (const [letter, look] of Object.entries({ y: "yes", n: "no", u: "open" }))
          lamp.classList.toggle(look, lamps[Number(lamp.dataset.lamp)] === letter);
    },
    readings: ({ view }) => put("readings", view),
    afterwards: ({ view }) => put("afterwards", view),
    /** What a pasted text holds takes the place of all answers; what is wrong with it is said. */
    put_back({ view, chosen, days }) {
      put("put-back-says", view);
      if (!chosen) return;
      for (const option of all("[aria-checked=true]:not(.default)")) choose(option);
      for (const [key, value] of Object.entries(chosen)) choose(all(`[data-value=${value}]`, questions.get(key))[0]);
      for (const [key, written] of Object.entries(days)) day(questions.get(key)).value = written;
      at("pasted").value = "";
      ask("clear");
    },
  }));

  // ---- Paper: a page that is laid out unseen, so that T knows how tall it is when the reader prints.
  const PAGE = ((297 - 30) / 25.4) * 96; // A4 less T's margins, in CSS pixels

  function paper() {
    at("paper-verdict").textContent = at("verdict").textContent;
    const nodes = ["view", ...LATER].flatMap((place) => shown.get(place) ?? []);
    at("paper-view").replaceChildren(...nodes.map((node) => build(node, 0, true)));
    at("paper-answers").replaceChildren(
      ...all(".answered").map((question) => {
        const words = all(".ask, [aria-checked=true]", question).map(({ textContent }) => textContent);
        return element("li", question.matches(".void") ? "void" : "", [...words, day(question)?.value].join(" "));
      }),
    );
    const top = at("paper").getBoundingClientRect().top;
    for (const line of all("h1, h2, p, li, summary, blockquote, .weeks", at("paper"))) {
      const { top: from, bottom: to } = line.getBoundingClientRect();
      const room = PAGE - ((from - top) % PAGE);
      if (to - from > room && to - from < PAGE) line.style.paddingTop = `${Math.ceil(room) + 4}px`;
    }
    tell({ h: Math.ceil(at("paper").getBoundingClientRect().height) });
  }

  // ---- Trouble: no verdict is shown, the answers stay.
  /** @param {"old" | "wasm" | "memory" | "probe" | "part" | "python" | "silent"} kind @param {unknown} [detail] */
  function trouble(kind, detail = "") {
    worker?.terminate();
    worker = null;
    enter(kind);
    at("verdict").textContent = "暂时没有结论";
    for (const place of ["view", ...LATER]) put(place, []);
    at("detail").textContent = String(detail).trim().split("\n").pop()?.slice(0, 200) ?? "";
    paper();
  }

  at("retry").addEventListener("click", () => (enter("starting"), start()));

  const PATIENCE = new Map(Object.entries({ starting: 90, busy: 20 })); // seconds
  /** Seconds in the present state. */
  let waited = 0;
  /** The number of the newest question to Python. */
  let asked = 0;
  /** The timer after which the paper is laid out. */
  let printing = 0;

  /** @param {string} state checking, loading, starting, ready, busy, or the kind of trouble; the style shows it */
  function enter(state) {
    at("app").dataset.state = state;
    waited = 0;
  }

  /** @param {any} data */
  function hear({ ready, number, part, answer, error }) {
    if (error !== undefined) trouble(/memory/i.test(error) ? "memory" : /CompileError/.test(error) ? "wasm" : "python", error);
    else if (ready) {
      enter("ready");
      tell({ ready: 1 });
      ask();
    } else if (number === asked) {
      enter("ready");
      attempt(() => PARTS.get(part)?.(JSON.parse(answer)));
      clearTimeout(printing);
      printing = setTimeout(attempt, 300, paper);
    }
  }

  /** Ask what follows from the present answers. What still comes of older ones is not heard any more. */
  function ask(pressed = "") {
    if (!["ready", "busy"].includes(at("app").dataset.state)) return;
    enter("busy");
    const value = (/** @type {HTMLElement} */ each) => day(each)?.value || all("[aria-checked=true]", each)[0].dataset.value;
    const chosen = Object.fromEntries(all(".answered").map((each) => [each.dataset.fact, value(each)]));
    worker?.postMessage({ number: ++asked, chosen, pressed, one: at("one").checked, pasted: at("pasted").value });
  }

  // Counts only seconds in which this page was awake: a tab that was sent to sleep is no dead worker.
  setInterval(() => {
    waited += 1;
    if (waited > (PATIENCE.get(at("app").dataset.state) ?? Infinity)) trouble("silent");
  }, 1000);

  at("bar").addEventListener("click", () => {
    at("unfold").ariaExpanded = String(at("panel").classList.toggle("open"));
  });

  if (lacks || !(await safe)) return trouble(lacks || "probe");
  at("questions").disabled = false;
  enter("loading");
  progress = () => {
    at("progress").value = loaded;
    at("loaded").textContent = (at("progress").value / 1e6).toFixed(1);
    if (at("app").dataset.state === "loading" && loaded >= at("progress").max) enter("starting");
  };
  progress();
  begin();
})();
