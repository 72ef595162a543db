// Single keys for readers who want them: "/" to search, "j" and "k" from paragraph to paragraph, "?" for what they do.
// They can be turned off, and rest while something is being written or another key is held down (WCAG 2.1.4).
"use strict";

const SETTING = "evidence.shortcuts";
const STOPS = ".passage, .found-passage, .leaf";
const help = document.getElementById("shortcuts");
const opener = document.getElementById("open-shortcuts");
const allowed = document.getElementById("allow-shortcuts");

function stored() {
  try {
    return localStorage.getItem(SETTING);
  } catch {
    return null;
  }
}

function store(value) {
  try {
    localStorage.setItem(SETTING, value);
  } catch {
    // a browser that keeps nothing asks again on the next page
  }
}

// the paragraph with the focus, or the one that stands at the top of the window
function current(stops) {
  const focused = stops.indexOf(document.activeElement.closest(STOPS));
  if (focused >= 0) return focused;
  return stops.findLastIndex((stop) => stop.getBoundingClientRect().top < 8);
}

function step(by) {
  const stops = [...document.querySelectorAll(STOPS)];
  const stop = stops[current(stops) + by];
  if (stop) {
    stop.querySelector("a").focus({ preventScroll: true });
    stop.scrollIntoView();
  } else if (!stops.length) {
    document.querySelector(by > 0 ? ".turning a[rel=next]" : ".turning a[rel=prev]")?.click();
  }
}

function search() {
  const field = document.querySelector("main input[type=search]") ?? document.getElementById("site-search");
  field.focus();
  field.select();
}

const KEYS = { "/": search, j: () => step(1), k: () => step(-1), "?": () => help.showModal() };

function writing(target) {
  return target.isContentEditable || target.closest("input:not([type=checkbox]), textarea, select");
}

addEventListener("keydown", (event) => {
  const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
  if (!act || !allowed.checked || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector("dialog[open]") || writing(event.target)) return;
  event.preventDefault();
  act();
});

allowed.checked = stored() !== "off";
allowed.addEventListener("change", () => store(allowed.checked ? "on" : "off"));
opener.addEventListener("click", () => help.showModal());
opener.parentElement.hidden = false;
