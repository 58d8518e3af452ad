"""How a rule of the search is written, and what the rules of danger know."""

import re
import tomllib
from itertools import chain

import pytest

from articles.library_format import LIBRARY
from articles.models import SearchRule
from articles.queries import search_articles
from articles.queries.search import is_emergency
from articles.queries.search.rules import either, rules_of
from language.analysis import fold, stem

KIND = SearchRule.Kind


def test_alternatives():
    assert either("{svårt|tungt} andas") == ["svårt andas", "tungt andas"]
    assert either("{a|b} {c|d}") == ["a c", "a d", "b c", "b d"]
    assert either("andnöd") == ["andnöd"]
    assert either("2{a|b c|d} e") == ["a b c e", "a d e", "b c d e"]


RULES = rules_of(
    [
        (KIND.EMERGENCY, "{svårt|tungt} andas"),
        (KIND.EMERGENCY, "=krampar"),
        (KIND.EMERGENCY, "medvetslös"),
        (KIND.EMERGENCY, "ont i bröstet"),
        (KIND.HARMLESS, "krampar vaden"),
        (KIND.HARMLESS, "!{statistik|film_}"),
        (KIND.EMERGENCY, "?{stroke|hjärtinfarkt}"),
        (KIND.EMERGENCY, "stroke =nu"),
        (KIND.EMERGENCY, "{många|flera} tabletter"),
        (KIND.EMERGENCY, "2{slö|blek|virrig}"),
        (KIND.EMERGENCY, "kniven hotar"),
        (KIND.EMERGENCY, "hittar inte gevär"),
        (KIND.EMERGENCY, "!just_nu"),
        (KIND.HARMLESS, "?{hur_vanligt|_vad vad_är}"),
        (KIND.HARMLESS, "?{=kurs|i_fjol}"),
        (KIND.EMERGENCY, "=1 blodsocker"),
        (KIND.EMERGENCY, "inte andas"),
        (KIND.EMERGENCY, "svimmade"),
        (KIND.EMERGENCY, "{benpipa|fälla} =sticker"),
        (KIND.HARMLESS, "=sticker flugor"),
        (KIND.HARMLESS, "?{uppgift|föreläsning}"),
        (KIND.SAME, "ont smärta värk"),
    ]
)


@pytest.mark.parametrize(
    ("query", "danger"),
    [
        ("svårt att andas", True),
        ("har tungt att ANDAS!", True),
        ("svårt att välja", False),
        ("han krampar", True),
        ("kramp", False),
        ("krampar i vaden", False),
        ("krampar i vaden och är medvetslös", True),
        ("medvetslöss", True),
        ("smärta i bröstet", True),
        ("medvetslös statistik", False),
        ("medvetslös statistik nu", True),
        ("medvetslös film", False),
        ("medvetslös, var på film och föll", True),
        ("stroke", True),
        ("hur vanligt är stroke", False),
        ("hur vanligt är medvetslös", True),
        ("hur är vanligt stroke", True),
        ("vad är stroke", False),
        ("stroke, vad är det", True),
        ("hur vanligt är stroke, han har det nu", True),
        ("hur vanligt är stroke, han fick det just nu", True),
        ("just nu", False),
        ("medvetslös på en kurs", True),
        ("medvetslös på en kurs i fjol", False),
        ("medvetslös och krampar på en kurs i fjol", True),
        ("medvetslös på en kurs, som i fjol, nu", True),
        ("slö", False),
        ("är slö och virrig", True),
        ("hotar med brödkniven", True),
        ("hittar knappt geväret", True),
        ("epi-kramp, medvetslös", True),
        ("krampar, jag är ensam hemma, ont i vaden", True),
        ("hjärt infarkt", True),
        ("tar hjärt infarkten slut", True),
        ("hjärt infarckt", True),
        ("hjärt infarckkt", False),
        ("hjärt infarckt statistik", False),
        ("jättesvårt att andas", True),
        ("åt många hjärttabletter", True),
        ("blodsocker 1,8", True),
        ("blodsocker 6,1", False),
        ("går inte att andas", True),
        ("har inte haft feber ändå", False),
        ("svmmade", True),
        ("svimnade", True),
        ("benpippan sticker ut", True),
        ("fällan sticker", True),
        ("fällan sticker bananflugor", False),
        ("simmade", False),
        ("svimlade", False),
        ("stroke skoluppgift", False),
        ("stroke förelsning", False),
        ("", False),
        ("???", False),
    ],
)
def test_phrases_of_danger(query, danger):
    assert is_emergency(query, RULES) is danger


