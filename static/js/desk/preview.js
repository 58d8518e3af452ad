// The reader's view beside the form: shown where there is a script, as wide as the screen that is chosen, and in step
// with the part that is being written. htmx fetches it; nothing else than the preview is ever put in its place.
const live = document.querySelector("[data-live]");
const pane = live.querySelector("#lasaren");
const form = document.querySelector("#utkast");
const columns = live.parentElement;
live.hidden = false;
columns.classList.add("with-live");

// What is written is seen: the pane goes to the chapter that has the keyboard.
let written = null;
const follow = () => {
  const { part, anchor } = written?.dataset ?? {};
  const target = anchor ? pane.querySelector(`#${CSS.escape(anchor)}`) : null;
  if (target) pane.scrollTop += target.getBoundingClientRect().top - pane.getBoundingClientRect().top - 16;
  else if (part === "head") pane.scrollTop = 0;
};
form.addEventListener("focusin", (event) => {
  written = event.target.closest("[data-part]") ?? written;
  follow();
});

const choose = () => {
  const wide = live.querySelector("[name=skarm]:checked").value === "dator";
  columns.classList.toggle("as-computer", wide);
  pane.classList.toggle("as-phone", !wide);
  follow();
};
live.querySelectorAll("[name=skarm]").forEach((radio) => radio.addEventListener("change", choose));
choose();

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (requestConfig.elt !== pane) return;
  const asked = new URL(pane.getAttribute("hx-post"), location).pathname;
  if (xhr.status !== 200 || new URL(xhr.responseURL).pathname !== asked) event.detail.shouldSwap = false;
});

// How much must be mended before the text can be published is said aloud when it changes.
const stops = () => form.querySelectorAll(".lint .stop").length;
let told = stops();
document.addEventListener("htmx:afterSettle", () => {
  if (stops() === told) return;
  told = stops();
  form.querySelector("[data-save-said]").textContent = told ? `${told} fel måste rättas före publicering.` : "Inga fel hindrar publicering.";
});

// A link in the preview leaves the form as it is.
pane.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  if (link.protocol.startsWith("http")) window.open(link.href, "_blank", "noopener");
});

// A part of the form that is shut opens when one goes to it.
document.querySelector(".contents").addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#del-']");
  const part = link && document.getElementById(link.hash.slice(1));
  if (part instanceof HTMLDetailsElement) {
    part.open = true;
    part.querySelector("summary").focus();
  }
});
