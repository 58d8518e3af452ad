"""What the library says of a medicine is alike in every text that names it, also in English and in easy Swedish."""

import re

import pytest

from articles.actions.library import read_all
from articles.library_format import LIBRARY

READ = read_all(LIBRARY)
TEXTS = [*READ.articles.values(), *READ.translations]

ASTHMA, OLD = "astma|asthma", "fyllt 65 år|65 or older"
PRESSURE, GLAUCOMA = "högt blodtryck|high blood pressure", "grön starr|glaucoma"
COLDS = ["bihaleinflammation", "covid-19", "feber", "forkylning", "halsfluss", "huvudvark", "influensa", "ont-i-halsen"]


def bodies(slug):
    found = [text for text in TEXTS if text.slug == slug]
    return ["\n".join(chapter.text for chapter in text.chapters) for text in found]


@pytest.mark.parametrize("slug", COLDS)
def test_who_has_a_cold_a_fever_or_a_headache_reads_when_to_ask_before_ibuprofen(slug):
    assert len(bodies(slug)) == 3
    for body in bodies(slug):
        assert re.search(OLD, body)
        assert re.search(ASTHMA, body)


@pytest.mark.parametrize("slug", ["bihaleinflammation", "forkylning"])
def test_who_has_a_blocked_nose_reads_when_to_ask_before_a_nasal_spray(slug):
    assert len(bodies(slug)) == 3
    for body in bodies(slug):
        assert re.search(PRESSURE, body)
        assert re.search(GLAUCOMA, body)


@pytest.mark.parametrize("slug", ["diarre", "magsjuka"])
def test_who_has_diarrhoea_after_antibiotics_reads_not_to_stop_it(slug):
    for body in bodies(slug):
        assert re.search("diarré efter antibiotika|diarrhoea after antibiotics", body)
