// Cards are moved by mouse or touch (by their handle) and by keyboard; each move posts what the page "Move to…" posts.
// What others move appears by itself, unless the reader is moving or typing something.
import Sortable from "sortablejs";
import { watch } from "./watch.js";

const board = document.querySelector("[data-board]");
const live = board.querySelector("[data-board-says]");
const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const drawn = () => board.querySelector("[data-board-drawn]");
const columns = (within = board) => [...within.querySelectorAll(".board-column")];
const cardsOf = (column) => column.querySelector(".board-cards");
const columnOf = (card) => card.closest(".board-column");
const laneOf = (place) => place.closest("[data-lane]");
const titleOf = (card) => card.querySelector(".board-title").textContent.trim();
const nameOf = (column) => column.querySelector(".board-head").firstChild.textContent.trim();
const undone = board.querySelector("[data-board-undo]");
let moves, lifted, dragged, past;
// So many things the reader has begun or ended here: an answer asked for before the last of them is out of date.
let acts = 0;
let waiting = 0;

function say(sentence, values = {}) {
  live.textContent = board.dataset[sentence].replace(/{(\w+)}/g, (_, name) => values[name] ?? "");
}

// The figures count whole columns, not only the cards shown; where they count nothing there are none.
function recount(column, by) {
  const count = column.querySelector(".count");
  if (!count) return 0;
  const n = Number(count.dataset.n) + by;
  count.dataset.n = n;
  count.querySelector("[data-figure]").textContent = n.toLocaleString(document.documentElement.lang);
  const most = Number(count.dataset.most ?? Infinity);
  count.classList.toggle("is-over", n > most);
  return by > 0 && n > most ? most : 0;
}

// Cards alike share their moves and the reasons against them; the board holds them once.
const movesOf = (card) => moves[card.dataset.moves];

// Why the card may not go there; null when it may, "" when no move leads there at all.
function refusal(card, column, home) {
  if (column.dataset.column === home.dataset.column) return null;
  const move = movesOf(card)[column.dataset.column];
  if (!move) return "";
  return move.reasons.length ? move.reasons.join(" ") : null;
}

