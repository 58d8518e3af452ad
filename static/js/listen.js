// [data-listen] holds the buttons that read the page aloud, with the browser's own voice in the language of the page. It
// is shipped hidden. Only where there is such a voice it is shown, and what reads is fetched. Nothing is sent anywhere: a
// voice that is not on the device itself is not used.
const speech = window.speechSynthesis;
const language = document.documentElement.lang;
const own = () => speech.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));

async function offer(box) {
  const { sheet, reader } = box.dataset;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet });
  const styled = new Promise((done) => Object.assign(link, { onload: done, onerror: done }));
  document.head.append(link);
  const [module] = await Promise.all([import(reader), styled]);
  module.reader(box, own);
}

if (speech) {
  const boxes = [...document.querySelectorAll("[data-listen]")];
  const start = () => { if (own()) boxes.splice(0).forEach(offer); };
  start();
  speech.addEventListener?.("voiceschanged", start);
}
