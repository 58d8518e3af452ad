"""Requests a second of each sort of page, as ratios to a bare gunicorn and to a minimal Django in the same run."""

import http.client
import json
import random
import shutil

from benchmarks.serving import asked
from benchmarks.serving.figures import Figure, measure
from benchmarks.serving.house import House
from benchmarks.serving.load import Load
from benchmarks.serving.sessions import headers_of, staff

BR = {"Accept-Encoding": "br"}
FEW = 8  # connections, where each answer is made for the one who asks
PER_ANSWER = {"date", "server", "connection", "transfer-encoding", "keep-alive", "age"}  # the server's own


def compare(house: House, rounds: int, seconds: int) -> None:
    """Prints a line a figure."""
    site, unremembered, minimal = house.site(), house.site(PAGE_MEMORY_MB="0"), house.other("minimal")
    tag = keep_answer(house, site.port)
    bare = house.other("bare", BENCHMARK_ANSWER=str(house.folder / "answer"))
    plain = Figure("bare gunicorn", Load(bare.port, headers=BR), shows_p99=True)
    string = Figure("minimal Django", Load(minimal.port), plain)
    query = Figure("minimal Django, one query", Load(minimal.port, "/one/", connections=FEW), plain)
    figures = [plain, string, query]
    hot = Load(site.port, asked.HOT, headers=BR)
    figures.append(Figure("hot article", hot, plain, "0.95 x, p99 at most 2 x", shows_p99=True))
    known = Load(site.port, asked.HOT, headers=BR | {"If-None-Match": tag})
    figures.append(Figure("304", known, plain, "1.0 x"))
    if _granian_is_here():
        figures.append(Figure("hot article, granian", Load(house.granian().port, asked.HOT, headers=BR), plain))
    if shutil.which("nginx"):
        nginx = Load(house.nginx(house.folder / "answer").port, "/body", headers=BR)
        figures.append(Figure("same bytes, nginx", nginx, plain))
    cold = Load(unremembered.port, asked.HOT, headers=BR, connections=FEW)
    figures.append(Figure("cold article", cold, query))
    chance = random.Random(6)
    for name, paths in (("search", asked.searches(chance)), ("find care", asked.places(chance))):
        lines = asked.write_lines(house.folder / f"{name}.lines", paths)
        # No memory holds an answer to what someone has typed.
        load = Load(site.port, lines=lines, headers=BR, connections=FEW)
        figures.append(Figure(name, load, query, "150 rps where it is 800: 0.19 x"))
    personal = BR | headers_of(_editor(), site.port)
    figures.append(Figure("personal page", Load(site.port, "/redaktion/", headers=personal, connections=FEW), query))
    measure(figures, rounds, seconds)


def keep_answer(house: House, port: int) -> str:
    """Keeps the hot page's bytes and headers for those that return nothing else; gives its ETag."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _ in range(2):  # the second time as it is remembered
        connection.request("GET", asked.HOT, headers=BR)
        answer = connection.getresponse()
        body = answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{asked.HOT} is answered with {answer.status}.")
    folder = house.folder / "answer"
    folder.mkdir()
    (folder / "body").write_bytes(body)
    headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in PER_ANSWER]
    (folder / "headers.json").write_text(json.dumps(headers))
    print(f"{asked.HOT} is {len(body)} bytes as {answer.headers.get('Content-Encoding', 'plain')}", flush=True)
    return answer.headers["ETag"]


def _editor() -> object:
    from accounts.models import Role

    return staff("karin", Role.EDITOR)


def _granian_is_here() -> bool:
    from importlib.util import find_spec

    return find_spec("granian") is not None
