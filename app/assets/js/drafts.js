// What is typed into a long form stays in this browser's tab until the form was sent and taken. Drafts are kept apart by
// account and by the page that the form stands on.
import { grow } from "./rows.js";

const prefix = "draft:";
const account = document.body.dataset.account ?? "";
const sentKey = "draft-sent";
const kept = (form) => `${prefix}${account}:${form.dataset.draft}:${location.pathname}`;
const fields = (form) =>
  [...form.elements].filter((field) => /^(text|textarea|url|email)$/.test(field.type) && field.name);

function keep(form) {
  const typed = Object.fromEntries(fields(form).map(({ name, value }) => [name, value]));
  sessionStorage.setItem(kept(form), JSON.stringify(typed));
}

function bringBack(form) {
  const typed = JSON.parse(sessionStorage.getItem(kept(form)) ?? "{}");
  do {
    fields(form).forEach((field) => {
      if (field.value === "" && typed[field.name]) field.value = typed[field.name];
    });
  } while (grow(form));
}

// The answer tells whether a form was taken: not one that says why not, nor one that could not be given.
function wasTaken() {
  const status = performance.getEntriesByType("navigation")[0]?.responseStatus;
  return (status || 200) < 400 && document.querySelector(".errors-summary, .flash-refused") === null;
}

const sent = sessionStorage.getItem(sentKey);
if (sent !== null) {
  sessionStorage.removeItem(sentKey);
  if (wasTaken()) sessionStorage.removeItem(sent);
}

document.querySelectorAll("form[data-draft]").forEach((form) => {
  if (document.querySelector(".errors-summary") === null) bringBack(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("submit", () => sessionStorage.setItem(sentKey, kept(form)));
});