function dim(card, home) {
  columns().forEach((column) => {
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
  columns().forEach((column) => {
    column.classList.remove("is-refused", "is-over");
    show(column, null);
  });
}

const placeOf = (card) => ({ list: card.parentElement, before: card.nextElementSibling });
const putBack = (card, place) => place.list.insertBefore(card, place.before);

// What the server takes: the column and the lane the card is in now, those it came from, and the card it stands before.
function facts(card, from) {
  const column = columnOf(card);
  const typed = new FormData();
  const changed = column.dataset.column !== from.dataset.column;
  typed.set("version", card.dataset.version);
  typed.set("by", board.dataset.by);
  typed.set("before", card.nextElementSibling?.dataset.task ?? cardsOf(column).dataset.next ?? "");
  if (changed && board.dataset.by === "state") typed.set("trigger", movesOf(card)[column.dataset.column].trigger);
  if (changed && board.dataset.by !== "state") {
    typed.set("column", column.dataset.column);
    typed.set("home", from.dataset.column);
  }
  if (laneOf(column) !== laneOf(from)) {
    typed.set("lanes", board.dataset.across);
    typed.set("lane", laneOf(column).dataset.lane);
    typed.set("home_lane", laneOf(from).dataset.lane);
  }
  return typed;
}

async function send(card, from, place, isUndo = false) {
  acts += 1;
  waiting += 1;
  remember(null);
  try {
    const answer = await fetch(`/tasks/${card.dataset.task}/place`, {
      method: "POST",
      body: facts(card, from),
      headers: { "X-Requested-With": "fetch", "X-CSRFToken": board.dataset.token, Accept: "application/json" },
    });
    await take(answer, card, place, isUndo);
  } catch {
    putBack(card, place);
    say("sayLost");
  }
  acts += 1;
  waiting -= 1;
}

async function take(answer, card, place, isUndo) {
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  const said = isJson ? await answer.json() : {};
  if (answer.ok && isJson) {
    card.dataset.version = said.version;
    if (said.moves) {
      card.dataset.moves = card.dataset.task;
      moves[card.dataset.task] = said.moves;
    }
    recount(columnOf(place.list), -1);
    const limit = recount(columnOf(card), +1);
    say("sayDropped", { title: titleOf(card), column: nameOf(columnOf(card)) });
    if (limit) live.textContent += ` ${board.dataset.sayFull.replace("{n}", limit)}`;
    if (!isUndo && refusal(card, columnOf(place.list), columnOf(card)) === null) remember(card, place);
  } else if (said.reasons) {
    const there = columnOf(card);
    putBack(card, place);
    show(there, said.reasons.join(" "));
    say("sayRefused", { title: titleOf(card), reason: said.reasons.join(" ") });
  } else {
    location.reload();
  }
}

// Where the card moved last came from, by names: the board may be drawn anew before somebody takes the move back.
function remember(card, place) {
  past = card && {
    task: card.dataset.task,
    column: columnOf(place.list).dataset.column,
    lane: laneOf(place.list).dataset.lane,
    before: place.before?.dataset.task,
  };
  undone.hidden = !past;
  if (past) undone.querySelector("[data-board-what]").textContent = live.textContent;
}

// Taking back is a move like any other: what somebody else did meanwhile stands against it.
function undo() {
  const card = past && board.querySelector(`[data-task="${past.task}"]`);
  const there = columns().find((column) => column.dataset.column === past?.column && laneOf(column).dataset.lane === past.lane);
  if (!card || !there || lifted || waiting) return;
  const [from, place] = [columnOf(card), placeOf(card)];
  const list = cardsOf(there);
  list.insertBefore(card, past.before ? list.querySelector(`:scope > [data-task="${past.before}"]`) : null);
  send(card, from, place, true);
}

function letDrag(column) {
  let place;
  Sortable.create(cardsOf(column), {
    group: "board",
    handle: ".board-handle",
    animation: isCalm ? 0 : 120,
    onStart({ item }) {
      acts += 1;
      dragged = item;
      place = placeOf(item);
      dim(item, columnOf(item));
    },
    onMove({ dragged: card, to }) {
      return refusal(card, columnOf(to), columnOf(place.list)) === null;
    },
    onEnd({ item, from, oldIndex, newIndex, to }) {
      dragged = null;
      brighten();
      if (from !== to || oldIndex !== newIndex) send(item, columnOf(from), place);
    },
  });
}

function begin() {
  moves = JSON.parse(drawn().dataset.moves);
  columns().forEach(letDrag);
}

function lift(card) {
  acts += 1;
  lifted = { card, place: placeOf(card), home: columnOf(card) };
  card.classList.add("is-lifted");
  dim(card, lifted.home);
  say("sayLifted", { title: titleOf(card) });
}

function drop() {
  const { card, place, home } = lifted;
  const stayed = place.list === card.parentElement && place.before === card.nextElementSibling;
  settle(card);
  if (stayed) say("sayBack", { title: titleOf(card) });
  else send(card, home, place);
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

// To the next of these places that takes the card.
function onto(places, by) {
  const { card, home } = lifted;
  let place = places.indexOf(columnOf(card)) + by;
  while (places[place] && refusal(card, places[place], home) !== null) place += by;
  if (!places[place]) return;
  cardsOf(places[place]).prepend(card);
  spoken(card);
}

const aside = (by) => onto(columns(laneOf(lifted.card)), by);

// The same column of the lane above or below.
function across(by) {
  const key = columnOf(lifted.card).dataset.column;
  onto(columns().filter((column) => column.dataset.column === key), by);
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
  PageUp: () => across(-1),
  PageDown: () => across(1),
  Escape: cancel,
};

undone.querySelector("button").addEventListener("click", undo);
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select");
  if ((event.ctrlKey || event.metaKey) && event.code === "KeyZ" && !event.shiftKey && past && !isTyping) {
    event.preventDefault();
    undo();
  }
});

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

begin();
watch({
  tag: board.dataset.tag,
  acts: () => acts,
  isBusy: () => Boolean(lifted || dragged || waiting),
  draw(page) {
    const changed = redraw(page.querySelector("[data-board-drawn]"));
    begin();
    if (changed) say("sayChanged", { n: changed });
  },
});

// Put the new board in the place of the old one, keep where the reader is, and tell how many cards are not as they were.
function redraw(fresh) {
  const old = drawn();
  const before = looks(old);
  const { scrolls, focus } = { scrolls: [...old.children].map((lane) => lane.scrollLeft), focus: focusIn(old) };
  old.replaceWith(fresh);
  [...fresh.children].forEach((lane, place) => (lane.scrollLeft = scrolls[place] ?? 0));
  if (focus) fresh.querySelector(focus)?.focus({ preventScroll: true });
  const changed = [...looks(fresh)].filter(([name, look]) => before.get(name) !== look);
  changed.forEach(([name]) => fresh.querySelector(`[data-task="${name.split(" ")[0]}"]`)?.classList.add("is-fresh"));
  const gone = [...before.keys()].filter((name) => !fresh.querySelector(`[data-task="${name.split(" ")[0]}"]`));
  return changed.length + gone.length;
}

// How each card looks, by its number and its column; its neighbours' coming and going changes nothing of it.
function looks(within) {
  const cards = [...within.querySelectorAll(".board-card")];
  return new Map(cards.map((card) => [`${card.dataset.task} ${nameOf(columnOf(card))}`, card.textContent]));
}

function focusIn(within) {
  const at = document.activeElement;
  const card = within.contains(at) && at.closest(".board-card");
  return card && `[data-task="${card.dataset.task}"] .${at.classList[0]}`;
}
