// Saves a draft (form[data-draft]) by itself, a few seconds after a change. What cannot be saved (no network, logged
// out, someone else saved, too much text) is kept in this browser until it is, and offered back when the page is opened
// again. The form itself works without any of it.
const PAUSE = 2500; // milliseconds from the last change
const AGAIN = 8000; // between attempts while it cannot be saved
const OURS = new Set(["csrfmiddlewaretoken"]);

const form = document.querySelector("form[data-draft]");
const line = form.querySelector("[data-save-status]");
const said = form.querySelector("[data-save-said]");
const url = form.dataset.autosave;
const store = `utkast-${form.dataset.draft}`; // see forget.js
const aside = `${store}-tidigare`;
const field = (name) => form.elements.namedItem(name);

const entries = (of = form) => [...new FormData(of)].filter(([name]) => !OURS.has(name));
const texts = (of = form) => JSON.stringify(entries(of).filter(([name]) => !["serial", "was"].includes(name)));

// The texts as the server sent them, whatever has been typed before this file had come.
function as_sent() {
  const copy = form.cloneNode(true);
  copy.reset();
  return texts(copy);
}

let saved = form.hasAttribute("data-unsaved") ? null : as_sent(); // what the server has, as far as we know
let timer = 0;
let busy = false;
let stopped = false; // someone else saved: nothing more is sent until the texts have been compared
let pressed = null; // a button that was pressed while the text was being saved
let renewed = false;
let trouble = ""; // what stands in the way, so that it is said once
let draft = form.dataset.of; // which draft is written in; none once it has been sent in or thrown away
const dirty = () => texts() !== saved;

function show(words, { aloud = false, more = [] } = {}) {
  line.replaceChildren(words, ...more);
  if (aloud) said.textContent = words;
}

// ---- kept in the browser ----

function keep(more = {}) {
  try {
    localStorage.setItem(store, JSON.stringify({ at: new Date().toISOString(), draft, serial: field("serial").value, entries: entries(), ...more }));
    return true;
  } catch {
    return false; // no room, or the browser keeps nothing
  }
}

function forget(name = store) {
  try { localStorage.removeItem(name); } catch { /* nothing is kept here */ }
}

const read = (name) => { try { return JSON.parse(localStorage.getItem(name) ?? "null"); } catch { return null; } };

// What the words are, whatever spaces, bullets and empty rows the server has tidied away.
const said_in = (pairs) => pairs.filter(([name]) => !["serial", "was"].includes(name))
  .map(([, value]) => String(value).replace(/^(?:[·•▪◦‣]\s*|[-–—](?:\s+|(?=\p{L}))|\*\s+|o\t\s*|\d{1,2}[.)]\s+)/gmu, "").replace(/\s+/g, " ").trim().toLowerCase()).filter(Boolean);

function says_more(kept) {
  const here = said_in(entries());
  return said_in(kept.entries).some((words) => {
    const at = here.indexOf(words);
    if (at >= 0) here.splice(at, 1); // what stands once in the draft answers for one
    return at < 0;
  });
}

function is_wanted(kept) {
  if (kept.draft && kept.draft !== draft) return false; // that draft has been sent in or thrown away
  const arrived = kept.submitted && form.hasAttribute("data-own") && Number(field("serial").value) > Number(kept.serial);
  return !arrived && says_more(kept);
}

