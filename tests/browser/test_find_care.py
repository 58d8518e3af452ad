"""Finding care: where, what and when – on a phone, on a wide screen, and when there is nothing to find."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import beside_the_screen
from tests.browser.rows import OPEN, OPENING, distances, heading, names, rows


def ask(page, **answers):
    """Fills in the form as a person does, and sends it."""
    if "place" in answers:
        page.get_by_label("Plats").fill(answers["place"])
        page.get_by_label("Plats").press("Tab")  # what is suggested is in nobody's way who goes on
    if "kind" in answers:
        page.get_by_label("Typ av vård").select_option(label=answers["kind"])
    if "when" in answers:
        page.get_by_label("Öppettider").select_option(label=answers["when"])
    with page.expect_navigation():
        page.get_by_role("button", name="Visa mottagningar").click()


def state(page):
    """What stands in the address, empty answers left out."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_place_that_is_typed_beats_the_chosen_region(reader, javascript):
    page = reader(javascript=javascript)
    page.goto("/skane/hitta-vard/")
    ask(page, place="vårdcentral Umeå")
    expect(page.get_by_role("main")).to_contain_text("Du har valt Skåne men sökte på Umeå")
    expect(heading(page)).to_contain_text("Umeå")
    expect(rows(page).first).to_contain_text("Umeå")
    assert distances(page) == sorted(distances(page))
    for row in rows(page).all():
        expect(row).to_contain_text("Vårdcentral")
        expect(row.locator(".tag")).to_have_text(OPENING)
    expect(page.get_by_label("Plats")).to_have_value("vårdcentral Umeå")


def test_without_a_place_it_is_the_chosen_region(reader):
    page = reader()
    page.goto("/gotland/hitta-vard/")
    ask(page, kind="Vårdcentral")
    expect(heading(page)).to_contain_text("på Gotland")
    expect(page.get_by_role("main")).not_to_contain_text("Du har valt")
    assert rows(page).count() > 0


def test_open_now_shows_only_what_is_open(reader):
    page = reader()
    page.goto("/hitta-vard/")
    ask(page, place="Göteborg", when="Öppet nu")
    assert state(page) == {"q": "Göteborg", "oppet": "nu"}
    assert rows(page).count() > 0  # an emergency department is never closed
    for row in rows(page).all():
        expect(row.locator(".tag")).to_have_text(OPEN)


def test_the_state_is_in_the_address(reader, site):
    sender = reader()
    sender.goto("/hitta-vard/")
    ask(sender, place="Kiruna", kind="Tandvård", when="Kvällar eller helger")
    receiver = reader()
    receiver.goto(sender.url)
    assert state(sender) == {"q": "Kiruna", "typ": "tandvard", "oppet": "kvall-helg"}
    assert names(receiver) == names(sender)
    expect(receiver.get_by_label("Plats")).to_have_value("Kiruna")
    expect(receiver.get_by_label("Typ av vård").locator("option:checked")).to_have_text("Tandvård")
    expect(receiver.get_by_label("Öppettider").locator("option:checked")).to_have_text("Kvällar eller helger")


def test_pages_follow_on_each_other(reader):
    page = reader()
    page.goto("/hitta-vard/?q=Stockholm")
    first, first_away = names(page), distances(page)
    assert len(first) == 20
    page.get_by_role("link", name="Nästa").click()
    page.wait_for_url("**sida=2**")
    second, second_away = names(page), distances(page)
    assert not set(first) & set(second)
    assert first_away[-1] <= second_away[0]
    page.get_by_role("link", name="Föregående").click()
    page.wait_for_url(lambda address: "sida=2" not in address)
    assert names(page) == first
    page.go_back()
    assert names(page) == second


