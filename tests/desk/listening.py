"""What the pages about comments and searches say."""

from articles.queries.desk import desk_counts

TERM = "gurgelsjuka"


def waiting(user):
    """The numbers of the desk's menu that come from readers."""
    counts = desk_counts(user)
    return counts.answers, counts.misses


def said(response):
    return response.content.decode()
