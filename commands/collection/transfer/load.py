"""Store checked rows as entries, each matched with what is already there."""

import operator
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from functools import partial
from typing import Any

from commands.collection.changing import add_municipality, put, refresh_spellings
from commands.collection.texts import collection as texts
from commands.collection.transfer.files import InvalidFileError, LocatedRow
from commands.collection.transfer.rows import Row
from commands.collection.transfer.shelf import Shelf
from storage.collection import documents, guidelines, versions
from storage.collection.guidelines import Guideline, GuidelineLink, Municipality
from storage.collection.versions import EntrySnapshot, Provenance
from storage.database import Transaction

_OF_MUNICIPALITY = frozenset(
    {"name", "presumed", "official_name", "kind", "land", "district", "ags"}
)
# An empty cell means "as it was", because no entry is without them.
_KEPT_IF_EMPTY = frozenset({"provenance", "created_at"})


class RowChange(Enum):
    NEW = "neu"
    CHANGED = "geändert"
    UNCHANGED = "unverändert"


@dataclass(frozen=True)
class _Pen:
    """Writes the entries of one file."""

    tx: Transaction
    by: Provenance | None
    provenance: str
    now: datetime
    shelf: Shelf

    async def write(self, entry: Guideline, municipality: Municipality, row: Row) -> bool:
        """Store it; return whether the entry has more documents now. It never has fewer."""
        number = entry.guideline_id
        attached = await documents.attached(self.tx, number)
        new = await self.shelf.take(self.tx, number, row.documents)
        whole = EntrySnapshot(entry, municipality, (*attached, *new))
        await put(self.tx, whole, self.by, spelled=False)
        return bool(new)


async def store(
    tx: Transaction,
    rows: Sequence[LocatedRow],
    provenance: str,
    now: datetime,
    *,
    files: Collection[str] = (),
    progress: Callable[[Sequence[LocatedRow]], Iterable[LocatedRow]] = iter,
    shipped: bool = False,
) -> Counter[RowChange]:
    """Store the rows. Raises InvalidFileError if a row fits several entries; then roll back.

    A field whose column is missing stays as it is; nothing is ever removed. `files` are hashes of
    documents that are there although the database may not know them. All of it is one change that
    can be undone, unless it ships with the program.
    """
    by = Provenance(now, origin=provenance, batch=await versions.next_batch(tx))
    shelf = await Shelf.of(tx, files, now)
    pen = _Pen(tx, None if shipped else by, provenance, now, shelf)
    known = {(m.name, m.land): m for m in await guidelines.known_municipalities(tx)}
    left: defaultdict[int, list[Guideline]] = defaultdict(list)
    for guideline in await guidelines.everything(tx):
        left[guideline.municipality_id].append(guideline)
    same = _same(rows, known, left, shelf)
    changes: Counter[RowChange] = Counter()
    touched: dict[int, Municipality] = {}
    for found in progress(rows):
        row = found.row
        before = known.get((row.name, row.land))
        municipality = known[row.name, row.land] = await _municipality(tx, before, row)
        entry = same.get(found.place) or _match(found, left[municipality.municipality_id])
        change = await _put(pen, row, municipality, entry)
        if change is RowChange.UNCHANGED and municipality != before:
            change = RowChange.CHANGED
        changes[change] += 1
        if change is not RowChange.UNCHANGED:
            touched[municipality.municipality_id] = municipality
    await refresh_spellings(tx, touched.values())
    return changes


async def _municipality(tx: Transaction, before: Municipality | None, row: Row) -> Municipality:
    """Return the municipality of the row; what is different is stored with the entry."""
    if before is None:
        given = row.model_dump(include=set(_OF_MUNICIPALITY))
        return await add_municipality(tx, Municipality(0, **given))
    given = row.model_dump(include=set(_OF_MUNICIPALITY & row.model_fields_set))
    return replace(before, **given)


async def _put(
    pen: _Pen, row: Row, municipality: Municipality, before: Guideline | None
) -> RowChange:
    if before is None:
        entry = _new(row, municipality.municipality_id, pen.provenance, pen.now)
        await pen.write(entry, municipality, row)
        return RowChange.NEW
    after = replace(before, **_given(row))
    has_more = await pen.write(after, municipality, row)
    return RowChange.UNCHANGED if _is_alike(after, before) and not has_more else RowChange.CHANGED


def _is_alike(one: Guideline, other: Guideline) -> bool:
    """Return whether they are equal, whenever they were first stored."""
    return replace(one, created_at=other.created_at) == other


def _same(
    rows: Iterable[LocatedRow],
    known: Mapping[tuple[str, str], Municipality],
    left: Mapping[int, list[Guideline]],
    shelf: Shelf,
) -> dict[int, Guideline]:
    """Return by place the entries that are already as the row says, so that no other row takes
    them.

    There may be several with one title, or with none: those made at the same moment first.
    """
    same: dict[int, Guideline] = {}
    for is_same in (operator.eq, _is_alike):
        for place, row in ((each.place, each.row) for each in rows):
            municipality = known.get((row.name, row.land))
            if place in same or municipality is None or "title" not in row.model_fields_set:
                continue
            entries, given = left[municipality.municipality_id], _given(row)
            fitting = [entry for entry in entries if is_same(replace(entry, **given), entry)]
            if fitting:
                same[place] = min(fitting, key=partial(shelf.differs, row))
                # Two rows of one file are never the same entry.
                entries.remove(same[place])
    return same


def _match(found: LocatedRow, unmatched: list[Guideline]) -> Guideline | None:
    entry = _fitting(found, unmatched)
    if entry is not None:
        unmatched.remove(entry)
    return entry


def _fitting(found: LocatedRow, entries: Sequence[Guideline]) -> Guideline | None:
    """Return the entry with the same title, else the same number, else without a title."""
    row = found.row
    candidates = [entry for entry in entries if entry.list == row.list]
    for fitting in (
        [e for e in candidates if row.title is not None and e.title == row.title],
        [e for e in candidates if row.number is not None and e.number == row.number],
        [e for e in candidates if e.title is None],
    ):
        if fitting:
            return fitting[0]
    if row.title is not None or not candidates:
        return None
    if len(candidates) > 1:
        raise InvalidFileError(texts.several_fit(found.place, row.name))
    return candidates[0]


def _new(row: Row, municipality_id: int, provenance: str, now: datetime) -> Guideline:
    given = row.model_dump(exclude={*_OF_MUNICIPALITY, "documents"})
    given |= {
        "links": _links(row),
        "provenance": row.provenance or provenance,
        "created_at": row.created_at or now.replace(microsecond=0),
    }
    return Guideline(municipality_id=municipality_id, **given)


def _given(row: Row) -> dict[str, Any]:
    given = row.model_dump(include=row.model_fields_set - _OF_MUNICIPALITY - {"documents"})
    if "links" in given:
        given["links"] = _links(row)
    return {field: value for field, value in given.items() if value or field not in _KEPT_IF_EMPTY}


def _links(row: Row) -> tuple[GuidelineLink, ...]:
    return tuple(GuidelineLink(link.label, link.url, link.as_of) for link in row.links)
