"""The drawing of the map: in its place, legible, the same each time, whatever it is given."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import combinations
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageColor

from bot.sandbox import End, Limits, apart
from bot.sandbox.map.drawing import COLOURS, EMPTY_LAND, INK, LAND, PALE_INK, PAPER, draw, font
from bot.sandbox.map.ground import Ground, Land, Point, ground, places
from bot.sandbox.map.room import Room
from commands.collection.texts import collection_map as texts
from tests.collection.test_map_data import is_inside
from tests.support.growth import measured

pytestmark = pytest.mark.slow

SIZE = (1200, 1700)
BOX = (36, 200, 1128, 1434)
BONN = "05314000"
# Flensburg, Aachen, Konstanz, München, Görlitz, Rostock.
CITIES = ("01001000", "05334002", "08335043", "09162000", "14626110", "13003000")
Dots = Iterable[tuple[str, list[str]]]


def asked(dots: Dots = (), numbers: Mapping[str, int] | None = None, **more: Any) -> bytes:
    wanted = {
        "width": SIZE[0],
        "height": SIZE[1],
        "title": "Kommunen der Sammlung",
        "heading": "Überschrift",
        "legend": [],
        "notes": [],
        "dots": list(dots),
        "counts": {},
        "numbers": numbers or {},
    }
    return json.dumps(wanted | more).encode()


def drawn(words: bytes) -> bytes:
    target = BytesIO()
    draw(BytesIO(words), target)
    return target.getvalue()


@cache
def picture(words: bytes) -> Image.Image:
    with Image.open(BytesIO(drawn(words))) as image:
        assert image.format == "PNG"
        return image.convert("RGB")


@cache
def on() -> Ground:
    return ground(BOX)


def land(name: str) -> Land:
    return next(each for each in on().lands if each.name == name)


@dataclass(frozen=True)
class Spots:
    """The pixels of about one colour: left, top, right, bottom, and how many."""

    box: tuple[int, int, int, int]
    count: int

    @property
    def middle(self) -> tuple[float, float]:
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2

    @property
    def share(self) -> float:
        left, top, right, bottom = self.box
        return self.count / ((right - left) * (bottom - top))


def spots(image: Image.Image, colour: str, about: int = 12) -> Spots:
    far = ImageChops.difference(image, Image.new("RGB", image.size, colour)).split()
    farthest = ImageChops.lighter(ImageChops.lighter(far[0], far[1]), far[2])
    near = Image.eval(farthest, lambda value: 255 if value < about else 0)
    return Spots(near.getbbox() or (0, 0, 1, 1), near.histogram()[255])


def contrast(one: str, other: str) -> float:
    """As WCAG defines it."""
    lighter, darker = sorted(map(_luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [value / 255 for value in ImageColor.getrgb(colour)[:3]]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


# --- what is drawn


def test_it_is_a_png_of_the_size_that_was_asked_for() -> None:
    image = picture(asked(width=600, height=800))

    assert image.size == (600, 800)


def test_the_same_words_are_the_same_bytes() -> None:
    words = asked([(BONN, ["circle", "diamond"])], {"Bayern": 3, "Berlin": 11})

    assert drawn(words) == drawn(words)


@pytest.mark.parametrize("shape", ["circle", "diamond"])
def test_a_dot_is_where_its_municipality_is(shape: str) -> None:
    """In its Land, which alone is tinted; Bonn is in the south of the middle."""
    image = picture(asked([(BONN, [shape])], {"Nordrhein-Westfalen": 1}))
    (x, y), (left, top, right, bottom) = (
        spots(image, COLOURS[shape]).middle,
        spots(image, LAND, 3).box,
    )

    assert (x - left) / (right - left) == pytest.approx(0.34, abs=0.02)
    assert (y - top) / (bottom - top) == pytest.approx(0.81, abs=0.02)
    assert spots(picture(asked()), COLOURS[shape]).count == 0


def test_two_lists_of_one_place_stand_side_by_side() -> None:
    image = picture(asked([(BONN, ["circle", "diamond"])]))
    circle, diamond = (spots(image, COLOURS[shape]) for shape in ("circle", "diamond"))

    assert circle.count > 150
    assert diamond.count > 150
    assert circle.box[2] <= diamond.middle[0]


def test_shapes_differ_without_colours() -> None:
    """Of the square around it a circle fills more than a diamond."""
    circle, diamond = (
        spots(picture(asked([(BONN, [shape])])), COLOURS[shape]) for shape in COLOURS
    )

    assert circle.share > 0.7
    assert diamond.share < 0.6


def test_the_rarer_shape_is_never_hidden() -> None:
    """Dots around it may touch it, but they lie below."""
    around = [(key, ["circle"]) for key in places() if key[:5] in (BONN[:5], "05382")]
    alone = spots(picture(asked([("05382012", ["diamond"])])), COLOURS["diamond"])
    image = picture(asked([("05382012", ["diamond"]), *around]))

    assert spots(image, COLOURS["diamond"]).count == alone.count


def test_dots_are_smaller_where_they_are_many() -> None:
    one = spots(picture(asked([(BONN, ["diamond"])])), COLOURS["diamond"])
    others = [(key, ["circle"]) for key in list(places())[:2_000]]
    among_many = spots(picture(asked([(BONN, ["diamond"]), *others])), COLOURS["diamond"])

    assert among_many.count < one.count / 4


def test_a_land_with_entries_differs_from_one_without() -> None:
    image = picture(asked(numbers={"Bayern": 3}))

    assert 50_000 < spots(image, LAND, 3).count < spots(image, EMPTY_LAND, 3).count


@pytest.mark.parametrize("name", ["Berlin", "Bremen", "Wien"])
def test_a_land_inside_another_is_not_covered_by_it(name: str) -> None:
    assert spots(picture(asked(numbers={name: 3})), LAND, 3).count > 300


def test_the_map_is_nowhere_stretched() -> None:
    """Whatever two cities: so many kilometres are so many pixels."""
    cities = [places()[key] for key in CITIES]
    scales = [
        math.dist(on().place(*one), on().place(*other)) / kilometres(one, other)
        for one, other in combinations(cities, 2)
    ]

    assert min(scales) > 1
    assert max(scales) / min(scales) < 1.02


def kilometres(one: Point, other: Point) -> float:
    """Along the great circle."""
    (x1, y1), (x2, y2) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    across = math.sin(y1) * math.sin(y2) + math.cos(y1) * math.cos(y2) * math.cos(x1 - x2)
    return 6_371 * math.acos(across)


def test_what_is_unknown_is_left_out() -> None:
    strange = [("99999999", ["circle"]), ("\x00<b>", ["diamond"]), ("Atlantis/Bonn", ["circle"])]

    assert drawn(asked(strange, {"Atlantis": 7, "": 3})) == drawn(asked())


def test_the_legend_shows_what_the_shapes_are() -> None:
    image = picture(asked(legend=[["diamond", "Kinder- und Jugendbeteiligung"]]))

    assert spots(image, COLOURS["diamond"]).count > 300
    assert spots(image, COLOURS["circle"]).count == 0
    assert spots(image, COLOURS["diamond"]).box[1] > 1400


def test_the_notes_are_on_the_map() -> None:
    without, noted = (asked(title="", heading="", notes=notes) for notes in ((), texts.NOTES))

    assert spots(picture(without), PALE_INK).count == 0
    left, top, right, bottom = spots(picture(noted), PALE_INK).box
    assert (left, top) > (30, 1600)
    assert right > 600
    assert bottom < SIZE[1] - 20


# --- numbers


def test_the_number_of_a_land_is_written() -> None:
    bavaria, berlin = (
        spots(picture(asked(numbers={name: 38}, title="")), INK).box
        for name in ("Bayern", "Berlin")
    )

    # Each with its name, inside the Land or beside it.
    assert 60 < bavaria[2] - bavaria[0] < 130
    assert 60 < berlin[2] - berlin[0] < 130
    assert 70 < bavaria[3] - bavaria[1] < 110


def test_a_number_within_the_dot_of_its_land_is_not_written_twice() -> None:
    berlin = asked([("11000000", ["circle"])], {"Berlin": 11}, counts={"11000000": 11}, title="")
    bonn = asked([(BONN, ["circle"])], counts={BONN: 4}, title="")

    ink, dot = spots(picture(berlin), INK).box, spots(picture(berlin), COLOURS["circle"])
    assert ink[3] - ink[1] < 40
    assert dot.box[2] - dot.box[0] == pytest.approx(53, abs=3)
    assert spots(picture(bonn), COLOURS["circle"]).count < 600


NAME, NUMBER = (120.0, 30.0), (60.0, 44.0)


def off(one: Point, other: Point, size: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) >= size[0] - 8 or abs(one[1] - other[1]) >= size[1] - 8


def test_a_number_stands_in_its_land_or_beside_it() -> None:
    room = Room(SIZE, BOX, on().lands, [])
    small = {each.name for each in on().lands if room.inside(each, NAME, NUMBER) is None}

    assert {"Bremen", "Hamburg", "Berlin"} <= small
    assert not {"Bayern", "Niedersachsen", "Brandenburg", "Hessen", "Steiermark"} & small


def test_no_number_covers_another_or_leaves_its_land() -> None:
    room = Room(SIZE, BOX, on().lands, [])
    found = {each.name: room.inside(each, NAME, NUMBER) for each in reversed(on().lands)}
    inside = {name: middles for name, middles in found.items() if middles is not None}

    assert len(inside) > 15
    for name, (_, middle) in inside.items():
        assert is_inside(land(name).rings, *middle)
    for one, other in combinations(inside.values(), 2):
        assert off(one[1], other[1], NUMBER)
        assert off(one[0], other[0], NAME)


def test_nothing_is_written_upon_a_number() -> None:
    room = Room(SIZE, BOX, on().lands, [])
    inside = [room.inside(land(name), NAME, NUMBER) for name in ("Bayern", "Bayern", "Hessen")]
    written = [number for each in inside if each is not None for number in each[1:]]
    written += [room.beside(land("Bremen"), NUMBER), room.beside(land("Bremen"), NUMBER)]

    assert len(written) == 5
    for one, other in combinations(written, 2):
        assert off(one, other, NUMBER)


def test_a_name_touches_its_number() -> None:
    found = Room(SIZE, BOX, on().lands, []).inside(land("Hessen"), NAME, NUMBER)
    assert found is not None
    (x, y), (number_x, number_y) = found
    touching = ((NAME[0] + NUMBER[0]) / 2, (NAME[1] + NUMBER[1]) / 2)
    assert (abs(x - number_x), abs(y - number_y)) in ((touching[0], 0), (0, touching[1]))


def test_a_name_stays_in_its_land_while_there_is_room() -> None:
    for name in ("Bayern", "Niedersachsen", "Steiermark", "Hessen"):
        found = Room(SIZE, BOX, on().lands, []).inside(land(name), NAME, NUMBER)
        assert found is not None
        assert is_inside(land(name).rings, *found[0])


def test_brandenburgs_number_is_not_in_berlin() -> None:
    found = Room(SIZE, BOX, on().lands, []).inside(land("Brandenburg"), NAME, NUMBER)
    assert found is not None
    assert not is_inside(land("Berlin").rings, *found[1])


def test_a_number_keeps_off_the_dots_while_there_is_room() -> None:
    bavaria = land("Bayern")
    free = Room(SIZE, BOX, on().lands, []).inside(bavaria, NAME, NUMBER)
    assert free is not None
    moved = Room(SIZE, BOX, on().lands, [(free[1], 10)]).inside(bavaria, NAME, NUMBER)
    assert moved is not None
    crowded = Room(SIZE, BOX, on().lands, [(free[1], 2_000)]).inside(bavaria, NAME, NUMBER)

    x, y = moved[1][0] - free[1][0], moved[1][1] - free[1][1]
    assert abs(x) >= NUMBER[0] / 2 or abs(y) >= NUMBER[1] / 2
    assert crowded is not None


def test_what_stands_beside_stays_on_the_page() -> None:
    room, size = Room(SIZE, BOX, on().lands, []), (250, 40)
    for name in ("Saarland", "Burgenland", "Wien", "Vorarlberg"):
        x, y = room.beside(land(name), size)
        assert size[0] / 2 + 20 < x < SIZE[0] - size[0] / 2 - 20
        assert size[1] / 2 < y < SIZE[1] - size[1] / 2


# --- legible


@pytest.mark.parametrize("shape", ["circle", "diamond"])
@pytest.mark.parametrize("below", [PAPER, LAND, EMPTY_LAND])
def test_dots_stand_out_from_what_is_below(shape: str, below: str) -> None:
    assert contrast(COLOURS[shape], below) >= 3


def test_words_stand_out_from_the_paper() -> None:
    assert contrast(INK, PAPER) >= 7
    assert contrast(PALE_INK, PAPER) >= 4.5


@pytest.mark.parametrize("weight", [400, 600])
def test_every_letter_of_the_map_is_in_its_typeface(weight: int) -> None:
    words = [texts.TITLE, *texts.NOTES, "»äöüßÄÖÜ« 0123456789 –"]
    words += [name for each in on().lands for name in (each.name,)]
    words += [texts.legend("kinder_jugend", 2), texts.legend("buergerbeteiligung", 1)]
    words += ["1 Eintrag, Stand: 25. März 2026"]
    missing = bytes(font(weight, 40).getmask("\ufffe"))
    letters = {letter for word in words for letter in word if letter != " "}

    assert {x for x in letters if bytes(font(weight, 40).getmask(x)) == missing} == set()


def test_the_words_of_the_map_fit_on_it() -> None:
    longest = [
        (600, 84, texts.TITLE),
        (400, 48, "11.000 Einträge, Stand: 24. September 2026"),
        (400, 48, texts.legend("kinder_jugend", 11_000)),
        *((400, 36, note) for note in texts.NOTES),
    ]

    assert [
        words for weight, size, words in longest if font(weight, size).getlength(words) > 1090
    ] == []


# --- at the limits


def test_without_dots_there_is_still_a_map() -> None:
    assert 20_000 < len(drawn(asked())) < 100_000


async def test_eleven_thousand_dots_are_drawn_apart_in_little_memory() -> None:
    dots = [(key, ["circle", "diamond"]) for key in places()]
    words = asked(dots, {each.name: 999 for each in on().lands})
    outcome = await apart("bot.sandbox.map.drawing:draw", words, Limits(seconds=60, memory_mb=256))

    assert outcome.end is End.DONE
    assert 100_000 < len(outcome.output) < 300_000


def test_eleven_thousand_dots_take_little_time() -> None:
    words = asked([(key, ["circle"]) for key in places()], {"Bayern": 2_000})
    with measured() as effort:
        drawn(words)
    assert effort.spent < 300


async def test_what_is_no_request_ends_the_process_and_nothing_else() -> None:
    outcome = await apart("bot.sandbox.map.drawing:draw", b"\xff{", Limits(seconds=30))

    assert outcome.end is End.FAILED
    assert outcome.output == b""
