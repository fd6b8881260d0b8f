// Bars of the timeline are moved, and made longer or shorter at their ends, by mouse, touch or keys. What comes of it
// is posted as the page "Change the dates" posts it; the page then says what changed, with the way to take it back.
const DAY = 86_400_000;
const WEEK = 7;
const WIDTH = 1000;
const PLACE = "timeline";

const frame = document.querySelector("[data-axis]");
const says = document.querySelector("[data-axis-says]");
const picture = frame.querySelector("svg");
const bars = [...picture.querySelectorAll("[data-task]")];
const { first, days, today, token } = frame.dataset;
const unit = WIDTH / Number(days);
// The bar in the hand with its dates as they would be, and the bar that a finger chose.
let held, chosen;
let wasDragged = false;

const later = (day, n) => day && new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10);
const place = (day) => ((Date.parse(day) - Date.parse(first)) / DAY) * unit;
const inWords = (day) => day.split("-").reverse().join(".");
const titleOf = (bar) => bar.dataset.title;

function say(sentence, values) {
  says.textContent = frame.dataset[sentence].replace(/{(\w+)}/g, (_, name) => values[name] ?? "");
}

function datesOf(bar) {
  return { starts: bar.dataset.starts, due: bar.dataset.due };
}

// The dates with one end, or both, so many days later; an end never passes the other.
function moved({ starts, due }, part, n) {
  if (part === "start") {
    const then = later(starts || due, n);
    return { starts: then < due ? then : due, due };
  }
  const then = later(due, n);
  if (part === "end") return { starts, due: starts && then < starts ? starts : then };
  return { starts: later(starts, n), due: then };
}

function take(bar, by) {
  held = { bar, by, ...datesOf(bar), drawn: bar.innerHTML };
  bar.classList.add("is-lifted");
}

function draw() {
  const { bar, starts, due } = held;
  const from = place(starts || due);
  const length = place(due) + unit - from;
  const [rect, title] = [bar.querySelector(".axis-bar"), bar.querySelector(".axis-title")];
  rect.setAttribute("x", from);
  rect.setAttribute("width", length);
  title.setAttribute("x", title.classList.contains("is-turned") ? from + length : from);
  bar.querySelector(".axis-late")?.remove();
  for (const edge of bar.querySelectorAll("[data-edge]")) {
    edge.setAttribute("x", edge.dataset.edge === "start" ? from - 8 : from + length);
  }
  const dates = [...new Set([starts || due, due])].map(inWords).join(" – ");
  say("sayHeld", { title: titleOf(bar), dates });
}

function change(part, n, from = held) {
  Object.assign(held, moved(from, part, n));
  draw();
}

function letGo() {
  held?.bar.classList.remove("is-lifted");
  held = undefined;
}

function putBack(words) {
  const { bar, drawn } = held;
  bar.innerHTML = drawn;
  letGo();
  if (words) says.textContent = words;
  else say("sayBack", { title: titleOf(bar) });
}

const isMoved = () => held.starts !== held.bar.dataset.starts || held.due !== held.bar.dataset.due;

async function keep() {
  const { bar, starts, due } = held;
  const typed = new FormData();
  const facts = { version: bar.dataset.version, starts_on: starts, due, due_time: bar.dataset.time };
  Object.entries(facts).forEach(([name, value]) => typed.set(name, value));
  typed.set("next", location.pathname + location.search);
  held.by = "waiting";
  try {
    const headers = { "X-CSRFToken": token };
    const answer = await fetch(bar.dataset.change, { method: "POST", body: typed, headers, redirect: "manual" });
    if (answer.type !== "opaqueredirect") return putBack(reasonIn(await answer.text()));
    sessionStorage.setItem(PLACE, JSON.stringify({ task: bar.dataset.task, left: frame.scrollLeft }));
    location.reload();
  } catch {
    putBack(frame.dataset.sayLost);
  }
}

function reasonIn(page) {
  const alert = new DOMParser().parseFromString(page, "text/html").querySelector("main [role=alert], main .card p");
  return alert?.textContent.trim().replace(/\s+/g, " ") || frame.dataset.sayLost;
}

function choose(bar) {
  chosen?.classList.remove("is-chosen");
  chosen = bar;
  bar.classList.add("is-chosen");
  says.textContent = titleOf(bar);
}

picture.addEventListener("pointerdown", (event) => {
  const bar = event.target.closest("[data-task]");
  wasDragged = false;
  // A finger scrolls, until the bar under it was chosen by a tap.
  if (!bar || held || event.button || (event.pointerType === "touch" && bar !== chosen)) return;
  take(bar, "pointer");
  Object.assign(held, { part: event.target.dataset.edge ?? "whole", x: event.clientX, n: 0 });
  bar.setPointerCapture(event.pointerId);
});

picture.addEventListener("pointermove", (event) => {
  if (held?.by !== "pointer") return;
  const n = Math.round((event.clientX - held.x) / (picture.getBoundingClientRect().width / Number(days)));
  if (n === held.n) return;
  wasDragged = true;
  held.n = n;
  change(held.part, n, datesOf(held.bar));
});

picture.addEventListener("pointerup", () => {
  if (held?.by !== "pointer") return;
  if (isMoved()) keep();
  else if (wasDragged) putBack();
  else letGo();
});

picture.addEventListener("pointercancel", () => held?.by === "pointer" && putBack());
// A part of a picture cannot say by its style that a finger on it does not scroll.
picture.addEventListener("touchmove", (event) => held?.by === "pointer" && event.preventDefault(), { passive: false });
picture.addEventListener("dragstart", (event) => event.preventDefault());

picture.addEventListener("click", (event) => {
  const bar = event.target.closest("[data-task]");
  const isFirstTap = bar && event.pointerType === "touch" && bar !== chosen;
  if (isFirstTap) choose(bar);
  if (wasDragged || isFirstTap) event.preventDefault();
});

const STEPS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -WEEK, PageDown: WEEK };
const BESIDE = { ArrowUp: -1, ArrowDown: 1 };

picture.addEventListener("keydown", (event) => {
  const bar = event.target.closest("[data-task]");
  if (!bar || held?.by === "waiting") return;
  if (event.key === "Escape" && held) putBack();
  else if (event.key === "Enter" && held?.by === "keys" && isMoved()) keep();
  else if (event.key in STEPS && held?.by !== "pointer") {
    if (!held) take(bar, "keys");
    change(event.shiftKey ? "end" : event.ctrlKey ? "start" : "whole", STEPS[event.key]);
  } else if (event.key in BESIDE && !held) goTo(bars[bars.indexOf(bar) + BESIDE[event.key]]);
  else return;
  event.preventDefault();
  event.stopPropagation();
});

picture.addEventListener("focusout", () => held?.by === "keys" && putBack());

function goTo(bar) {
  if (!bar) return;
  bars.forEach((other) => other.setAttribute("tabindex", other === bar ? 0 : -1));
  bar.focus();
}

// With bars to be moved the picture is more than a picture of the table below.
function open() {
  picture.removeAttribute("aria-hidden");
  picture.setAttribute("role", "group");
  picture.setAttribute("aria-label", frame.dataset.name);
  bars[0].setAttribute("tabindex", 0);
}

const left = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
sessionStorage.removeItem(PLACE);
if (today) frame.scrollLeft = (Number(today) / WIDTH) * picture.getBoundingClientRect().width - frame.clientWidth / 2;
if (token && bars.length) {
  open();
  if (left) frame.scrollLeft = left.left;
  if (left) goTo(bars.find((bar) => bar.dataset.task === left.task));
}
