"""The directory that a page of find care looks in."""

from regions.queries import CareSearch
from regions.queries.directory import Directory
from regions.queries.find_care import directory_for
from regions.regional import RegionalRequest


def known_for(request: RegionalRequest, search: CareSearch) -> Directory:
    """The directory; where the database did not answer, the request knows from when what it shows is."""
    known = directory_for(search)
    request.as_it_was = known.as_it_was
    return known
