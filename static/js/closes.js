// An open panel (details[data-closes]) closes with Escape and with a press outside it.
const opened = () => document.querySelectorAll("details[data-closes][open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  opened().forEach((panel) => {
    if (panel.contains(document.activeElement)) panel.querySelector("summary").focus();
    panel.open = false;
  });
});
document.addEventListener("pointerdown", (event) => {
  opened().forEach((panel) => { if (!panel.contains(event.target)) panel.open = false; });
});
