// button[data-listen] reads [data-listen-to], or main, aloud, sentence by sentence, with the browser's own voice
// in the language of the page. It is shipped hidden and shown only where there is such a voice. Nothing is sent anywhere:
// a voice that is not on the device itself is not used. The button's words say what a press does, so it needs no aria-pressed.
const speech = window.speechSynthesis;
const language = document.documentElement.lang;
const own = () => speech.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));
const READ = "h1, h2, h3, h4, p, li, dt, dd, th, td";
const SKIP = "nav, form, button, [hidden], [data-no-listen], .visually-hidden";

function sentences(root) {
  const blocks = [...root.querySelectorAll(READ)].filter((block) => !block.closest(SKIP) && !block.querySelector(READ));
  return blocks.flatMap((block) => block.innerText.split(/(?<=[.!?:])\s+/)).map((text) => text.trim()).filter(Boolean);
}

function reader(button) {
  const label = button.querySelector("span") ?? button;
  const stop = document.querySelector("button[data-listen-stop]");
  let queue = [];
  let state = "still"; // still, reading, paused

  const show = (next) => {
    state = next;
    label.textContent = button.dataset[next];
    if (stop) stop.hidden = next === "still";
  };
  const end = () => { queue = []; speech.cancel(); show("still"); };
  const next = () => {
    if (state !== "reading") return;
    if (!queue.length) return end();
    const said = new SpeechSynthesisUtterance(queue[0]);
    said.voice = own();
    said.lang = said.voice?.lang ?? language;
    said.onend = () => { if (state === "reading") { queue.shift(); next(); } };
    speech.speak(said);
  };

  button.addEventListener("click", () => {
    if (state === "reading") { show("paused"); speech.cancel(); return; } // goes on from the same sentence
    if (state === "still") queue = sentences(document.querySelector("[data-listen-to]") ?? document.querySelector("main"));
    show("reading");
    next();
  });
  stop?.addEventListener("click", () => { end(); button.focus(); });
  window.addEventListener("pagehide", end);
  show("still");
  button.hidden = false;
}

if (speech) {
  const buttons = [...document.querySelectorAll("button[data-listen]")];
  const start = () => { if (own()) buttons.splice(0).forEach(reader); };
  start();
  speech.addEventListener?.("voiceschanged", start);
}
