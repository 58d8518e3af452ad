"""The one home of text analysis: what is indexed and what is asked pass through the same functions here.

Text is folded before it is stemmed, on both sides, so that "forkylning" finds "förkylning".
"""

import functools
import re
import threading
import tomllib
import unicodedata
from pathlib import Path

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_FOLD = str.maketrans(
    {"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ł": "l", "ı": "i", "å": "a", "ä": "a", "ö": "o", "é": "e"}
    # One letter has several codes, by the language of the keyboard: Arabic, Persian, Kurdish.
    | dict.fromkeys("يىئ", "ی") | {"ك": "ک", "ة": "ه", "ە": "ه", "ؤ": "و", "ـ": ""}
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
)  # fmt: skip
_ARTICLE = re.compile(r"^(?:ب?ال|لل)(?=.{3})")  # of Arabic: "الحكة" is "حكة", "بالرأس" is "رأس"
_of_thread = threading.local()  # a stemmer holds the word that it works on, and is nobody else's meanwhile
# What the stemmer leaves or takes wrongly, and health words suffer from: the t of "högt", "sjukt" and "kräkts" (but not
# of "vikt"), the endings of "hostan" and "receptet", those of "medvetslös", and the s of "hals", which is no genitive.
_LEFT = re.compile(r"(?<=..g)t$|(?<=...k)t$|(?<=...)an$|(?<=..pt)et$")
_WITHOUT = re.compile(r"(.{3,}los)[ta]?")
_BARE = frozenset(["hals", "mens", "puls", "kors"])

# Words that carry no meaning in a search. "ont", "inte" and "utan" are not among them: they matter in health.
STOP_WORDS = frozenset(
    "alla allt an andra att av bara bli blir da de dem den denna deras dess det detta dig din dina ditt dom du efter "
    "ej eller en er era ert ett for fran gar gor ha hade han hans har hela hennes hon hos hur i jag kan man med men "
    "mer mig min mina mitt mot mycket nagon nagot nar ni nu och om oss pa sa samma se sedan sig sin sina sitt ska "
    "skulle som till upp ut vad var vara varit vi via vid vem vilka vilken vill varfor".split()
)


def fold(text: str) -> str:
    """Lower case without diacritics, each run of white space one space: "Öron  Ont" → "oron ont"."""
    lowered = text.lower().translate(_FOLD)
    if lowered.isascii():  # nearly always, and much quicker
        return " ".join(lowered.split())
    decomposed = unicodedata.normalize("NFKD", lowered).lower().translate(_FOLD)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def words(text: str) -> list[str]:
    """The folded words of a text, in order; "covid-19" is one word and its parts are not repeated."""
    return _WORD.findall(fold(text))


def written_words(text: str) -> list[tuple[str, str]]:
    """The words of a text, folded and as they are written; one that is another when it is folded is told `apart`."""
    written = _WORD.findall(unicodedata.normalize("NFC", text))
    return [(folded, word) for word in written if bare(folded := apart(word) or fold(word))]


def apart(word: str) -> str | None:
    """What a word is called that is another when it is folded: "tålde" → "taala", so that it is not "talade"."""
    return _apart().get(word.lower())


@functools.cache
def _apart() -> dict[str, str]:
    return {form: name for name, *forms in map(str.split, _lists()["apart"].strip().splitlines()) for form in forms}


def bare(word: str) -> str:
    """Letters and digits only: "p-piller" → "ppiller"."""
    return word if word.isalnum() else "".join(c for c in word if c.isalnum())


@functools.cache
def _lists() -> dict[str, str]:
    return tomllib.loads((Path(__file__).parent / "forms.toml").read_text(encoding="utf-8"))


@functools.cache
def _forms() -> dict[str, str]:
    """Folded form → folded base, of the words in `forms.toml`."""
    return {
        form: line.split()[0]
        for line in fold(_lists()["words"].replace("\n", " | ")).split(" | ")
        if line
        for form in line.split()
    }


@functools.lru_cache(maxsize=4_000)  # what is typed again and again
def stem(word: str) -> str:
    """The stem of one folded word: "forkylningar" → "forkylning", "hogt" → "hog"."""
    if base := _forms().get(word):
        return base
    if word in _BARE:
        return word
    if not word.isascii():
        return _ARTICLE.sub("", word)
    without = _WITHOUT.fullmatch(word)
    return without[1] if without else _LEFT.sub("", _stemmer().stemWord(word))


def _stemmer() -> Stemmer.Stemmer:
    if not hasattr(_of_thread, "stemmer"):
        _of_thread.stemmer = Stemmer.Stemmer("swedish", 0)  # `stem` remembers; its own memory only costs time
    return _of_thread.stemmer


def base(word: str) -> str:
    """The word that a folded one of `forms.toml` is an inflection of; any other itself."""
    return _forms().get(word, word)


def terms(text: str) -> list[str]:
    """The stems that a text is indexed under, in order, hyphenated words also by their parts."""
    found: list[str] = []
    for word, _ in written_words(text):
        parts = re.split(r"[-'’]", word)
        found.append(stem(bare(word)))
        if len(parts) > 1:
            found += [stem(part) for part in map(bare, parts) if part]  # "¼" is folded to a digit, a slash and a digit
    return found


def slug(text: str) -> str:
    """The path segment of a name: "ont i halsen" → "ont-i-halsen"."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))
