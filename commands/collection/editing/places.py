"""Find the municipality of a new entry: known, in the register, or described by the manager."""

from commands.collection.changing import add_municipality, described_municipality
from commands.collection.editing.edits import Place
from commands.collection.place import Located, known_as, locate
from commands.collection.terms import Body, registered
from storage.collection import guidelines
from storage.collection.guidelines import Municipality
from storage.database import Transaction


async def place_of(tx: Transaction, name: str, body: Body | None) -> Place | Located:
    """Return the place, or the outcome of the look-up if it is not clear."""
    located = await locate(tx, name)
    if located.options and body is not None:
        located = await _in_land(tx, located, body.land)
    if located.options:
        return located
    known = located.municipality or await known_as(tx, located.ags, located.name)
    if known is not None and body is not None and known.certain.land not in ("", body.land):
        known, located = None, Located(name, None, None)
    if known is not None:
        return Place(known.name, known.municipality_id)
    if located.ags is not None:
        body = await registered(tx, located.ags) or body
    if body is None:
        return located
    return Place(located.name, None, located.ags, body.kind, body.land)


async def municipality_at(tx: Transaction, place: Place) -> Municipality:
    """Return the stored municipality or, with id 0, a new one."""
    if place.municipality_id is not None:
        found = await guidelines.municipality(tx, place.municipality_id)
        if found is not None:
            return found
    known = None if place.ags is None else await known_as(tx, place.ags, place.name)
    if known is not None:
        return known
    body = Body(place.kind or "", place.land or "")
    return await described_municipality(tx, place.name, place.ags, body)


async def stored_municipality(tx: Transaction, place: Place) -> Municipality:
    found = await municipality_at(tx, place)
    return found if found.municipality_id else await add_municipality(tx, found)


async def _in_land(tx: Transaction, located: Located, land: str) -> Located:
    """Choose the one in that Land; if none is there, it is another of that name."""
    fitting = tuple(option for option in located.options if f", {land}" in option)
    if len(fitting) == 1:
        return await locate(tx, fitting[0])
    return Located(located.name, None, None, options=fitting)
