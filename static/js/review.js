// While a text is reviewed: how many of its parts have been judged, in a line that stays in view; and a question before
// one leaves what is not saved.
const form = document.querySelector("form[data-review]");
const line = form.querySelector("[data-progress]");

const said = (of) => JSON.stringify([...new FormData(of)]);
const as_sent = form.cloneNode(true);
as_sent.reset();
const saved = form.hasAttribute("data-unsaved") ? null : said(as_sent);
let leaving = false;
form.addEventListener("submit", () => { leaving = true; });
window.addEventListener("pageshow", (event) => { if (event.persisted) leaving = false; });
window.addEventListener("beforeunload", (event) => { if (!leaving && said(form) !== saved) event.preventDefault(); });

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
