// A button that copies the text of another element. Without this file the button stays hidden and the text can be
// selected by hand.
"use strict";

for (const button of document.querySelectorAll("button[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  const status = button.parentElement.querySelector("[data-copied]");
  if (source && navigator.clipboard) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
        status.textContent = "Copied.";
      } catch {
        status.textContent = "The browser did not allow it; select the text to copy it.";
      }
    });
  }
}
