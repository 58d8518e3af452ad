// While an import is at work its page is fetched again every other second, and shows how far it has come. When the work
// is done the page is read anew. Without this file a link does the same.
const PAUSE = 2000;

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("[data-progress]");
    if (!answer.ok || !next || next.dataset.progress === "stopped") return location.reload();
    document.querySelector("[data-progress]").replaceWith(next);
  } catch {
    // The network is away for a while: the next look may find it again.
  }
  setTimeout(look, PAUSE);
}

if (document.querySelector("[data-progress=working]")) setTimeout(look, PAUSE);
