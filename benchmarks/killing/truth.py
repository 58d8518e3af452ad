"""What the database holds when it is over, beside what was sent and what was acknowledged."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.killing.writers import Writer, Written


@dataclass(frozen=True, slots=True)
class Truth:
    """One sort of write: how many were sent and acknowledged, and the marks that are not as they should be."""

    name: str
    sent: int
    acknowledged: int
    lost: list[str]
    doubled: list[str]
    half: list[str]

    @property
    def holds(self) -> bool:
        return not (self.lost or self.doubled or self.half)

    def line(self) -> str:
        return (
            f"{self.name:12} {self.acknowledged:6} acknowledged of {self.sent} sent: "
            f"{len(self.lost)} lost, {len(self.doubled)} doubled, {len(self.half)} half"
        )


def truths(writers: Iterable[Writer]) -> list[Truth]:
    writers = list(writers)
    return [_comments(_together(each.comments for each in writers)), _articles(_together(e.articles for e in writers))]


def _comments(written: Written) -> Truth:
    """A comment is one row."""
    from articles.models import Feedback

    return _truth("feedback", written, Counter(Feedback.objects.values_list("comment", flat=True)), [])


def _articles(written: Written) -> Truth:
    """A new article is its row, a draft, and an audit event of each: all four or none."""
    from accounts.models import AuditEvent
    from articles.models import Article, Draft

    events = AuditEvent.objects.filter(object_type="articles.article")
    told = {
        action: Counter(map(int, events.filter(action=action).values_list("object_id", flat=True)))
        for action in ("article.created", "draft.started")
    }
    titles = dict(Article.objects.filter(title__startswith="Prov ").values_list("pk", "title"))
    drafted = Counter(Draft.objects.values_list("article_id", flat=True))
    parts = (drafted, *told.values())
    half = [title for pk, title in titles.items() if [part[pk] for part in parts] != [1, 1, 1]]
    gone = [pk for part in told.values() for pk in part if pk not in titles]
    half += [f"an event of article {pk}, which is not there" for pk in gone]
    return _truth("new article", written, Counter(titles.values()), half)


def _truth(name: str, written: Written, found: Counter[str], half: list[str]) -> Truth:
    lost = sorted(mark for mark in written.acknowledged if not found[mark])
    doubled = sorted(mark for mark in written.sent if found[mark] > 1)
    return Truth(name, len(written.sent), len(written.acknowledged), lost, doubled, half)


def _together(each: Iterable[Written]) -> Written:
    each = list(each)
    return Written(set().union(*(one.sent for one in each)), set().union(*(one.acknowledged for one in each)))
