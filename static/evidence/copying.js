// A button that copies the text of another element. Without this file the button stays hidden and the text can be
// selected by hand.
"use strict";

function prepare() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copies][hidden]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copies]");
  if (!button) return;
  const status = button.parentElement.querySelector("[data-copied]");
  try {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
    status.textContent = "Copied.";
  } catch {
    status.textContent = "The browser did not allow it; select the text to copy it.";
  }
});

document.addEventListener("htmx:afterSettle", prepare);
prepare();
