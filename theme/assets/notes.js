// An address that leads to a note or a diagram opens it, with all that it is folded into. Without this file a reader
// comes to the same place and opens it by hand.
"use strict";
(() => {
  function open() {
    const goal = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!goal) return;
    let folded = goal.closest("details");
    if (!folded) return;
    for (; folded; folded = folded.parentElement?.closest("details") ?? null) folded.open = true;
    // A note is read below the words that it is about.
    const above = goal.previousElementSibling;
    (above?.matches(".official") ? above : goal).scrollIntoView();
  }
  addEventListener("hashchange", open);
  addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest("a[href*='#']") : null;
    if (link instanceof HTMLAnchorElement && link.href === location.href) open(); // the address does not change
  });
  addEventListener("load", () => requestAnimationFrame(open)); // after the browser's own way to the place
})();
