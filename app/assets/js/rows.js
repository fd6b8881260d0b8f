// A list of like rows has one more as soon as something is written in its last; without script each saving brings some.
const ROW = ".part-row, .field-list-row";

// Gives whether any list of the form grew.
export function grow(form) {
  return [...form.querySelectorAll("[data-most]")].filter(growsOne).length > 0;
}

function growsOne(list) {
  const rows = list.querySelectorAll(ROW);
  const last = rows[rows.length - 1];
  if (!last || rows.length >= Number(list.dataset.most) || !isWrittenIn(last)) return false;
  last.after(emptied(last.cloneNode(true), list.id));
  return true;
}

const isWrittenIn = (row) => [...row.querySelectorAll("input, textarea")].some(({ value }) => value.trim() !== "");

function emptied(row, name) {
  row.querySelectorAll(".invalid-feedback").forEach((words) => words.remove());
  for (const element of row.querySelectorAll("[name], [for]")) {
    for (const attribute of ["name", "id", "for"].filter((one) => element.hasAttribute(one))) {
      element.setAttribute(attribute, numbered(element.getAttribute(attribute), name));
    }
    element.classList.remove("is-invalid");
    element.removeAttribute("aria-describedby");
    if (element.matches("select")) element.selectedIndex = 0;
    else if (element.matches("input, textarea")) element.value = "";
    else element.textContent = element.textContent.replace(/\d+$/, (n) => Number(n) + 1);
  }
  return row;
}

// «persons-2» becomes «persons-3», whatever stands behind it.
const numbered = (text, name) =>
  text.startsWith(`${name}-`) ? text.replace(/\d+/, (n) => Number(n) + 1) : text;

document.addEventListener("input", ({ target }) => target.form && grow(target.form));
