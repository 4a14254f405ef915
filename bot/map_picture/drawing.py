"""The drawing: Länder, a dot for each municipality, the number of each Land, what they mean."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageDraw, ImageFont

from bot.map_picture.ground import Ground, Land, Point, ground, places
from bot.map_picture.room import Room

PAPER = "#ffffff"
LAND = "#e9e4d8"
EMPTY_LAND = "#f5f3ed"
BORDER = "#ffffff"
INK = "#22262b"
PALE_INK = "#565b61"
# Their shapes differ as well, for those who do not see colours.
COLOURS = {"circle": "#0067a5", "diamond": "#c04a00"}

# Drawn so many times larger and then reduced: smooth edges.
_FINER = 3
_PALETTE = 128
_MARGIN = 48
_TOP = 185
_LINE = 1.4
_TITLE, _HEADING, _LEGEND, _NOTE, _NUMBER, _NAME = 60, 34, 34, 25, 46, 32
_LARGEST_DOT, _SMALLEST_DOT, _MANY_DOTS = 10.0, 2.5, 150


@dataclass(frozen=True)
class Dot:
    middle: Point
    shape: str
    radius: float


def draw(source: BinaryIO, target: BinaryIO) -> None:
    """`source` is JSON, see bot/maps.py; `target` gets a PNG, of equal bytes for equal words."""
    asked = json.load(source)
    size = (asked["width"], asked["height"])
    foot = (
        size[1] - _MARGIN - _LINE * (_LEGEND * len(asked["legend"]) + _NOTE * len(asked["notes"]))
    )
    on = ground((_MARGIN, _TOP, size[0] - 2 * _MARGIN, foot - _TOP - 30))
    radius = _radius(len(asked["dots"]))
    dots = _dots(on, asked["dots"], radius)
    legend = _legend(foot, asked["legend"])
    picture = _map(size, on, asked["numbers"], [*dots, *(dot for dot, _ in legend)])
    pen = ImageDraw.Draw(picture)
    room = Room(size, on.lands, [dot.middle for dot in dots], radius)
    _write_numbers(pen, on, asked["numbers"], room)
    pen.text((_MARGIN, 44), asked["title"], INK, font(600, _TITLE))
    pen.text((_MARGIN, 122), asked["heading"], PALE_INK, font(400, _HEADING))
    _write_foot(pen, foot, legend, asked["notes"])
    # So few suffice, and the file is a third as large.
    plain = picture.quantize(_PALETTE, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    file = BytesIO()
    plain.save(file, "PNG", optimize=True)
    target.write(file.getvalue())


def _radius(count: int) -> float:
    """Smaller where they are many."""
    shrunk = math.sqrt(min(1, _MANY_DOTS / max(count, 1)))
    return max(_SMALLEST_DOT, _LARGEST_DOT * shrunk)


def _dots(on: Ground, wanted: Iterable[tuple[str, Sequence[str]]], radius: float) -> list[Dot]:
    """Two shapes of one place stand side by side; the rarer are not hidden."""
    known = places()
    dots = []
    for key, shapes in wanted:
        if key in known:
            x, y = on.place(*known[key])
            apart = radius * 0.9 * (len(shapes) - 1)
            dots += [
                Dot((x + (2 * number * apart) - apart, y), shape, radius)
                for number, shape in enumerate(shapes)
            ]
    return sorted(dots, key=lambda dot: (dot.shape, dot.middle[1], dot.middle[0]))


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
    """With a rim of the paper, so that neighbours stay apart."""
    x, y = _finer(dot.middle)
    for reach, colour in ((dot.radius * 1.25, PAPER), (dot.radius, COLOURS[dot.shape])):
        r = reach * _FINER * (1 if dot.shape == "circle" else 1.3)
        if dot.shape == "circle":
            pen.ellipse((x - r, y - r, x + r, y + r), colour)
        else:
            pen.polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], colour)


def _write_numbers(
    pen: ImageDraw.ImageDraw, on: Ground, numbers: Mapping[str, int], room: Room
) -> None:
    """Small Länder first: they have least choice. Beside a Land its name is written, too."""
    for land in reversed(on.lands):
        if number := numbers.get(land.name):
            inside = room.inside(land, _size(str(number), _NUMBER))
            if inside is not None:
                _write(pen, inside, str(number), _NUMBER)
            else:
                words = f"{land.name} {number}"
                _write(pen, room.beside(land, _size(words, _NAME)), words, _NAME)


def _size(words: str, size: int) -> tuple[float, float]:
    return font(600, size).getlength(words) + 12, size * 0.9


def _write(pen: ImageDraw.ImageDraw, middle: Point, words: str, size: int) -> None:
    face = font(600, size)
    pen.text(middle, words, INK, face, anchor="mm", stroke_width=5, stroke_fill=PAPER)


def _write_foot(
    pen: ImageDraw.ImageDraw,
    top: float,
    legend: Sequence[tuple[Dot, str]],
    notes: Iterable[str],
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