// Kept text is set aside until the person has said what to do with it: what is written meanwhile does not replace it.
function offer() {
  const kept = read(store);
  if (kept && is_wanted(kept)) {
    try { localStorage.setItem(aside, JSON.stringify(kept)); } catch { return; }
  }
  if (kept) forget();
  const waiting = read(aside);
  if (!waiting || !is_wanted(waiting)) {
    forget(aside);
    return;
  }
  const box = document.querySelector("[data-kept]");
  const at = new Date(waiting.at).toLocaleString("sv-SE", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  box.querySelector("[data-kept-at]").textContent = at.replace(/(\d):(\d)/, "$1.$2");
  box.hidden = false;
  said.textContent = "Det finns text som inte sparades. Välj om du vill ha tillbaka den.";
  const end = (words) => {
    forget(aside);
    box.hidden = true;
    said.textContent = words;
    form.querySelector("textarea, input:not([type=hidden])").focus();
  };
  box.querySelector("[data-throw]").addEventListener("click", () => end("Texten är kastad."));
  box.querySelector("[data-restore]").addEventListener("click", () => { restore(waiting.entries); keep(); end("Texten är återställd."); });
}

function restore(kept) {
  const values = new Map(kept);
  form.dispatchEvent(new CustomEvent("rows", { detail: [...values.keys()] }));
  [...form.elements].filter((each) => each.name && !OURS.has(each.name) && each.type !== "submit").forEach((each) => {
    if (each.type === "checkbox") each.checked = values.has(each.name);
    else if (values.has(each.name)) each.value = values.get(each.name);
    if (values.get(each.name)) { const shut = each.closest("details"); if (shut) shut.open = true; }
  });
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

// ---- saving ----

function later(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

async function save() {
  if (busy || stopped || !url || !dirty()) return;
  busy = true;
  const sent = texts();
  const slow = setTimeout(() => show("Sparar …"), 800);
  let answer = null;
  try {
    answer = await fetch(url, { method: "POST", body: new FormData(form), redirect: "manual", signal: AbortSignal.timeout(20000) });
    const type = answer.headers.get("Content-Type") ?? "";
    const data = type.includes("json") ? await answer.json() : {};
    if (answer.ok && data.serial !== undefined) done(sent, data);
    else failed(answer, data);
  } catch {
    unreachable();
  } finally {
    clearTimeout(slow);
    busy = false;
    if (pressed) form.requestSubmit(pressed);
  }
}

function done(sent, data) {
  saved = sent;
  field("serial").value = data.serial;
  field("was").value = data.was;
  show(`Sparat ${data.saved_at}`, { aloud: Boolean(trouble) || !said.textContent });
  trouble = "";
  renewed = false;
  if (dirty()) later();
  else forget();
}

function stuck(why, words, more = [], again = true) {
  const kept = keep();
  const rest = kept ? "Texten finns kvar här." : "Stäng inte sidan: texten finns bara här.";
  show(`${words} ${rest}`, { aloud: trouble !== why, more });
  trouble = why;
  if (again) later(AGAIN);
}

function unreachable() {
  stuck("network", "Ingen kontakt. Texten sparas när kontakten är tillbaka.");
}

function link(href, words) {
  return Object.assign(document.createElement("a"), { href, textContent: words, target: "_blank", rel: "noopener", className: "in-status" });
}

function failed(answer, data) {
  if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) {
    renew();
  } else if (answer.status === 409 && data.compare) {
    stopped = true;
    const button = Object.assign(document.createElement("button"), { type: "submit", className: "link-button in-status", textContent: "Jämför texterna" });
    stuck("other", data.message, [" ", button], false);
  } else if (answer.status === 409) {
    stopped = true;
    draft = "";
    const button = Object.assign(document.createElement("button"), { type: "submit", className: "link-button in-status", textContent: "Visa vad jag kan göra" });
    stuck("gone", data.message, [" ", button], false);
  } else if (answer.status === 400 && data.message) {
    stuck(data.message, data.message, [], false); // goes on when something has been changed
  } else if (answer.status === 413) {
    stuck("large", "Texten är för stor för att sparas. Korta den.", [], false);
  } else {
    stuck("fault", `Det gick inte att spara (fel ${answer.status}). Vi försöker igen.`);
  }
}

// Logged in again, perhaps in another tab: the form gets the new token, and saving goes on. If not, it is said.
async function renew() {
  clearTimeout(timer);
  try {
    const answer = await fetch(url, { redirect: "manual", headers: { Accept: "application/json" } });
    if (answer.ok && !renewed && (answer.headers.get("Content-Type") ?? "").includes("json")) {
      field("csrfmiddlewaretoken").value = (await answer.json()).token;
      renewed = true;
      later(0);
      return;
    }
    stuck("login", "Du har loggats ut.", [" ", link(form.dataset.login, "Logga in i en ny flik"), ", så sparas texten sedan."], false);
  } catch {
    unreachable();
    return;
  }
  renewed = false;
  timer = setTimeout(renew, AGAIN);
}

// ---- what happens in the page ----

function changed() {
  if (!dirty()) return;
  if (trouble) keep();
  else show("Inte sparat än");
  if (trouble !== "login") later();
}

form.addEventListener("input", changed);
window.addEventListener("online", () => later(0));
window.addEventListener("focus", () => { if (trouble === "login") renew(); else if (trouble === "network") later(0); });

let leaving = false;
form.addEventListener("submit", (event) => {
  if (busy) { // two answers to the same text would look like two people
    event.preventDefault();
    pressed = event.submitter;
    return;
  }
  leaving = true;
  clearTimeout(timer);
  if (dirty()) keep({ submitted: true }); // until the server has answered
});
window.addEventListener("pageshow", (event) => { if (event.persisted) leaving = false; });
window.addEventListener("beforeunload", (event) => {
  if (leaving || !dirty()) return;
  keep();
  event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden" || leaving || !dirty()) return;
  keep();
  save();
});

offer();
changed(); // since the server sent it
