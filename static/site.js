// Progressive enhancement; everything works without it. No inline script (CSP script-src 'self').
"use strict";

const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

// Paper shows everything, then the page is as it was.
addEventListener("beforeprint", () => each("details:not([open])", (closed) => {
  closed.dataset.closed = "";
  closed.open = true;
}));
addEventListener("afterprint", () => each("details[data-closed]", (closed) => {
  delete closed.dataset.closed;
  closed.open = false;
}));

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-print]")) print();
});

// What was wrong is read out first.
const focusErrors = () => document.querySelector("[data-error-summary]")?.focus();

// A password can be looked at while it is typed.
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-show-password]");
  if (!button) return;
  const field = document.getElementById(button.dataset.showPassword);
  const shown = field.type === "password";
  field.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", shown);
});

// A passkey that was not used says so beside its button.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  each("[data-passkey-failed]", (told) => { told.hidden = false; });
});
// Files are sent one by one, with how far each has come; without this the form sends one file.
const uploads = document.querySelector("[data-uploads]");
const say = (key, name) => uploads.dataset[key].replace("%s", name);
const announce = (text) => { uploads.querySelector("[data-uploads-status]").textContent = text; };

function showFile(name) {
  const line = document.createElement("li");
  const text = Object.assign(document.createElement("span"), { className: "fkj-lines__text" });
  const bar = Object.assign(document.createElement("progress"), { className: "fkj-progress", max: 1 });
  bar.setAttribute("aria-label", name);
  line.append(text, bar);
  uploads.querySelector("[data-uploads-list]").append(line);
  const tell = (words, aloud = true) => { text.textContent = words; if (aloud) announce(words); };
  return { tell, bar };
}

function sendFile(form, file, alone) {
  const { tell, bar } = showFile(file.name);
  const data = new FormData(form);
  data.set("file", file);
  if (!alone) data.set("title", "");
  tell(say("sending", file.name));
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => { bar.value = total ? loaded / total : 0; };
    request.upload.onload = () => tell(say("checking", file.name));
    request.onloadend = () => {
      bar.remove();
      tell(outcome(request, file.name));
      done(request.status === 201);
    };
    request.send(data);
  });
}

function outcome({ status, responseText }, name) {
  if (status === 201) return say("done", name);
  if (status !== 422) return say("failed", name);
  return `${name}: ${Object.values(JSON.parse(responseText).errors).flat().join(" ")}`;
}

async function sendFiles(form, files) {
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  uploads.hidden = false;
  uploads.querySelector("[data-uploads-list]").replaceChildren();
  const sent = [];
  for (const file of files) sent.push(await sendFile(form, file, files.length === 1));
  button.disabled = false;
  if (sent.every(Boolean)) location.assign(uploads.dataset.back);
  // What came through is not sent again with what did not.
  else form.querySelector("input[type=file]").value = "";
}

if (uploads) {
  const input = document.querySelector("input[type=file]");
  input.multiple = uploads.dataset.multiple === "yes";
  // Before the handler below, which marks a form as sent.
  document.addEventListener("submit", (event) => {
    if (event.target !== input.form || !input.files.length) return;
    event.preventDefault();
    sendFiles(input.form, input.files);
  }, true);
}

// A form is sent once, also when somebody presses twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => each("form[data-sent]", (form) => delete form.dataset.sent));

// The bar below a list counts what is chosen for comparison and keeps it when the list changes.
const bar = () => document.getElementById("sml");
const boxes = () => [...document.querySelectorAll("input[type=checkbox][form=sml]")];
const chosen = new Set();
const basket = () => `sml:${bar().getAttribute("action")}`;

function showChosen() {
  const form = bar();
  if (!form) return;
  const full = chosen.size >= Number(form.dataset.max);
  boxes().forEach((box) => {
    box.checked = chosen.has(box.value);
    box.disabled = full && !box.checked;
  });
  keepOffPage(form);
  const text = chosen.size === 1 ? form.dataset.one : form.dataset.many;
  form.querySelector("[data-count]").textContent = text.replace("%s", chosen.size);
  form.querySelector("[data-full]").hidden = !full;
  form.hidden = chosen.size === 0;
  sessionStorage.setItem(basket(), JSON.stringify([...chosen]));
}

// Chosen things that a filter or a new page took out of sight stay in the form.
function keepOffPage(form) {
  each("input[type=hidden][name=id]", (input) => input.remove(), form);
  const seen = new Set(boxes().map((box) => box.value));
  [...chosen].filter((value) => !seen.has(value)).forEach((value) => {
    const input = Object.assign(document.createElement("input"), { type: "hidden", name: "id", value });
    form.append(input);
  });
}

function readChosen() {
  if (!bar()) return;
  JSON.parse(sessionStorage.getItem(basket()) || "[]").forEach((value) => chosen.add(value));
  boxes().filter((box) => box.checked).forEach((box) => chosen.add(box.value));
  showChosen();
}

document.addEventListener("change", ({ target }) => {
  if (!target.matches("input[type=checkbox][form=sml]")) return;
  chosen[target.checked ? "add" : "delete"](target.value);
  showChosen();
});
document.addEventListener("reset", ({ target }) => {
  if (target !== bar()) return;
  chosen.clear();
  setTimeout(showChosen);
});
document.addEventListener("htmx:afterSettle", showChosen);

// What is not chosen is not in the address.
document.addEventListener("htmx:configRequest", ({ detail: { formData } }) => {
  [...formData].filter(([, value]) => value === "").forEach(([name]) => formData.delete(name));
});

each("[data-needs-script]", (element) => { element.hidden = false; });
readChosen();
focusErrors();
