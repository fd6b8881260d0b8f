// Shortcuts, bound to the physical key, so that Kazakh and Russian layouts reach them too.
import { openQuick } from "./quick.js";

const off = document.documentElement.dataset.shortcuts === "off";
const patience = 1500;
let waiting = null;

function isTyping({ target }) {
  const isButton = target.tagName === "INPUT" && /^(checkbox|radio|button|submit)$/.test(target.type);
  return target.isContentEditable || (!isButton && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function isBusy(event) {
  return off || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]");
}

const press = (selector) => document.querySelector(selector)?.click();

const chosen = () => document.querySelector("[data-row].is-chosen");

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const now = rows.indexOf(chosen());
  stand(rows[Math.max(0, Math.min(rows.length - 1, now + by))]);
}

function stand(row) {
  if (!row) return;
  chosen()?.classList.remove("is-chosen");
  row.classList.add("is-chosen");
  row.querySelector("a:not([tabindex='-1'])")?.focus();
}

// The page's own form, or that of the line one stands on.
function edit() {
  const row = chosen();
  if (row?.dataset.row === "edit") location.assign(`${row.querySelector("a").pathname}/edit`);
  else press('[data-key="edit"]');
}

// A list without boxes is opened with them, the line one stands on ticked already and named, to go on from there.
function select() {
  const row = chosen();
  const box = row?.querySelector('input[type="checkbox"]');
  const pick = document.querySelector('[data-key="pick"]');
  if (box) box.click();
  else if (row && pick) {
    const id = row.querySelector("a").pathname.split("/").pop();
    location.assign(`${pick.href}&pick=${id}#pick-${id}`);
  }
}

// What is most often done with the line one stands on, or with the page: its first button.
const carryOn = () => (chosen()?.querySelector("button:not([disabled], .board-handle)") ?? document.querySelector(".moves .btn-primary"))?.click();

function showKeys() {
  document.getElementById("keys-dialog").showModal();
}

function focusSearch() {
  const box = document.querySelector('[data-key="search"]');
  if (box?.offsetParent) box.focus();
  else press(".top-search");
}

// After `g` the next letter names a place; a reader who thinks longer has changed their mind.
function awaitPlace() {
  waiting = setTimeout(stopWaiting, patience);
}

function stopWaiting() {
  clearTimeout(waiting);
  waiting = null;
}

const acts = {
  KeyG: awaitPlace,
  KeyN: openQuick,
  KeyC: () => press('[data-key="new"]'),
  KeyE: edit,
  KeyX: select,
  Period: carryOn,
  KeyJ: () => step(1),
  KeyK: () => step(-1),
};

function actOf({ key, code, shiftKey }) {
  if (key === "?" || (code === "Slash" && shiftKey)) return showKeys;
  if (key === "/" || code === "Slash") return focusSearch;
  if (shiftKey) return undefined;
  if (waiting && code.startsWith("Key")) return () => press(`[data-go="${code.at(-1).toLowerCase()}"]`);
  return acts[code];
}

function onKey(event) {
  if (event.isComposing || event.defaultPrevented) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.target.form?.requestSubmit();
    return;
  }
  if (isBusy(event)) return;
  const act = actOf(event);
  if (!act) return;
  event.preventDefault();
  stopWaiting();
  act();
}

document.addEventListener("keydown", onKey);
if (!off && location.hash) stand(document.getElementById(location.hash.slice(1))?.closest("[data-row]"));
document.querySelectorAll('[data-key="help"]').forEach((link) =>
  link.addEventListener("click", (event) => {
    event.preventDefault();
    showKeys();
  }),
);
