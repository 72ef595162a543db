// Staff select words of a paragraph and open the form for an annotation on them. Places are counted in characters of the
// stored text: what the page adds to it (numbers of notes, names of speakers) stands in elements of the class apparatus.
"use strict";

const link = document.querySelector(".passage-link .annotate-words");
// the server reads the words from its own text, and these only to make sure that they are the same
const HEAD = 100;

function proseAround(node) {
  return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(".passage > .prose");
}

function storedBefore(prose, node, at) {
  const range = document.createRange();
  range.selectNodeContents(prose);
  range.setEnd(node, at);
  const held = range.cloneContents();
  for (const added of held.querySelectorAll(".apparatus")) added.remove();
  return held.textContent;
}

// characters as the server counts them: one for each code point
const size = (text) => [...text].length;

function address(range) {
  const prose = proseAround(range.startContainer);
  if (!prose || prose !== proseAround(range.endContainer)) return null;
  const before = storedBefore(prose, range.startContainer, range.startOffset);
  const quote = storedBefore(prose, range.endContainer, range.endOffset).slice(before.length);
  const words = quote.trim();
  if (!words) return null;
  const start = size(before) + size(quote) - size(quote.trimStart());
  const form = new URL(prose.closest(".passage").dataset.annotate, location.href);
  form.searchParams.set("start", start);
  form.searchParams.set("end", start + size(words));
  form.searchParams.set("quote", [...words].slice(0, HEAD).join(""));
  return form.href;
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const form = selection.isCollapsed || !selection.rangeCount ? null : address(selection.getRangeAt(0));
  if (form) link.href = form;
});
