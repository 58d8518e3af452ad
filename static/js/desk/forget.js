// What this browser keeps of a draft (autosave.js) is forgotten once the draft is no more ([data-forget]), or once what
// was sent has been saved in it ([data-of], the draft, and [data-forget-sent], the number of its saving).
document.querySelectorAll("[data-forget]").forEach(({ dataset }) => {
  const store = `utkast-${dataset.forget}`;
  try {
    if (dataset.forgetSent === undefined) {
      localStorage.removeItem(store);
      localStorage.removeItem(`${store}-tidigare`);
      return;
    }
    const kept = JSON.parse(localStorage.getItem(store) ?? "null");
    if (kept?.submitted && kept.draft === dataset.of && Number(dataset.forgetSent) > Number(kept.serial)) localStorage.removeItem(store);
  } catch { /* nothing is kept here */ }
});
