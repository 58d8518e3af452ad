"""What the files are served with: headers.json for whoever sets up a CDN, and the same for nginx."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath

from regions.facts import regions
from vardguiden.crisis_copy.addresses import NOT_FOUND, UNAVAILABLE
from vardguiden.crisis_copy.asking import CopyFailed
from vardguiden.crisis_copy.tree import ENCODINGS, file_of

Headers = tuple[tuple[str, str], ...]
AS_JSON, NGINX_HTTP, NGINX_LOCATION = "headers.json", "nginx-http.conf", "nginx-location.conf"


def write_maps(tree: Path, headers: Mapping[str, Headers], redirects: Mapping[str, str], now: datetime) -> None:
    """The maps, beside the files. nginx reads its two when it starts or is told to read its settings again."""
    by_file = {"/" + file_of(Path(), address).as_posix(): each for address, each in headers.items()}
    usual = _usual(by_file)
    others = {file: dict(each) for file, each in by_file.items() if dict(each) != usual.get(_ending(file))}
    document = {
        "made": now.isoformat(timespec="seconds"),
        "by_ending": usual,
        "other_files": others,
        "encodings": {".br": "br", ".gz": "gzip"},
        "redirects": redirects,
        "not_found": NOT_FOUND,
        "unavailable": UNAVAILABLE,
    }
    (tree / AS_JSON).write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    names = sorted({name for each in (*usual.values(), *others.values()) for name in each})
    (tree / NGINX_HTTP).write_text(_http(names, usual, others, redirects), encoding="utf-8")
    (tree / NGINX_LOCATION).write_text(_location(names), encoding="utf-8")


def _ending(file: str) -> str:
    return PurePosixPath(file).suffix


def _usual(by_file: Mapping[str, Headers]) -> dict[str, dict[str, str]]:
    """The headers that most files of an ending have; a file that has none stands for itself."""
    counts: defaultdict[str, Counter[Headers]] = defaultdict(Counter)
    for file, headers in by_file.items():
        if _ending(file):
            counts[_ending(file)][headers] += 1
    return {ending: dict(found.most_common(1)[0][0]) for ending, found in sorted(counts.items())}


def _http(
    names: list[str],
    usual: Mapping[str, Mapping[str, str]],
    others: Mapping[str, Mapping[str, str]],
    redirects: Mapping[str, str],
) -> str:
    """Maps from the file that is sent to each header; one that comes out empty is not sent."""
    encodings = "|".join(ending.removeprefix(".") for ending in ENCODINGS)
    lines = [f'map $uri $copy_file {{ default $uri; "~^(?<copy_plain>.+)\\.(?:{encodings})$" $copy_plain; }}']
    for name in names:
        lines += [f"map $copy_file {_variable(name)} {{", '  default "";']
        lines += [
            f'  "~{ending.replace(".", chr(92) + ".")}$" {_quoted(each[name])};'
            for ending, each in usual.items()
            if name in each
        ]
        lines += [
            f"  {_quoted(file)} {_quoted(each.get(name, ''))};"
            for file, each in sorted(others.items())
            if each.get(name) != usual.get(_ending(file), {}).get(name)
        ]
        lines.append("}")
    slugs = "|".join(region.slug for region in regions())
    lines.append(f'map $uri $copy_region {{ default ""; "~^(?<copy_own>/(?:{slugs}))/" $copy_own; }}')
    lines.append(f'map $uri $copy_national {{ default $uri; "~^/(?:{slugs})(?<copy_rest>/.*)$" $copy_rest; }}')
    lines += ["map $copy_national $copy_moved {", '  default "";']
    lines += [f"  {_quoted(old)} {_quoted(new)};" for old, new in redirects.items()]
    return "\n".join([*lines, "}", ""])


def _location(names: list[str]) -> str:
    lines = ["if ($copy_moved) { return 301 $copy_region$copy_moved; }"]
    lines += [f"add_header {name} {_variable(name)} always;" for name in names]
    return "\n".join([*lines, ""])


def _variable(name: str) -> str:
    return "$copy_" + name.lower().replace("-", "_")


def _quoted(value: str) -> str:
    if "$" in value:
        raise CopyFailed(f"nginx kan inte skicka ett huvud med dollartecken: {value}")
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
