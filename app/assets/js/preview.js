// What is written with light marks is shown beside the form; without script the button draws the page with it.
async function show(form, button) {
  const typed = new FormData(form);
  typed.set(button.name, button.value);
  const answer = await fetch(form.action, { method: "POST", body: typed }).catch(() => null);
  const page = answer && !answer.redirected && new DOMParser().parseFromString(await answer.text(), "text/html");
  const drawn = page && page.querySelector("[data-preview]");
  if (drawn) form.querySelector("[data-preview]").replaceChildren(...drawn.childNodes);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=preview]");
  if (!button) return;
  event.preventDefault();
  show(button.form, button);
});
