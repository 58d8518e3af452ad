"""Reads a whole copy of the site from a real nginx with no site behind it: `benchmarks/crisis_copy.py DIR SITE_URL`.

DIR is what `manage.py export_site DIR` wrote, SITE_URL what the site was called when it did. Prints how many of what
there is, the bytes, and what is wrong; ends with 1 if anything is.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.crawl import Crawl
from tests.nginx import Nginx, free_port


def main(copy: Path, site_url: str) -> int:
    held = [path for path in (copy / "current/site").rglob("*") if path.is_file()]
    plain = [path for path in held if path.suffix not in (".br", ".gz")]
    print(f"files {len(held)}, without compressed forms {len(plain)}")
    for ending in ("", ".br", ".gz"):
        sizes = [path.stat().st_size for path in (plain if not ending else held) if not ending or path.suffix == ending]
        print(f"{ending or 'plain':5} {sum(sizes) / 1e6:.0f} MB")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        began = time.monotonic()
        with Nginx(Path(folder), copy, free_port(), free_port()) as nginx:
            crawl = Crawl(nginx.port, site_url, ["/"])
    for kind, number in crawl.kinds.most_common():
        print(f"{number:6} {kind}")
    print(f"{len(crawl.came_from)} addresses from the start page on, in {time.monotonic() - began:.0f} s")
    for address, page in crawl.dead.items():
        print(f"dead: {address} on {page}")
    for fault in crawl.faults:
        print(f"fault: {fault}")
    return 1 if crawl.dead or crawl.faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2].rstrip("/")))
