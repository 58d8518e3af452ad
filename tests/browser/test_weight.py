"""What a first view costs someone with a slow line and an empty cache: bytes on the wire, headers and all."""

import pytest

FRAME = {"stylesheet": 10.0, "script": 2.6, "font": 21.5}
# Page: (address, the most kilobytes of each kind of file, the most requests): what it is, and a tenth for its text.
PAGES = {
    "article": ("/feber-hos-barn/", FRAME | {"document": 10.6, "script": 4.8}, 10),
    "article in a region": ("/skane/feber-hos-barn/", FRAME | {"document": 11.0, "script": 4.8}, 10),
    "home": ("/", FRAME | {"document": 5.8}, 8),
    "find care": ("/hitta-vard/?q=Lund", FRAME | {"document": 10.4, "script": 6.6, "stylesheet": 12.6}, 11),
    "search": ("/sok/?q=ont+i+halsen", FRAME | {"document": 5.0}, 8),
    "unit": ("/mottagning/exempelvardcentralen-lunden-knivsta/", FRAME | {"document": 9.7, "stylesheet": 12.6}, 9),
}
MOST = 50.0  # kilobytes of all that a page fetches, its icon too
ADDRESSES = {name: address for name, (address, *_) in PAGES.items()}


def weigh(page, address):
    """Kind of file → [bytes of each that the page fetched]."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    kinds, sizes = {}, {}
    wire.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"].lower()}))
    wire.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(address, wait_until="networkidle")
    weights = {}
    for request, size in sizes.items():
        weights.setdefault(kinds[request], []).append(round(size))
    return weights


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_first_view_is_within_its_budget(reader, name, width, capsys):
    address, budget, requests = PAGES[name]
    weights = weigh(reader(width=width), address)
    kilobytes = {kind: sum(sizes) / 1000 for kind, sizes in weights.items()}
    asked = sum(map(len, weights.values()))
    with capsys.disabled():
        parts = ", ".join(f"{kind} {size:.1f}" for kind, size in sorted(kilobytes.items()))
        print(f"\n  first view of {name} at {width} px: {sum(kilobytes.values()):.1f} kB in {asked} requests ({parts})")
    for kind, most in budget.items():
        assert 0 < kilobytes[kind] <= most, kind
    assert sum(kilobytes.values()) <= MOST
    assert asked <= requests


@pytest.mark.parametrize("name", ADDRESSES)
def test_page_needs_no_javascript(reader, name):
    """The main text is the same, word for word, and so is every link and every field. One's own position is the
    browser's to tell: the button for it is not offered without a script."""
    views = []
    for javascript in (True, False):
        page = reader(javascript=javascript)
        page.goto(ADDRESSES[name], wait_until="networkidle")
        main = page.get_by_role("main")
        main.locator(".position").evaluate_all("all => all.forEach(each => each.remove())")
        words = main.inner_text().split()
        links = main.get_by_role("link").all_inner_texts()
        views.append((words, links, main.locator("input, select, textarea").count()))
    assert views[0] == views[1]
    assert len(views[0][0]) > 50
