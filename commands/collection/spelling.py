"""Which spellings find the municipalities of the collection."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from commands import names
from storage import guidelines, spellings
from storage.database import Transaction
from storage.guidelines import Municipality


async def refresh_spellings(tx: Transaction, municipalities: Collection[Municipality]) -> None:
    """To be called whenever their names, or printed forms of them, have changed.

    Without an entry a municipality is not in the collection, and nothing finds it.
    """
    printed: defaultdict[int, list[str]] = defaultdict(list)
    numbers = [municipality.municipality_id for municipality in municipalities]
    for entry in await guidelines.of_municipalities(tx, numbers):
        printed[entry.municipality_id].append(entry.printed)
    vias: dict[int, Mapping[str, int]] = {number: {} for number in numbers}
    vias |= {
        municipality.municipality_id: names.spellings(
            municipality.name,
            official_name=municipality.official_name,
            kind=municipality.kind,
            land=municipality.land,
            printed=printed[municipality.municipality_id],
        )
        for municipality in (each.certain for each in municipalities)
        if municipality.municipality_id in printed
    }
    await spellings.put(tx, vias)
