"""A real browser before a real site. Nothing here is frozen or faked: the time is now, the data is the demo's."""

import os
from pathlib import Path

import pytest

from tests.browser.desk import hire
from tests.browser.running_site import RunningSite
from tests.browser.test_staff import log_in
from tests.browser.watch import Watch

# Chromium without windows, which Playwright takes by default where it may choose, has the same engine and needs half of
# the processor's time; where a machine lacks it, the one that people use is as good.
CHROMIUMS = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # what asks another host is seen, and never answered
]
PHONE = {"width": 390, "height": 844}
SHOTS = os.environ.get("BROWSER_SHOTS")  # a folder: every page is pictured there as its test leaves it


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))  # one site for all: --dist loadgroup


@pytest.fixture(scope="package")
def chromium():
    """The browser. It ends with this folder, since tests that follow may not run within its event loop."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _without_browser("playwright is not installed")
    found = next(filter(Path.exists, CHROMIUMS), None)
    if found is None:
        _without_browser(f"neither {' nor '.join(map(str, CHROMIUMS))} is installed")
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


def _without_browser(reason):
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(f"REQUIRE_BROWSER=1, but {reason}")
    pytest.skip(f"no test in a browser is run: {reason}")


@pytest.fixture(scope="package")
def site(chromium):  # without a browser no site is started
    running = RunningSite()
    running.start()
    yield running
    left = running.stop()
    assert not left, f"The site left behind: {left}"


@pytest.fixture
def reader(site, chromium, request):
    """Opens a window for someone who has never been here: `reader()` is a phone, `reader(width=1280)` a laptop.

    Whatever the test is about, it fails if a page of it wrote an error in the console, broke the content security
    policy, missed a file or asked another host for anything. `expects` holds words of errors that are meant.
    """
    watches = []
    contexts = []

    def open_window(*, width=390, javascript=True, expects=(), **traits):
        size = {"width": width, "height": PHONE["height"]}
        context = chromium.new_context(
            base_url=site.url, locale="sv-SE", viewport=size, java_script_enabled=javascript, **traits
        )
        context.set_default_timeout(15_000)  # long enough for a slow machine
        contexts.append(context)
        watches.append(Watch(site.url, expects))
        page = context.new_page()
        watches[-1].follow(page)
        return page

    yield open_window
    for number, context in enumerate(contexts):
        if SHOTS and context.pages:
            context.pages[-1].screenshot(path=f"{SHOTS}/{request.node.name.replace('/', '_')}-{number}.png")
        context.close()
    faults = [fault for watch in watches for fault in watch.faults]
    assert faults == [], f"The site says: {site.last_words()}"


@pytest.fixture
def editor(site, reader):
    """Logs in a new editor in a window of their own."""

    def enter(username, **window):
        hire(site, (username, ["editor"]))
        page = reader(**window)
        log_in(page, username)
        page.wait_for_url("**/konto/")
        return page

    return enter
