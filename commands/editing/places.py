"""The municipality of a new entry: known, in the register, or described by the manager."""

from commands import names
from commands.collection.bodies import Body, registered
from commands.collection.changing import add_municipality, described_municipality
from commands.collection.place import Located, locate
from commands.editing.actions import Place
from storage import guidelines
from storage.database import Transaction
from storage.guidelines import Municipality


async def place_of(tx: Transaction, name: str, body: Body | None) -> Place | Located:
    """The place; as it was located if several fit, or if nobody knows what it is."""
    located = await locate(tx, name)
    if located.options and body is not None:
        located = await _in_land(tx, located, body.land)
    if located.options:
        return located
    known = located.municipality or await _known(tx, located)
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
    """As it is stored or, with number 0, as it would be."""
    if place.municipality_id is not None:
        found = await guidelines.municipality(tx, place.municipality_id)
        if found is not None:
            return found
    for known in await guidelines.known_municipalities(tx):
        if place.ags is not None and known.certain.ags == place.ags:
            return known
    body = Body(place.kind or "", place.land or "")
    return await described_municipality(tx, place.name, place.ags, body)


async def stored_municipality(tx: Transaction, place: Place) -> Municipality:
    found = await municipality_at(tx, place)
    return found if found.municipality_id else await add_municipality(tx, found)


async def _in_land(tx: Transaction, located: Located, land: str) -> Located:
    """The one of several that is there; if none is, it is another of that name."""
    fitting = tuple(option for option in located.options if f", {land}" in option)
    if len(fitting) == 1:
        return await locate(tx, fitting[0])
    return Located(located.name, None, None, options=fitting)


async def _known(tx: Transaction, located: Located) -> Municipality | None:
    """One whose entries are all deleted; of several with the name, none."""
    known = await guidelines.known_municipalities(tx)
    if located.ags is not None:
        return next((m for m in known if m.certain.ags == located.ags), None)
    key = names.fold(located.name)
    same = [municipality for municipality in known if names.fold(municipality.name) == key]
    return same[0] if len(same) == 1 else None
