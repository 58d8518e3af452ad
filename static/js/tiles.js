// A detailed map of pictures from a server that the operator has chosen, for whoever presses for it. Until then nothing
// is asked of that server. The list beside it says the same in words.
async function show(box) {
  const { tiles, credit, units, library, style, label, failed } = box.dataset;
  try {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
    const styled = new Promise((done, fail) => Object.assign(sheet, { onload: done, onerror: fail }));
    document.head.append(sheet);
    const [L] = await Promise.all([import(library), styled]);
    const view = document.createElement("div");
    view.className = "tile-map";
    view.setAttribute("role", "region");
    view.setAttribute("aria-label", label);
    box.replaceChildren(view);
    const map = L.map(view, { zoomControl: false });
    map.attributionControl.setPrefix(false);
    L.control.zoom({ zoomInTitle: box.dataset.in, zoomOutTitle: box.dataset.out }).addTo(map);
    L.tileLayer(tiles, { maxZoom: 19, attribution: text(credit), referrerPolicy: "strict-origin" }).addTo(map);
    const places = JSON.parse(units);
    places.forEach(([north, east, name, address], index) => {
      const link = Object.assign(document.createElement("a"), { href: address, title: name, className: "mark", textContent: index + 1 });
      link.setAttribute("aria-label", name);
      const icon = L.divIcon({ className: "tile-pin", iconSize: null, html: link });
      L.marker([north, east], { icon, keyboard: false, interactive: false }).addTo(map);
    });
    map.fitBounds(places.map(([north, east]) => [north, east]), { padding: [30, 30], maxZoom: 15 });
    view.focus({ preventScroll: true });
  } catch {
    box.textContent = failed;
  }
}

// Leaflet sets the credit as markup: what stands in a setting is text.
const text = (words) => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

for (const box of document.querySelectorAll("[data-tiles]")) {
  if (JSON.parse(box.dataset.units).length === 0) continue;
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => show(box), { once: true });
}
