"""Find the municipality that is meant: of the collection, of the register, or a new one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from commands.collection.lookup import Result, look_up
from commands.collection.terms import registered
from commands.collection.texts import collection as texts
from commands.collection.view import real_places
from commands.language import names
from commands.language.patterns import Pattern
from storage.collection import guidelines, register
from storage.collection.guidelines import Municipality
from storage.collection.register import RegisterPlace
from storage.database import Transaction

MOST_OPTIONS = 10
_AGS = Pattern(r"[\s,;(]*\bAGS[\s:]*(?P<ags>[0-9]{8})\b\)?", re.IGNORECASE)


@dataclass(frozen=True)
class Located:
    """`name` is as shown. `municipality` is None outside of the collection, `ags` outside of the
    register, too: no reason to refuse it; `similar` are names then.

    With `options` nothing is decided: each of them, located in turn, is one place.
    """

    name: str
    municipality: Municipality | None
    ags: str | None
    options: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()


async def locate(tx: Transaction, text: str) -> Located:
    found = _AGS.search(text)
    if found is not None:
        exact = await _with_key(tx, found["ags"])
        text = _AGS.sub(" ", text).strip() or text
        if exact is not None:
            return exact
    outcome = await look_up(tx, text)
    known = [entry.municipality for entry in outcome.entries]
    if outcome.result is Result.FOUND and outcome.elsewhere is None:
        return _in_collection(known[0])
    places = await real_places(tx, names.parse(text))
    if len(known) + len(places) > 1:
        return Located(text, None, None, options=await _options(tx, known, places))
    if places:
        return Located(places[0].name, None, places[0].ags)
    return Located(text, None, None, similar=outcome.suggestions)


async def known_as(tx: Transaction, ags: str | None, name: str) -> Municipality | None:
    """Return the municipality with that key or, without one, the only one of that name.

    Its entries may all be deleted.
    """
    known = await guidelines.known_municipalities(tx)
    if ags is not None:
        return next((each for each in known if each.certain.ags == ags), None)
    same = [each for each in known if names.fold(each.name) == names.fold(name)]
    return same[0] if len(same) == 1 else None


def _in_collection(municipality: Municipality) -> Located:
    return Located(municipality.name, municipality, municipality.certain.ags)


async def _with_key(tx: Transaction, ags: str) -> Located | None:
    for municipality in await guidelines.municipalities(tx):
        if municipality.certain.ags == ags:
            return _in_collection(municipality.certain)
    place = await register.with_ags(tx, ags)
    return None if place is None else Located(place.name, None, ags)


async def _options(
    tx: Transaction, known: Sequence[Municipality], places: Sequence[RegisterPlace]
) -> tuple[str, ...]:
    labels = [municipality.name for municipality in known]
    for place in places[:MOST_OPTIONS]:
        body = await registered(tx, place.ags)
        kind, land = (body.kind, body.land) if body is not None else ("", "")
        labels.append(texts.option(place.name, kind, land, place.ags))
    return tuple(dict.fromkeys(labels))[:MOST_OPTIONS]
