"""Make the data of the map: `python -m tests.support.map_data germany.geojson austria.geojson …`.

storage/data/README.md tells where the sources come from and what is done with them here.
"""

import gzip
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from commands.language import names

Point = tuple[float, float]
Ring = Sequence[Point]

DATA = Path(__file__).parents[2] / "storage/data"
# In degrees of latitude: about 450 m, less than a dot of the map.
_TOLERANCE = 0.004
_SHRINK = math.cos(math.radians(50.5))
_PARTS_OF_TOWNS = frozenset({"PPLX", "PPLL", "PPLH", "PPLW", "PPLQ", "PPLG"})
_SEATS = ("PPLC", "PPLA", "PPLA2", "PPLA3", "PPLA4")
# By the first digit of Austria's official keys.
_AUSTRIA = (
    "",
    "Burgenland",
    "Kärnten",
    "Niederösterreich",
    "Oberösterreich",
    "Salzburg",
    "Steiermark",
    "Tirol",
    "Vorarlberg",
    "Wien",
)


def outlines(files: Sequence[Path]) -> dict[str, list[Ring]]:
    """Borders that two Länder share stay shared: each is simplified once."""
    whole = {
        feature["properties"]["NAME_1"]: _rings(feature["geometry"])
        for file in files
        for feature in json.loads(file.read_text(encoding="utf-8"))["features"]
    }
    beside: defaultdict[Point, set[Point]] = defaultdict(set)
    for ring in (ring for rings in whole.values() for ring in rings):
        for a, b in pairwise(ring):
            beside[a].add(b)
            beside[b].add(a)
    meeting = {point for point, others in beside.items() if len(others) > 2}
    simple = {land: [_simplified(r, meeting) for r in rings] for land, rings in whole.items()}
    return {land: [r for r in rings if len(r) > 3] for land, rings in sorted(simple.items())}


def _rings(geometry: Any) -> list[Ring]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [[(x, y) for x, y in ring] for polygon in polygons for ring in polygon]


def _simplified(ring: Ring, meeting: set[Point]) -> Ring:
    points = list(ring[:-1])
    starts = [n for n, point in enumerate(points) if point in meeting] or [_lowest(points)]
    if len(starts) == 1:
        starts.append(max(range(len(points)), key=lambda n: _far(points[n], points[starts[0]])))
    starts.sort()
    turned = points[starts[0] :] + points[: starts[0]] + [points[starts[0]]]
    ends = [start - starts[0] for start in starts] + [len(points)]
    kept: list[Point] = []
    for start, end in pairwise(ends):
        kept += _line(turned[start : end + 1])[:-1]
    rounded = [(round(x, 3), round(y, 3)) for x, y in [*kept, kept[0]]]
    return [p for n, p in enumerate(rounded) if n == 0 or p != rounded[n - 1]]


def _lowest(points: Sequence[Point]) -> int:
    return min(range(len(points)), key=lambda n: points[n])


def _line(points: Sequence[Point]) -> list[Point]:
    """Douglas and Peucker, in the same direction whichever Land is looked at."""
    if points[0] > points[-1]:
        return _thinned(points[::-1])[::-1]
    return _thinned(points)


def _thinned(points: Sequence[Point]) -> list[Point]:
    stack, kept = [(0, len(points) - 1)], {0, len(points) - 1}
    while stack:
        start, end = stack.pop()
        between = range(start + 1, end)
        if not between:
            continue
        worst = max(between, key=lambda n: _off(points[n], points[start], points[end]))
        if _off(points[worst], points[start], points[end]) > _TOLERANCE:
            kept.add(worst)
            stack += [(start, worst), (worst, end)]
    return [points[n] for n in sorted(kept)]


def _far(a: Point, b: Point) -> float:
    return math.hypot((a[0] - b[0]) * _SHRINK, a[1] - b[1])


def _off(point: Point, start: Point, end: Point) -> float:
    """How far the point is from the line between the two."""
    dx, dy = (end[0] - start[0]) * _SHRINK, end[1] - start[1]
    px, py = (point[0] - start[0]) * _SHRINK, point[1] - start[1]
    long = dx * dx + dy * dy
    along = 0.0 if long == 0 else max(0.0, min(1.0, (px * dx + py * dy) / long))
    return math.hypot(px - along * dx, py - along * dy)


def coordinates(cities: Path) -> Iterator[tuple[str, str, str]]:
    """Of the municipalities of the register by key, of Austria's by Land and name."""
    german: defaultdict[str, list[list[str]]] = defaultdict(list)
    austrian: defaultdict[str, list[list[str]]] = defaultdict(list)
    for line in cities.read_text(encoding="utf-8").split("\n")[:-1]:
        row = line.split("\t")
        if row[8] == "DE" and len(row[13]) == 8:
            german[row[13]].append(row)
        elif row[8] == "AT" and row[7] in _SEATS and row[10].isdecimal():
            austrian[f"{_AUSTRIA[int(row[10])]}/{row[1]}"].append(row)
    register = gzip.decompress((DATA / "gemeinden_bkg2016.tsv.gz").read_bytes()).decode()
    for line in register.splitlines():
        ags, name, *_ = line.split("\t")
        best = _best(german[ags], name)
        if best is not None:
            yield ags, *_where(best)
    for key, rows in sorted(austrian.items()):
        if len(rows) == 1:
            yield key, *_where(rows[0])


def _best(rows: Sequence[list[str]], name: str) -> list[str] | None:
    """The place of that name, else the seat, else the largest village; never part of a town."""
    key = names.place_key(name)

    def rank(row: list[str]) -> tuple[bool, bool, bool, int]:
        spellings = (row[1], *row[3].split(","))
        called = [names.place_key(spelling) == key for spelling in spellings]
        return called[0], any(called), row[7] in _SEATS, int(row[14])

    return max((row for row in rows if row[7] not in _PARTS_OF_TOWNS), key=rank, default=None)


def _where(row: Sequence[str]) -> tuple[str, str]:
    return f"{float(row[4]):.3f}", f"{float(row[5]):.3f}"


def main(*files: str) -> None:
    *maps, cities = map(Path, files)
    lines = (
        f"{json.dumps(land, ensure_ascii=False)}: {json.dumps(rings, separators=(',', ':'))}"
        for land, rings in outlines(maps).items()
    )
    (DATA / "laender_naturalearth.json").write_text(
        "{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8"
    )
    table = "".join("\t".join(row) + "\n" for row in coordinates(cities))
    (DATA / "orte_geonames.tsv.gz").write_bytes(gzip.compress(table.encode(), mtime=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
