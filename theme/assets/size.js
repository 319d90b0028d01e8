// The size of the letters: kept in this browser, set before the page is painted (theme/main.html), chosen in the header.
"use strict";
for (const select of document.querySelectorAll("select.size")) {
  if (!(select instanceof HTMLSelectElement)) continue;
  const root = document.documentElement.dataset;
  select.value = root["size"] ?? "1";
  select.addEventListener("change", () => {
    root["size"] = select.value;
    try {
      localStorage.setItem("mingjie.size", select.value);
    } catch {
      // Not kept where the browser keeps nothing; this page is larger all the same.
    }
  });
}
