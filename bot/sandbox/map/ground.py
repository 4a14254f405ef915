"""Project the outlines and places of the shipped data onto the map."""

import gzip
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

Point = tuple[float, float]
Ring = Sequence[Point]
# x, y, width, height in pixels.
Box = tuple[float, float, float, float]

# Lambert's conic projection with two standard parallels, as in an atlas.
_SOUTH, _NORTH, _MIDDLE = math.radians(48), math.radians(53.5), 11.0


@dataclass(frozen=True)
class Land:
    """A Land; `rings` are in pixels, and a point inside an odd number of them is inside."""

    name: str
    rings: Sequence[Ring]

    @cached_property
    def size(self) -> float:
        return max(map(_area, self.rings))

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom."""
        return bounds(point for ring in self.rings for point in ring)


@dataclass(frozen=True)
class Ground:
    """The map; `lands` begin with the largest, so that those inside others are drawn last."""

    lands: Sequence[Land]
    place: Callable[[float, float], Point]


def ground(box: Box) -> Ground:
    outlines: Mapping[str, Sequence[Ring]] = json.loads(_file("laender_naturalearth.json"))
    flat = {
        name: [[_flattened(*point) for point in ring] for ring in rings]
        for name, rings in outlines.items()
    }
    fit = _fitting(bounds(p for rings in flat.values() for ring in rings for p in ring), box)
    lands = [Land(name, [[*map(fit, ring)] for ring in rings]) for name, rings in flat.items()]
    return Ground(
        sorted(lands, key=lambda land: -land.size),
        lambda longitude, latitude: fit(_flattened(longitude, latitude)),
    )


def places() -> dict[str, Point]:
    """Return longitude and latitude by key, see storage/data/README.md."""
    rows = gzip.decompress(_file("orte_geonames.tsv.gz")).decode().splitlines()
    parted = (row.split("\t") for row in rows)
    return {key: (float(longitude), float(latitude)) for key, latitude, longitude in parted}


def bounds(points: Iterable[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _file(name: str) -> bytes:
    return resources.files("storage.data").joinpath(name).read_bytes()


def _flattened(longitude: float, latitude: float) -> Point:
    cone = math.log(math.cos(_SOUTH) / math.cos(_NORTH)) / math.log(
        _height(_NORTH) / _height(_SOUTH)
    )
    reach = math.cos(_SOUTH) * _height(_SOUTH) ** cone / cone
    away = reach / _height(math.radians(latitude)) ** cone
    turn = cone * math.radians(longitude - _MIDDLE)
    return away * math.sin(turn), away * math.cos(turn)


def _height(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


def _fitting(inner: tuple[float, float, float, float], box: Box) -> Callable[[Point], Point]:
    """Return the function that fits the inner box into the middle of the outer one."""
    left, top, right, bottom = inner
    x, y, width, height = box
    scale = min(width / (right - left), height / (bottom - top))
    x += (width - scale * (right - left)) / 2
    y += (height - scale * (bottom - top)) / 2
    return lambda point: (x + scale * (point[0] - left), y + scale * (point[1] - top))


def _area(ring: Ring) -> float:
    turned = [*ring[1:], ring[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, turned, strict=True))) / 2
