// A link to the words that the reader has selected: a text fragment, with as many of the words before and after them as
// it takes to be the only such place on the page. A browser that knows no text fragments goes to the paragraph.
"use strict";

const offer = document.querySelector(".passage-link");
const button = offer.querySelector("button");
const status = offer.querySelector("[role=status]");
const BLOCK = ".prose p, .prose li, .prose td";
const LONG = 10;
const ENDS = 5;
const CONTEXT = 12;
let link = "";

const words = (text) => text.split(/\s+/).filter(Boolean);
const plain = (text) => words(text).join(" ");
const coded = (text) => encodeURIComponent(text).replaceAll("-", "%2D");

function offset(block, node, at) {
  const range = document.createRange();
  range.selectNodeContents(block);
  range.setEnd(node, at);
  return range.toString().length;
}

function block(node) {
  return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(BLOCK);
}

// fragments mean whole words; with the punctuation at their ends, so that words before and after join by blanks
function outward(text, at, by) {
  const blank = (index) => !text[index]?.trim();
  while (!blank(at - 1) && !blank(at)) at += by;
  return at;
}

function occurrences(text, part) {
  return text.split(part).length - 1;
}

function selected(range) {
  const [first, last] = [block(range.startContainer), block(range.endContainer)];
  const passage = first?.closest(".passage");
  if (!passage || passage !== last?.closest(".passage")) return null;
  const [head, tail] = [first.textContent, last.textContent];
  const start = outward(head, offset(first, range.startContainer, range.startOffset), -1);
  const end = outward(tail, offset(last, range.endContainer, range.endOffset), 1);
  const inside = first === last ? words(head.slice(start, end)) : null;
  const before = words(head.slice(0, start));
  const after = words(tail.slice(end));
  if (inside && inside.length <= LONG) return { passage, before, exact: inside.join(" "), after };
  const opening = inside ?? words(head.slice(start));
  const closing = inside ?? words(tail.slice(0, end));
  return { passage, before, exact: opening.slice(0, ENDS).join(" "), last: closing.slice(-ENDS).join(" "), after };
}

function address({ passage, before, exact, last, after }) {
  const page = plain(document.querySelector("article.passages").textContent);
  let count = 0;
  let [prefix, suffix] = ["", ""];
  for (; count <= CONTEXT; count += 1) {
    prefix = before.slice(before.length - Math.min(count, before.length)).join(" ");
    suffix = after.slice(0, count).join(" ");
    if (occurrences(page, plain(`${prefix} ${exact} ${last ? "" : suffix}`)) === 1) break;
  }
  const parts = [prefix && `${coded(prefix)}-`, coded(exact), last && coded(last), suffix && `-${coded(suffix)}`];
  return `${location.origin}${location.pathname}#${passage.id}:~:text=${parts.filter(Boolean).join(",")}`;
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const found = selection.isCollapsed || !selection.rangeCount ? null : selected(selection.getRangeAt(0));
  if (found?.exact) {
    link = address(found);
    status.textContent = "";
    offer.hidden = false;
  } else if (!offer.contains(document.activeElement)) {
    offer.hidden = true;
  }
});

button.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(link);
    status.textContent = "Copied.";
  } catch {
    status.textContent = link;
  }
});
