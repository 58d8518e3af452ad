"""Vera answers a reviewer who wants something changed; Rakel reads the answer on her phone and signs."""

import re

from playwright.sync_api import expect

from tests.browser.desk import enter, hire, look
from tests.browser.test_desk_reviewing import ASK, invited, part

__all__ = ["invited"]  # a fixture

WANTS = """
from accounts.models import User
from articles.actions import reviewing
from articles.models import Review, Verdict

rakel = User.objects.get(username="rakel")
review = Review.objects.get(reviewer_user=rakel)
said = {{part: reviewing.Judgement(Verdict.AGREE) for part in ("symptoms", "treatment")}}
said["self_care"] = reviewing.Judgement(
    Verdict.COMMENT, comment="Tre dagar är vanligare.", suggestion="Vila i tre dagar om du är trött."
)
who = reviewing.Reviewer(rakel.name, "barnläkare", "Exempelkliniken", "Inga")
reviewing.sign(by=rakel, review=review, judgements=said, reviewer=who)
"""
ANSWER = "Två dagar räcker för de flesta.\n\nDen som är trött längre än så ska söka vård, och det står ovanför."


def test_vera_answers_and_rakel_reviews_again(reader, site, invited):
    _, number = invited("Rossel med svar")
    hire(site, ("rakel", ["fact_reviewer"]))
    site.run(ASK.format(number=number, reviewer="rakel"))
    site.run(WANTS.format())

    vera = enter(reader(expects=["status of 400"]), "vera")
    waits = vera.get_by_role("region", name="Granskaren vill ändra något")
    waits.get_by_role("link", name="Rossel med svar").click()
    vera.get_by_role("link", name="Svara granskaren om Egenvård, till Rakel Exempel").click()
    expect(vera.get_by_role("heading", level=1)).to_have_text("Svara Rakel Exempel")
    look(vera, "answer")
    vera.get_by_role("button", name="Svara").click()
    expect(vera.get_by_role("group", name="Det är något som behöver rättas")).to_be_focused()
    look(vera, "answer-empty")
    vera.get_by_label("Ditt svar").fill(ANSWER)
    expect(vera.get_by_label("Be Rakel Exempel granska versionen igen")).to_be_checked()
    vera.get_by_role("button", name="Svara").click()
    expect(vera.get_by_role("status")).to_contain_text("Rakel Exempel är ombedd att granska versionen igen.")
    expect(vera.get_by_role("group", name="Egenvård", exact=True)).to_contain_text("Två dagar räcker för de flesta.")
    look(vera, "answered-version")
    vera.goto("/redaktion/")
    expect(vera.get_by_role("region", name="Granskaren vill ändra något")).to_have_count(0)

    rakel = enter(reader(), "rakel")
    rakel.get_by_role("link", name="Rossel med svar").click()
    chapter = part(rakel, "Vila och drick")
    expect(chapter).to_contain_text("Tre dagar är vanligare.")
    expect(chapter).to_contain_text("Två dagar räcker för de flesta.")
    look(rakel, "answer-read")
    chapter.get_by_label("Stämmer", exact=True).check()
    rakel.get_by_label("Inga jäv").check()
    rakel.get_by_role("button", name="Skriv under").click()
    rakel.wait_for_url(re.compile("tack=1"))
    expect(rakel.get_by_role("heading", level=1)).to_have_text("Tack för granskningen")
