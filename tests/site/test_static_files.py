"""Files of the look as readers get them: named by what is in them, kept for ever, and compressed beforehand."""

import re

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from whitenoise.middleware import WhiteNoiseMiddleware

from tests.settings import STORAGES as names_as_they_are
from vardguiden import settings as site

COMPRESSED = (".css", ".js", ".svg")
FOR_EVER = "max-age=315360000, public, immutable"


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The folder that `collectstatic` fills, with the storage of a real site."""
    root = tmp_path_factory.mktemp("static")
    own = ["django.contrib.staticfiles.finders.FileSystemFinder"]  # and not the administration's, which take a while
    real = {"STORAGES": site.STORAGES, "WHITENOISE_AUTOREFRESH": False}
    with override_settings(STATIC_ROOT=root, STATICFILES_FINDERS=own, **real):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield root


def hashed(folder, name):
    """The one file of that name in the folder."""
    stem, dot, ending = name.rpartition(".")
    (found,) = folder.glob(f"{stem}.????????????{dot}{ending}")
    return found


def test_every_file_is_there_once_by_what_is_in_it(collected):
    files = [file for file in collected.rglob("*") if file.is_file() and file.suffix not in (".br", ".gz")]
    unnamed = [file.name for file in files if not re.search(r"\.[0-9a-f]{12}(\.|$)", file.name)]
    assert unnamed == ["staticfiles.json"]
    assert len(files) > 30


def test_texts_are_compressed_beforehand(collected):
    texts = [file for file in collected.rglob("*") if file.suffix in COMPRESSED and file.stat().st_size > 1_000]
    assert len(texts) > 15
    for file in texts:
        plain, gzip = file.stat().st_size, file.with_name(file.name + ".gz").stat().st_size
        assert file.with_name(file.name + ".br").stat().st_size < gzip < plain, file.name


@pytest.mark.parametrize(("accepts", "gets"), [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("", None)])
def test_are_kept_for_ever_and_come_in_the_best_encoding(collected, rf, accepts, gets):
    whitenoise = WhiteNoiseMiddleware(lambda request: None)
    name = f"/static/css/{hashed(collected / 'css', 'components.css').name}"
    answer = whitenoise(rf.get(name, headers={"accept-encoding": accepts}))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == FOR_EVER
    assert answer.get("Content-Encoding") == gets
    assert answer["Vary"] == "Accept-Encoding"
    answer.file_to_stream.close()  # and not the connection of an earlier test, as `answer.close()` would


def test_the_font_is_fetched_first_and_once_and_words_are_shown_meanwhile(collected):
    """The address that the page asks for early is the one that the style sheet asks for."""
    with override_settings(STORAGES=names_as_they_are):
        page = Client().get("/om-oss/").text
    (early,) = re.findall(r'<link rel="preload" href="/static/([^"]+)" as="font" type="font/woff2" crossorigin>', page)
    assert page.index(early) < page.index('rel="stylesheet"')
    style = hashed(collected / "css", "tokens.css").read_text()
    (font,) = re.findall(r'url\("\.\./([^"]+)"\)', style)
    assert collected / font == hashed((collected / early).parent, (collected / early).name)
    assert style.count("@font-face") == style.count("font-display: swap") == 1
