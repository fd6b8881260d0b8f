// After an @ the people of the project are offered; the arrows choose, Enter or Tab takes, Esc leaves the text alone.
// Without script they are named by a tick below the field.
const BEGUN = /(?:^|[^\p{L}\p{N}@.])@([\p{L}\p{N}. -]{0,30})$/u;
let list = null;

const named = (field) => [...field.form.querySelectorAll("[data-name]")].map((box) => box.dataset.name.replaceAll("\u00a0", " "));
const begun = (field) => field.value.slice(0, field.selectionStart).match(BEGUN)?.[1];

function fitting(field) {
  const typed = begun(field)?.toLowerCase();
  return typed === undefined ? [] : named(field).filter((name) => name.toLowerCase().startsWith(typed) && name.toLowerCase() !== typed);
}

function close() {
  list?.field.removeAttribute("aria-activedescendant");
  list?.field.setAttribute("aria-expanded", "false");
  list?.box.remove();
  list = null;
}

function choose(number) {
  const options = [...list.box.children];
  list.at = (number + options.length) % options.length;
  options.forEach((option, place) => option.setAttribute("aria-selected", place === list.at));
  list.field.setAttribute("aria-activedescendant", options[list.at].id);
}

function take(field, name) {
  const typed = begun(field) ?? "";
  const start = field.selectionStart - typed.length;
  field.setRangeText(`${name} `, start, field.selectionStart, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  close();
}

function offer(field) {
  close();
  const names = fitting(field).slice(0, 8);
  if (names.length === 0) return;
  const box = Object.assign(document.createElement("ul"), { className: "names-offered", id: "names-offered" });
  box.setAttribute("role", "listbox");
  names.forEach((name, place) => {
    const option = Object.assign(document.createElement("li"), { id: `name-offered-${place}`, textContent: name });
    option.setAttribute("role", "option");
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(field, name);
    });
    box.append(option);
  });
  field.after(box);
  field.setAttribute("aria-controls", box.id);
  field.setAttribute("aria-expanded", "true");
  list = { field, box, names };
  choose(0);
}

const acts = {
  ArrowDown: () => choose(list.at + 1),
  ArrowUp: () => choose(list.at - 1),
  Enter: () => take(list.field, list.names[list.at]),
  Tab: () => take(list.field, list.names[list.at]),
  Escape: close,
};

document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-names]")) offer(target);
});
document.addEventListener(
  "keydown",
  (event) => {
    if (!list || event.target !== list.field || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  },
  true,
);
document.addEventListener("focusout", close);
