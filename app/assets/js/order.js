// What stands in an order of its own is dragged by its handle; the place where it was dropped is posted as the buttons
// beside it are. Without script they do.
import Sortable from "sortablejs";

const form = document.querySelector("[data-order]");
const list = document.querySelector("[data-ordered]");

function send({ item, oldIndex, newIndex }) {
  if (oldIndex === newIndex) return;
  form.action = item.dataset.place;
  form.elements.upper.value = item.previousElementSibling?.dataset.material ?? "";
  form.elements.lower.value = item.nextElementSibling?.dataset.material ?? "";
  form.submit();
}

list.querySelectorAll("[data-handle]").forEach((handle) => (handle.hidden = false));
Sortable.create(list, {
  handle: "[data-handle]",
  animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
  onEnd: send,
});
