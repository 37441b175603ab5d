// Single keys for those who like them: / j k o ? a e x. Each does what a link, field or summary of the page does too.
"use strict";
(() => {
  const OFF = "dragoman-keys-off";
  const help = document.getElementById("keys");
  const on = document.getElementById("keys-on");
  const records = [...document.querySelectorAll("[data-record]")];

  const kept = (act) => { try { return act(window.localStorage); } catch { return null; } };  // may be forbidden
  on.checked = kept((store) => store.getItem(OFF)) === null;
  on.closest("[hidden]").hidden = false;
  on.addEventListener("change", () => kept((store) => on.checked ? store.removeItem(OFF) : store.setItem(OFF, "1")));

  const named = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const place = id && document.getElementById(id);
    const link = id && document.querySelector(`[data-record] a[href="#${CSS.escape(id)}"]`);
    return (place && place.closest("[data-record]")) || (link && link.closest("[data-record]"));
  };
  const current = () => document.activeElement.closest("[data-record]") || named() || (records.length === 1 ? records[0] : null);

  const step = (by) => {
    const at = records.indexOf(document.activeElement.closest("[data-record]"));
    const start = at >= 0 ? at + by : named() && !moved ? records.indexOf(named()) : by > 0 ? 0 : records.length - 1;
    const next = records[Math.min(Math.max(start, 0), records.length - 1)];
    moved = true;
    if (next) next.focus();
  };
  let moved = false;

  const fallback = { o: 'a[href^="/article/"]', a: 'a[href^="/record/"]', e: 'a[href^="/record/"]', x: 'a[href^="/record/"]' };
  const press = (key) => {
    const record = current();
    const link = record && (record.querySelector(`a[aria-keyshortcuts="${key}"]`) || record.querySelector(fallback[key]));
    if (link) link.click();
    return Boolean(link);
  };
  let before = null;
  const opened = () => { before = document.activeElement; help.open = true; help.querySelector("summary").focus(); };
  const closed = () => { help.open = false; if (before) before.focus(); before = null; };

  const keys = {
    "/": () => document.getElementById("q").focus(),
    "j": () => step(1),
    "k": () => step(-1),
    "?": opened,
    "o": () => press("o"), "a": () => press("a"), "e": () => press("e"), "x": () => press("x"),
  };
  const writes = (element) => element.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && help.open) { closed(); return; }
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (!on.checked || writes(event.target) || !Object.hasOwn(keys, event.key)) return;
    if (keys[event.key]() !== false) event.preventDefault();
  });
})();
