// Single keys for the desk: "j" and "k" from item to item, "x" ticks, and the keys that stand on the buttons decide.
// They can be turned off, and rest while something is being written or another key is held down (WCAG 2.1.4).
"use strict";

const SETTING = "evidence.desk-keys";
const allowed = document.getElementById("desk-keys");
const items = [...document.querySelectorAll(".desk-item")];

function kept(value) {
  try {
    if (value !== undefined) localStorage.setItem(SETTING, value);
    return localStorage.getItem(SETTING);
  } catch {
    return null; // a browser that keeps nothing asks again on the next page
  }
}

function current() {
  return items.indexOf(document.activeElement.closest(".desk-item"));
}

function writing(target) {
  return target.isContentEditable || target.closest("input:not([type=checkbox]), textarea, select");
}

function act(key) {
  if (key === "j" || key === "k") items[current() + (key === "j" ? 1 : -1)]?.focus();
  else if (key === "x") items[current()]?.querySelector("input[type=checkbox]")?.click();
  else items[current()]?.querySelector(`[data-key="${key}"]`)?.click();
}

if (allowed) {
  allowed.closest(".desk-keys").hidden = false;
  allowed.checked = kept() !== "off";
  allowed.addEventListener("change", () => kept(allowed.checked ? "on" : "off"));
  addEventListener("keydown", (event) => {
    if (!"jkxacrd".includes(event.key) || event.key.length !== 1 || !allowed.checked || event.repeat) return;
    if (event.ctrlKey || event.altKey || event.metaKey || writing(event.target)) return;
    event.preventDefault();
    act(event.key);
  });
  // the address names the place of what was decided last: the next entry stands there now
  const place = Number(/^#entry-([0-9]+)$/.exec(location.hash)?.[1] ?? 1) - 1;
  items[Math.min(place, items.length - 1)]?.focus({ preventScroll: !location.hash });
}
