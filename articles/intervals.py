"""How often a text should be reviewed, by what it is about: what a new article starts from, and what the lint holds it
to."""

import re
from typing import TYPE_CHECKING

from articles.models.choices import ArticleKind

if TYPE_CHECKING:
    from articles.text import ArticleText

RISK, MOST, SLOW = 12, 24, 36  # months
_BY_KIND = {
    ArticleKind.BEHANDLING: RISK,  # medicines, and what else is done to the body
    ArticleKind.RATTIGHET: SLOW,
    ArticleKind.LIVSSTIL: SLOW,
}
_CHILDREN = re.compile(r"(?i)barn|\bbebis|nyfödd|\bungdom")


def suggested_months(kind: ArticleKind, *, life_threatening: bool = False, children: bool = False) -> int:
    """Months between reviews: 12 where a fault harms most, 36 where little changes, else 24."""
    if life_threatening or children:
        return RISK
    return _BY_KIND.get(kind, MOST)


def about_children(title: str) -> bool:
    """Whether a text with this title is about children or the young."""
    return _CHILDREN.search(title) is not None


def suggested_for(text: "ArticleText") -> int:
    """The months that suit what the text says of itself."""
    return suggested_months(text.kind, life_threatening=text.life_threatening, children=about_children(text.title))
