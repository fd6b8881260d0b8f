// A large picture to look at closely: the wheel, a finger or two, the mouse and the keys move it. Only those parts are
// fetched that are to be seen, as sharp as the screen can show. Without script links lead into the picture.
const SVG = "http://www.w3.org/2000/svg";
const STEP = 1.5; // one press of a key or button
const WHEEL = 0.0015; // of one point of the wheel
const LINE = 16; // points in one line of a wheel that counts by lines
const MOST = 4; // points of the screen for one of the picture
const SHIFT = 0.2; // of what is seen, for one press of an arrow
const PAUSE = 500; // before the enlargement is spoken
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const between = (least, value, most) => Math.min(Math.max(least, value), most);
const middle = (points) => [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
const apart = ([one, other]) => (other ? Math.hypot(one[0] - other[0], one[1] - other[1]) : 1);

class Closer {
  constructor(root) {
    this.root = root;
    this.stage = root.querySelector("[data-closer-stage]");
    this.picture = root.querySelector("svg.closer-picture");
    this.size = [Number(root.dataset.width), Number(root.dataset.height)];
    this.edge = Number(root.dataset.edge);
    this.coarsest = Math.max(0, Math.ceil(Math.log2(Math.max(...this.size) / this.edge)));
    this.tiles = new Map();
    this.fingers = new Map();
    this.centre = this.asked();
    this.opens();
    this.listens();
    new ResizeObserver(() => this.fits()).observe(this.stage);
  }

  // The part that the address asked for, which the page shows already.
  asked() {
    const { x, y, width, height } = this.picture.viewBox.baseVal;
    this.wanted = [width, height];
    return [x + width / 2, y + height / 2];
  }

  opens() {
    this.root.classList.add("is-live");
    this.root.querySelectorAll("[data-closer-tools], [data-closer-keys]").forEach((part) => (part.hidden = false));
    this.root.querySelector("[data-closer-ways]")?.remove();
    this.root.querySelector('[data-closer-do="full"]').hidden = !document.fullscreenEnabled;
    this.stage.tabIndex = 0;
    this.stage.style.setProperty("--shape", this.size[0] / this.size[1]);
  }

  listens() {
    const { stage, root } = this;
    stage.addEventListener("wheel", (event) => this.turns(event), { passive: false });
    stage.addEventListener("pointerdown", (event) => this.holds(event));
    stage.addEventListener("pointermove", (event) => this.drags(event));
    for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, (event) => this.lets(event));
    stage.addEventListener("dblclick", (event) => this.scales(2, this.point(event)));
    stage.addEventListener("keydown", (event) => this.hears(event));
    root.addEventListener("click", ({ target }) => this.does(target.closest("[data-closer-do]")?.dataset.closerDo));
  }

  get view() {
    return [this.stage.clientWidth, this.stage.clientHeight];
  }

  get least() {
    return Math.min(...this.view.map((side, axis) => side / this.size[axis]));
  }

  // Another size of the stage keeps what is in the middle; the first one shows what the address asked for.
  fits() {
    if (!this.view[0] || !this.view[1]) return;
    const first = this.wanted && Math.min(...this.view.map((side, axis) => side / this.wanted[axis]));
    const isWhole = this.scale === this.fitted;
    this.fitted = this.least;
    this.wanted = null;
    this.shows(first ?? (isWhole ? this.least : this.scale));
  }

  point({ clientX, clientY }) {
    const { left, top } = this.stage.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  // The point of the picture under a point of the stage.
  under(point) {
    return point.map((at, axis) => this.centre[axis] + (at - this.view[axis] / 2) / this.scale);
  }

  scales(by, around = this.view.map((side) => side / 2)) {
    const held = this.under(around);
    this.scale = between(this.least, this.scale * by, Math.max(MOST, this.least));
    this.centre = held.map((at, axis) => at - (around[axis] - this.view[axis] / 2) / this.scale);
    this.shows();
  }

  moves(by) {
    this.centre = this.centre.map((at, axis) => at + by[axis] / this.scale);
    this.shows();
  }

  does(what) {
    if (what === "in") this.scales(STEP);
    else if (what === "out") this.scales(1 / STEP);
    else if (what === "whole") this.shows(this.least);
    else if (what === "full") this.fills();
  }

  fills() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.root.requestFullscreen();
  }

  // At its smallest the picture lets the page scroll on.
  turns(event) {
    if (event.deltaY > 0 && this.scale <= this.least) return;
    event.preventDefault();
    this.scales(Math.exp(-event.deltaY * WHEEL * (event.deltaMode ? LINE : 1)), this.point(event));
  }

  hears(event) {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    if (key === "+" || key === "=") this.scales(STEP);
    else if (key === "-" || key === "−") this.scales(1 / STEP);
    else if (key === "0") this.shows(this.least);
    else if (ARROWS[key]) this.moves(ARROWS[key].map((way, axis) => way * SHIFT * this.view[axis]));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  holds(event) {
    if (event.button) return;
    this.stage.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, this.point(event));
  }

  drags(event) {
    if (!this.fingers.has(event.pointerId)) return;
    const before = [...this.fingers.values()];
    this.fingers.set(event.pointerId, this.point(event));
    const now = [...this.fingers.values()];
    const [from, to] = [middle(before), middle(now)];
    this.moves([from[0] - to[0], from[1] - to[1]]);
    this.scales(apart(now) / apart(before), to);
  }

  lets({ pointerId }) {
    this.fingers.delete(pointerId);
  }

  shows(scale = this.scale) {
    this.scale = between(this.least, scale, Math.max(MOST, this.least));
    const seen = this.view.map((side) => side / this.scale);
    this.centre = this.centre.map((at, axis) => this.within(at, seen[axis], this.size[axis]));
    this.box = this.centre.map((at, axis) => at - seen[axis] / 2);
    this.picture.setAttribute("viewBox", [...this.box, ...seen].join(" "));
    this.root.classList.toggle("is-closer", this.scale > this.least);
    this.fetches(seen);
    this.says();
  }

  within(at, seen, side) {
    return seen >= side ? side / 2 : between(seen / 2, at, side - seen / 2);
  }

  // Parts of the level that is sharp on this screen; coarser ones stay beneath until those are there.
  fetches(seen) {
    const level = between(0, Math.floor(-Math.log2(this.scale * window.devicePixelRatio)), this.coarsest);
    const step = this.edge * 2 ** level;
    const [columns, rows] = [0, 1].map((axis) => {
      const last = Math.ceil(this.size[axis] / step) - 1;
      return [this.box[axis], this.box[axis] + seen[axis]].map((at) => between(0, Math.floor(at / step), last));
    });
    const wanted = new Set();
    for (let row = rows[0]; row <= rows[1]; row++)
      for (let column = columns[0]; column <= columns[1]; column++) wanted.add(this.tile(level, step, column, row));
    this.wantedNow = wanted;
    this.clears();
  }

  tile(level, step, column, row) {
    const name = `${level} ${column} ${row}`;
    if (!this.tiles.has(name)) {
      const [x, y] = [column * step, row * step];
      const [width, height] = [Math.min(step, this.size[0] - x), Math.min(step, this.size[1] - y)];
      const served = [width, height].map((side) => Math.ceil(side / 2 ** level));
      const href = `${this.root.dataset.tiles}${x},${y},${width},${height}/${served}/0/default.jpg`;
      const image = document.createElementNS(SVG, "image");
      for (const [key, value] of Object.entries({ x, y, width, height, href, preserveAspectRatio: "none" })) image.setAttribute(key, value);
      image.addEventListener("load", () => this.comes(name));
      this.tiles.set(name, { image, isThere: false });
      this.picture.append(image);
    }
    return name;
  }

  comes(name) {
    if (this.tiles.has(name)) this.tiles.get(name).isThere = true;
    this.clears();
  }

  clears() {
    if (![...this.wantedNow].every((name) => this.tiles.get(name)?.isThere)) return;
    for (const [name, { image }] of this.tiles) {
      if (this.wantedNow.has(name)) continue;
      image.remove();
      this.tiles.delete(name);
    }
  }

  // Heard once it rests; seen at once.
  says() {
    const level = `${Math.round(this.scale * 100)} %`;
    this.root.querySelector(".closer-level").textContent = level;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => {
      this.root.querySelector("[role=status]").textContent = `${this.root.dataset.words}: ${level}`;
    }, PAUSE);
  }
}

document.querySelectorAll("[data-closer]").forEach((root) => new Closer(root));
