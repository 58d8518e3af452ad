"""Reading an article: moving in it, answering the question at its end, seeing what changed, printing."""

import re

import pytest
from playwright.sync_api import expect

ANSWER = "Hjälpte sidan dig?"
COMMENT = "Jag saknar råd om hur ofta man ska ta tempen på natten."


@pytest.mark.parametrize("width", [390, 1280])
def test_contents_links_move_to_their_chapters(reader, width):
    page = reader(width=width)
    page.goto("/feber-hos-barn/")
    links = page.get_by_role("navigation", name="På den här sidan").get_by_role("link")
    assert links.count() > 3
    for link in links.all():
        anchor = link.get_attribute("href")
        link.click()
        target = page.locator(anchor)
        expect(target).to_have_text(link.inner_text())
        expect(target).to_be_in_viewport()
        assert page.url.endswith(anchor)
    page.go_back()
    assert page.url.endswith(links.nth(links.count() - 2).get_attribute("href"))


def test_chapter_can_be_linked_to(reader):
    page = reader()
    page.goto("/feber-hos-barn/#egenvard")
    expect(page.locator("#egenvard")).to_be_in_viewport()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_reader_answers_whether_the_page_helped(reader, javascript):
    page = reader(javascript=javascript, expects=["status of 400"])
    page.goto("/skane/feber-hos-barn/")
    page.get_by_label("Vad saknas eller är fel?").fill(COMMENT)
    page.get_by_role("button", name="Skicka svar").click()  # forgot Ja or Nej

    summary = page.get_by_role("group", name="Det är något som behöver rättas")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    expect(page.get_by_label("Vad saknas eller är fel?")).to_have_value(COMMENT)
    question = page.get_by_role("group", name=ANSWER)
    expect(question).to_contain_text("Välj ett av svaren.")
    summary.get_by_role("link", name="Välj ett av svaren.").click()
    expect(page.get_by_label("Ja", exact=True)).to_be_focused()

    page.get_by_label("Nej", exact=True).check()
    page.get_by_role("button", name="Skicka svar").click()
    page.wait_for_url("**/skane/feber-hos-barn/tack/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för ditt svar")
    page.reload()  # sends nothing once more
    page.get_by_role("link", name="Tillbaka till ”Feber hos barn”").click()
    page.wait_for_url("**/skane/feber-hos-barn/")


def test_answer_is_read_by_the_administrators_without_a_reader_in_it(reader, site):
    page = reader()
    page.goto("/skane/yrsel/")
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Vad saknas eller är fel?").fill("Något om svindel i höga hus.")
    page.get_by_role("button", name="Skicka svar").click()
    page.wait_for_url("**/tack/*")
    kept = site.run(
        "from articles.models import Feedback; "
        "print(list(Feedback.objects.filter(article__slug='yrsel').values_list('helpful', 'comment', 'region_code')))",
    )
    assert "(True, 'Något om svindel i höga hus.', '12')" in kept


def test_what_changed_between_two_versions(reader):
    page = reader()
    page.goto("/feber-hos-barn/")
    page.get_by_role("link", name="Källor och ändringar").first.click()
    page.get_by_role("link", name="Se vad som ändrades i version 3").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("vad som ändrades")
    added, removed = page.locator(".diff ins").first, page.locator(".diff del").first
    expect(added).to_be_visible()
    expect(removed).to_be_visible()
    # Not by colour alone, and said to who does not see it.
    expect(added).to_have_css("border-bottom-style", "solid")
    expect(removed).to_have_css("text-decoration-line", "line-through")
    expect(added).to_contain_text("Tillagt:")
    expect(removed).to_contain_text("Borttaget:")


def test_on_paper_the_text_stands_without_its_frame(reader):
    page = reader(width=800)
    page.goto("/skane/feber-hos-barn/")
    page.emulate_media(media="print")
    for gone in (
        ".picker",
        ".search",
        ".sections",
        ".login",
        ".crumbs",
        ".toc",
        ".feedback",
        ".listen",
        "[data-print]",
        ".foot ul",
        ".skip",
    ):
        for part in page.locator(gone).all():
            expect(part).to_be_hidden()
    for kept in ("h1", ".lead", "ol.levels > li", "section.chapter", ".regional", ".trust", ".example-banner"):
        for part in page.locator(kept).all():
            expect(part).to_be_visible()
    expect(page.locator("[data-level=emergency] h3")).to_contain_text("112")


def test_print_button_prints(reader):
    page = reader()
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto("/feber/")
    page.get_by_role("button", name="Skriv ut").click()
    assert page.evaluate("window.printed")


def test_without_javascript_no_button_promises_what_it_cannot_do(reader):
    page = reader(javascript=False)
    page.goto("/feber/")
    expect(page.get_by_role("button", name="Lyssna")).to_have_count(0)
    expect(page.get_by_role("button", name="Skriv ut")).to_have_count(0)


def test_region_is_changed_without_losing_the_place(reader):
    page = reader(width=1280)
    page.goto("/skane/feber-hos-barn/?x=1")
    page.locator("summary", has_text="Vald region: Skåne").click()
    page.get_by_role("navigation", name="Välj region").get_by_role("link", name="Hela Sverige").click()
    page.wait_for_url(re.compile(r"\d/feber-hos-barn/\?x=1$"))
    expect(page.locator("section.regional")).to_have_count(0)
