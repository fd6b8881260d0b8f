// Ticks in the list of materials are kept as they are made, one after another; the bar then says how many there are.
// Without script the buttons of the list keep them.
const form = document.querySelector("[data-choose]");
let before = Promise.resolve();

async function keep() {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (!answer?.ok) {
    form.classList.remove("keeps-ticks"); // the button is there again to try it by hand
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const bar = page.querySelector("[data-chosen]");
  if (bar) document.querySelector("[data-chosen]").replaceWith(bar);
}

if (form) {
  form.classList.add("keeps-ticks");
  document.addEventListener("change", ({ target }) => {
    if (target.form === form) before = before.then(keep);
  });
}
