"""What people ask for: articles and units, searches, and places for care, in numbers that no memory holds."""

import itertools
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote_plus, urlencode

HOT = "/halsfluss/"
SITUATIONS = "|barn|bebis|vuxen|gravid|på natten|hela tiden|efter maten|hur länge|vad göra|farligt|smittar".split("|")
CARE = (
    "vårdcentral|apotek|akuten|närakut|tandläkare|bvc|barnmorska|ungdomsmottagning|psykiatri|rehab|vaccination|"
    "ögonläkare|hudläkare|gynekolog|röntgen"
).split("|")
CHOICES = ("", "oppet=nu", "oppet=kvall-helg", "sortera=namn", "dropin=1", "sprak=ar")


def articles() -> list[str]:
    """Paths of all published Swedish articles for the whole nation, the library's own first."""
    from articles.models import Article

    found = Article.objects.filter(language="sv", live__isnull=False, region=None, adds_to=None).order_by("pk")
    return [f"/{slug}/" for slug in found.values_list("slug", flat=True)]


def units() -> list[str]:
    from regions.models import CareUnit

    return [f"/mottagning/{slug}/" for slug in CareUnit.objects.order_by("pk").values_list("slug", flat=True)]


def regions() -> list[str]:
    """What stands before a path: nothing for the nation, then each region's."""
    from regions.facts import regions_by_slug

    return ["", *(f"/{slug}" for slug in regions_by_slug())]


def pages(count: int) -> list[str]:
    """So many public pages, no two the same: articles as each region sees them, then units."""
    every = itertools.chain((where + path for where in regions() for path in articles()), units())
    return list(itertools.islice(every, count))


def searches(chance: random.Random) -> list[str]:
    """Searches that differ: what our texts are called by people, and in which situation."""
    from articles.models import Synonym

    names = sorted(set(Synonym.objects.order_by("pk").values_list("text", flat=True)[:4000]))
    asked = [f"/sok/?q={quote_plus(f'{name} {situation}'.strip())}" for name in names for situation in SITUATIONS]
    chance.shuffle(asked)
    return asked


def places(chance: random.Random) -> list[str]:
    """Questions for care that differ: a kind in a municipality, some with a choice more."""
    from regions.facts import municipalities

    towns = [town.seat for town in municipalities()]
    asked = [
        f"/hitta-vard/?{urlencode({'q': f'{kind} {town}'})}{choice and '&' + choice}"
        for kind in CARE
        for town in towns
        for choice in CHOICES
    ]
    chance.shuffle(asked)
    return asked


def popular(paths: Sequence[str], where: Sequence[str], count: int, chance: random.Random) -> list[str]:
    """Pages as readers choose them: the second is asked for half as often as the first, the third a third as often."""
    order = list(paths)
    chance.shuffle(order)
    weights = [1 / place for place in range(1, len(order) + 1)]
    return [chance.choice(where) + path for path in chance.choices(order, weights, k=count)]


def write_lines(path: Path, lines: Iterable[str], method: str = "GET") -> Path:
    """A file for benchmarks/serving/wrk.lua."""
    path.write_text("".join(f"{method}\t{line}\n" for line in lines))
    return path
