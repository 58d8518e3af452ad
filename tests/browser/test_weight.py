"""What a first view costs someone with a slow line and an empty cache."""

import pytest

MOST = 60_000  # bytes on the wire, headers and all
PAGES = {
    "article": "/feber-hos-barn/",
    "article in a region": "/skane/feber-hos-barn/",
    "home": "/",
    "find care": "/hitta-vard/?q=Lund",
}


def weigh(page, address):
    """Kind of file → bytes, for everything that the page fetched."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    kinds, sizes = {}, {}
    wire.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    wire.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(address, wait_until="networkidle")
    weights = {}
    for request, size in sizes.items():
        weights[kinds[request]] = weights.get(kinds[request], 0) + round(size)
    return weights


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_first_view_is_light(reader, name, width, capsys):
    weights = weigh(reader(width=width), PAGES[name])
    total = sum(weights.values())
    with capsys.disabled():
        parts = ", ".join(f"{kind.lower()} {size / 1000:.1f}" for kind, size in sorted(weights.items()))
        print(f"\n  first view of {name} at {width} px: {total / 1000:.1f} kB ({parts})")
    assert weights["Document"] and weights["Stylesheet"], "nothing was weighed"
    assert total <= MOST


@pytest.mark.parametrize("name", PAGES)
def test_page_needs_no_javascript(reader, name):
    """The main text is the same, word for word, and so is every link and every field. One's own position is the
    browser's to tell: the button for it is not offered without a script."""
    views = []
    for javascript in (True, False):
        page = reader(javascript=javascript)
        page.goto(PAGES[name], wait_until="networkidle")
        main = page.get_by_role("main")
        main.locator(".position").evaluate_all("all => all.forEach(each => each.remove())")
        words = main.inner_text().split()
        links = main.get_by_role("link").all_inner_texts()
        views.append((words, links, main.locator("input, select, textarea").count()))
    assert views[0] == views[1]
    assert len(views[0][0]) > 50
