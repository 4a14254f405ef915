"""Write entries, here and nowhere else, each change together with its version."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from commands.collection.terms import Body, registered
from commands.language import names
from storage.collection import documents, guidelines, register, spellings, versions
from storage.collection.guidelines import Guideline, Municipality
from storage.collection.versions import EntrySnapshot, Provenance, State, Version, What
from storage.database import Transaction

# To confirm what is presumed is to rename the municipality.
_OF_CONFIRMING = frozenset({"confirmed_by", "confirmed_at", "certainty", "name", "presumed"})
# A number is added to the name.
_LONGEST_BASE = 270


async def put(
    tx: Transaction,
    after: EntrySnapshot,
    by: Provenance | None,
    *,
    before: EntrySnapshot | None = None,
    spelled: bool = True,
) -> tuple[EntrySnapshot, bool]:
    """Store the entry; return it with its id, and whether anything was different.

    Only the entries that ship with the program are `by` nobody and have no version. For many
    entries, pass the stored one as `before`, skip the spellings, and call `refresh_spellings` at
    the end.
    """
    number = after.guideline.guideline_id
    if before is None and number:
        before = await versions.whole(tx, number)
    known = (
        await _state_before(tx, after.municipality) if before is None else versions.state(before)
    )
    if known == versions.state(after):
        return after, False
    after = await _stored(tx, before, after)
    if by is not None:
        now = versions.state(after)
        what: What = "created" if before is None else _what(known, now)
        await versions.add(tx, Version(0, after.guideline.guideline_id, what, by, known, now))
    if spelled:
        await refresh_spellings(tx, [after.municipality])
    return after, True


def blank(municipality: Municipality, list_name: str, now: datetime) -> Guideline:
    """Return an entry of which nothing is known."""
    return Guideline(
        municipality_id=municipality.municipality_id,
        list=list_name,
        created_at=now.replace(microsecond=0),
    )


async def add_municipality(tx: Transaction, municipality: Municipality) -> Municipality:
    """Store it and return it with its id; it is in the collection once it has an entry."""
    return await guidelines.add_municipality(tx, municipality)


async def make_room(tx: Transaction, municipality: Municipality) -> None:
    """Rename a municipality without entries that has this name in this Land."""
    other = await guidelines.called(tx, municipality.name, municipality.land)
    if other is not None and other.municipality_id != municipality.municipality_id:
        name = f"{other.name[:_LONGEST_BASE]} ({other.municipality_id})"
        await guidelines.change_municipality(tx, replace(other, name=name))


async def new_municipality(
    tx: Transaction, place: str, ags: str | None, body: Body | None
) -> Municipality | None:
    """Store a new municipality; None if nobody knows its kind."""
    if ags is not None:
        body = await registered(tx, ags) or body
    if body is None:
        return None
    found = await described_municipality(tx, place, ags, body)
    return found if found.municipality_id else await add_municipality(tx, found)


async def described_municipality(
    tx: Transaction, place: str, ags: str | None, body: Body
) -> Municipality:
    """Return the municipality, with id 0 if it is to be stored first."""
    name = place
    for other in await guidelines.known_municipalities(tx):
        if (other.name, other.land) == (name, body.land):
            if ags is None:
                return other
            # A namesake in the same Land, of which Bavaria has many.
            name = f"{name} ({ags})"
    return Municipality(0, name, None, place, body.kind, body.land, "", ags)


async def _stored(
    tx: Transaction, before: EntrySnapshot | None, after: EntrySnapshot
) -> EntrySnapshot:
    if before is None:
        entry = await guidelines.add(tx, after.guideline)
        own = (replace(each, guideline_id=entry.guideline_id) for each in after.documents)
        after = EntrySnapshot(entry, after.municipality, tuple(own))
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


async def _state_before(tx: Transaction, after: Municipality) -> State | None:
    """Return the state of a known municipality that changes with a new entry."""
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


async def refresh_spellings(tx: Transaction, municipalities: Collection[Municipality]) -> None:
    """Store the spellings again after names or printed forms have changed.

    Nothing finds a municipality without entries.
    """
    printed: defaultdict[int, list[str]] = defaultdict(list)
    numbers = [municipality.municipality_id for municipality in municipalities]
    for entry in await guidelines.of_municipalities(tx, numbers):
        printed[entry.municipality_id].append(entry.printed)
    keys = {each.ags for each in municipalities if each.ags is not None}
    registered = await register.other_names(tx, keys)
    vias: dict[int, Mapping[str, int]] = {number: {} for number in numbers}
    vias |= {
        municipality.municipality_id: names.spellings(
            municipality.name,
            official_name=municipality.official_name,
            kind=municipality.kind,
            land=municipality.land,
            printed=printed[municipality.municipality_id],
            registered=_registered(municipality, registered),
        )
        for municipality in (each.certain for each in municipalities)
        if municipality.municipality_id in printed
    }
    await spellings.put(tx, vias)


def _registered(municipality: Municipality, names_of: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Return the names of its key in the register; a borough has the key of its city."""
    return () if municipality.kind == "Bezirk" else names_of.get(municipality.ags or "", ())
