// Long work is asked again how far it is, until it ends; a page out of sight does not ask.
const PAUSE = 1000;

function follow(piece) {
  setTimeout(async () => {
    if (document.hidden) return follow(piece);
    const answer = await fetch(piece.dataset.follow).catch(() => null);
    if (!answer?.ok) return follow(piece);
    if (answer.redirected) return location.reload(); // the session has ended
    const words = await answer.text();
    if (!piece.contains(document.activeElement) || !words.includes("data-follow")) {
      piece.insertAdjacentHTML("afterend", words);
      const next = piece.nextElementSibling;
      piece.remove();
      piece = next;
    }
    if (piece.dataset.follow) follow(piece);
  }, PAUSE);
}

document.querySelectorAll("[data-follow]").forEach(follow);
