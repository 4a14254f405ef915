"""Load the collection and the register that ship with the program, at the first start."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from importlib import resources

from commands.collection.changing import put
from commands.collection.texts import collection as texts
from commands.collection.transfer.files import read
from commands.collection.transfer.load import store
from commands.language import names
from storage.collection import guidelines, register
from storage.collection.guidelines import Guideline
from storage.collection.register import RegisterPlace
from storage.collection.versions import EntrySnapshot
from storage.database import Transaction


async def seed(tx: Transaction, now: datetime) -> None:
    """Load them once: a database with the register has been here before."""
    if not await register.is_empty(tx):
        return
    await register.add(tx, shipped_places())
    if await guidelines.everything(tx):
        return
    await store(tx, read(_file("sammlung.csv")), texts.PRINTED_LIST, now, shipped=True)
    await _add_details(tx, json.loads(_file("belegte_eintraege.json"))["eintraege"])


def shipped_places() -> Iterator[RegisterPlace]:
    table = gzip.decompress(_file("gemeinden_bkg2016.tsv.gz")).decode()
    for line in table.splitlines():
        ags, name, kind, district = line.split("\t")
        yield RegisterPlace(ags, name, kind, district, names.place_key(name))


async def _add_details(tx: Transaction, sourced: Iterable[Mapping[str, str]]) -> None:
    known = {m.municipality_id: m for m in await guidelines.municipalities(tx)}
    entries = await guidelines.everything(tx)
    by_name = {(known[entry.municipality_id].name, entry.list): entry for entry in entries}
    for details in sourced:
        entry = by_name[details["name"], details["liste"]]
        whole = EntrySnapshot(_with_details(entry, details), known[entry.municipality_id])
        await put(tx, whole, None)


def _with_details(guideline: Guideline, details: Mapping[str, str]) -> Guideline:
    """Add the details, unconfirmed: nobody of the management has seen them yet."""
    return replace(
        guideline,
        title=details["titel"],
        document_type=details["dokumentart"],
        status=details["status"],
        adopted=details["beschluss_am"],
        adopted_by=details["gremium"] or None,
        updated=details.get("fortgeschrieben_am"),
        source=details["quelle"] or None,
        provenance=texts.PUBLIC_SOURCE,
    )


def _file(name: str) -> bytes:
    return resources.files("storage.data").joinpath(name).read_bytes()
