// What is typed into a long form stays in this browser's tab until the form was sent and taken.
const prefix = "draft:";
const kept = (form) => prefix + form.dataset.draft;
const fields = (form) =>
  [...form.elements].filter((field) => /^(text|textarea|url|email)$/.test(field.type) && field.name);

function keep(form) {
  const typed = Object.fromEntries(fields(form).map(({ name, value }) => [name, value]));
  sessionStorage.setItem(kept(form), JSON.stringify(typed));
}

function bringBack(form) {
  const typed = JSON.parse(sessionStorage.getItem(kept(form)) ?? "{}");
  fields(form).forEach((field) => {
    if (field.value === "" && typed[field.name]) field.value = typed[field.name];
  });
}

document.querySelectorAll("form[data-draft]").forEach((form) => {
  if (document.querySelector(".errors-summary") === null) bringBack(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("submit", () => sessionStorage.removeItem(kept(form)));
});
