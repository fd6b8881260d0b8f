// Notes are sent while they are typed. Until the server has them they stay in this browser, over a reload too.
const PAUSE = 1200;
const LOOK = 10000;
const account = document.body.dataset.account ?? "";
const kept = (form) => `notes:${account}:${form.dataset.notes}`;
const state = (form) => form.querySelector(".notes-state");
const base = (form) => form.querySelector("[name=base]")?.value;
const text = (form) => form.querySelector("textarea");

function show(form, words) {
  state(form).insertAdjacentHTML("afterend", words);
  state(form).remove();
}

function keep(form) {
  localStorage.setItem(kept(form), JSON.stringify({ base: base(form), text: text(form).value }));
}

function wait(form, pause) {
  clearTimeout(form.waiting);
  form.waiting = setTimeout(() => {
    form.waiting = null;
    send(form);
  }, pause);
}

async function send(form) {
  if (base(form) === undefined) return; // two texts: its reader decides by a button
  const sent = text(form).value;
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Requested-With": "fetch" },
  }).catch(() => null);
  if (answer === null || answer.redirected || ![200, 409].includes(answer.status)) {
    state(form).querySelectorAll("p").forEach((said) => said.remove());
    state(form).append(Object.assign(document.createElement("p"), { className: "why", textContent: form.dataset.sayLost }));
    wait(form, LOOK);
    return;
  }
  show(form, await answer.text());
  if (answer.status === 409) return;
  if (text(form).value === sent) localStorage.removeItem(kept(form));
  else keep(form);
}

async function look(form) {
  const at = base(form);
  if (document.hidden || at === undefined || form.waiting) return;
  const answer = await fetch(`${form.action}?base=${at}`).catch(() => null);
  if (answer?.ok && !answer.redirected && base(form) === at && !form.waiting) show(form, await answer.text());
}

const plain = (words) => words.normalize("NFC").replace(/\s+/g, " ").trim();

// Whether the server has the words: as they are, or among others after the notes were written anew.
function hasTaken(form, typed) {
  const there = plain(text(form).value);
  const words = plain(typed.text);
  return there === words || (Number(base(form)) > Number(typed.base) && there.includes(words));
}

function bringBack(form) {
  const typed = JSON.parse(localStorage.getItem(kept(form)) ?? "null");
  if (typed === null) return;
  if (hasTaken(form, typed)) {
    localStorage.removeItem(kept(form));
    return;
  }
  text(form).value = typed.text;
  form.querySelector("[name=base]").value = typed.base;
  send(form);
}

document.querySelectorAll("form[data-notes]").forEach((form) => {
  form.addEventListener("input", () => {
    keep(form);
    wait(form, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(form.waiting));
  setInterval(() => look(form), LOOK);
  if (base(form) !== undefined) bringBack(form);
});
