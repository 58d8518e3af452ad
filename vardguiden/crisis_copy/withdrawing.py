"""Takes the pages of withdrawn texts out of the copy that is served, without waiting for the next run."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from articles.models import Article
from regions import facts
from vardguiden.crisis_copy.tree import Tree, remove


def take_out_withdrawn(folder: Path, since: datetime | None) -> int:
    """Removes every page on which a text stands that was withdrawn since then (or ever) and has not come back. Answers
    with how many there were. One query."""
    site = Tree(folder.resolve()).current / "site"
    gone = Article.objects.filter(withdrawn_at__isnull=False).select_related("region", "adds_to")
    if since is not None:
        gone = gone.filter(withdrawn_at__gte=since)
    return sum(remove(site, address) for article in gone for address in _addresses(article))


def _addresses(article: Article) -> Iterator[str]:
    """In the whole country's pages and in each region's; what a region has added stands on its own page of the text."""
    own = [article.address("article"), article.address("article_json")]
    yield from own
    if article.region is None:
        yield from (f"/{region.slug}{address}" for region in facts.regions() for address in own)
