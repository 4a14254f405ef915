"""Draw the map: Länder, a dot for each municipality, the number of each Land, the legend."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageDraw, ImageFont

from bot.sandbox.map.ground import Ground, Land, Point, ground, places
from bot.sandbox.map.room import Room

PAPER = "#ffffff"
LAND = "#e9e4d8"
EMPTY_LAND = "#f5f3ed"
BORDER = "#ffffff"
INK = "#22262b"
PALE_INK = "#565b61"
# The shapes differ as well, for readers who cannot see the colours.
COLOURS = {"circle": "#0067a5", "diamond": "#c04a00"}

# Drawn so many times larger and then reduced, for smooth edges.
_FINER = 3
_PALETTE = 128
_MARGIN = 36
_TOP = 200
_LINE = 1.3
_TITLE, _HEADING, _LEGEND, _NOTE, _NUMBER, _NAME, _COUNT = 84, 48, 48, 36, 58, 32, 30
_LARGEST_DOT, _SMALLEST_DOT, _MANY_DOTS = 11.0, 2.5, 150
# A place with so many entries shows their number inside its dot.
_MANY_ENTRIES, _COUNT_RADIUS = 5, 26.0


@dataclass(frozen=True)
class Dot:
    """A dot; `count` is written inside it, 0 is not."""

    middle: Point
    shape: str
    radius: float
    count: int = 0


def draw(source: BinaryIO, target: BinaryIO) -> None:
    """Draw the JSON of bot/workers/maps.py as a PNG; equal input gives equal bytes."""
    task = json.load(source)
    size = (task["width"], task["height"])
    foot = size[1] - _MARGIN - _LINE * (_LEGEND * len(task["legend"]) + _NOTE * len(task["notes"]))
    page = (_MARGIN, _TOP, size[0] - 2 * _MARGIN, foot - _TOP - 30)
    on = ground(page)
    radius = _radius(len(task["dots"]))
    dots = [*_dots(on, task["dots"], radius), *_counted(on, task["counts"])]
    legend = _legend(foot, task["legend"])
    picture = _map(size, on, task["numbers"], [*dots, *(dot for dot, _ in legend)])
    pen = ImageDraw.Draw(picture)
    room = Room(size, page, on.lands, [(dot.middle, dot.radius) for dot in dots])
    _write_counts(pen, dots)
    _write_numbers(pen, on, task["numbers"], room, dots)
    pen.text((_MARGIN, 24), task["title"], INK, font(600, _TITLE))
    pen.text((_MARGIN, 126), task["heading"], PALE_INK, font(400, _HEADING))
    _write_foot(pen, foot, legend, task["notes"])
    # This palette suffices, and the file is a third as large.
    plain = picture.quantize(_PALETTE, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    file = BytesIO()
    plain.save(file, "PNG", optimize=True)
    target.write(file.getvalue())


def _radius(count: int) -> float:
    """Return the radius of a dot: smaller if there are many."""
    shrunk = math.sqrt(min(1, _MANY_DOTS / max(count, 1)))
    return max(_SMALLEST_DOT, _LARGEST_DOT * shrunk)


def _dots(
    on: Ground, shapes_by_key: Iterable[tuple[str, Sequence[str]]], radius: float
) -> list[Dot]:
    """Place the dots, two shapes of one place side by side, so that none is hidden."""
    known = places()
    dots = []
    for key, shapes in shapes_by_key:
        if key in known:
            x, y = on.place(*known[key])
            apart = radius * 0.9 * (len(shapes) - 1)
            dots += [
                Dot((x + (2 * number * apart) - apart, y), shape, radius)
                for number, shape in enumerate(shapes)
            ]
    return sorted(dots, key=lambda dot: (dot.shape, dot.middle[1], dot.middle[0]))


def _counted(on: Ground, counts: Mapping[str, int]) -> list[Dot]:
    """Place the dots that hold a number, one upon the dots of its place."""
    known = places()
    return [
        Dot(on.place(*known[key]), "circle", _COUNT_RADIUS, count)
        for key, count in sorted(counts.items())
        if key in known and count >= _MANY_ENTRIES
    ]


def _legend(top: float, legend: Iterable[tuple[str, str]]) -> list[tuple[Dot, str]]:
    return [
        (Dot((_MARGIN + 14, top + _LEGEND * (_LINE * line + 0.5)), shape, 13), words)
        for line, (shape, words) in enumerate(legend)
    ]


def _map(
    size: tuple[int, int], on: Ground, numbers: Mapping[str, int], dots: Iterable[Dot]
) -> Image.Image:
    fine = Image.new("RGB", (size[0] * _FINER, size[1] * _FINER), PAPER)
    pen = ImageDraw.Draw(fine)
    for land in on.lands:
        _draw_land(pen, land, LAND if numbers.get(land.name) else EMPTY_LAND)
    for dot in dots:
        _draw_dot(pen, dot)
    return fine.reduce(_FINER)


def _draw_land(pen: ImageDraw.ImageDraw, land: Land, colour: str) -> None:
    for ring in land.rings:
        points = [_finer(point) for point in ring]
        pen.polygon(points, colour)
        pen.line([*points, points[0]], BORDER, width=2 * _FINER, joint="curve")


def _draw_dot(pen: ImageDraw.ImageDraw, dot: Dot) -> None:
    """Draw the dot with a rim of paper, so that neighbours stay apart."""
    x, y = _finer(dot.middle)
    for reach, colour in ((dot.radius * 1.25, PAPER), (dot.radius, COLOURS[dot.shape])):
        r = reach * _FINER * (1 if dot.shape == "circle" else 1.3)
        if dot.shape == "circle":
            pen.ellipse((x - r, y - r, x + r, y + r), colour)
        else:
            pen.polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], colour)


def _write_counts(pen: ImageDraw.ImageDraw, dots: Iterable[Dot]) -> None:
    for dot in dots:
        if dot.count:
            pen.text(dot.middle, str(dot.count), PAPER, font(600, _COUNT), anchor="mm")


def _write_numbers(
    pen: ImageDraw.ImageDraw,
    on: Ground,
    numbers: Mapping[str, int],
    room: Room,
    dots: Iterable[Dot],
) -> None:
    """Write name and number of each Land; begin with small ones, which have least room."""
    told = {(land.name, dot.count) for dot in dots for land in on.lands if _is_in(land, dot)}
    for land in reversed(on.lands):
        if number := numbers.get(land.name):
            name = _name_lines(land.name)
            # A number that stands in the only dot of its Land is not written twice.
            digits = [] if (land.name, number) in told else [(str(number), _NUMBER)]
            inside = room.inside(land, _size(name), _size(digits)) if digits else None
            if inside is None:
                _write(pen, room.beside(land, _size([*name, *digits])), [*name, *digits])
            else:
                _write(pen, inside[0], name)
                _write(pen, inside[1], digits)


def _is_in(land: Land, dot: Dot) -> bool:
    left, top, right, bottom = land.bounds
    return left < dot.middle[0] < right and top < dot.middle[1] < bottom


def _name_lines(name: str) -> list[tuple[str, int]]:
    """Return the lines of a name with their sizes, parted at the hyphen."""
    first, hyphen, second = name.partition("-")
    return [(line, _NAME) for line in (first + hyphen, second) if line]


def _size(lines: Sequence[tuple[str, int]]) -> tuple[float, float]:
    widths = (font(600, size).getlength(words) + 12 for words, size in lines)
    return max(widths, default=0), sum(_height(size) for _, size in lines)


def _height(size: int) -> float:
    return size * 0.95


def _write(pen: ImageDraw.ImageDraw, middle: Point, lines: Sequence[tuple[str, int]]) -> None:
    x, y = middle
    y -= _size(lines)[1] / 2
    for words, size in lines:
        face, line = font(600, size), (x, y + _height(size) / 2)
        pen.text(line, words, INK, face, anchor="mm", stroke_width=5, stroke_fill=PAPER)
        y += _height(size)


def _write_foot(
    pen: ImageDraw.ImageDraw, top: float, legend: Sequence[tuple[Dot, str]], notes: Iterable[str]
) -> None:
    for dot, words in legend:
        place = (_MARGIN + 44, dot.middle[1])
        pen.text(place, words, INK, font(400, _LEGEND), anchor="lm")
    top += _LEGEND * _LINE * len(legend)
    for line, words in enumerate(notes):
        pen.text((_MARGIN, top + line * _NOTE * _LINE), words, PALE_INK, font(400, _NOTE))


def _finer(point: Point) -> Point:
    return point[0] * _FINER, point[1] * _FINER


@cache
def font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    file = resources.files("storage.data").joinpath(f"aileron-{weight}.woff")
    return ImageFont.truetype(BytesIO(file.read_bytes()), size)
