"""Every kind of page, at the widths of a small phone, a phone and a laptop: seen, reached and read by everyone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import TWICE, axe_violations, beside_the_screen, focused, kept_in_browser, put_on, tab_to

WIDTHS = (320, 390, 1280)
UNIT = "unit"  # the example units' names are made up by the project: the first one near Lund stands for them all
PAGES = {
    "home": "/",
    "home in a region": "/skane/",
    "symptom": "/feber-hos-barn/",
    "symptom in a region": "/skane/feber-hos-barn/",
    "emergency": "/stroke/",
    "right": "/patientavgifter/",
    "versions": "/feber-hos-barn/andringar/?fran=2&till=3",
    "thanks": "/feber/tack/",
    "diseases": "/sjukdomar-och-besvar/",
    "treatments": "/undersokning-och-behandling/",
    "living": "/liv-och-halsa/",
    "how care works": "/sa-fungerar-varden/",
    "a to z": "/a-o/",
    "topic area": "/amne/infektioner/",
    "find care": "/hitta-vard/",
    "find care, found": "/hitta-vard/?q=Lund",
    "find care, a whole region": "/skane/hitta-vard/?typ=narakut",
    "find care, nothing": "/hitta-vard/?q=zzqxw",
    "find care, a fault": "/hitta-vard/?typ=trollkarl",
    "unit": UNIT,
    "municipality": "/regioner/skane/lund/",
    "regions": "/regioner/",
    "region": "/regioner/skane/",
    "search": "/sok/",
    "search, found": "/sok/?q=feber+barn",
    "search, emergency": "/sok/?q=br%C3%B6stsm%C3%A4rta",
    "search, nothing": "/sok/?q=xyzzyxq",
    "search, in English": "/en/sok/?q=chest+pain+cannot+breathe",
    "search, nothing in English": "/en/sok/?q=alsflussen",
    "about": "/om-oss/",
    "quality": "/om/kvalitet/",
    "privacy": "/personuppgifter/",
    "accessibility": "/tillganglighet/",
    "log in": "/logga-in/",
    "help to log in": "/logga-in/hjalp/",
    "not found": "/finns-inte/",
    "our fault": "/test-500/",
    "design system": "/designsystem/",
}
COOKIES = {"log in": ["__Host-csrftoken"]}  # whoever is about to log in is no longer only a reader
MEANT = {"find care, a fault": "status of 400", "not found": "status of 404", "our fault": "status of 500"}
WITHOUT_LOOK = ["our fault"]  # in the browser's own colours, which axe cannot tell: nothing may fail there once more
SOME = [
    "home",
    "symptom in a region",
    "emergency",
    "find care, found",
    "unit",
    "search, emergency",
    "versions",
    "log in",
]


def meant(name):
    return [MEANT[name]] if name in MEANT else []


def go(page, name):
    if PAGES[name] == UNIT:
        page.goto("/hitta-vard/?q=Lund")
        page.goto(page.locator("ol.units h3 a").first.get_attribute("href"))
    else:
        page.goto(PAGES[name])


@pytest.mark.parametrize("name", PAGES)
def test_page_suits_everyone_at_every_width_by_day_and_by_night(reader, name):
    page = reader(width=WIDTHS[0], expects=meant(name), reduced_motion="reduce")  # colours change at once
    go(page, name)
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        seen = beside_the_screen(page) + (axe_violations(page) if width != 390 else [])  # which holds the same as 320
        faults += [f"{width} px: {fault}" for fault in seen]
    if name not in WITHOUT_LOOK:
        page.emulate_media(color_scheme="dark")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert sum(map(int, re.findall(r"\d+", ground)[:3])) < 200, f"the page is not dark: {ground}"
        faults += [f"dark: {fault}" for fault in axe_violations(page, ["color-contrast", "link-in-text-block"])]
    assert faults == []
    assert page.locator("h1").count() == 1
    language = "en" if PAGES[name].startswith("/en/") else "sv"
    assert page.evaluate("document.documentElement.lang") == language
    assert kept_in_browser(page) == COOKIES.get(name, [])


SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-block-end: 2em !important }"""
CUT = """() => [...document.body.querySelectorAll('*')].filter(node => {
  const style = getComputedStyle(node);
  return node.innerText?.trim() && node.clientHeight > 8 && style.clipPath === 'none'
    && !node.closest('.visually-hidden')
    && (['hidden', 'clip'].includes(style.overflowY) && node.scrollHeight > node.clientHeight + 2
     || ['hidden', 'clip'].includes(style.overflowX) && node.scrollWidth > node.clientWidth + 2);
}).map(node => node.tagName.toLowerCase() + '.' + node.className)"""


@pytest.mark.parametrize("name", SOME)
def test_text_may_be_spread_out_and_doubled(reader, name):
    page = reader(width=320)
    go(page, name)
    for width, style in ((320, SPACED), (1280, SPACED), (320, TWICE), (1280, TWICE)):
        page.set_viewport_size({"width": width, "height": 844})
        put_on(page, style)
        assert beside_the_screen(page) + page.evaluate(CUT) == [], f"{width} px with {style}"


