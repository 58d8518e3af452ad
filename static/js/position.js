// "Använd min plats": asks the browser where it is, when the reader presses and not before. The position is rounded to
// two decimals of a degree (about a kilometre) before it goes anywhere, and it goes only into this site's address.
document.querySelectorAll("[data-position]").forEach((row) => {
  if (!navigator.geolocation || !window.isSecureContext) return;
  const form = row.closest("form");
  const says = row.querySelector("[aria-live]");
  row.hidden = false;

  row.querySelector("button").addEventListener("click", () => {
    says.textContent = says.dataset.waiting;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const field = form.querySelector("[name=pos]") ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "pos" }));
      field.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
      form.requestSubmit();
    }, (error) => {
      says.textContent = error.code === error.PERMISSION_DENIED ? says.dataset.refused : says.dataset.failed;
    }, { enableHighAccuracy: false, timeout: 15_000, maximumAge: 300_000 });
  });
});
