"""The crisis copy: two regions of a small library, read from a real nginx with no site behind it."""

import gzip
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.db import connection, transaction

from articles.models import Article
from regions.models import CareUnit
from tests.crawl import Crawl
from tests.nginx import ROOT, Nginx, nginx_or_skip, readable_folder
from tests.running_demo import free_port
from tests.running_parts import Gunicorn, until, url_of
from tests.site.conftest import export

REGIONS, LONG_AGO = ("gotland", "blekinge"), date(2000, 1, 1)
KEPT = ("halsfluss", "feber-hos-barn", "patientavgifter", "byta-vardcentral", "vardgaranti")


@pytest.fixture(scope="module")
def made(collected, django_db_setup, django_db_blocker):
    """(folder, what the command said): a copy of a site with few texts, where a unit has moved and one has closed."""
    with readable_folder() as folder:
        with django_db_blocker.unblock(), transaction.atomic():
            Article.objects.exclude(slug__in=KEPT).update(live=None)
            gotland = CareUnit.objects.filter(region__slug="gotland").order_by("pk")
            moved, few = gotland.of_kind("primary_care")[0], gotland.of_kind("emergency")
            left = [moved.pk, *few.values_list("pk", flat=True)]
            CareUnit.objects.filter(region__slug__in=REGIONS).exclude(pk__in=left).update(closed_on=LONG_AGO)
            gotland.filter(pk=moved.pk).update(slug="en-ny-adress")
            said = export(folder, *(f"--region={slug}" for slug in REGIONS))
            transaction.set_rollback(True)
        yield folder, said, moved.slug


@pytest.fixture(scope="module")
def alone(made):
    """nginx with the copy, and no site."""
    with Nginx(made[0], made[0], free_port(), free_port()) as nginx:
        yield nginx


def headers_of(folder):
    return json.loads((folder / "current/headers.json").read_text(encoding="utf-8"))


# ---- what a reader of the copy meets ----


def test_every_link_of_the_copy_answers(made, alone):
    crawl = Crawl(alone.port, settings.SITE_URL, ["/", "/gotland/", "/blekinge/"])
    assert crawl.faults == []
    assert crawl.kinds["text/html; charset=utf-8"] > 150 and crawl.kinds["application/json"] > 20
    # Texts that the small library has not are named in the texts that it has; nothing else is missing.
    last = {re.sub(r"^/(gotland|blekinge|en|lattlast)(?=/)", "", path).strip("/") for path in crawl.dead}
    assert last <= gone_slugs(), crawl.dead
    assert len(crawl.dead) == 0 or "leder ingenstans" in made[1]


def gone_slugs():
    library = ROOT / "articles/library"
    return {path.stem for path in library.glob("*.md")} - set(KEPT)


def test_it_has_the_headers_of_the_site(made, alone, client, library):
    status, headers, body = alone.ask("/halsfluss/")
    there = client.get("/halsfluss/").headers
    assert status == 200 and headers["x-copy"] == "1"
    for name in ("Content-Type", "Cache-Control", "X-Frame-Options", "Referrer-Policy", "Permissions-Policy"):
        assert headers[name.lower()] == there[name], name
    assert set(headers["content-security-policy"].split("; ")) == set(there["Content-Security-Policy"].split("; "))
    assert "set-cookie" not in headers and headers["vary"] == "Accept-Encoding"
    assert "*" in alone.ask("/inbaddat/artikel/halsfluss/")[1]["content-security-policy"]
    assert alone.ask("/halsfluss.json")[1]["access-control-allow-origin"] == "*"
    assert alone.ask("/nytt.xml")[1]["content-type"] == "application/atom+xml; charset=utf-8"
    assert alone.ask("/.well-known/security.txt")[1]["content-type"] == "text/plain; charset=utf-8"
    assert alone.ask("/halsfluss/", "HEAD")[1]["content-length"] == str(len(body))
    assert alone.ask("/halsfluss/", If_None_Match=headers["etag"])[0] == 304


def test_files_of_the_look_have_the_headers_of_the_site(made, alone):
    """They stand in deploy/nginx.conf, not in the copy's maps."""
    told = headers_of(made[0])
    files = (made[0] / "current/site/static").rglob("*")
    files = [path for path in files if path.is_file() and path.suffix not in (".br", ".gz")]
    one_of_each = {path.suffix: f"/{path.relative_to(made[0] / 'current/site')}" for path in files}
    assert {".css", ".js", ".svg", ".png", ".woff2", ".md", ".txt", ""} == set(one_of_each)
    for address in ("/kopia/", *one_of_each.values()):
        file = f"{address}index.html" if address.endswith("/") else address
        wanted = told["other_files"].get(file) or told["by_ending"][Path(file).suffix]
        status, headers, _ = alone.ask(address)
        here = {name: headers.get(name.lower()) for name in (*wanted, "Link", "Retry-After")}
        assert status == 200 and here == {"Link": None, "Retry-After": None} | wanted, address


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, br;q=0", "gzip"),
        ("br;q=0.0, gzip;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("brotli", None),
        ("", None),
    ],
)
def test_it_sends_what_the_reader_can_read(alone, accepted, encoding):
    plain = alone.ask("/halsfluss/")[2]
    _, headers, body = alone.ask("/halsfluss/", Accept_Encoding=accepted)
    assert headers.get("content-encoding") == encoding
    assert {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding](body) == plain


