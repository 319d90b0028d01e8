// Material's search box listens to keys alone: text that is pasted, dictated or chosen from an input method counts, too.
"use strict";
for (const kind of ["input", "compositionend"])
  addEventListener(kind, ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches(".md-search__input"))
      target.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  });
