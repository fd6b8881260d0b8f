// Shortcuts, bound to the physical key, so that Kazakh and Russian layouts reach them too.
const off = document.documentElement.dataset.shortcuts === "off";
const rows = () => [...document.querySelectorAll("[data-row]")];
let going = false;

function isTyping({ target }) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function step(by) {
  const all = rows();
  const now = all.findIndex((row) => row.classList.contains("is-chosen"));
  const next = all[Math.max(0, Math.min(all.length - 1, now + by))];
  if (!next) return;
  all[now]?.classList.remove("is-chosen");
  next.classList.add("is-chosen");
  next.querySelector("a:not([tabindex='-1'])")?.focus();
}

function go(code) {
  const letter = code.replace("Key", "").toLowerCase();
  document.querySelector(`[data-go="${letter}"]`)?.click();
}

const acts = {
  KeyN: () => document.querySelector('[data-key="new"]')?.click(),
  KeyE: () => document.querySelector('[data-key="edit"]')?.click(),
  KeyJ: () => step(1),
  KeyK: () => step(-1),
};

function showKeys() {
  document.getElementById("keys-dialog").showModal();
}

function focusSearch() {
  const box = document.querySelector('[data-key="search"]');
  if (box?.offsetParent) box.focus();
  else document.querySelector(".top-search")?.click();
}

function press(event) {
  if (event.key === "?") return showKeys();
  if (event.key === "/" || event.code === "Slash") return focusSearch();
  if (going) {
    going = false;
    return go(event.code);
  }
  if (event.code === "KeyG") {
    going = true;
    return undefined;
  }
  return acts[event.code]?.();
}

function onKey(event) {
  if (event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.target.form?.requestSubmit();
    return;
  }
  if (off || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const known = event.key === "?" || event.code === "Slash" || going || event.code === "KeyG" || event.code in acts;
  if (!known) return;
  event.preventDefault();
  press(event);
}

document.addEventListener("keydown", onKey);
document.querySelectorAll('[data-key="help"]').forEach((link) =>
  link.addEventListener("click", (event) => {
    event.preventDefault();
    showKeys();
  }),
);
