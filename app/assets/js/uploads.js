// Files of a form are sent in parts as soon as they are chosen: a cut line, a reload or a restart of the server goes on
// where it stopped. The form takes them by their numbers; without script it sends the files itself.
import { chosenFolder, dropped } from "./dropped.js";
import { Sending } from "./sending.js";

const AT_ONCE = 2;
const UNFINISHED = ["waiting", "sending", "cut", "paused"];
const clock = (seconds) => {
  const [h, m, s] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  return [...(h ? [h] : []), h ? String(m).padStart(2, "0") : m, String(s).padStart(2, "0")].join(":");
};

class Uploads {
  constructor(root) {
    this.root = root;
    this.form = root.closest("form");
    this.input = root.querySelector("input[type=file]");
    this.list = root.querySelector("[data-list]");
    this.items = [];
    this.said = 0;
    this.shows();
    this.listens();
    this.remembers();
  }

  shows() {
    this.input.required = false;
    this.root.querySelector("[data-ways]").hidden = false;
    this.root.querySelector("[data-camera]").hidden = !matchMedia("(pointer: coarse)").matches;
    document.querySelectorAll("[data-without-script]").forEach((words) => (words.hidden = true));
  }

  listens() {
    this.input.addEventListener("change", () => this.adds([...this.input.files], this.input));
    this.asks("[data-folder]", { webkitdirectory: true }, (files) => this.addsKnown(chosenFolder(files)));
    this.asks("[data-camera]", { accept: "image/*", capture: "environment" }, (files) => this.adds([...files]));
    for (const type of ["dragover", "dragleave", "drop"]) {
      this.root.addEventListener(type, (event) => this.root.classList.toggle("is-over", event.type === "dragover"));
    }
    this.root.addEventListener("dragover", (event) => event.preventDefault());
    this.root.addEventListener("drop", async (event) => {
      event.preventDefault();
      this.addsKnown(await dropped(event.dataTransfer));
    });
    this.form.addEventListener("submit", (event) => this.holds(event));
  }

