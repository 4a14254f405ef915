"""What the map is drawn from: each place lies in its Land, and the sources are named."""

import csv
import gzip
import json
import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from bot.sandbox.map.ground import places
from commands.collection.terms import LANDS

DATA = Path(__file__).parents[2] / "storage/data"
AUSTRIA = (
    *("Burgenland", "Kärnten", "Niederösterreich", "Oberösterreich", "Salzburg", "Steiermark"),
    *("Tirol", "Vorarlberg", "Wien"),
)
# In the collection, but with no place of their own: a union of villages, districts, a Land.
WITHOUT_A_PLACE = {"Stutensee", "Göppingen (Landkreis)", "Marburg-Biedenkopf", "Vöhringen"}
# Islands that the outlines do not have.
HALLIGEN = {"01054039", "01054050", "01054074"}
HELGOLAND = {"01056025"}
KM_PER_DEGREE = 111.2

Rings = Sequence[Sequence[tuple[float, float]]]


@pytest.fixture(scope="module")
def outlines() -> Mapping[str, Rings]:
    found: Mapping[str, Rings] = json.loads(
        (DATA / "laender_naturalearth.json").read_text(encoding="utf-8")
    )
    return found


def land_of(key: str) -> str:
    return key.partition("/")[0] if "/" in key else LANDS[key[:2]]


def is_inside(rings: Rings, x: float, y: float) -> bool:
    crossed = sum(
        (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for ring in rings
        for (x1, y1), (x2, y2) in pairwise(ring)
    )
    return crossed % 2 == 1


def kilometres_to(rings: Rings, x: float, y: float) -> float:
    """To the border."""
    flat = [[on_a_plane(x, y, point) for point in ring] for ring in rings]
    return min(distance(a, b) for ring in flat for a, b in pairwise(ring))


def on_a_plane(x: float, y: float, point: tuple[float, float]) -> complex:
    """In kilometres, seen from x and y."""
    shrink = math.cos(math.radians(y))
    return complex((point[0] - x) * shrink, point[1] - y) * KM_PER_DEGREE


def distance(a: complex, b: complex) -> float:
    """Of the line between the two from zero."""
    if a == b:
        return abs(a)
    along = -(a * (b - a).conjugate()).real / abs(b - a) ** 2
    return abs(a + max(0.0, min(1.0, along)) * (b - a))


def test_all_laender_of_germany_and_austria_have_an_outline(outlines: Mapping[str, Rings]) -> None:
    assert sorted(outlines) == sorted([*LANDS.values(), *AUSTRIA])
    assert all(ring[0] == ring[-1] for rings in outlines.values() for ring in rings)


def test_every_place_lies_in_its_land_or_at_its_border(outlines: Mapping[str, Rings]) -> None:
    outside = {
        key: kilometres_to(outlines[land_of(key)], x, y)
        for key, (x, y) in places().items()
        if not is_inside(outlines[land_of(key)], x, y)
    }

    assert len(outside) < 150
    assert {key for key, far in outside.items() if far > 5} <= HALLIGEN


def test_the_places_of_a_district_lie_together() -> None:
    """No village was taken for another of the same name elsewhere in its Land."""
    german = {key: point for key, point in places().items() if "/" not in key}
    districts: dict[str, list[tuple[float, float]]] = {}
    for key, point in german.items():
        districts.setdefault(key[:5], []).append(point)
    middles = {key: middle(points) for key, points in districts.items() if len(points) > 2}
    far = {
        key: abs(on_a_plane(*middles[key[:5]], point))
        for key, point in german.items()
        if key[:5] in middles
    }

    assert {key for key, kilometres in far.items() if kilometres > 80} == HELGOLAND


def middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    xs, ys = (sorted(values) for values in zip(*points, strict=True))
    return xs[len(xs) // 2], ys[len(ys) // 2]


def test_borders_that_two_laender_share_leave_no_gap(outlines: Mapping[str, Rings]) -> None:
    edges = [
        frozenset(edge)
        for rings in outlines.values()
        for ring in rings
        for edge in pairwise(map(tuple, ring))
    ]
    shared = len(edges) - len(set(edges))

    assert shared > 1_300
    assert edges.count(edges[0]) <= 2


def test_the_collection_is_found_but_for_a_few_that_are_known() -> None:
    table = (DATA / "sammlung.csv").read_text(encoding="utf-8").splitlines()
    known = places()
    missing = {
        row["anzeige"]
        for row in csv.DictReader(table)
        if (row["ags"] or f"{row['land'].partition(' (')[0]}/{row['anzeige']}") not in known
    }

    assert missing == WITHOUT_A_PLACE


def test_german_places_are_of_the_register() -> None:
    table = gzip.decompress((DATA / "gemeinden_bkg2016.tsv.gz").read_bytes()).decode()
    register = {line.split("\t")[0] for line in table.splitlines()}
    german = {key for key in places() if "/" not in key}

    assert german <= register
    assert (len(german), len(register), len(places())) == (9_718, 11_084, 11_454)


@pytest.mark.parametrize(
    ("key", "longitude", "latitude"),
    [
        ("05314000", 7.10, 50.73),  # Bonn
        ("11000000", 13.41, 52.52),  # Berlin
        ("02000000", 9.99, 53.55),  # Hamburg
        ("09162000", 11.58, 48.14),  # München
        ("14627140", 13.47, 51.16),  # Meißen
        ("Steiermark/Graz", 15.44, 47.07),
    ],
)
def test_well_known_places_are_where_they_are(key: str, longitude: float, latitude: float) -> None:
    assert places()[key] == pytest.approx((longitude, latitude), abs=0.02)


def test_sources_licences_and_changes_are_named_beside_the_data() -> None:
    told = (DATA / "README.md").read_text(encoding="utf-8")

    for name in ("laender_naturalearth.json", "orte_geonames.tsv.gz", "aileron-400.woff"):
        assert f"`{name}`" in told
    assert "Natural Earth" in told
    assert "public domain" in told
    assert "GeoNames" in told
    assert "https://creativecommons.org/licenses/by/4.0/" in told
    assert told.count("- Changed:") == 2
    assert "CC0 1.0" in told


@pytest.mark.parametrize("name", ["laender_naturalearth.json", "orte_geonames.tsv.gz"])
def test_the_data_is_small(name: str) -> None:
    assert (DATA / name).stat().st_size < 100_000
