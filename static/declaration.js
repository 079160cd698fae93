// A declaration while it is filled in: questions that do not apply are hidden, and tables get more
// rows. Without this all questions show, with a line that says when to answer.
const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

function given(name) {
  const fields = [...document.getElementsByName(name)];
  const on = fields.filter((field) => field.type !== "radio" && field.type !== "checkbox" || field.checked);
  return on.map((field) => field.value);
}

function applies(question) {
  const name = question.dataset.leansOn;
  if (!given(name).includes(question.dataset.value)) return false;
  const parent = document.getElementsByName(name)[0].closest("[data-leans-on]");
  return !parent || applies(parent);
}

// What is wrong is never hidden.
const isWrong = (question) => question.querySelector(".ds-validation-message") !== null;

const showRelevant = () => each("[data-leans-on]", (question) => {
  question.hidden = !applies(question) && !isWrong(question);
});

const NAMES = ["name", "id", "for", "aria-describedby"];

function renumber(row, name, place) {
  const was = `${name}-${row.dataset.row}-`;
  each("*", (element) => NAMES.forEach((attribute) => {
    const value = element.getAttribute(attribute);
    if (value?.includes(was)) element.setAttribute(attribute, value.replace(was, `${name}-${place}-`));
  }), row);
  row.dataset.row = place;
  each("[data-row-number]", (number) => { number.textContent = place + 1; }, row);
}

function emptied(row) {
  each("input, textarea", (field) => { field.value = ""; field.removeAttribute("aria-invalid"); }, row);
  each("select", (field) => { field.selectedIndex = 0; }, row);
  each(".ds-validation-message", (message) => message.remove(), row);
  return row;
}

function addRow(table) {
  const rows = table.querySelectorAll("[data-row]");
  const last = rows[rows.length - 1];
  const row = emptied(last.cloneNode(true));
  renumber(row, table.dataset.rows, Number(last.dataset.row) + 1);
  last.after(row);
  row.querySelector("input, select, textarea").focus();
  table.querySelector("[data-add-row]").disabled = rows.length + 1 >= Number(table.dataset.max);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-add-row]");
  if (button) addRow(button.closest("[data-rows]"));
});
document.addEventListener("change", showRelevant);
each("[data-rows]", (table) => {
  const rows = table.querySelectorAll("[data-row]").length;
  each("[data-add-row]", (button) => { button.disabled = rows >= Number(table.dataset.max); }, table);
});
showRelevant();
