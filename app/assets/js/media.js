// A recording under our own keys: space plays and pauses, the arrows go back and on, a click into the waveform or on a
// line of what is said goes there. Without script the browser's own buttons and the links do. Where several recordings
// stand on a page, each has its own lines, and none takes the keys.
const STEP = 5;

function isElsewhere({ target, ctrlKey, metaKey, altKey, shiftKey }) {
  return ctrlKey || metaKey || altKey || shiftKey || target.closest("a, button, input, select, textarea, summary, audio, video, dialog");
}

class Player {
  constructor(root) {
    this.media = root.querySelector(".player-media");
    this.wave = root.querySelector("[data-wave]");
    const own = root.closest("[data-recording]") ?? document;
    this.lines = [...own.querySelectorAll("[data-at]")];
    this.lines.filter((line) => !line.hasAttribute("href")).forEach((line) => (line.href = `#${root.id}`));
    this.media.addEventListener("timeupdate", () => this.shows());
    this.media.addEventListener("seeked", () => this.shows());
    this.wave?.classList.add("is-live");
    this.wave?.addEventListener("click", ({ clientX }) => this.goesToPart(clientX));
    own.addEventListener("click", (event) => this.follows(event));
    if (!root.hasAttribute("data-keys")) return;
    document.addEventListener("keydown", (event) => this.hears(event));
    document.querySelectorAll("[data-with-script]").forEach((words) => (words.hidden = false));
  }

  hears(event) {
    if (isElsewhere(event)) return;
    const { key } = event;
    if (key === " ") this.turns();
    else if (key === "ArrowLeft" || key === "ArrowRight") this.goes(this.media.currentTime + (key === "ArrowLeft" ? -STEP : STEP));
    else return;
    event.preventDefault();
  }

  turns() {
    if (this.media.paused) this.plays();
    else this.media.pause();
  }

  // Whether it plays is the browser's affair: one may be without the right codec.
  plays() {
    this.media.play().catch(() => {});
  }

  goes(second) {
    this.media.currentTime = Math.min(Math.max(0, second), this.media.duration || second);
  }

  goesToPart(x) {
    const { left, width } = this.wave.getBoundingClientRect();
    if (this.media.duration) this.goes(((x - left) / width) * this.media.duration);
  }

  follows(event) {
    const line = event.target.closest("a[data-at]");
    if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.goes(Number(line.dataset.at));
    this.plays();
  }

  shows() {
    const now = this.media.currentTime;
    if (this.media.duration) this.wave?.style.setProperty("--played", `${(now / this.media.duration) * 100}%`);
    for (const line of this.lines) {
      const isNow = Number(line.dataset.at) <= now && now < Number(line.dataset.until);
      if (isNow === line.hasAttribute("aria-current")) continue;
      if (isNow) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
    }
  }
}

document.querySelectorAll("[data-player]").forEach((root) => new Player(root));
