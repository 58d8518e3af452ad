// Suggestions while typing (the ARIA combobox pattern). htmx is fetched at the first focus and not before, so that a
// reader who does not search never pays for it. Without this file the form is a plain search form.
const load = (url) => new Promise((done) => {
  if (window.htmx) return done();
  const script = Object.assign(document.createElement("script"), { src: url, onload: done });
  document.head.append(script);
});

function combobox(form) {
  const input = form.querySelector("input");
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[data-search-status]");
  const rows = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => rows().findIndex((row) => row.getAttribute("aria-selected") === "true");

  const choose = (index) => {
    rows().forEach((row, i) => row.setAttribute("aria-selected", String(i === index)));
    const row = rows()[index];
    if (row) input.setAttribute("aria-activedescendant", row.id);
    else input.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  };
  const open = (yes) => {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) choose(-1);
  };

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  open(false);

  input.addEventListener("focus", async () => {
    await load(form.dataset.htmx);
    window.htmx.process(form);
    if (input.value && input.value !== input.defaultValue) input.dispatchEvent(new Event("suggest"));
  }, { once: true });

  input.addEventListener("htmx:beforeRequest", (event) => {
    if (input.value.trim().length > 1) return;
    event.preventDefault();
    open(false);
  });
  list.addEventListener("htmx:afterSwap", () => {
    const found = rows();
    found.forEach((row, i) => { row.id = `${list.id}-${i + 1}`; });
    const focused = document.activeElement === input;
    open(focused && found.length > 0);
    if (focused) status.textContent = list.querySelector("[data-said]")?.textContent ?? "";
  });

  input.addEventListener("keydown", (event) => {
    const count = rows().length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (list.hidden) open(true);
      const stops = count + 1; // the rows and the field itself
      choose(((chosen() + 1 + step + stops) % stops) - 1);
    } else if (event.key === "Enter" && !list.hidden && chosen() >= 0) {
      event.preventDefault();
      rows()[chosen()].click();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      open(false);
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  input.addEventListener("blur", (event) => { if (!list.contains(event.relatedTarget)) open(false); });
}

document.querySelectorAll("[data-search]").forEach(combobox);
document.querySelectorAll("[data-focuses]").forEach((toggle) => {
  toggle.addEventListener("toggle", () => { if (toggle.open) document.getElementById(toggle.dataset.focuses)?.focus(); });
});
