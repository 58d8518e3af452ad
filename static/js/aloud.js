// Reads [data-listen-to], or main, aloud, sentence by sentence. js/listen.js fetches it where there is a voice. What is
// read is marked in the text (css/listen.css), where the browser can. The first button's words say what a press does, so
// it needs no aria-pressed.
const speech = window.speechSynthesis;
const language = document.documentElement.lang;
const READ = "h1, h2, h3, h4, p, li, dt, dd, th, td";
const SKIP = "nav, form, button, [hidden], [data-no-listen], .visually-hidden";
const SENTENCE = /\S.*?(?:[.!?:](?=\s)|\s*$)/gs;

const marks = window.CSS?.highlights;
function mark(name, range) {
  if (!marks) return;
  marks.delete(name); // what is set last lies on top of the rest
  if (range) marks.set(name, new Highlight(range));
}

// What the eye reads in an element: its text nodes, and "\n" where it sees a new line.
function pieces(element) {
  return [...element.childNodes].flatMap((node) => {
    if (node instanceof Text) return [node];
    if (!(node instanceof HTMLElement)) return []; // an icon
    const { display, visibility } = getComputedStyle(node);
    if (display === "none" || visibility === "hidden") return [];
    if (node.localName === "br") return ["\n"];
    return display.startsWith("inline") ? pieces(node) : ["\n", ...pieces(node), "\n"];
  });
}

function rangeOf(found, from, to) {
  const range = new Range();
  let begun = 0; // the letters before the piece
  for (const piece of found) {
    const ended = begun + piece.length;
    if (piece instanceof Text && begun <= from && from < ended) range.setStart(piece, from - begun);
    if (piece instanceof Text && begun < to && to <= ended) range.setEnd(piece, to - begun);
    begun = ended;
  }
  return range;
}

// Each with its words, and where in the text some of its letters stand.
function sentences(root) {
  const blocks = [...root.querySelectorAll(READ)].filter((block) => !block.closest(SKIP) && !block.querySelector(READ));
  return blocks.flatMap((block) => {
    const found = pieces(block);
    const text = found.map((piece) => piece.data ?? piece).join("");
    return [...text.matchAll(SENTENCE)].map(({ 0: said, index }) => {
      const words = said.trimEnd();
      return { words, range: (from = 0, to = words.length) => rangeOf(found, index + from, index + to) };
    });
  });
}

// Brings the next sentence into view for a reader who had the last one before their eyes.
function follow(last, next, free) {
  const [was, is] = [last, next].map((range) => range?.getBoundingClientRect());
  const hasLeft = was && (was.bottom < 0 || was.top > free);
  if (hasLeft || (is.top >= 0 && is.bottom <= free)) return;
  window.scrollBy({ top: is.top - free / 4, behavior: "instant" }); // a page still on its way would seem to be left
}

export function reader(box, own) {
  const bar = box.firstElementChild;
  const [go, stop] = bar.children;
  const label = go.querySelector("span");
  let queue = [];
  let state = "still"; // still, reading, paused
  let current = null; // what is being said; the browser tells of what was broken off too
  let last = null; // where the sentence before it stands

  const show = (next) => {
    state = next;
    label.textContent = go.dataset[next];
    stop.hidden = next === "still";
    box.classList.toggle("at-hand", next !== "still");
  };
  const hush = () => { current = last = null; speech.cancel(); mark("word-read"); };
  const end = () => { queue = []; hush(); mark("sentence-read"); show("still"); };
  const next = () => {
    if (!queue.length) return end();
    const { words, range } = queue[0];
    const said = current = new SpeechSynthesisUtterance(words);
    said.voice = own();
    said.lang = said.voice?.lang ?? language;
    said.onboundary = ({ name, charIndex }) => {
      if (said !== current || name !== "word") return;
      const [word] = /^\S*/.exec(words.slice(charIndex)); // not every browser says how long it is
      mark("word-read", word ? range(charIndex, charIndex + word.length) : null);
    };
    said.onend = () => { if (said === current) { queue.shift(); next(); } };
    said.onerror = () => { if (said === current) end(); };
    const here = range();
    mark("word-read");
    mark("sentence-read", here);
    follow(last, here, window.innerHeight - bar.offsetHeight);
    last = here;
    speech.speak(said);
  };

  go.addEventListener("click", () => {
    if (state === "reading") { hush(); show("paused"); return; } // goes on from the same sentence
    if (state === "still") {
      queue = sentences(document.querySelector("[data-listen-to]") ?? document.querySelector("main"));
      box.style.minWidth = `${box.offsetWidth}px`; // the place that the buttons leave stays, and so does the text
      box.style.minHeight = `${box.offsetHeight}px`;
    }
    show("reading");
    next();
  });
  stop.addEventListener("click", () => { end(); go.focus(); });
  window.addEventListener("pagehide", end);
  show("still");
  box.hidden = false;
}
