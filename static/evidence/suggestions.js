// Suggestions beneath the search box of the head, as a combobox by the ARIA Authoring Practices. Every page works
// without this file: the box is then a plain one.
"use strict";

const PAUSE = 150; // milliseconds without a key before the server is asked
const SHORTEST = 2;

function suggestBeneath(input) {
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let options = [];
  let active = -1;
  let timer;
  let request = new AbortController();

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.after(list);
  input.form.append(status);
  input.type = "text"; // a search box cannot be a combobox
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  function close() {
    clearTimeout(timer);
    request.abort();
    list.hidden = true;
    list.replaceChildren();
    options = [];
    point(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function point(at) {
    active = at;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    }
  }

  function part(name, words) {
    const element = document.createElement("span");
    element.className = name;
    element.textContent = words;
    return element;
  }

  function show(suggestions) {
    options = suggestions.map((suggestion, place) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.address = suggestion.address;
      option.append(part("suggested", suggestion.words), " ", part("suggested-kind", suggestion.kind));
      if (suggestion.more) option.append(" ", part("suggested-more", suggestion.more));
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(options.length > 0));
    point(-1);
    status.textContent = options.length === 1 ? "1 suggestion" : `${options.length} suggestions`;
  }

  async function ask() {
    request.abort();
    request = new AbortController();
    const address = `${input.dataset.suggestions}?q=${encodeURIComponent(input.value)}`;
    try {
      const answer = await fetch(address, { signal: request.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < SHORTEST) close();
    else timer = setTimeout(ask, PAUSE);
  });

  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") point(active + 1 < options.length ? active + 1 : -1);
    else if (event.key === "ArrowUp") point(active < 0 ? options.length - 1 : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) location.assign(options[active].dataset.address);
    else return;
    event.preventDefault();
  });

  // the box keeps the focus, so that what is chosen by a finger or a mouse is chosen before the list closes
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.address);
  });
  input.addEventListener("blur", close);
}

document.querySelectorAll("input[data-suggestions]").forEach(suggestBeneath);
