// A list of suggestions below the search box: the ARIA pattern «combobox with a list box».
// Without script the box searches as before.
const WAIT = 150;
const input = document.querySelector("input[data-suggest]");
const list = document.getElementById("forslag");
const told = document.getElementById("forslag-status");
let timer = 0;
let asked = 0;

const options = () => [...list.querySelectorAll("[role=option]")];
const active = () => list.querySelector("[aria-selected=true]");

function close() {
  clearTimeout(timer);
  asked += 1;
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function choose(option) {
  options().forEach((one) => one.setAttribute("aria-selected", String(one === option)));
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

function move(step) {
  const all = options();
  const at = all.indexOf(active()) + step;
  choose(at < 0 ? all[all.length - 1] : all[at % all.length]);
}

function show(html) {
  list.innerHTML = html;
  const number = options().length;
  list.hidden = number === 0;
  input.setAttribute("aria-expanded", String(number > 0));
  input.removeAttribute("aria-activedescendant");
  told.textContent = number ? told.dataset.many.replace("%s", number) : "";
}

async function ask() {
  const mine = (asked += 1);
  const address = new URL(input.dataset.suggest, document.baseURI);
  address.searchParams.set("q", input.value);
  const answer = await fetch(address);
  // What was typed later has been asked about since.
  if (answer.ok && mine === asked) show(await answer.text());
}

function onKey(event) {
  if (list.hidden) {
    if (event.key === "ArrowDown" && input.value) ask();
    return;
  }
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) {
    event.preventDefault();
    if (active() || steps[event.key] > 0) move(steps[event.key]);
    else choose(options().at(-1));
  } else if (event.key === "Escape") {
    event.preventDefault();
    close();
  } else if (event.key === "Enter" && active()) {
    event.preventDefault();
    location.assign(active().dataset.url);
  } else if (event.key === "Enter" || event.key === "Tab") {
    close();
  }
}

if (input && list) {
  Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  }).forEach(([name, value]) => input.setAttribute(name, value));
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
  // Before the box loses the focus, and with it the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}
