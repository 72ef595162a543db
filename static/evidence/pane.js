// The evidence of a paragraph beside the text. htmx fetches it and keeps the address; here are the focus, the way to
// close it, and the plain page for whoever asks for a new tab or has lost the connection.
"use strict";

const pane = document.getElementById("pane");
const status = document.getElementById("pane-status");
const OPENER = ".passage-label a";

function choose(passage) {
  for (const other of document.querySelectorAll(".passage.chosen")) other.classList.remove("chosen");
  passage?.classList.add("chosen");
}

function close(returning = true) {
  const way = pane.querySelector(".close");
  if (!way) return;
  const opener = document.querySelector(`.passage.chosen ${OPENER}`);
  history.pushState({ htmx: true }, "", way.href);
  pane.replaceChildren();
  choose(null);
  status.textContent = "The evidence is closed.";
  if (returning) opener?.focus({ preventScroll: true });
}

// a click with a key held down asks for a new tab or window: that is the browser's, not htmx's
document.addEventListener(
  "click",
  (event) => {
    const held = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (held && event.target.closest(OPENER)) event.stopPropagation();
  },
  true,
);

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== pane) return;
  const opener = event.detail.requestConfig.elt;
  choose(opener.closest(".passage"));
  const title = pane.querySelector("h2");
  status.textContent = `${title.textContent}: its evidence is open.`;
  pane.scrollTop = 0;
  title.focus({ preventScroll: true });
});

for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => location.assign(event.detail.elt.href));
}

pane.addEventListener("click", (event) => {
  if (event.target.closest(".close")) {
    event.preventDefault();
    close();
  }
});

// what has the focus must be seen: the pane gives way to it
addEventListener("focusin", (event) => {
  if (pane.contains(event.target) || event.target.closest("dialog")) return;
  const [theirs, ours] = [event.target.getBoundingClientRect(), pane.getBoundingClientRect()];
  const apart = theirs.right <= ours.left || theirs.bottom <= ours.top || theirs.left >= ours.right;
  if (!apart) close(false);
});

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) close();
});
