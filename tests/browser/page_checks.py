"""What is asked of every page: accessible to a machine's eye, nothing beside the screen, nothing kept."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import axe_playwright_python
from playwright.sync_api import expect

WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """options => axe.run(document, options).then(found => ({
  passes: found.passes.length,
  violations: found.violations.map(rule => rule.id + ': '
    + rule.nodes.slice(0, 3).map(node => node.target.join(' ') + ' – '
      + (node.any.concat(node.all, node.none)[0] || {message: ''}).message).join(' | '))
}))"""
_BESIDE = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = node => { for (; node && node !== document.body; node = node.parentElement)
    if (['auto', 'scroll'].includes(getComputedStyle(node).overflowX)) return true; return false; };
  const out = [...document.body.querySelectorAll('*')].filter(node => {
    const box = node.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right > width + 1 && node.checkVisibility({checkVisibilityCSS: true})
      && !node.closest('svg') && !scrolls(node);
  }).map(node => node.tagName.toLowerCase() + '.' + node.className);
  const wide = document.scrollingElement.scrollWidth;
  return wide > width ? ['the page is ' + wide + ' px wide', ...out] : out;
}"""
TWICE = "html { font-size: 200% !important }"
_STORED = """async () => [document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(each => each.name), ...(await caches.keys()),
  ...(await navigator.serviceWorker.getRegistrations()).map(each => each.scope)].filter(Boolean)"""


@cache
def _axe():
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def axe_violations(page, rules=None):
    """What axe finds against WCAG 2.2 AA, or the rules named. Its script goes past the page's own policy."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(f"{_axe()};0")
    wanted = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": WCAG_AA}
    found = page.evaluate(_RUN, {"runOnly": wanted, "rules": {"target-size": {"enabled": True}} if not rules else {}})
    assert found["passes"], "axe found nothing to look at"
    return found["violations"]


def beside_the_screen(page):
    """What stands to the right of the window, so that one would have to scroll sideways."""
    return page.evaluate(_BESIDE)


def put_on(page, style):
    """A style of the reader's own over the page's, in the place of the last one; "" takes it off."""
    page.evaluate(
        "css => { const own = new CSSStyleSheet(); own.replaceSync(css); document.adoptedStyleSheets = [own] }", style
    )


def kept_in_browser(page):
    """Names of cookies, stores, databases and workers that the site has left with the reader."""
    return [cookie["name"] for cookie in page.context.cookies()] + page.evaluate(_STORED)


def focused(page):
    """The words of what has the keyboard, its label or its tag."""
    return page.evaluate(
        """() => { const it = document.activeElement; return (it.labels && it.labels[0]?.innerText || it.innerText
          || it.getAttribute('aria-label') || it.tagName).trim().replace(/\\s+/g, ' ') }"""
    )


def type_query(page, box, words):
    """Types into a search box, and waits for the suggestions that belong to the whole of it."""

    def belongs(answer):
        return "/forslag/" in answer.url and parse_qs(urlsplit(answer.url).query) == {"q": [words]}

    with page.expect_response(belongs):
        box.press_sequentially(words)
    expect(box).not_to_have_class(re.compile("htmx-request"))


def suggestions(page):
    return page.get_by_role("listbox", name="Förslag")


def tab_to(page, words, limit=150):
    """Presses Tab until something with these words has the keyboard, as someone without a mouse does."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if words in focused(page):
            return
    raise AssertionError(f"{limit} presses on Tab did not reach ”{words}”")