  asks(button, kind, take) {
    const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, ...kind });
    input.addEventListener("change", () => {
      take(input.files);
      input.value = "";
    });
    this.root.querySelector(button).addEventListener("click", () => input.click());
  }

  word(name, values = {}) {
    return this.root.dataset[name].replace(/{(\w+)}/g, (_, value) => values[value] ?? "");
  }

  says(words) {
    this.root.querySelector("[data-says]").textContent = words;
  }

  // A folder holds what nobody meant to send; how much was left out is said.
  addsKnown(files) {
    const kinds = this.input.accept.split(",");
    const known = files.filter(({ name }) => kinds.some((kind) => name.toLowerCase().endsWith(kind)));
    this.root.querySelector("[data-left-out-line]").textContent =
      known.length < files.length ? this.word("leftOut", { n: files.length - known.length }) : "";
    this.adds(known);
  }

  adds(files, input) {
    files.forEach((file) => this.add(file));
    if (input) input.value = "";
    this.pumps();
  }

  add(file) {
    const same = this.items.find((item) => isSame(item, file));
    // Who chooses it again means it to be used.
    if (same?.state === "offered") this.uses(same);
    if (same && same.state !== "begun") return;
    const item = same ?? this.lists({ name: file.name, size: file.size, modified: file.lastModified, arrived: 0 });
    item.sending = new Sending({
      file,
      url: item.url,
      endpoint: this.root.dataset.upload,
      place: this.root.dataset.place,
      token: this.root.dataset.token,
      told: (event, value) => this.hears(item, event, value),
    });
    this.becomes(item, "waiting");
  }

  // What was begun before, here or in another browser; what is whole and from this tab belongs to the form again.
  async remembers() {
    const asked = new URLSearchParams({ place: this.root.dataset.place });
    const answer = await fetch(`${this.root.dataset.upload}?${asked}`).catch(() => null);
    const mine = this.mine();
    for (const known of answer?.ok && !answer.redirected ? await answer.json() : []) {
      if (this.items.some((item) => item.url?.endsWith(known.url))) continue;
      const item = this.lists(known);
      this.becomes(item, !known.whole ? "begun" : mine.includes(known.id) ? "here" : "offered");
    }
  }

  key() {
    return `uploads:${document.body.dataset.account}:${this.root.dataset.place}`;
  }

  mine() {
    return JSON.parse(sessionStorage.getItem(this.key()) ?? "[]");
  }

  lists(facts) {
    const row = this.root.querySelector("[data-row]").content.firstElementChild.cloneNode(true);
    const item = { ...facts, row, at: facts.arrived };
    row.querySelector("[data-name]").textContent = facts.name;
    row.querySelector("progress").setAttribute("aria-label", facts.name);
    row.querySelectorAll("button").forEach((button) => {
      button.setAttribute("aria-label", `${button.textContent.trim()}: ${facts.name}`);
      button.addEventListener("click", () => this[button.dataset.deed](item));
    });
    this.items.push(item);
    this.list.append(row);
    return item;
  }

  pumps() {
    const busy = this.items.filter(({ state }) => state === "sending" || state === "cut").length;
    for (const item of this.items.filter(({ state }) => state === "waiting").slice(0, Math.max(0, AT_ONCE - busy))) {
      item.since = null;
      this.becomes(item, "sending");
      item.sending.goesOn();
    }
  }

  hears(item, event, value) {
    if (event === "url") this.belongs(item, value);
    else if (event === "progress") this.moves(item, value);
    else this.becomes(item, event, value);
    this.pumps();
  }

  belongs(item, url) {
    item.url = url;
    item.id = url.split("/").pop();
    sessionStorage.setItem(this.key(), JSON.stringify([...new Set([...this.mine(), item.id])]));
  }

  moves(item, at) {
    item.since ??= { at, time: performance.now() };
    const pace = (at - item.since.at) / (performance.now() - item.since.time || 1);
    item.at = at;
    item.left = pace > 0 ? clock((item.size - at) / pace / 1000) : "";
    if (item.state === "cut") this.becomes(item, "sending");
    else this.draws(item);
  }

  becomes(item, state, reason = "") {
    Object.assign(item, { state, reason });
    if (state === "here") item.at = item.size;
    if (state === "cut" || state === "refused") this.says(`${item.name}: ${this.about(item)}`);
    this.draws(item);
    this.takes(item);
    this.sendsForm();
  }

  // Only what is here whole belongs to the form.
  takes(item) {
    item.row.querySelector("input")?.remove();
    if (item.state !== "here") return;
    item.row.append(Object.assign(document.createElement("input"), { type: "hidden", name: "uploads", value: item.id }));
  }

  draws(item) {
    const { row, state } = item;
    row.dataset.state = state;
    row.querySelector("progress").value = (100 * item.at) / item.size;
    row.querySelector("[data-about]").textContent = this.about(item);
    row.querySelectorAll("[data-when]").forEach((button) => {
      button.hidden = !button.dataset.when.split(" ").includes(state);
    });
    this.sums();
  }

  about(item) {
    const percent = Math.floor((100 * item.at) / item.size);
    if (item.state === "refused") return item.reason || this.word("failed");
    if (item.state === "sending" && percent === 100) return this.word("checking");
    const left = item.left && item.state === "sending" ? ` · ${this.word("left", { time: item.left })}` : "";
    return this.word(item.state, { percent }) + left;
  }

  // Spoken at each quarter and at the end, seen all the time.
  sums() {
    const ours = this.items.filter(({ state }) => state === "here" || UNFINISHED.includes(state));
    const here = ours.filter(({ state }) => state === "here").length;
    const words = ours.length ? this.word("sum", { here, all: ours.length }) : "";
    this.root.querySelector("[data-sum-line]").textContent = words;
    const bytes = (of) => ours.reduce((sum, item) => sum + item[of], 0);
    const quarter = ours.length ? Math.floor((4 * bytes("at")) / bytes("size")) : 0;
    const isEnd = ours.length > 0 && here === ours.length;
    if ((quarter !== this.said && quarter > 0 && quarter < 4) || (isEnd && this.said !== 4)) {
      this.says(isEnd ? words : `${words} · ${25 * quarter} %`);
      this.said = isEnd ? 4 : quarter;
    }
    if (!isEnd && quarter < this.said) this.said = quarter;
  }

  pauses(item) {
    item.sending.stops();
    this.becomes(item, "paused");
    this.pumps();
  }

  goesOn(item) {
    this.becomes(item, "waiting");
    this.pumps();
  }

  uses(item) {
    this.belongs(item, item.url);
    this.becomes(item, "here");
  }

  async drops(item) {
    await item.sending?.stops();
    const headers = { "Tus-Resumable": "1.0.0", "X-CSRFToken": this.root.dataset.token };
    if (item.url && item.state !== "refused") await fetch(item.url, { method: "DELETE", headers }).catch(() => null);
    this.items = this.items.filter((other) => other !== item);
    item.row.remove();
    this.input.focus();
    this.sums();
    this.pumps();
    this.sendsForm();
  }

  isUnfinished() {
    return this.items.some(({ state }) => UNFINISHED.includes(state));
  }

  // The form waits for its files; then it is sent by itself.
  holds(event) {
    if (!this.isUnfinished()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.waiting = event.submitter ?? true;
    this.root.querySelector("[data-waits-line]").hidden = false;
    this.says(this.word("waits"));
    this.items.filter(({ state }) => state === "paused").forEach((item) => this.goesOn(item));
  }

  sendsForm() {
    if (!this.waiting || this.isUnfinished()) return;
    const submitter = this.waiting === true ? undefined : this.waiting;
    this.waiting = null;
    this.root.querySelector("[data-waits-line]").hidden = true;
    // Who sees a file refused decides anew.
    if (!this.items.some(({ state }) => state === "refused")) this.form.requestSubmit(submitter);
  }
}

function isSame(item, file) {
  return item.name === file.name && item.size === file.size && item.modified === Math.max(0, file.lastModified);
}

document.querySelectorAll("[data-upload]").forEach((root) => new Uploads(root));
