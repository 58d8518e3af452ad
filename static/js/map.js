// Moves the map of find care without leaving the page: buttons, arrow keys and + −, drag, wheel and pinch. The server
// draws every map, so that close units part and gather the same way as without this file; between two drawings only
// the view box moves.
const SETTLED = 250; // ms after the last movement
const still = matchMedia("(prefers-reduced-motion: reduce)");
const KEYS = { ArrowUp: "arrow-up", ArrowDown: "arrow-down", ArrowLeft: "arrow-left", ArrowRight: "arrow-right", "+": "plus", "=": "plus", "-": "minus" };
const STEPS = { plus: [0, 0, 0.5], minus: [0, 0, 2], "arrow-up": [0, 0.4, 1], "arrow-down": [0, -0.4, 1], "arrow-left": [-0.4, 0, 1], "arrow-right": [0.4, 0, 1] };

function movable(figure) {
  const view = figure.querySelector("[data-map-view]");
  const drawing = () => view.querySelector("svg");
  const [easting, northing, side] = figure.dataset.window.split("-").map(Number);
  let at = { easting, northing, side };
  let timer, asking, frame;

  const show = ({ easting: east, northing: north, side: wide }) => {
    drawing().setAttribute("viewBox", `${(east - wide / 2) / 100} ${-(north + wide / 2) / 100} ${wide / 100} ${wide / 100}`);
  };
  const within = ({ easting: east, northing: north, side: wide }) => ({
    easting: Math.min(Math.max(Math.round(east), 200_000), 949_000),
    northing: Math.min(Math.max(Math.round(north), 6_100_000), 7_690_000),
    side: Math.min(Math.max(Math.round(wide), 1_500), 1_800_000),
  });
  const glide = (from, to) => {
    cancelAnimationFrame(frame);
    if (still.matches) return show(to);
    const began = performance.now();
    const step = (now) => {
      const part = Math.min((now - began) / 180, 1);
      const eased = 1 - (1 - part) ** 2;
      show(Object.fromEntries(Object.keys(to).map((key) => [key, from[key] + (to[key] - from[key]) * eased])));
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  };
  const name = () => `${at.easting}-${at.northing}-${at.side}`;

  async function draw(karta) {
    asking?.abort();
    asking = new AbortController();
    const query = new URLSearchParams(figure.dataset.query);
    if (karta) query.set("karta", karta);
    try {
      const answer = await fetch(`${figure.dataset.map}?${query}`, { signal: asking.signal });
      const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-map]");
      if (!answer.ok || !drawn) return; // outside the country: what is shown stays
      cancelAnimationFrame(frame);
      const focused = figure.contains(document.activeElement) && document.activeElement;
      const move = focused?.dataset?.mapMove;
      figure.dataset.window = drawn.dataset.window;
      const [e, n, s] = drawn.dataset.window.split("-").map(Number);
      at = { easting: e, northing: n, side: s };
      view.replaceChildren(...drawn.querySelector("[data-map-view]").childNodes);
      figure.querySelector(".map-moves").replaceWith(drawn.querySelector(".map-moves"));
      figure.querySelector("[data-map-status]").textContent = drawn.querySelector("[data-map-status]").textContent.trim();
      if (move) figure.querySelector(`[data-map-move="${move}"]`)?.focus({ preventScroll: true });
      else if (focused && !focused.isConnected) view.focus({ preventScroll: true });
      history.replaceState(null, "", `?${query}`);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(() => draw(name()), SETTLED);
  };
  const go = (to, smooth = true) => {
    const from = at;
    at = within(to);
    if (smooth) glide(from, at);
    else show(at);
    settle();
  };
  const step = (move) => {
    const [east, north, factor] = STEPS[move];
    go({ easting: at.easting + east * at.side, northing: at.northing + north * at.side, side: at.side * factor });
  };
  // Metres from the middle of what stands under a point of the screen.
  const under = ({ clientX, clientY }) => {
    const box = drawing().getBoundingClientRect();
    return [((clientX - box.left) / box.width - 0.5) * at.side, (0.5 - (clientY - box.top) / box.height) * at.side, at.side / box.width];
  };
  const zoomAt = (point, factor) => {
    const [east, north] = under(point);
    const side = within({ ...at, side: at.side * factor }).side;
    const kept = 1 - side / at.side;
    go({ easting: at.easting + east * kept, northing: at.northing + north * kept, side }, false);
  };

  view.tabIndex = 0;
  view.setAttribute("role", "application");
  view.setAttribute("aria-roledescription", "karta");
  view.setAttribute("aria-label", "Karta. Flytta med piltangenterna, zooma med plus och minus.");
  figure.classList.add("movable");

  figure.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-map-move], a[href*='karta=']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const move = link.dataset.mapMove;
    if (move in STEPS) return step(move);
    const karta = new URL(link.href).searchParams.get("karta");
    if (!karta) return draw("");
    const [e, n, s] = karta.split("-").map(Number);
    go({ easting: e, northing: n, side: s });
  });
  figure.addEventListener("keydown", (event) => {
    const move = KEYS[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step(move);
  });
  view.addEventListener("wheel", (event) => {
    // Someone who scrolls past the map goes on scrolling: it zooms once it has been pressed, or with Ctrl.
    if (!event.ctrlKey && !view.contains(document.activeElement)) return;
    event.preventDefault();
    zoomAt(event, 1.0015 ** Math.max(-300, Math.min(event.deltaY, 300)));
  }, { passive: false });

  const held = new Map();
  let dragged = false;
  view.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, event);
    dragged = false;
  });
  view.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    if (!dragged && Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) < 5) return;
    if (!dragged) view.setPointerCapture(event.pointerId);
    dragged = true;
    const [, , metres] = under(event);
    if (held.size === 2) {
      const [other] = [...held.values()].filter((each) => each.pointerId !== event.pointerId);
      const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
      zoomAt({ clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 }, apart(before) / apart(event));
    } else {
      go({ ...at, easting: at.easting - (event.clientX - before.clientX) * metres, northing: at.northing + (event.clientY - before.clientY) * metres }, false);
    }
    held.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    view.addEventListener(end, (event) => held.delete(event.pointerId));
  }
  view.addEventListener("click", (event) => { // a drag that ends on a unit does not open it
    if (dragged) { event.preventDefault(); event.stopPropagation(); }
    dragged = false;
  }, true);
  view.addEventListener("dragstart", (event) => event.preventDefault());
}

document.querySelectorAll("[data-map]").forEach(movable);
