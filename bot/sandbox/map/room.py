"""Find room on the map for the number of a Land: inside it and off the dots, else beside it."""

import math
from collections.abc import Iterable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bot.sandbox.map.ground import Box, Land, Point

Size = tuple[float, float]

# The search runs on pictures that are so many times smaller.
_COARSE = 4
_FREE, _ABROAD, _TAKEN = 255, 225, 0
_MORE_AND_MORE = (1.0, 1.3, 1.6, 2.0, 2.5, 3.0, 4.0)


class Room:
    """The free room on a map; each dot is its middle and radius, `page` is where labels may be."""

    def __init__(
        self,
        size: tuple[int, int],
        page: Box,
        lands: Iterable[Land],
        dots: Iterable[tuple[Point, float]],
    ) -> None:
        self._size = (size[0] // _COARSE, size[1] // _COARSE)
        self._off_numbers = Image.new("L", self._size, _TAKEN)
        self._off_dots, self._off_land = (Image.new("L", self._size, _FREE) for _ in range(2))
        x, y, width, height = page
        self._off_numbers.paste(_FREE, _around((x + width / 2, y + height / 2), (width, height)))
        for middle, radius in dots:
            _fill(self._off_dots, middle, (2 * radius, 2 * radius))
        for land in lands:
            self._off_land.paste(_TAKEN, (0, 0), self._within(land))

    def inside(self, land: Land, name: Size, number: Size) -> tuple[Point, Point] | None:
        """Take places for a name and its number, the number in the Land, off other labels.

        The name touches the number on any side; it may reach over the border, but rather not
        into a neighbour. Both hide as little of the dots as can be. Returns the middles of the
        name and of the number.
        """
        own = self._within(land)
        beyond = ImageChops.lighter(own, self._off_land)
        at_home = beyond.point(lambda value: _FREE if value == _FREE else _ABROAD)
        for_name = ImageChops.darker(at_home, self._off_dots)
        within = ImageChops.darker(own, self._off_numbers)
        down, aside = (name[1] + number[1]) / 2, (name[0] + number[0]) / 2
        best: tuple[int, Point, Point] | None = None
        for x, y in ((0, -down), (0, down), (aside, 0), (-aside, 0)):
            back = round(-x / _COARSE), round(-y / _COARSE)
            allowed = ImageChops.offset(_fitting(self._off_numbers, name), *back)
            unhidden = ImageChops.add(
                _blurred(self._off_dots, number),
                ImageChops.offset(_blurred(for_name, name), *back),
                scale=2,
            )
            found = _roomiest(within, number, allowed, unhidden)
            if found is not None and (best is None or found[0] > best[0]):
                middle = found[1]
                best = found[0], (middle[0] + x, middle[1] + y), middle
        if best is None:
            return None
        _fill(self._off_numbers, best[1], name)
        _fill(self._off_numbers, best[2], number)
        return best[1], best[2]

    def beside(self, land: Land, size: Size) -> Point:
        """Take a rectangle beside the Land, off other labels, dots and Länder if possible."""
        left, top, right, bottom = land.bounds
        reach = (right - left + size[0]) / 2, (bottom - top + size[1]) / 2
        turns = [math.radians(angle) for angle in range(0, 360, 15)]
        x, y = (left + right) / 2, (top + bottom) / 2
        spots = [(x + reach[0] * math.cos(t), y - reach[1] * math.sin(t)) for t in turns]
        found = min(spots, key=lambda spot: self._cost(_around(spot, size)))
        _fill(self._off_numbers, found, size)
        return found

    def _cost(self, around: tuple[int, int, int, int]) -> tuple[bool, int]:
        """Return the cost of a place, highest where it leaves the picture."""
        left, top, right, bottom = around
        beyond = min(left, top, self._size[0] - right, self._size[1] - bottom) < 0
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


def _roomiest(
    free: Image.Image, size: Size, allowed: Image.Image, wanted: Image.Image
) -> tuple[int, Point] | None:
    """Return the allowed middle that is wanted most, with most room around it; first how much."""
    found: Sequence[int] = ()
    values = wanted.tobytes()
    most = 0
    for growth in _MORE_AND_MORE:
        fitting = _fitting(free, (growth * size[0], growth * size[1]))
        both = ImageChops.darker(fitting, allowed).tobytes()
        spots = [number for number, value in enumerate(both) if value == _FREE]
        if not found:
            most = max((values[number] for number in spots), default=0)
        spots = [number for number in spots if values[number] == most]
        if not spots:
            break
        found = spots
    if not found:
        return None
    row, column = divmod(found[len(found) // 2], free.width)
    return most, ((column + 0.5) * _COARSE, (row + 0.5) * _COARSE)


def _fitting(free: Image.Image, size: Size) -> Image.Image:
    """Return where the middle of a rectangle may be, so that all of it is free."""
    return _blurred(free, size).point(lambda value: _FREE if value == _FREE else _TAKEN)


def _blurred(free: Image.Image, size: Size) -> Image.Image:
    """Return for each middle of a rectangle how much of it is free."""
    return free.filter(ImageFilter.BoxBlur((size[0] / 2 / _COARSE, size[1] / 2 / _COARSE)))


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
