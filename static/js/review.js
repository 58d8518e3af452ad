// While a text is reviewed: how many of its parts have been judged, in a line that stays in view.
const form = document.querySelector("form[data-review]");
const line = form?.querySelector("[data-progress]");

if (line) {
  const parts = [...form.querySelectorAll("[data-needed]")];
  const show = () => {
    const done = parts.filter((part) => part.querySelector(".judge input[type=radio]:checked")).length;
    const text = line.dataset.progress.replace("{done}", done).replace("{all}", parts.length);
    if (line.textContent !== text) line.textContent = text;
  };
  line.hidden = false;
  form.addEventListener("change", show);
  show();
}
