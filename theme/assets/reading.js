// On the words: what a term means (hover, tap, focus), and a provision's link or citation for the clipboard.
// Without this script a term leads to the glossary and ¶ is the provision's own address.
"use strict";
(() => {
  const main = /** @type {HTMLElement | null} */ (document.querySelector(".md-content__inner"));
  if (!main) return;

  /** Put a box below its place, or above where there is no room, inside the column; nothing else on the page moves.
   * @param {HTMLElement} box @param {Element} place */
  const open = (box, place) => {
    if (!box.isConnected) main.append(box); // not before: its link leads nowhere yet
    box.hidden = false;
    const frame = main.getBoundingClientRect();
    const at = place.getClientRects()[0] ?? place.getBoundingClientRect(); // a broken term: its first line
    const left = Math.min(at.left - frame.left, frame.width - box.offsetWidth);
    box.style.left = `${Math.max(0, left)}px`;
    const above = at.bottom + box.offsetHeight > innerHeight && at.top > box.offsetHeight + 60; // 60: the header
    box.style.top = `${(above ? at.top - box.offsetHeight - 12 : at.bottom) - frame.top + 6}px`;
  };

  /** @param {string} tag @param {string} kind @param {string} words */
  const element = (tag, kind, words = "") => {
    const made = document.createElement(tag);
    made.className = kind;
    made.textContent = words;
    return made;
  };

  /** @param {string} kind */
  const box = (kind) => {
    const made = element("div", `float ${kind}`);
    made.hidden = true;
    return made;
  };

  // Terms.
  const meaning = box("meaning");
  const words = element("p", "words");
  words.id = "meaning";
  const more = /** @type {HTMLAnchorElement} */ (element("a", "more", "词语页：定义和出处"));
  meaning.append(words, more);
  /** @type {HTMLAnchorElement | undefined} */
  let shown;
  let later = 0;
  let touching = false;

  const hide = () => {
    clearTimeout(later);
    shown?.removeAttribute("aria-describedby");
    shown = undefined;
    meaning.hidden = true;
  };
  const hideSoon = () => {
    clearTimeout(later);
    later = setTimeout(hide, 250); // long enough to move the pointer into the box
  };
  /** @param {HTMLAnchorElement} term */
  const show = (term) => {
    clearTimeout(later);
    if (shown === term) return;
    hide();
    shown = term;
    words.textContent = term.dataset["meaning"] ?? "";
    more.href = term.href;
    term.setAttribute("aria-describedby", words.id);
    open(meaning, term);
  };
  for (const term of /** @type {NodeListOf<HTMLAnchorElement>} */ (main.querySelectorAll("a.term"))) {
    term.dataset["meaning"] = term.title;
    term.removeAttribute("title"); // or the browser would show it a second time
    term.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && show(term));
    term.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && hideSoon());
    term.addEventListener("focus", () => show(term));
    term.addEventListener("blur", hideSoon);
    term.addEventListener("click", (event) => {
      if (!touching) return; // a mouse or a key follows the link
      event.preventDefault();
      show(term);
    });
  }
  meaning.addEventListener("pointerenter", () => clearTimeout(later));
  meaning.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && hideSoon());
  more.addEventListener("focus", () => clearTimeout(later));
  more.addEventListener("blur", hideSoon);

  // A provision's link and citation.
  const menu = box("copying");
  menu.setAttribute("role", "group");
  const cited = element("p", "cited");
  const said = element("p", "said");
  said.setAttribute("role", "status");
  /** @type {HTMLAnchorElement | undefined} */
  let mark;

  const shut = () => {
    mark?.setAttribute("aria-expanded", "false");
    mark = undefined;
    menu.hidden = true;
  };
  /** @param {string} text */
  const copy = async (text) => {
    cited.textContent = text;
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "已复制";
    } catch {
      getSelection()?.selectAllChildren(cited); // no clipboard for a page from a disk, or not allowed
      said.textContent = "没能复制；上面的字已选中，请按 Ctrl+C，或者长按复制。";
    }
  };
  /** @param {string} name @param {(mark: HTMLAnchorElement) => string} text */
  const button = (name, text) => {
    const made = element("button", "md-button", name);
    made.setAttribute("type", "button");
    made.addEventListener("click", () => mark && copy(text(mark)));
    return made;
  };
  const first = button("复制链接", ({ hash }) => location.href.replace(/[?#].*/, "") + hash);
  menu.append(cited, first, button("复制引用", ({ dataset }) => dataset["cite"] ?? ""), said);
  for (const each of /** @type {NodeListOf<HTMLAnchorElement>} */ (main.querySelectorAll("a.permalink"))) {
    each.setAttribute("aria-haspopup", "true");
    each.setAttribute("aria-expanded", "false");
    each.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const again = mark === each;
      shut();
      if (again) return;
      mark = each;
      each.setAttribute("aria-expanded", "true");
      menu.setAttribute("aria-label", each.dataset["cite"] ?? "");
      cited.textContent = each.dataset["cite"] ?? "";
      said.textContent = "";
      each.after(menu); // next for the Tab key and for a screen reader
      open(menu, each);
      first.focus({ preventScroll: true });
    });
  }
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget) && relatedTarget !== mark) shut();
  });

  addEventListener(
    "pointerdown",
    ({ target, pointerType }) => {
      touching = pointerType !== "mouse";
      if (!(target instanceof Element)) return;
      if (!target.closest(".meaning, a.term")) hide();
      if (!target.closest(".copying, .permalink")) shut();
    },
    true,
  );
  addEventListener("keydown", ({ key }) => {
    touching = false;
    if (key !== "Escape") return;
    if (mark && menu.contains(document.activeElement)) mark.focus({ preventScroll: true });
    shut();
    hide();
  });
})();
