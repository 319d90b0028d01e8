// Material's search box listens to keys alone: text that is pasted, dictated or chosen from an input method counts, too.
"use strict";
for (const kind of ["input", "compositionend"])
  addEventListener(kind, ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches(".md-search__input"))
      target.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  });

// Who goes to the box will search: what the worker is going to load is fetched meanwhile.
addEventListener("focusin", function fetchIndex({ target }) {
  if (!(target instanceof HTMLInputElement && target.matches(".md-search__input")) || location.protocol === "file:") return;
  removeEventListener("focusin", fetchIndex);
  const config = JSON.parse(document.getElementById("__config")?.textContent ?? "{}");
  const link = Object.assign(document.createElement("link"), { rel: "prefetch", as: "script" });
  link.href = new URL(config.search.replace("worker.js", "index.js"), location.href).href;
  document.head.append(link);
});
