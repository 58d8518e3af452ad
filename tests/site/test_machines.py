"""What machines read: feed, sitemap, robots, security.txt, the browser's search description."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.urls import resolve

from articles.models import Article, TopicArea
from regions.facts import municipalities, regions
from regions.models import CareUnit
from vardguiden.views import machines

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SITE = settings.SITE_URL


@pytest.fixture
def get(client):
    def get(path, kind):
        response = client.get(path)
        assert response.status_code == 200
        assert response["Content-Type"] == f"{kind}; charset=utf-8"
        return response.content.decode()

    return get


# ---- the feed ----


def test_the_feed_is_valid_atom(library, get):
    feed = ElementTree.fromstring(get("/nytt.xml", "application/atom+xml"))
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert feed.find("a:id", ATOM).text == f"{SITE}/nytt.xml"
    assert feed.find("a:link[@rel='self']", ATOM).get("href") == f"{SITE}/nytt.xml"
    assert feed.find("a:author/a:name", ATOM).text
    datetime.fromisoformat(feed.find("a:updated", ATOM).text)
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == min(30, Article.objects.national().filter(live__isnull=False).count())
    for entry in entries:
        for name in ("title", "id", "updated", "summary"):
            assert entry.find(f"a:{name}", ATOM).text
        assert entry.find("a:link", ATOM).get("href").startswith(f"{SITE}/")
        assert datetime.fromisoformat(entry.find("a:updated", ATOM).text).tzinfo
    ids = [entry.find("a:id", ATOM).text for entry in entries]
    assert len(ids) == len(set(ids))


def test_the_newest_text_comes_first_and_dates_the_feed(library, get):
    newest = Article.objects.get(slug="yrsel", language="sv").live
    newest.published_on = "2027-07-02"
    newest.save()
    feed = ElementTree.fromstring(get("/nytt.xml", "application/atom+xml"))
    assert feed.find("a:entry/a:id", ATOM).text == f"{SITE}/yrsel/"
    assert feed.find("a:updated", ATOM).text.startswith("2027-07-02")


def test_the_feed_is_valid_when_it_is_empty(no_articles, get):
    feed = ElementTree.fromstring(get("/nytt.xml", "application/atom+xml"))
    assert feed.findall("a:entry", ATOM) == []
    datetime.fromisoformat(feed.find("a:updated", ATOM).text)


def test_every_page_points_at_the_feed_and_the_search(library, client):
    html = client.get("/halsfluss/").content.decode()
    assert 'href="/nytt.xml" type="application/atom+xml"' in html
    assert 'href="/opensearch.xml" type="application/opensearchdescription+xml"' in html


# ---- the sitemap ----


def parts(get):
    index = ElementTree.fromstring(get("/sitemap.xml", "application/xml"))
    return [loc.text.removeprefix(SITE) for loc in index.findall("s:sitemap/s:loc", MAP)]


def locations(get):
    found = []
    for part in parts(get):
        urlset = ElementTree.fromstring(get(part, "application/xml"))
        found += [loc.text for loc in urlset.findall("s:url/s:loc", MAP)]
    return found


def test_the_sitemap_is_complete(library, units, get):
    found = locations(get)
    assert len(found) == len(set(found))
    assert all(address.startswith(f"{SITE}/") for address in found)
    paths = {address.removeprefix(SITE) for address in found}
    assert {
        f"/{slug}/" for slug in Article.objects.national().filter(live__isnull=False).values_list("slug", flat=True)
    } <= paths
    assert {f"/amne/{slug}/" for slug in TopicArea.objects.values_list("slug", flat=True)} <= paths
    assert {f"/mottagning/{slug}/" for slug in CareUnit.objects.values_list("slug", flat=True)} <= paths
    assert {f"/regioner/{region.slug}/" for region in regions()} <= paths
    assert len([path for path in paths if re.fullmatch(r"/regioner/[^/]+/[^/]+/", path)]) == len(municipalities())
    assert {"/", "/a-o/", "/om-oss/", "/hitta-vard/"} <= paths


def test_the_sitemap_has_national_open_pages_only(library, units, get):
    slugs = {region.slug for region in regions()}
    for address in locations(get):
        path = address.removeprefix(SITE)
        assert path.split("/")[1] not in slugs
        assert resolve(path).func.login_required is False
        assert not path.startswith(("/sok", "/admin", "/konto", "/logga"))


def test_every_text_page_of_the_sitemap_answers(library, client, get):
    urlset = ElementTree.fromstring(get("/sitemap-texter.xml", "application/xml"))
    paths = [loc.text.removeprefix(SITE) for loc in urlset.findall("s:url/s:loc", MAP)]
    for path in [path for path in paths if path.count("/") < 4]:
        response = client.get(path)
        assert response.status_code == 200, path
        assert "noindex" not in response.content.decode(), path


def test_the_sitemap_says_when_a_text_was_published(library, get):
    urlset = ElementTree.fromstring(get("/sitemap-texter.xml", "application/xml"))
    dates = {url.find("s:loc", MAP).text: url.findtext("s:lastmod", None, MAP) for url in urlset.findall("s:url", MAP)}
    live = Article.objects.get(slug="halsfluss", language="sv").live
    assert dates[f"{SITE}/halsfluss/"] == str(live.published_on)
    assert dates[f"{SITE}/"] is None


def test_many_units_are_split_into_parts(library, units, get, monkeypatch):
    monkeypatch.setattr(machines, "UNITS_A_PART", 900)
    count = CareUnit.objects.count()
    assert parts(get) == ["/sitemap-texter.xml", *(f"/sitemap-vard-{n}.xml" for n in range(1, -(-count // 900) + 1))]
    assert len([address for address in locations(get) if "/mottagning/" in address]) == count


# ---- the rest ----


def test_robots(get):
    lines = get("/robots.txt", "text/plain").splitlines()
    assert lines[0] == "User-agent: *"
    staff = ("/admin/", "/konto/", "/logga-in/", "/redaktion/", "/vardkatalogen/", "/granska/", "/bekrafta/")
    for path in (*staff, "/sok/", "/forslag/", "/en/sok/", "/en/forslag/"):
        assert f"Disallow: {path}" in lines
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert "Disallow: /" not in lines


@pytest.mark.parametrize("today", ["2026-01-01", "2026-02-28", "2026-11-23", "2026-12-31", "2028-02-29"])
def test_security_txt(get, time_machine, today):
    time_machine.move_to(f"{today}T12:00+01:00")
    lines = get("/.well-known/security.txt", "text/plain").splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert fields["Contact"] == f"mailto:{settings.CONTACT_EMAIL}"
    assert fields["Preferred-Languages"] == "sv, en"
    assert fields["Canonical"] == f"{SITE}/.well-known/security.txt"
    now, expires = datetime.now(UTC), datetime.fromisoformat(fields["Expires"])
    assert now + timedelta(days=90) < expires < now + timedelta(days=365)


def test_opensearch(get):
    description = ElementTree.fromstring(get("/opensearch.xml", "application/opensearchdescription+xml"))
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert len(description.find("o:ShortName", names).text) <= 16
    assert len(description.find("o:Description", names).text) <= 1024
    url = description.find("o:Url", names)
    assert url.get("type") == "text/html"
    assert url.get("template") == f"{SITE}/sok/?q={{searchTerms}}"


@pytest.mark.parametrize(
    "path", ["/robots.txt", "/sitemap.xml", "/sitemap-texter.xml", "/opensearch.xml", "/.well-known/security.txt"]
)
def test_there_is_one_for_the_whole_country(client, path):
    response = client.get(f"/skane{path}")
    assert (response.status_code, response.url) == (301, path)
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405
