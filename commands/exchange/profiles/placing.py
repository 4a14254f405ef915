"""Find the municipality of a profile, by the look-up rule; an unknown one is kept as said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commands.collection.place import Located, locate
from commands.collection.terms import registered
from commands.conversation.command import UnfitError
from commands.exchange.profiles.reading import LONGEST_PLACE, reachable_by
from commands.exchange.profiles.texts import writing as texts
from commands.language.visible import one_line
from storage.database import Transaction


@dataclass(frozen=True)
class ProfilePlace:
    """`value` is what a dialogue keeps: name, land, ags. `similar` are names if it is unknown."""

    value: Mapping[str, Any]
    known: bool
    similar: tuple[str, ...] = ()


async def place_of(tx: Transaction, words: str, line: str | None = None) -> ProfilePlace:
    """Return it; raise UnfitError if it is none, or several.

    Then `line` is offered with each; without it a dialogue lists them.
    """
    words = one_line(words)
    if not words or len(words) > LONGEST_PLACE:
        raise UnfitError(texts.place_does_not_fit(LONGEST_PLACE))
    reach = reachable_by(words)
    if reach is not None:
        raise UnfitError(texts.not_reachable(reach))
    located = await locate(tx, words)
    if located.options:
        if line is None:
            raise UnfitError(texts.which_of_places(words), located.options)
        options = tuple(line.replace("{}", each) for each in located.options)
        raise UnfitError(texts.which_place(words, located.options), options)
    known = located.municipality is not None or located.ags is not None
    value = {"name": located.name, "land": await land_of(tx, located), "ags": located.ags}
    return ProfilePlace(value, known, located.similar)


async def land_of(tx: Transaction, located: Located) -> str:
    if located.municipality is not None and located.municipality.certain.land:
        return located.municipality.certain.land
    body = None if located.ags is None else await registered(tx, located.ags)
    return "" if body is None else body.land
