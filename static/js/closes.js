// An open panel (details[data-closes]) closes with Escape, and when a press or the keyboard goes on outside it. One that
// names the list it opens beside itself (data-closes="id") closes with Escape alone, since it moves the page below it.
const opened = (which = "[data-closes]") => document.querySelectorAll(`details${which}[open]`);
const holds = (panel, node) => panel.contains(node) || document.getElementById(panel.dataset.closes)?.contains(node);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  opened().forEach((panel) => {
    if (holds(panel, document.activeElement)) panel.querySelector("summary").focus();
    panel.open = false;
  });
});
for (const elsewhere of ["pointerdown", "focusin"]) {
  document.addEventListener(elsewhere, (event) => {
    opened('[data-closes=""]').forEach((panel) => { if (!panel.contains(event.target)) panel.open = false; });
  });
}
