// Every page works without this file. It opens folded notes for browsers that do not do so themselves
// when an address leads into one.
"use strict";

function unfold() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  const folded = target && target.closest("details:not([open])");
  if (folded) {
    folded.open = true;
    target.scrollIntoView();
  }
}

addEventListener("hashchange", unfold);
unfold();
