"""Tove translates a text with one press, and sees what has changed in the Swedish one since."""

from playwright.sync_api import expect

from tests.browser.desk import enter, hire, look

# A Swedish text, published; then (`CHANGED`) a version of it in which two parts say something else.
MADE = """
from dataclasses import replace
from accounts.models import User
from articles.actions import publishing, reviewing, writing
from articles.models import Article, RevisionPart, Verdict
from tests.desk.conftest import TEXT

svante, stig, sigge = (User.objects.get(username=name) for name in ("svante", "stig", "sigge"))

def publish(text, draft):
    draft = writing.save_draft(by=svante, draft=draft, text=text, serial=draft.serial)
    revision = writing.submit(by=svante, draft=draft, serial=draft.serial)
    asked = reviewing.ask_user(by=svante, revision=revision, reviewer=stig)
    parts = RevisionPart.objects.filter(revision=revision).values_list("part", flat=True)
    who = reviewing.Reviewer(stig.name, "allmänläkare", "Exempelkliniken", "Inga")
    said = {part: reviewing.Judgement(Verdict.AGREE) for part in parts}
    reviewing.sign(by=stig, review=asked, judgements=said, reviewer=who)
    publishing.publish(by=sigge, revision=revision)
    print(revision.article_id)

text = replace(TEXT, title="Rossel på språk")
"""
FIRST = "publish(text, writing.new_article(by=svante, title=text.title, kind=text.kind).draft)"
CHANGED = """
article = Article.objects.get(slug="rossel-pa-sprak", language="sv")
chapters = (replace(text.chapters[0], text="Du kan också bli hes."), *text.chapters[1:])
text = replace(text, summary="Rossel går över på tre veckor.", chapters=chapters, change_note="Tid.")
publish(text, writing.start_draft(by=svante, article=article))
"""


def test_a_translation_is_begun_and_follows_the_swedish_text(reader, site):
    hire(site, ("svante", ["editor"]), ("stig", ["fact_reviewer"]), ("sigge", ["publisher"]), ("tove", ["editor"]))
    pk = site.run(MADE + FIRST).split()[-1]
    tove = enter(reader(width=1280), "tove")
    tove.goto(f"/redaktion/artiklar/{pk}/")
    look(tove, "article-languages")
    tove.get_by_role("button", name="Översätt till Lättläst").click()
    expect(tove.get_by_role("main")).to_contain_text("Översättningen följer den svenska texten, version 1.")
    look(tove, "translation-new")
    tove.get_by_label("Rubrik", exact=True).first.fill("Det rosslar")
    tove.get_by_role("textbox", name="Sammanfattning").fill("Det låter när du andas. Det går över.")
    tove.get_by_role("button", name="Spara", exact=True).click()
    expect(tove.get_by_role("heading", level=1)).to_have_text("Det rosslar")

    site.run(MADE + CHANGED)
    tove.reload()
    box = tove.get_by_role("region", name="Den svenska texten har ändrats")
    expect(box).to_contain_text("Översättningen följer version 1.")
    expect(box.locator("summary")).to_have_count(2)
    for summary in box.locator("summary").all():
        summary.click()
    expect(box).to_contain_text("bli hes")
    look(tove, "translation-behind")
    tove.get_by_role("button", name="Skicka in till granskning").click()
    follows = tove.get_by_label("Översättningen följer nu den svenska texten, version 2")
    expect(follows).not_to_be_checked()
    look(tove, "translation-submit")
    follows.check()
    tove.get_by_label("Vad har ändrats?").fill("Första versionen.")
    tove.get_by_role("button", name="Skicka in").click()
    tove.goto(f"/redaktion/artiklar/{pk}/")
    other = tove.get_by_role("region", name="Andra språk")
    expect(other).to_contain_text("Inte publicerad")
    expect(other.get_by_role("button", name="Översätt till Lättläst")).to_have_count(0)
    look(tove, "article-translated")
