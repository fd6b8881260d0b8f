// A PDF under our own keys: the arrows turn its pages. The next picture is fetched while this one is read.
function isElsewhere({ target, ctrlKey, metaKey, altKey, shiftKey }) {
  return ctrlKey || metaKey || altKey || shiftKey || target.closest("input, select, textarea, dialog");
}

function turns(leaf, event) {
  const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const link = way && !isElsewhere(event) && leaf.querySelector(`a[rel="${way}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
}

document.querySelectorAll("[data-leaf]").forEach((leaf) => {
  document.addEventListener("keydown", (event) => turns(leaf, event));
  leaf.querySelectorAll("[data-with-script]").forEach((words) => (words.hidden = false));
  addEventListener("load", () => (new Image().src = leaf.dataset.leaf));
});
