// Where the reader is: marked in the contents while reading, and remembered in this browser only, to be offered when the
// page is opened again. Nothing of it is sent anywhere.
"use strict";

const SETTING = `evidence.place:${location.pathname}`;
const passages = [...document.querySelectorAll(".passage")];
const headings = [...document.querySelectorAll(".section-heading")];
const offer = document.querySelector(".continue");

const above = (elements, line) => elements.findLast((one) => one.getBoundingClientRect().top < line);

function markHeading() {
  const here = above(headings, innerHeight / 4);
  for (const link of document.querySelectorAll(".places ol ol a")) {
    if (here && link.hash === `#${CSS.escape(here.id)}`) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

function remember() {
  const here = above(passages, 32);
  try {
    if (here && here !== passages[0]) localStorage.setItem(SETTING, here.id);
    else localStorage.removeItem(SETTING);
  } catch {
    // a browser that keeps nothing offers nothing
  }
}

function offerPlace() {
  let id = null;
  try {
    id = localStorage.getItem(SETTING);
  } catch {
    return;
  }
  const place = id && document.getElementById(id);
  if (!place || location.hash) return;
  const way = offer.querySelector("a");
  way.href = `#${encodeURIComponent(id)}`;
  way.querySelector("span").textContent = place.querySelector(".passage-label a").textContent.toLowerCase();
  offer.hidden = false;
}

let waiting = false;
offerPlace();
markHeading();
addEventListener(
  "scroll",
  () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      markHeading();
      remember();
    });
  },
  { passive: true },
);
