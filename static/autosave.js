// Saves a form while somebody types. Without this the button saves.
const form = document.querySelector("form[data-autosave]");
const status = form.querySelector("[data-autosave-status]");
const progress = form.querySelector("[data-autosave-progress]");
const PAUSE = 1500, FIRST_WAIT = 3000, LONGEST_WAIT = 30000;
let timer, sending, changed = false, stopped = false, wait = FIRST_WAIT;

// What is said aloud is said once; what passes by is only seen.
const show = (text) => { progress.textContent = text; };

function tell(text, link) {
  show("");
  if (status.textContent !== text) status.textContent = text;
  if (!link) return;
  const a = Object.assign(document.createElement("a"), {
    className: "ds-link", href: form.dataset.loginUrl, target: "_blank", textContent: link,
  });
  status.append(" ", a);
}

function later(pause) {
  clearTimeout(timer);
  if (!stopped) timer = setTimeout(save, pause);
}

function tryAgain(text, link) {
  changed = true;
  tell(text, link);
  later(wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

const stop = (text) => { stopped = true; tell(text); };
const loggedOut = () => tryAgain(form.dataset.loggedOut, form.dataset.login);

// A new log-in in another tab has another token: the page is asked for it.
async function renewToken() {
  const page = await fetch(location.href, { redirect: "manual" });
  if (page.type === "opaqueredirect") return loggedOut();
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
  const token = fresh.querySelector("form[data-autosave] [name=csrfmiddlewaretoken]");
  if (!token) return stop(form.dataset.closed);
  form.elements.csrfmiddlewaretoken.value = token.value;
  changed = true;
  return later(0);
}

async function post() {
  const headers = { Accept: "application/json" };
  const body = new FormData(form);
  return fetch(location.href, { method: "POST", body, headers, redirect: "manual" });
}

async function understand(answer) {
  if (answer.type === "opaqueredirect") return loggedOut();
  if (answer.status === 409) return stop((await answer.json()).text);
  if (answer.status === 403) return renewToken();
  if (!answer.ok) return tryAgain(form.dataset.lost);
  const told = await answer.json();
  form.elements.seen.value = JSON.stringify(told.seen);
  wait = FIRST_WAIT;
  return tell(told.text);
}

async function save() {
  clearTimeout(timer);
  if (sending || !changed || stopped) return;
  sending = true;
  changed = false;
  show(form.dataset.saving);
  try {
    await understand(await post());
  } catch {
    tryAgain(form.dataset.lost);
  }
  sending = false;
  if (changed && wait === FIRST_WAIT) later(PAUSE);
}

form.addEventListener("input", () => {
  changed = true;
  if (!sending && !stopped) show(form.dataset.unsaved);
  later(PAUSE);
});
form.addEventListener("change", () => { changed = true; later(PAUSE / 3); });
form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); });
addEventListener("pageshow", () => { stopped = false; });
addEventListener("online", () => { if (changed) save(); });
addEventListener("visibilitychange", () => { if (document.hidden && changed) save(); });
addEventListener("beforeunload", (event) => { if (changed && !stopped) event.preventDefault(); });
