"""Requests a second of a running site's pages, as ratios to /healthz in the same run (machines are noisy).

.venv/bin/python benchmarks/pages.py --base http://127.0.0.1:8000 --seconds 4
"""

import argparse
import ipaddress
import threading
import time
from urllib.parse import urlsplit

import httpx

PAGES = {
    "healthz": "/healthz",
    "home": "/",
    "article": "/halsfluss/",
    "article in a region": "/skane/halsfluss/",
    "find care, nearest": "/hitta-vard/?q=Lund",
    "find care, open now": "/hitta-vard/?q=v%C3%A5rdcentral+Lund&oppet=nu",
    "unit list in a region": "/norrbotten/hitta-vard/",
    "search": "/sok/?q=ont+i+halsen",
    "suggestions": "/forslag/?q=hal",
}


def rate(base: str, path: str, seconds: float, clients: int) -> float:
    """Answered requests a second with so many clients at once."""
    counts = [0] * clients
    stop = time.monotonic() + seconds

    def ask(number: int) -> None:
        with httpx.Client(base_url=base, trust_env=False, headers={"Accept-Encoding": "gzip"}) as client:
            while time.monotonic() < stop:
                client.get(path).raise_for_status()
                counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--base", default="http://127.0.0.1:8000")
    arguments.add_argument("--seconds", type=float, default=3)
    arguments.add_argument("--clients", type=int, default=4)
    options = arguments.parse_args()
    host = urlsplit(options.base).hostname or ""
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise SystemExit("Only a site on this machine is measured.")
    health = 0.0
    for name, path in PAGES.items():
        measured = rate(options.base, path, min(options.seconds, 30), min(options.clients, 16))
        health = health or measured
        print(f"{name:24} {measured:8.0f}/s   {measured / health:5.2f} of healthz")


if __name__ == "__main__":
    main()
