"""The only place that writes entries: what changes is stored together with its version."""

from dataclasses import replace
from datetime import datetime

from commands.collection.bodies import Body, registered
from commands.collection.spelling import refresh_spellings
from storage import documents, guidelines, versions
from storage.database import Transaction
from storage.guidelines import Guideline, Municipality
from storage.versions import By, State, Version, What, Whole

# Who confirms what was presumed says how the municipality is called.
_OF_CONFIRMING = frozenset({"confirmed_by", "confirmed_at", "certainty", "name", "presumed"})
# Of a name to which a number is added.
_LONGEST_BASE = 270


async def put(
    tx: Transaction,
    after: Whole,
    by: By | None,
    *,
    before: Whole | None = None,
    spelled: bool = True,
) -> tuple[Whole, bool]:
    """The entry with its number, and whether anything was different.

    Only what ships with the program is `by` nobody and has no version. Who puts many entries may
    tell how one is stored (`before`), and leave out what finds them by name (`spelled`), and calls
    `refresh_spellings` in the end.
    """
    number = after.guideline.guideline_id
    if before is None and number:
        before = await versions.whole(tx, number)
    told = await _told(tx, after.municipality) if before is None else versions.state(before)
    if told == versions.state(after):
        return after, False
    after = await _stored(tx, before, after)
    if by is not None:
        now = versions.state(after)
        what: What = "created" if before is None else _what(told, now)
        await versions.add(tx, Version(0, after.guideline.guideline_id, what, by, told, now))
    if spelled:
        await refresh_spellings(tx, [after.municipality])
    return after, True


def blank(municipality: Municipality, list_name: str, now: datetime) -> Guideline:
    """An entry of which nothing is known."""
    return Guideline(
        guideline_id=0,
        municipality_id=municipality.municipality_id,
        list=list_name,
        number=None,
        printed="",
        certainty="sicher",
        remark="",
        title=None,
        document_type=None,
        status="unbekannt",
        adopted=None,
        adopted_by=None,
        updated=None,
        summary=None,
        source=None,
        provenance="",
        confirmed_by=None,
        confirmed_at=None,
        created_at=now.replace(microsecond=0),
    )


async def add_municipality(tx: Transaction, municipality: Municipality) -> Municipality:
    """The same with its number; it is in the collection as soon as it has an entry."""
    return await guidelines.add_municipality(tx, municipality)


async def make_room(tx: Transaction, municipality: Municipality) -> None:
    """Another of its name in its Land that has no entry any more is called otherwise."""
    other = await guidelines.called(tx, municipality.name, municipality.land)
    if other is not None and other.municipality_id != municipality.municipality_id:
        name = f"{other.name[:_LONGEST_BASE]} ({other.municipality_id})"
        await guidelines.change_municipality(tx, replace(other, name=name))


async def new_municipality(
    tx: Transaction, place: str, ags: str | None, body: Body | None
) -> Municipality | None:
    """One that is known by no name; None if nobody knows what kind of body it is."""
    if ags is not None:
        body = await registered(tx, ags) or body
    if body is None:
        return None
    found = await described_municipality(tx, place, ags, body)
    return found if found.municipality_id else await add_municipality(tx, found)


async def described_municipality(
    tx: Transaction, place: str, ags: str | None, body: Body
) -> Municipality:
    """With number 0 if it is to be stored first."""
    name = place
    for other in await guidelines.known_municipalities(tx):
        if (other.name, other.land) == (name, body.land):
            if ags is None:
                return other
            # A namesake in the same Land, of which Bavaria has many.
            name = f"{name} ({ags})"
    return Municipality(0, name, None, place, body.kind, body.land, "", ags)


async def _stored(tx: Transaction, before: Whole | None, after: Whole) -> Whole:
    if before is None:
        entry = await guidelines.add(tx, after.guideline)
        own = (replace(each, guideline_id=entry.guideline_id) for each in after.documents)
        after = Whole(entry, after.municipality, tuple(own))
    elif before.guideline != after.guideline:
        await guidelines.change(tx, after.guideline)
    known = await guidelines.municipality(tx, after.municipality.municipality_id)
    if known != after.municipality:
        await guidelines.change_municipality(tx, after.municipality)
    kept = () if before is None else before.documents
    for gone in set(kept) - set(after.documents):
        await documents.detach(tx, gone.guideline_id, gone.sha256)
    for new in after.documents:
        await documents.attach(tx, new)
    return after


async def _told(tx: Transaction, after: Municipality) -> State | None:
    """Of the municipality of a new entry, if that changes with it."""
    known = await guidelines.municipality(tx, after.municipality_id)
    if known is None or known == after:
        return None
    return versions.municipality_state(known)


def _what(before: State | None, after: State) -> What:
    changed = set(versions.changed(before, after))
    if "deleted_at" in changed:
        return "restored" if after["deleted_at"] is None else "deleted"
    confirmed = "confirmed_at" in changed and after["confirmed_at"] is not None
    return "confirmed" if confirmed and changed <= _OF_CONFIRMING else "changed"