def test_map_stands_beside_the_list_on_a_wide_screen(reader):
    page = reader(width=1280)
    page.goto("/hitta-vard/?q=H%C3%B6rby")
    drawing = page.get_by_label("Karta över Skåne län med mottagningarna")
    expect(drawing).to_be_visible()
    listed, drawn = page.locator("ol.units").first.bounding_box(), drawing.bounding_box()
    assert drawn["x"] >= listed["x"] + listed["width"]
    assert drawn["y"] < listed["y"] + 300
    # The numbers in the list are the numbers on the map, and each lies inside the drawing.
    pins = drawing.locator(".pin.listed text").all_text_contents()
    assert pins
    assert set(pins) <= set(page.locator("ol.units .mark").all_inner_texts())
    for pin in drawing.locator(".pin.listed circle").all():
        box = pin.bounding_box()
        assert drawn["x"] <= box["x"] and box["x"] + box["width"] <= drawn["x"] + drawn["width"]
        assert drawn["y"] <= box["y"] and box["y"] + box["height"] <= drawn["y"] + drawn["height"]
    assert beside_the_screen(page) == []


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_map_stands_behind_one_button_on_a_phone(reader, javascript):
    page = reader(javascript=javascript)
    page.goto("/hitta-vard/?q=H%C3%B6rby")
    drawing = page.get_by_label("Karta över Skåne län med mottagningarna")
    expect(drawing).to_be_hidden()
    button = page.locator(".show-map > summary:visible")
    expect(button).to_have_count(1)
    assert button.inner_text() == "Visa karta"
    button.click()
    expect(drawing).to_be_visible()
    assert button.inner_text() == "Dölj karta"
    assert beside_the_screen(page) == []
    button.click()
    expect(drawing).to_be_hidden()


def test_marks_of_the_map_are_large_enough_for_a_finger(reader):
    page = reader(width=320)
    page.goto("/hitta-vard/?q=Lund")
    page.locator(".show-map > summary").click()
    links = page.locator("a.pin")
    assert links.count() > 1
    for link in links.all():
        target = link.bounding_box()
        assert min(target["width"], target["height"]) >= 24
    hit = page.evaluate(
        """() => [...document.querySelectorAll('a.pin')].filter(pin => {
          pin.scrollIntoView({block: 'center'});
          const box = pin.getBoundingClientRect();
          return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).closest('a') === pin;
        }).length"""
    )
    assert hit == links.count()  # however near another one stands, the middle of each is its own


def test_nothing_found_gives_ways_on(reader):
    page = reader()
    page.goto("/hitta-vard/")
    ask(page, place="zzqxw", when="Öppet nu")
    expect(heading(page)).to_contain_text("zzqxw")
    assert rows(page).count() == 0
    main = page.get_by_role("main")
    expect(main).to_contain_text("Kontrollera stavningen av ”zzqxw”")
    expect(main.locator("a[href='tel:1177']").first).to_be_visible()
    expect(main.locator("a[href='tel:112']").first).to_be_visible()
    page.get_by_role("link", name=re.compile("stängda")).click()
    page.wait_for_url(lambda address: "oppet=nu" not in address)
    assert state(page)["q"] == "zzqxw"
    expect(page.get_by_label("Plats")).to_have_value("zzqxw")


def test_nothing_asked_offers_regions_and_kinds(reader):
    page = reader()
    page.goto("/hitta-vard/")
    offered = page.get_by_role("region", name="Var är du?").get_by_role("link").all_inner_texts()
    assert len(offered) == 21
    assert offered == sorted(offered), "as in the picker, from Blekinge to Östergötland"
    expect(page.get_by_role("region", name="Vad behöver du?").get_by_role("link", name="Närakut")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Gotland").click()
    page.wait_for_url("**/gotland/hitta-vard/")
    expect(heading(page)).to_contain_text("på Gotland")
    assert rows(page).count() > 0


def test_an_answer_that_cannot_be_used_is_explained(reader):
    page = reader(expects=["status of 400"])
    page.goto("/hitta-vard/?q=Lund&typ=trollkarl")
    summary = page.get_by_role("group", name="Det är något som behöver rättas")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(page.get_by_label("Typ av vård")).to_be_focused()
    expect(page.get_by_label("Plats")).to_have_value("Lund")
    ask(page, kind="Apotek")
    expect(heading(page)).to_contain_text("Lund")
