// Cards are moved by mouse or touch (by their handle) and by keyboard; each move posts what the page "Move to…" posts.
import Sortable from "sortablejs";

const board = document.querySelector("[data-board]");
const live = board.querySelector("[data-board-says]");
const columns = [...board.querySelectorAll(".board-column")];
const cardsOf = (column) => column.querySelector(".board-cards");
const columnOf = (card) => card.closest(".board-column");
// Cards alike share their moves and the reasons against them; the board holds them once.
const moves = JSON.parse(board.dataset.moves);
const movesOf = (card) => moves[card.dataset.moves];
const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
let lifted = null;

function say(sentence, values) {
  live.textContent = board.dataset[sentence].replace(/{(\w+)}/g, (_, name) => values[name] ?? "");
}

// The figures count whole columns, not only the cards shown; where only mine are shown there are none.
function recount(column, by) {
  const count = column.querySelector(".count");
  if (!count) return;
  count.dataset.n = Number(count.dataset.n) + by;
  count.textContent = Number(count.dataset.n).toLocaleString(document.documentElement.lang);
}

const titleOf = (card) => card.querySelector(".board-title").textContent.trim();
const nameOf = (column) => column.querySelector("h2").firstChild.textContent.trim();

// Why the card may not go there; null when it may, "" when no move leads there at all.
function refusal(card, column, home) {
  if (column === home) return null;
  const move = movesOf(card)[column.dataset.state];
  if (!move) return "";
  return move.reasons.length ? move.reasons.join(" ") : null;
}

function dim(card, home) {
  columns.forEach((column) => {
    const reason = refusal(card, column, home);
    column.classList.toggle("is-refused", reason !== null);
    show(column, reason);
  });
}

function show(column, reason) {
  const line = column.querySelector("[data-refusal]");
  line.hidden = !reason;
  line.textContent = reason ?? "";
}

function brighten() {
  columns.forEach((column) => {
    column.classList.remove("is-refused", "is-over");
    show(column, null);
  });
}

function putBack(card, place) {
  place.list.insertBefore(card, place.before);
}

async function send(card, from, place) {
  const column = columnOf(card);
  const typed = new FormData();
  typed.set("version", card.dataset.version);
  typed.set("trigger", column === from ? "" : movesOf(card)[column.dataset.state].trigger);
  typed.set("before", card.nextElementSibling?.dataset.task ?? cardsOf(column).dataset.next ?? "");
  try {
    const answer = await fetch(`/tasks/${card.dataset.task}/place`, {
      method: "POST",
      body: typed,
      headers: { "X-Requested-With": "fetch", "X-CSRFToken": board.dataset.token, Accept: "application/json" },
    });
    await take(answer, card, place);
  } catch {
    putBack(card, place);
    live.textContent = board.dataset.sayLost;
  }
}

async function take(answer, card, place) {
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  const said = isJson ? await answer.json() : {};
  if (answer.ok && isJson) {
    card.dataset.version = said.version;
    card.dataset.moves = card.dataset.task;
    moves[card.dataset.task] = said.moves;
    recount(columnOf(place.list), -1);
    recount(columnOf(card), +1);
    say("sayDropped", { title: titleOf(card), column: nameOf(columnOf(card)) });
  } else if (said.reasons) {
    putBack(card, place);
    show(columnOf(card), said.reasons.join(" "));
    say("sayRefused", { title: titleOf(card), reason: said.reasons.join(" ") });
  } else {
    location.reload();
  }
}

columns.forEach((column) => {
  let place;
  Sortable.create(cardsOf(column), {
    group: "board",
    handle: ".board-handle",
    animation: isCalm ? 0 : 120,
    delayOnTouchOnly: true,
    delay: 60,
    onStart({ item }) {
      place = { list: item.parentElement, before: item.nextElementSibling };
      dim(item, columnOf(item));
    },
    onMove({ dragged, to }) {
      return refusal(dragged, to.closest(".board-column"), place.list.closest(".board-column")) === null;
    },
    onEnd({ item, from, oldIndex, newIndex, to }) {
      brighten();
      if (from !== to || oldIndex !== newIndex) send(item, from.closest(".board-column"), place);
    },
  });
});

function lift(card) {
  lifted = { card, place: { list: card.parentElement, before: card.nextElementSibling }, home: columnOf(card) };
  card.classList.add("is-lifted");
  dim(card, lifted.home);
  say("sayLifted", { title: titleOf(card) });
}

function drop() {
  const { card, place, home } = lifted;
  const stayed = place.list === card.parentElement && place.before === card.nextElementSibling;
  settle(card);
  if (!stayed) send(card, home, place);
}

function cancel() {
  const { card, place } = lifted;
  putBack(card, place);
  settle(card);
  say("sayBack", { title: titleOf(card) });
}

function settle(card) {
  lifted = null;
  card.classList.remove("is-lifted");
  brighten();
  card.querySelector(".board-handle").focus();
}

function aside(by) {
  const { card, home } = lifted;
  let place = columns.indexOf(columnOf(card)) + by;
  while (columns[place] && refusal(card, columns[place], home) !== null) place += by;
  if (!columns[place]) return;
  cardsOf(columns[place]).prepend(card);
  spoken(card);
}

function along(by) {
  const { card } = lifted;
  const other = by < 0 ? card.previousElementSibling : card.nextElementSibling;
  if (!other) return;
  other.parentElement.insertBefore(by < 0 ? card : other, by < 0 ? other : card);
  spoken(card);
}

function spoken(card) {
  const position = [...card.parentElement.children].indexOf(card) + 1;
  say("sayOver", { title: titleOf(card), column: nameOf(columnOf(card)), position });
  card.querySelector(".board-handle").focus();
}

const arrows = {
  ArrowLeft: () => aside(-1),
  ArrowRight: () => aside(1),
  ArrowUp: () => along(-1),
  ArrowDown: () => along(1),
  Escape: cancel,
};

board.addEventListener("keydown", (event) => {
  const handle = event.target.closest(".board-handle");
  if (!handle) return;
  if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    if (lifted) drop();
    else lift(handle.closest(".board-card"));
  } else if (lifted && event.key in arrows) {
    event.preventDefault();
    arrows[event.key]();
  }
});
