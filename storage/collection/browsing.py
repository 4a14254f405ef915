"""The collection as a list: which entries fit a choice, in the order of their municipalities."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from storage.collection import spellings
from storage.database import Transaction
from storage.records import column, moment, to_row

# Where the connection remembers them.
_LIST, _LANDS = "entries", "lands"


@dataclass(frozen=True)
class BrowseChoice:
    """Empty or None: whatever it is. Several of one field: any of them.

    `initials` are first letters of folded names; `told` says whether more than the name is known;
    `since` is when it was made or changed here at the earliest. Whose number of `inhabitants` is
    not known fits none.
    """

    initials: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    since: datetime | None = None
    has_content: bool | None = None
    inhabitants: tuple[range, ...] = ()


class Listed(NamedTuple):
    """An entry as members may see it: without the Land of what is only presumed.

    `initial` is the first letter of the folded name, `population` is None if no register tells it.
    """

    guideline_id: int
    municipality_id: int
    name: str
    land: str
    list: str
    title: str | None
    status: str
    initial: str
    population: int | None


class EntryList(NamedTuple):
    """All entries, valid as long as the database has this stamp."""

    stamp: str
    entries: Sequence[Listed]


class LandList(NamedTuple):
    """All Länder with an entry, valid as long as the database has this stamp."""

    stamp: str
    lands: tuple[str, ...]


async def fitting(tx: Transaction, choice: BrowseChoice) -> list[Listed]:
    """Return all entries that fit, by the name of their municipality."""
    entries = (await _all(tx)).entries
    if choice.since is not None or choice.has_content is not None:
        numbers = await _changed_or_told(tx, choice)
        entries = [each for each in entries if each.guideline_id in numbers]
    return [
        each
        for each in entries
        if (not choice.lands or each.land in choice.lands)
        and (not choice.lists or each.list in choice.lists)
        and (not choice.statuses or each.status in choice.statuses)
        and (not choice.initials or each.initial in choice.initials)
        and (not choice.inhabitants or _is_of_size(each.population, choice.inhabitants))
    ]


def _is_of_size(population: int | None, sizes: tuple[range, ...]) -> bool:
    return population is not None and any(population in size for size in sizes)


async def _all(tx: Transaction) -> EntryList:
    """Return the list in memory; make it if there is none, or if an entry has changed since."""
    stamp = await spellings.stamp(tx)
    known = tx.memory.get(_LIST)
    if isinstance(known, EntryList) and known.stamp == stamp:
        return known
    rows = await tx.execute_fetchall(
        """
        SELECT guideline_id, municipality_id, name, land, list, title, status,
            coalesce(substr(key, 1, 1), ''),
            (SELECT population FROM municipality AS its JOIN imported_place USING (ags)
             WHERE its.municipality_id = entry_listing.municipality_id AND presumed IS NULL
                AND its.kind <> 'Bezirk')  -- a borough has the key of its city
        FROM entry_listing ORDER BY key, land, municipality_id, list, guideline_id
        """
    )
    made = await asyncio.to_thread(lambda: EntryList(stamp, [Listed(*row) for row in rows]))
    tx.memory[_LIST] = made
    return made


async def _changed_or_told(tx: Transaction, choice: BrowseChoice) -> set[int]:
    """Return the entries that are new enough, and have or have not more than a name."""
    return set(
        await column(
            tx,
            """
            SELECT guideline_id FROM entry_listing
            WHERE (:since IS NULL OR changed_at >= :since)
                AND (:has_content IS NULL OR has_content = :has_content)
            """,
            {
                "since": None if choice.since is None else to_row(choice.since),
                "has_content": choice.has_content,
            },
        )
    )


async def lands(tx: Transaction) -> tuple[str, ...]:
    """Return all Länder with an entry, in the order of the alphabet."""
    stamp = await spellings.stamp(tx)
    known = tx.memory.get(_LANDS)
    if isinstance(known, LandList) and known.stamp == stamp:
        return known.lands
    found = await column(
        tx, "SELECT DISTINCT land FROM entry_listing WHERE land <> '' ORDER BY land"
    )
    tx.memory[_LANDS] = made = LandList(stamp, tuple(found))
    return made.lands


async def last_annual_meeting(tx: Transaction, now: datetime) -> datetime | None:
    """Return when the last one that took place was over."""
    return await moment(
        tx,
        """
        SELECT max(ends_at) FROM meeting
        WHERE kind = 'netzwerktreffen' AND state = 'planned' AND ends_at <= ?
        """,
        (to_row(now),),
    )
