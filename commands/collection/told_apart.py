"""Tell what was named apart from other places of that name, or nearly of it."""

from collections.abc import Iterator, Sequence

from commands.collection.texts import sentences as texts
from commands.language.names import fold
from commands.language.patterns import whole
from commands.language.texts.said_places import ENGLISH, IN_A_REGION, REGIONS
from commands.language.understanding.places import PlaceMention
from commands.language.understanding.readings import Said

_LAND = whole(*texts.LANDS)
_FEW, _SHORTEST_NAME = 2, 5


def written(said: Said, place: PlaceMention) -> str:
    return " ".join(token.text for token in said.sentence.tokens[place.first : place.end])


def told_apart(said: Said, places: Sequence[PlaceMention], name: str) -> Iterator[str]:
    """Yield what tells a town apart from others of its name: "Brühl in Baden"."""
    tokens = said.sentence.tokens
    for place in places:
        told = tokens[place.end : place.end + 2]
        if place.name != name or len(told) < _FEW or told[0].key not in IN_A_REGION:
            continue
        in_land = _LAND.fullmatch(told[1].key) is not None
        elsewhere = in_land and not said.gazetteer.lies_in(name, told[1].text)
        if told[1].key in REGIONS or elsewhere:
            yield f"({told[1].text})"


def is_nearly(typed: str, name: str) -> bool:
    """Return whether one letter is another: it may be a slip, or the name in another language."""
    one, other = fold(typed), fold(name)
    if (
        len(one) >= _SHORTEST_NAME
        and one[:2] != other[:2]
        and one not in (*ENGLISH, other[-len(one) :])
    ):
        return True
    if len(one) != len(other) or one[-1:] != other[-1:]:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1