def test_what_alternatives_make_together_is_never_written_out():
    rules = rules_of([(KIND.EMERGENCY, "2{b|c|d|e} {f|g|h|j} {k|l|m|n}")])
    assert [len(phrase.slots) for phrases in rules.emergency.values() for phrase in phrases] == [3] * 4
    assert is_emergency("n g e b", rules)
    assert not is_emergency("n g e", rules)


def test_alternatives_of_small_words_ask_for_the_rest():
    rules = rules_of([(KIND.EMERGENCY, "{i|köket} {på|haj}"), (KIND.EMERGENCY, "{i|på}")])
    assert is_emergency("köket", rules)
    assert is_emergency("haj", rules)
    assert not is_emergency("i på", rules)


IN_OTHER_LANGUAGES = {
    "ألم في الصدر": True, "لا أستطيع التنفس": True, "امي فاقدة الوعي اغمي عليها": True,
    "صداع": False, "موعد مع الطبيب": False,
    "درد قفسه سینه": True, "تنگی نفس": True, "سردرد": False,
    "сильний біль у грудях": True, "не можу дихати": True, "головний біль": False, "біль у спині": False,
    "боль в груди": True, "потерял сознание": True, "болит голова": False, "не могу спать": False,
    "ból w klatce piersiowej": True, "dziecko nie może oddychać": True, "ból głowy": False, "nie mogę spać": False,
    "rintakipu": True, "lapsi ei saa henkeä": True, "päänsärky": False, "en saa unta": False,
    "xanuun xabadka": True, "waan rabaa inaan dhinto": True, "madax xanuun": False,
    "göğüs ağrısı": True, "nefes alamıyorum": True, "kendimi öldürmek istiyorum": True, "baş ağrısı": False,
}  # fmt: skip


@pytest.mark.parametrize(("query", "shows"), IN_OTHER_LANGUAGES.items())
def test_the_gravest_dangers_are_known_in_other_languages(library, query, shows):
    assert search_articles(query).emergency is shows


COMMONEST = "har är för när om mot jag ta tar rätt vart med måste hon han den dem far vad var att i på av".split()


def test_no_rule_of_ours_names_a_word_that_is_stemmed_like_one_of_the_commonest():
    rules = tomllib.loads((LIBRARY / "search" / "rules.toml").read_text(encoding="utf-8"))
    texts = chain.from_iterable(rules[kind] for kind in (KIND.GROUP, KIND.EMERGENCY, KIND.HARMLESS))
    inflected = {fold(word) for text in texts for word in re.findall(r"(?<![=\w<-])[^\W\d_]+(?![\w>:-])", text)}
    common = set(map(fold, COMMONEST))
    assert [word for word in sorted(inflected - common) if stem(word) in set(map(stem, common))] == []


def test_a_rule_names_a_group_instead_of_its_words():
    rules = rules_of(
        [
            (KIND.GROUP, "ena: vänster|höger"),
            (KIND.GROUP, "lem: <hand>|ben"),
            (KIND.GROUP, "hand: hand|arm"),
            (KIND.GROUP, "lem: fot"),
            (KIND.GROUP, "rund: <rund>|boll"),
            (KIND.EMERGENCY, "{<ena>|båda} {<lem>} främling"),
            (KIND.EMERGENCY, "<okänd> {<rund>}"),
        ]
    )
    assert is_emergency("vänster hand är som en främling", rules)
    assert is_emergency("båda armarna är som en främling", rules)
    assert not is_emergency("vänster öga är som en främling", rules)
    assert is_emergency("höger fot är som en främling", rules)
    assert is_emergency("okänd boll", rules) and is_emergency("okänd rund", rules)
    assert not is_emergency("boll", rules) and not is_emergency("vad som helst", rules)


def test_a_word_that_is_spelt_right_is_no_slip():
    assert is_emergency("medvetslöss", RULES, lambda word: True) is False
