// While a name is typed, the names that the project knows are offered; without script the field is a plain one.
const PAUSE = 150;
let waiting, asked;

async function offer(field) {
  const words = field.value.trim();
  if (words.length < 2 || words === asked) return;
  asked = words;
  const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(words)}`).catch(() => null);
  if (!answer?.ok || answer.redirected || words !== asked) return;
  const names = await answer.json();
  field.list.replaceChildren(...names.map((name) => new Option(name, name)));
}

document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-suggest]");
  if (!field) return;
  clearTimeout(waiting);
  waiting = setTimeout(offer, PAUSE, field);
});
