"""Finds room on the map for the number of a Land: inside it and off the dots, else beside it."""

import math
from collections.abc import Iterable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bot.map_picture.ground import Land, Point

Size = tuple[float, float]

# The search happens on pictures that are so many times smaller.
_COARSE = 4
_EDGE = 24
_FREE, _TAKEN = 255, 0
_MORE_AND_MORE = (1.0, 1.3, 1.6, 2.0, 2.5, 3.0, 4.0)


class Room:
    """What is taken so far, on a map of `size`."""

    def __init__(
        self, size: tuple[int, int], lands: Iterable[Land], dots: Iterable[Point], radius: float
    ) -> None:
        self._size = (size[0] // _COARSE, size[1] // _COARSE)
        self._off_numbers, self._off_dots, self._off_land = (
            Image.new("L", self._size, _FREE) for _ in range(3)
        )
        for dot in dots:
            _fill(self._off_dots, dot, (2 * radius, 2 * radius))
        for land in lands:
            self._off_land.paste(_TAKEN, (0, 0), self._within(land))

    def inside(self, land: Land, size: Size) -> Point | None:
        """The middle of a rectangle of that size, upon dots if need be, never upon a number."""
        free = ImageChops.darker(self._within(land), self._off_numbers)
        found = _roomiest(ImageChops.darker(free, self._off_dots), size) or _roomiest(free, size)
        if found is not None:
            _fill(self._off_numbers, found, size)
        return found

    def beside(self, land: Land, size: Size) -> Point:
        """Likewise, around the Land: better upon nothing than upon another, best off the dots."""
        left, top, right, bottom = land.bounds
        reach = (right - left + size[0]) / 2, (bottom - top + size[1]) / 2
        turns = [math.radians(angle) for angle in range(0, 360, 15)]
        x, y = (left + right) / 2, (top + bottom) / 2
        spots = [(x + reach[0] * math.cos(t), y - reach[1] * math.sin(t)) for t in turns]
        found = min(spots, key=lambda spot: self._cost(_around(spot, size)))
        _fill(self._off_numbers, found, size)
        return found

    def _cost(self, around: tuple[int, int, int, int]) -> tuple[bool, int]:
        """Of writing there; nothing may come near the edge of the picture."""
        left, top, right, bottom = around
        (width, height), edge = self._size, _EDGE // _COARSE
        beyond = min(left, top, width - right, height - bottom) < edge
        free = (self._off_numbers, self._off_dots, self._off_land)
        taken = [each.crop(around).histogram()[_TAKEN] for each in free]
        return beyond, 10 * taken[0] + 10 * taken[1] + taken[2]

    def _within(self, land: Land) -> Image.Image:
        free = Image.new("L", self._size, _TAKEN)
        for ring in land.rings:
            surrounded = Image.new("L", self._size, _TAKEN)
            points = [(x / _COARSE, y / _COARSE) for x, y in ring]
            ImageDraw.Draw(surrounded).polygon(points, _FREE)
            free = ImageChops.difference(free, surrounded)
        return free


def _roomiest(free: Image.Image, size: Size) -> Point | None:
    """Where there is most room around it."""
    found: Sequence[int] = ()
    for growth in _MORE_AND_MORE:
        reach = (growth * size[0] / 2 / _COARSE, growth * size[1] / 2 / _COARSE)
        fitting = free.filter(ImageFilter.BoxBlur(reach)).tobytes()
        spots = [number for number, value in enumerate(fitting) if value == _FREE]
        if not spots:
            break
        found = spots
    if not found:
        return None
    row, column = divmod(found[len(found) // 2], free.width)
    return ((column + 0.5) * _COARSE, (row + 0.5) * _COARSE)


def _fill(image: Image.Image, middle: Point, size: Size) -> None:
    image.paste(_TAKEN, _around(middle, size))


def _around(middle: Point, size: Size) -> tuple[int, int, int, int]:
    (x, y), (width, height) = middle, size
    return (
        math.floor((x - width / 2) / _COARSE),
        math.floor((y - height / 2) / _COARSE),
        math.ceil((x + width / 2) / _COARSE),
        math.ceil((y + height / 2) / _COARSE),
    )
