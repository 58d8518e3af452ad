// [data-rows] gets a button (its words are the attribute's) that adds an empty row: a source, a related topic. Without
// this file new rows come when one saves. A form is told with the event "rows" which fields kept text needs.
const NUMBER = /^(id_)?(source|related)-(\d+)/;

function next(row) {
  const copy = row.cloneNode(true);
  const step = (value) => value.replace(NUMBER, (all, id, name, n) => `${id ?? ""}${name}-${Number(n) + 1}`);
  copy.querySelectorAll(".error").forEach((error) => error.remove());
  copy.querySelectorAll(".has-error").forEach((field) => field.classList.remove("has-error"));
  copy.querySelectorAll("[id], [for], [name], [aria-describedby]").forEach((each) => {
    for (const name of ["id", "for", "name"]) if (each.hasAttribute(name)) each.setAttribute(name, step(each.getAttribute(name)));
    each.removeAttribute("aria-describedby");
    each.removeAttribute("aria-invalid");
  });
  copy.querySelectorAll("legend, label").forEach((label) => {
    label.textContent = label.textContent.replace(/\d+\s*$/, (n) => String(Number(n) + 1));
  });
  copy.querySelectorAll("input").forEach((input) => { input.value = ""; input.removeAttribute("value"); });
  copy.querySelectorAll("select").forEach((select) => {
    [...select.options].forEach((option) => option.removeAttribute("selected"));
    select.selectedIndex = 0;
  });
  row.after(copy);
  return copy;
}

const last = (rows) => [...rows.querySelectorAll("[data-row]")].at(-1);

function fill(form, names) {
  form.querySelectorAll("[data-rows]").forEach((rows) => {
    const kind = NUMBER.exec(last(rows).querySelector("input").name)[2];
    const most = Math.max(-1, ...names.map((name) => NUMBER.exec(name)).filter((found) => found?.[2] === kind).map((found) => Number(found[3])));
    while (Number(NUMBER.exec(last(rows).querySelector("input").name)[3]) < Math.min(most, 98)) next(last(rows));
  });
}

document.querySelector("form[data-draft]").addEventListener("rows", (event) => fill(event.currentTarget, event.detail));
document.querySelectorAll("[data-without-script], [data-with-script]").forEach((words) => { words.hidden = words.hasAttribute("data-without-script"); });
document.querySelectorAll("[data-rows]").forEach((rows) => {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet small", textContent: rows.dataset.rows });
  button.addEventListener("click", () => {
    const inputs = rows.querySelectorAll("[data-row]");
    if (inputs.length < 99) next(last(rows)).querySelector("input").focus();
  });
  rows.after(button);
});
