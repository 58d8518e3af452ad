"""Small library files for tests: a right one, and what to change in it."""

from pathlib import Path

from articles.actions import load_library
from articles.library_format import read_article

ARTICLE = """+++
title = "{title}"
kind = "sjukdom"
summary = "En påhittad sjukdom. Den känns lite och går över."
topic_areas = ["infektioner"]
synonyms = ["{name}", "{name} hos barn", "{name}n"]
related = {related}
review_months = 24
life_threatening = true
change_note = "Första versionen."

[[sources]]
title = "En bok"
owner = "Ett förlag"

[[care_levels]]
level = "emergency"
signs = ["Du har svårt att andas."]

[[care_levels]]
level = "soon"
heading = "Kontakta en vårdcentral"
signs = ["Du har hostat i mer än tre veckor."]
where = "Ring vårdcentralen."
if_closed = "Ring 1177."
unit_kind = "primary_care"
+++

## Det rosslar {{symptoms}}

Du rosslar. Läs om [det andra](/{other}/).

## Drick vatten {{self_care}}

Vila och drick.
"""
ADDITION = """+++
title = "Så gör du i Skåne"
chapter = "self_care"
change_note = "Första versionen."
+++

Ring först. Läs om [{slug}](/{slug}/).
"""
TRANSLATION = """+++
title = "{title}"
summary = "It rattles. It passes."
made_from = "{made_from}"
synonyms = ["rattle"]
change_note = "First version."

[[care_levels]]
level = "emergency"
heading = "Call 112"
signs = ["You find it hard to breathe."]

[[care_levels]]
level = "soon"
heading = "Contact a health centre"
signs = ["You have coughed for more than three weeks."]
where = "Call the health centre."
if_closed = "Call 1177."
unit_kind = "primary_care"
+++

## It rattles {{symptoms}}

You rattle.
"""
SLUGS = ("rosslighet", "snorighet", "hesighet")


def article(slug: str) -> str:
    """The text of a right article file; the three of `SLUGS` point at each other."""
    others = [other for other in SLUGS if other != slug]
    related = "[" + ", ".join(f'"{other}"' for other in others) + "]"
    return ARTICLE.format(title=slug.capitalize(), name=slug, related=related, other=others[0])


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def write_library(folder: Path) -> Path:
    """Three articles, an earlier version of the first, and an addition to it in Skåne."""
    for slug in SLUGS:
        write(folder, f"{slug}.md", article(slug))
    earlier = article("rosslighet").replace("Vila och drick.", "Vila.")
    write(folder, "earlier/rosslighet.1.md", earlier)
    write(folder, "additions/skane/rosslighet.md", ADDITION.format(slug="rosslighet"))
    return folder


def translation(folder, title="Rattling", made_from=None):
    digest = read_article(folder / "rosslighet.md").digest
    return TRANSLATION.format(title=title, made_from=made_from or digest[:16])


def load(folder):
    return load_library(by=None, folder=folder)
