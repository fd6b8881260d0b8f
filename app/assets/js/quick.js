// The line that makes a task: what is understood of it is asked of the server while one types, and is always in sight
// before the line is sent. Without script the page of the line does the same in two steps.
const PAUSE = 120;
const box = document.getElementById("quick-dialog");
const forms = [...document.querySelectorAll("form[data-quick]")];
const lineOf = (form) => form.elements.line;
const isRead = (form) => form.read === lineOf(form).value;

// The pieces that were ticked go along, so that what was refused stays refused.
async function read(form, ask = new URLSearchParams(new FormData(form))) {
  const { value } = lineOf(form);
  ask.delete("csrf_token");
  ask.delete("form_key");
  const answer = await fetch(`/quick?${ask}`, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return false;
  const pieces = await answer.text();
  if (lineOf(form).value !== value) return false;
  put(form, pieces);
  form.read = value;
  return true;
}

// Whoever has just ticked a piece stands on it still.
function put(form, pieces) {
  const place = form.querySelector("[data-pieces]");
  const { name, value } = document.activeElement;
  const stood = place.contains(document.activeElement);
  place.innerHTML = pieces;
  if (!stood) return;
  const again = [...place.querySelectorAll(`[name="${name}"]`)];
  (again.find((field) => field.value === value) ?? again[0])?.focus();
}

function readSoon(form) {
  clearTimeout(form.waiting);
  form.waiting = setTimeout(read, PAUSE, form);
}

async function send(event) {
  const form = event.target;
  if (isRead(form) || form.sends) return;
  event.preventDefault();
  clearTimeout(form.waiting);
  await read(form);
  form.sends = true; // a line that could not be read is shown with its pieces by the page that answers
  form.requestSubmit(event.submitter);
}

// The frame of the page has what a form of ours must post.
function equip(form) {
  if (form.elements.csrf_token) return;
  document.querySelectorAll("#frame input").forEach((field) => form.append(field.cloneNode()));
}

export function openQuick() {
  const form = forms.find((other) => !box.contains(other)) ?? forms[0];
  const link = document.querySelector('[data-key="quick"]');
  if (!form || !link) return;
  if (box.contains(form) && !box.open) {
    equip(form);
    box.showModal();
    read(form, new URL(link.href).searchParams);
  }
  lineOf(form).focus();
}

forms.forEach((form) => {
  form.addEventListener("input", ({ target }) => (target.name === "line" ? readSoon(form) : read(form)));
  form.addEventListener("submit", send);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector('[name="another"]'));
  });
});

document.querySelectorAll('[data-key="quick"]').forEach((link) =>
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openQuick();
  }),
);
box?.querySelector("[data-close]")?.addEventListener("click", () => box.close());
if (location.hash === "#quick") openQuick();
