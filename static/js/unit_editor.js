// The editor of a care unit, where there is a script: a day is copied and a row is added without a round trip. Without it
// the same buttons send the form, and the server does the same.
const form = document.querySelector(".unit-editor");

// ---- copy a day ----
const copier = form.querySelector("[data-copy-day]");
const purposes = ["visit", "phone", "drop_in"];
copier.querySelector("button").addEventListener("click", (event) => {
  const from = copier.querySelector("[name=fran]").value;
  const days = [...copier.querySelectorAll("[name=till]:checked")].map((box) => box.value);
  if (!days.length) return; // the server says what is missing
  event.preventDefault();
  purposes.forEach((purpose) => {
    const text = form.elements[`${purpose}-${from}`].value;
    days.forEach((day) => { form.elements[`${purpose}-${day}`].value = text; });
  });
  const said = copier.querySelector("[data-copied]");
  said.classList.remove("visually-hidden");
  said.textContent = said.dataset.copied;
});

// ---- add a row ----
// Who comes back by the browser's own button finds the fields as they were, but for rows that a script has added: those
// are kept with the page in the browser's history.
const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
const kept = (isBack && history.state?.rows) || [];
form.addEventListener("submit", () => {
  history.replaceState({ rows: [...new FormData(form)].filter(([name]) => /^(tid|info)-/.test(name)) }, "");
});

const fill = (row) => row.querySelectorAll("[name]").forEach((field) => {
  const values = kept.filter(([name]) => name === field.name).map(([, value]) => value);
  if (field.type === "checkbox") field.checked = values.includes(field.value);
  else field.value = values[0] ?? "";
});

form.querySelectorAll("[data-without-script]").forEach((each) => { each.hidden = true; });
form.querySelectorAll("[data-rows]").forEach((rows) => {
  const { prefix } = rows.dataset;
  const total = form.elements[`${prefix}-TOTAL_FORMS`];
  total.value = String(rows.querySelectorAll("[data-row]").length); // a browser may have put back another
  const most = Number(form.elements[`${prefix}-MAX_NUM_FORMS`].value);
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet small", textContent: rows.dataset.rows });
  const add = () => {
    const last = [...rows.querySelectorAll("[data-row]")].at(-1);
    const row = last.cloneNode(true);
    const step = (value) => value.replaceAll(`${prefix}-${Number(total.value) - 1}-`, `${prefix}-${total.value}-`);
    row.querySelectorAll(".error").forEach((error) => error.remove());
    row.querySelectorAll(".has-error").forEach((field) => field.classList.remove("has-error"));
    row.querySelectorAll("[id], [for], [name], [aria-describedby]").forEach((each) => {
      for (const name of ["id", "for", "name", "aria-describedby"]) if (each.hasAttribute(name)) each.setAttribute(name, step(each.getAttribute(name)));
      each.removeAttribute("aria-invalid");
    });
    row.querySelectorAll("input:not([type=checkbox]), textarea").forEach((input) => { input.value = ""; });
    last.after(row);
    total.value = String(Number(total.value) + 1);
    button.hidden = Number(total.value) >= most;
    return row;
  };
  button.addEventListener("click", () => add().querySelector("input").focus());
  rows.after(button);
  const count = Number(kept.find(([name]) => name === `${prefix}-TOTAL_FORMS`)?.[1] ?? 0);
  while (Number(total.value) < Math.min(count, most)) fill(add());
});