def large_letters(page):
    """What someone asks for in the browser's own settings: letters twice as large, which media queries know of."""
    sizes = {"fontSizes": {"standard": 32, "fixed": 26}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", sizes)


@pytest.mark.parametrize("name", [*SOME, "a to z", "symptom", "search", "municipality", "region", "how care works"])
def test_letters_may_be_twice_as_large_on_a_phone(reader, name):
    page = reader(width=320)
    large_letters(page)
    go(page, name)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert beside_the_screen(page) + page.evaluate(CUT) == [], f"{width} px"


@pytest.mark.parametrize("name", ["home", "search"])
def test_search_field_has_room_for_large_letters(reader, name):
    page = reader(width=320)
    large_letters(page)
    go(page, name)
    field = page.locator("form.search.large input").bounding_box()
    button = page.locator("form.search.large button").bounding_box()
    assert field["width"] > 240
    assert button["y"] >= field["y"] + field["height"]


def test_an_icon_leaves_large_letters_their_room(reader):
    page = reader(width=320)
    large_letters(page)
    page.goto("/")
    widths = [words.bounding_box()["width"] for words in page.locator(".call > div").all()]
    assert min(widths) > 200


FOCUS = """() => {
  const it = document.activeElement;
  if (it === document.body || it.dataset.seen) return null;
  it.dataset.seen = 'yes';
  const box = it.getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const shown = node => { const style = getComputedStyle(node);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 };
  return {
    name: (it.innerText || it.id || it.tagName).trim().slice(0, 30),
    ring: shown(it) || shown(it.closest('form.search') || it),
    onScreen: box.width > 1 && box.top >= -1 && box.bottom <= innerHeight + 1,
    covered: !(at && (it.contains(at) || at.contains(it) || at.closest('label')?.control === it)),
  };
}"""


@pytest.mark.parametrize("colours", ["none", "active"], ids=["own colours", "forced colours"])
@pytest.mark.parametrize("name", ["home", "emergency", "find care, found", "unit"])
def test_keyboard_reaches_everything_and_one_sees_where_one_is(reader, name, colours):
    page = reader(width=1280, forced_colors=colours, reduced_motion="reduce")
    go(page, name)
    reached = 0
    while True:
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at is None:
            break
        reached += 1
        assert at["ring"], f"nothing shows that ”{at['name']}” has the keyboard"
        assert at["onScreen"] and not at["covered"], f"”{at['name']}” has the keyboard and is not seen: {at}"
    can_be_reached = page.evaluate(
        """[...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(it =>
          it.tabIndex >= 0 && it.type !== 'hidden' && it.checkVisibility({checkVisibilityCSS: true})
          && !(it.type === 'radio' && [...document.getElementsByName(it.name)].indexOf(it) > 0)).length"""
    )
    assert reached >= can_be_reached


@pytest.mark.parametrize("width", [390, 1280])
def test_skip_link_leads_past_the_frame(reader, width):
    page = reader(width=width)
    page.goto("/feber/")
    page.keyboard.press("Tab")
    assert focused(page) == "Hoppa till innehållet"
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_menu_of_a_phone_opens_and_closes_with_the_keyboard(reader, javascript):
    page = reader(javascript=javascript)
    page.goto("/feber/")
    menu = page.get_by_role("navigation", name="Huvudmeny")
    expect(menu).to_be_hidden()
    tab_to(page, "Meny")
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    assert focused(page) == "Sjukdomar och besvär"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(menu).to_be_hidden()


def test_escape_closes_the_menu_of_a_phone_and_gives_the_focus_back(reader):
    page = reader()
    page.goto("/feber/")
    menu = page.get_by_role("navigation", name="Huvudmeny")
    tab_to(page, "Meny")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    assert focused(page) == "Meny"
    page.keyboard.press("Enter")
    page.mouse.click(4, 800)  # the page does not move from under a finger that presses beside it
    expect(menu).to_be_visible()


def test_sections_stand_open_on_a_wide_screen(reader):
    page = reader(width=1280)
    page.goto("/feber/")
    menu = page.get_by_role("navigation", name="Huvudmeny")
    expect(menu.get_by_role("link")).to_have_count(7)
    expect(menu.locator("[aria-current]")).to_have_text("Sjukdomar och besvär")
    expect(page.locator("summary", has_text="Meny")).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1280])
def test_region_picker_opens_and_closes_with_the_keyboard(reader, width):
    page = reader(width=width)
    page.goto("/feber/")
    regions = page.get_by_role("navigation", name="Välj region")
    tab_to(page, "Välj region")
    page.keyboard.press("Enter")
    expect(regions).to_be_visible()
    expect(regions.get_by_role("link")).to_have_count(22)
    page.keyboard.press("Tab")
    assert focused(page) == "Hela Sverige"
    page.keyboard.press("Escape")
    expect(regions).to_be_hidden()
    assert focused(page) == "Välj region"
    page.keyboard.press("Enter")
    expect(regions).to_be_visible()
    page.mouse.click(4, 800)  # a press beside it closes it too
    expect(regions).to_be_hidden()
    tab_to(page, "Välj region")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")  # and so does the keyboard that goes on: nothing is reached below it
    expect(regions).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390])
def test_region_picker_stays_under_the_finger(reader, width):
    page = reader(width=width)
    page.goto("/feber/")
    button = page.locator(".picker > summary")
    before = button.bounding_box()
    button.click()
    assert button.bounding_box() == before
    panel = page.get_by_role("navigation", name="Välj region").bounding_box()
    assert before["y"] + before["height"] <= panel["y"] < before["y"] + before["height"] + 20
    assert beside_the_screen(page) == []


def test_who_wants_stillness_gets_it(reader):
    page = reader(reduced_motion="reduce")
    page.goto("/feber/")
    moving = page.evaluate(
        """[...document.querySelectorAll('*')].filter(node => {
          const style = getComputedStyle(node);
          return [style.transitionDuration, style.animationDuration].some(time => parseFloat(time) > 0.02);
        }).map(node => node.tagName)"""
    )
    assert moving == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
