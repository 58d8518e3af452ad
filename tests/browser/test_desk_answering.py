"""Vera answers a reviewer who wants something changed; Rita reads the answer on her phone and signs."""

import re

from playwright.sync_api import expect

from tests.browser.desk import enter, hire, look
from tests.browser.test_desk_reviewing import ASK, invited, part

__all__ = ["invited"]  # a fixture

WANTS = """
from accounts.models import User
from articles.actions import reviewing
from articles.models import Review, Verdict

rita = User.objects.get(username="rita")
review = Review.objects.get(reviewer_user=rita)
said = {{part: reviewing.Judgement(Verdict.AGREE) for part in ("symptoms", "treatment")}}
said["self_care"] = reviewing.Judgement(
    Verdict.COMMENT, comment="Tre dagar är vanligare.", suggestion="Vila i tre dagar om du är trött."
)
who = reviewing.Reviewer(rita.name, "barnläkare", "Exempelkliniken", "Inga")
reviewing.sign(by=rita, review=review, judgements=said, reviewer=who)
"""
ANSWER = "Två dagar räcker för de flesta.\n\nDen som är trött längre än så ska söka vård, och det står ovanför."


def test_vera_answers_and_rita_reviews_again(reader, site, invited):
    _, number = invited("Rossel med svar")
    hire(site, ("rita", ["fact_reviewer"]))
    site.run(ASK.format(number=number))
    site.run(WANTS.format())

    vera = enter(reader(expects=["status of 400"]), "vera")
    waits = vera.get_by_role("region", name="Granskaren vill ändra något")
    waits.get_by_role("link", name="Rossel med svar").click()
    vera.get_by_role("link", name="Svara granskaren om Egenvård, till Rita Exempel").click()
    expect(vera.get_by_role("heading", level=1)).to_have_text("Svara Rita Exempel")
    look(vera, "answer")
    vera.get_by_role("button", name="Svara").click()
    expect(vera.get_by_role("group", name="Det är något som behöver rättas")).to_be_focused()
    look(vera, "answer-empty")
    vera.get_by_label("Ditt svar").fill(ANSWER)
    expect(vera.get_by_label("Be Rita Exempel granska versionen igen")).to_be_checked()
    vera.get_by_role("button", name="Svara").click()
    expect(vera.get_by_role("status")).to_contain_text("Rita Exempel är ombedd att granska versionen igen.")
    expect(part(vera, "Granskning del för del")).to_contain_text("Två dagar räcker för de flesta.")
    look(vera, "answered-version")
    vera.goto("/redaktion/")
    expect(vera.get_by_role("region", name="Granskaren vill ändra något")).to_have_count(0)

    rita = enter(reader(), "rita")
    rita.get_by_role("link", name="Rossel med svar").click()
    chapter = part(rita, "Vila och drick")
    expect(chapter).to_contain_text("Tre dagar är vanligare.")
    expect(chapter).to_contain_text("Två dagar räcker för de flesta.")
    look(rita, "answer-read")
    chapter.get_by_label("Stämmer", exact=True).check()
    rita.get_by_label("Inga jäv").check()
    rita.get_by_role("button", name="Skriv under").click()
    rita.wait_for_url(re.compile("tack=1"))
    expect(rita.get_by_role("heading", level=1)).to_have_text("Tack för granskningen")