def test_a_page_says_when_it_was_saved_and_what_may_have_changed(alone):
    page = alone.ask("/halsfluss/")[2].decode()
    saved = re.search(r'<time datetime="([^"]+)" data-saved>(\d+ \w+ 20\d\d, kl\. \d\d\.\d\d)</time>', page)
    assert saved and abs(datetime.now(UTC) - datetime.fromisoformat(saved[1])) < timedelta(hours=1)
    assert "Öppettider och annat kan ha ändrats sedan dess." in page
    english = alone.ask("/en/halsfluss/")[2].decode()
    assert "The page was saved on" in english and re.search(r"data-saved>\d+ \w+ 20\d\d, \d\d:\d\d<", english)


def test_a_unit_has_its_hours_by_date_and_no_today(alone):
    page = alone.ask("/gotland/mottagning/en-ny-adress/")[2].decode()
    assert "Dag för dag, när sidan sparades" in page and "I dag," not in page and 'class="today' not in page
    assert "Ring mottagningen. Fel går att rapportera" in page


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/sok/?q=halsont", "Sökningen vilar just nu"),
        ("/en/sok/?q=fever", "<h1>The search is not available right now</h1>"),
        ("/hitta-vard/?typ=vardcentral", "Just nu går det inte att söka bland mottagningarna"),
        ("/logga-in/", "Det går inte att logga in just nu"),
        ("/fel/", "Det går inte att rapportera fel just nu"),
        ("/regioner/jamfor/", "Det går inte att jämföra regioner just nu"),
        ("/kopia/", "Det här vilar tills webbplatsen är i gång igen"),
    ],
)
def test_what_rests_says_so_and_what_to_do_instead(alone, path, said):
    status, _, body = alone.ask(path)
    page = body.decode()
    assert status == 200 and said in page
    for link in ("tel:112", "tel:1177", "/a-o/", "/gotland/hitta-vard/"):
        assert f'href="{link}"' in page, link


def test_find_care_leads_to_places_where_it_can(alone):
    page = alone.ask("/gotland/hitta-vard/")[2].decode()
    assert 'href="/gotland/regioner/gotland/gotland/"' in page and 'id="akutmottagning"' in page
    article = alone.ask("/gotland/halsfluss/")[2].decode()
    assert 'href="/gotland/hitta-vard/#akutmottagning"' in article
    unit = alone.ask("/mottagning/en-ny-adress/")[2].decode()
    assert 'href="/regioner/gotland/gotland/">Fler ' in unit
    assert 'href="/gotland/"' in unit or 'href="/gotland/mottagning/en-ny-adress/"' in unit


def test_addresses_that_have_moved_lead_on(made, alone):
    left = made[2]
    assert headers_of(made[0])["redirects"] == {f"/mottagning/{left}/": "/mottagning/en-ny-adress/"}
    for before, after in (
        (f"/mottagning/{left}/", "/mottagning/en-ny-adress/"),
        (f"/gotland/mottagning/{left}/", "/gotland/mottagning/en-ny-adress/"),
        ("/gotland", "/gotland/"),
        ("/halsfluss?x=1", "/halsfluss/?x=1"),
    ):
        status, headers, _ = alone.ask(before)
        assert (status, headers["location"]) == (301, after)


def test_what_no_copy_holds_says_so(alone):
    for path, method, headers in (
        ("/stangd-for-lange-sedan/", "GET", {}),
        ("/konto/", "GET", {}),
        ("/readyz", "POST", {}),
        ("/halsfluss/svar/", "POST", {}),
        ("/halsfluss/", "POST", {}),
        ("/konto/", "GET", {"Cookie": "a=b; __Host-sessionid=c"}),
        ("/../etc/passwd", "GET", {}),
        ("/halsfluss/index.html.php", "GET", {}),
    ):
        status, answered, body = alone.ask(path, method, **headers)
        if path in ("/readyz", "/../etc/passwd"):
            assert status in (400, 502)
            continue
        assert status == 503 and answered["retry-after"] == "120" and answered["cache-control"] == "no-store"
        assert b'href="tel:112"' in body and b'href="tel:1177"' in body
    assert alone.ask("/metrics")[0] == 404


# ---- before a site ----


def test_the_copy_is_read_while_the_site_is_away_and_no_longer(made, folder, django_db_setup):
    nginx_or_skip()
    site = Gunicorn(DATABASE_URL=url_of(connection.settings_dict["NAME"]), TRUSTED_PROXIES="1")
    try:
        with Nginx(folder, made[0], site.port, free_port()) as nginx:
            until(lambda: nginx.ask("/tack-for-att-du-finns/")[0] == 404, "the site's own answer")
            status, headers, body = nginx.ask("/halsfluss/", X_Forwarded_For="1.2.3.4")
            assert status == 200 and "x-copy" not in headers and b"<form" in body and b"data-saved" not in body
            assert nginx.ask("/readyz")[0] == 200 and nginx.ask("/metrics")[0] == 404
            assert nginx.ask("/kopia/")[0] == 200  # who reads a page of the copy may follow its link
            assert nginx.ask("/halsfluss/svar/", "POST", "helpful=ja&website=")[0] != 503
            site.stop()
            status, headers, body = nginx.ask("/halsfluss/")
            assert status == 200 and headers["x-copy"] == "1" and b"data-saved" in body
            assert nginx.ask("/halsfluss/svar/", "POST", "helpful=ja")[0] == 503
            site.start()
            until(lambda: _is_the_sites_own(nginx.ask("/halsfluss/")), "the site's own page again")
    finally:
        site.stop()


def _is_the_sites_own(answer):
    status, headers, _ = answer
    return status == 200 and "x-copy" not in headers


def test_the_settings_of_nginx_hold_without_a_copy(folder):
    """The first start comes before the first copy."""
    with Nginx(folder, folder / "none", free_port(), free_port()) as nginx:
        assert nginx.ask("/halsfluss/")[0] == 503
