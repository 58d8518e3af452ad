// A toolbar over each textarea[data-markdown]: bold, list, link, sub-heading. One stop for Tab, arrow keys between the
// buttons; Ctrl+B and Ctrl+K work in the text itself. What is written goes in as if it were typed, so that Ctrl+Z takes
// it back.
const LINE = /[^\n]*$/;

function write(area, from, to, text, selectFrom, selectTo) {
  area.focus();
  area.setSelectionRange(from, to);
  const typed = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (!typed && from + text.length !== to) { // a browser without it: the text comes in, but cannot be taken back
    area.setRangeText(text, from, to, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(selectFrom, selectTo);
}

function wrap(area, mark, empty) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const chosen = value.slice(from, to);
  if (value.slice(from - mark.length, from) === mark && value.slice(to, to + mark.length) === mark) {
    write(area, from - mark.length, to + mark.length, chosen, from - mark.length, to - mark.length);
    return;
  }
  const text = chosen || empty;
  write(area, from, to, mark + text + mark, from + mark.length, from + mark.length + text.length);
}

function link(area) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const text = value.slice(from, to) || "länkens text";
  const address = "/adress/";
  const start = from + text.length + 3;
  write(area, from, to, `[${text}](${address})`, start, start + address.length);
}

// Puts a mark before each chosen line, or takes it away where all have it.
function lines(area, mark, alone) {
  const { selectionStart, selectionEnd, value } = area;
  const from = selectionStart - LINE.exec(value.slice(0, selectionStart))[0].length;
  const rest = value.indexOf("\n", selectionEnd);
  const to = rest < 0 ? value.length : rest;
  const rows = value.slice(from, to).split("\n");
  const marked = rows.filter(Boolean).length > 0 && rows.filter(Boolean).every((row) => row.startsWith(mark));
  const plain = (row) => row.replace(/^(#{1,6} |[-*] )/, "");
  let text = rows.map((row) => (marked ? plain(row) : (row || rows.length === 1) ? mark + plain(row) : row)).join("\n");
  const before = value.slice(0, from);
  // A list or a heading needs an empty line before it, to be one.
  const gap = !marked && before && !before.endsWith("\n\n") && (alone || !/(^|\n)[-*] [^\n]*\n$/.test(before)) ? "\n" : "";
  text = gap + text;
  const caret = from + text.length;
  write(area, from, to, text, rows.length > 1 ? from + gap.length : caret, caret);
}

const TOOLS = [
  ["Fet", (area) => wrap(area, "**", "fet text"), "Ctrl+B"],
  ["Lista", (area) => lines(area, "- ", false)],
  ["Länk", link, "Ctrl+K"],
  ["Mellanrubrik", (area) => lines(area, "### ", true)],
];

function toolbar(area) {
  const name = area.closest("fieldset")?.querySelector("legend")?.textContent ?? "texten";
  const bar = Object.assign(document.createElement("div"), { className: "toolbar cluster" });
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", `Formatera ${name}`);
  bar.setAttribute("aria-controls", area.id);
  const buttons = TOOLS.map(([label, act, keys], n) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet small", textContent: label, tabIndex: n ? -1 : 0 });
    if (keys) {
      button.title = keys;
      button.setAttribute("aria-keyshortcuts", keys.replace("Ctrl", "Control"));
    }
    button.addEventListener("click", () => act(area));
    bar.append(button);
    return button;
  });
  const go = (n) => {
    const at = (n + buttons.length) % buttons.length;
    buttons.forEach((button, each) => { button.tabIndex = each === at ? 0 : -1; });
    buttons[at].focus();
  };
  bar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    go(to);
  });
  area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const act = { b: TOOLS[0][1], k: TOOLS[2][1] }[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act(area);
  });
  area.before(bar);
}

document.querySelectorAll("textarea[data-markdown]").forEach(toolbar);
