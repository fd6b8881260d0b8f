// A page left open asks every few seconds whether it is still as it was; "304" costs next to nothing. It does not ask
// while the reader is busy with it, types, or looks elsewhere.
const PAUSE = 5000;

const isTyping = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName) && document.activeElement.value !== "";

export function watch({ tag, acts, isBusy, draw }) {
  let known = tag;
  let isAsking = false;

  async function look() {
    if (document.hidden || isAsking || isTyping() || isBusy()) return;
    isAsking = true;
    const begun = acts();
    const answer = await fetch(location.href, { headers: { "If-None-Match": known } }).catch(() => null);
    const words = answer?.status === 200 ? await answer.text() : "";
    isAsking = false;
    if (answer?.redirected) return location.reload(); // the session has ended
    if (!words || isTyping() || isBusy() || acts() !== begun) return;
    known = answer.headers.get("ETag") ?? "";
    draw(new DOMParser().parseFromString(words, "text/html"));
  }

  setInterval(look, PAUSE);
  document.addEventListener("visibilitychange", look);
}
