"""Where the library sends who needs care at once: the same sign may stand where most can go to urgent care."""

import re

from articles.actions.library import read_all
from articles.library_format import LIBRARY
from articles.models import Level

READ = read_all(LIBRARY)
ARTICLES, TRANSLATIONS = READ.articles, READ.translations

# What a sign that needs a hospital begins with → the word by which `where` then sends to an akutmottagning.
HOSPITAL = {
    "Barnet är yngre än tre månader och har feber": "tre månader",
    "Du har feber och har nedsatt immunförsvar": "immunförsvar",
    "Du har fått ont i ena benet och det är svullet": "propp|benet",
    "Du har feber och mycket ont i en arm, ett ben eller huden": "mycket ont",
    "Du har feber och en led är varm": "varm led|Har du feber[ ,]",
    "Barnet har feber och vill inte röra en arm": "barn som har feber",
    "Du har prickar på huden som inte bleknar": "prickarna",
    "Du har ett rött öga som gör mycket ont": "öga",
    "Du har haft anafylaxi förut": "svår reaktion",
    "Du har haft en svår allergisk reaktion": "svår reaktion",
    "Du har fått en elstöt": "elstöt",
    "Barnet får feber, utslag, kräks eller blir slött dagarna efter": "dagarna efteråt",
    "Barnet började hosta plötsligt": "luftvägarna",
    "Du har en plötslig och mycket kraftig smärta i magen": "mycket ont i magen",
    "Du har feber och svår huvudvärk": "huvudvärk",
    "Du har feber, frossa och ont över ryggen": "frossa",
    "Du har plötsligt fått mycket ont i pungen": "pungen",
    "Du har svart, kletig avföring": "avföring",
    "Du hostar upp blod": "hostar upp blod",
    "Huden lossnar": "Lossnar huden",
}


def offers_urgent_care(advice):
    return re.search("närakut|urgent care", advice, re.IGNORECASE)


def test_no_sign_that_needs_a_hospital_is_sent_to_urgent_care():
    for text in ARTICLES.values():
        for level in text.care_levels:
            if level.level == Level.URGENT and offers_urgent_care(level.where):
                after = level.where.partition(". ")[2]  # the first sentence is where most may go
                for beginning, word in HOSPITAL.items():
                    if any(sign.startswith(beginning) for sign in level.signs):
                        assert re.search(word, after), (text.slug, beginning)
                        assert "akutmottagning" in after, text.slug


def test_heading_and_what_to_do_when_closed_name_urgent_care_only_where_the_advice_does():
    for text in [*ARTICLES.values(), *TRANSLATIONS]:
        for level in text.care_levels:
            if level.level == Level.URGENT and offers_urgent_care(f"{level.heading} {level.if_closed}"):
                assert offers_urgent_care(level.where), (text.slug, text.language)


def test_a_translation_sends_to_urgent_care_only_where_the_swedish_text_does():
    for text in TRANSLATIONS:
        for level, swedish in zip(text.care_levels, ARTICLES[text.slug].care_levels, strict=True):
            if level.level == Level.URGENT:
                assert bool(offers_urgent_care(level.where)) == bool(offers_urgent_care(swedish.where)), text.slug
