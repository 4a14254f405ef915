"""The collection as a file: a table, JSON that can be read back, or a page to read."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from enum import Enum

from commands.collection.files import guarded
from commands.collection.rows import COLUMNS, LISTS
from commands.names import fold
from commands.texts import collection as texts
from commands.texts import guidelines as wording
from storage import guidelines
from storage.database import Transaction
from storage.guidelines import Guideline, Link, Municipality

_Pair = tuple[Municipality, Guideline]


class Format(Enum):
    CSV = "csv"
    JSON = "json"
    MD = "md"


async def export(tx: Transaction, wanted: Format) -> tuple[str, int]:
    """The text of the file and how many entries it has."""
    municipalities = {m.municipality_id: m for m in await guidelines.municipalities(tx)}
    entries = await guidelines.everything(tx)
    pairs = [(municipalities[entry.municipality_id], entry) for entry in entries]
    written = {Format.CSV: _csv, Format.JSON: _json, Format.MD: _markdown}[wanted](pairs)
    return written, len(pairs)


def _csv(pairs: Sequence[_Pair]) -> str:
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for pair in pairs:
        values = _values(*pair) | {"links": _links_in_a_cell(pair[1].links)}
        writer.writerow(guarded(_cell(values[field])) for field in COLUMNS.values())
    return table.getvalue()


def _json(pairs: Sequence[_Pair]) -> str:
    content = {"credit": texts.CREDIT, "entries": [_values(*pair) for pair in pairs]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _markdown(pairs: Sequence[_Pair]) -> str:
    """For readers: nothing that only informs the management."""
    parts = [f"# {texts.TITLE}"]
    for name in LISTS:
        of_list = [pair for pair in pairs if pair[1].list == name]
        of_list.sort(key=lambda pair: fold(pair[0].name))
        parts.append(f"## {texts.heading(name, len(of_list))}")
        parts.append("\n".join(_markdown_item(m.certain, entry) for m, entry in of_list))
    parts.append(texts.CREDIT)
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_item(municipality: Municipality, entry: Guideline) -> str:
    name = f"**{_plain(municipality.name)}** {_plain(wording.described(municipality))}".rstrip()
    if wording.is_bare(entry):
        return f"- {name}: {wording.NOTHING_KNOWN}"
    told = [f"{entry.title}." if entry.title else "", wording.facts(entry), entry.summary or ""]
    links = [f"[{_plain(link.label)}](<{link.url}>)" for link in entry.links]
    if entry.source:
        links.append(texts.source(_plain(entry.source)))
    if entry.confirmed_at is None:
        links.append(wording.UNCONFIRMED)
    return f"- {name}: {' '.join([*(_plain(part) for part in told if part), *links])}"


def _plain(words: str) -> str:
    """On one line, and nothing in it is taken for markup."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(words.split()))


def _values(municipality: Municipality, entry: Guideline) -> dict[str, object]:
    values = asdict(municipality) | asdict(entry)
    return {field: _plain_value(values[field]) for field in COLUMNS.values()}


def _plain_value(value: object) -> object:
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _links_in_a_cell(links: Sequence[Link]) -> str:
    return "\n".join(f"{link.label} | {link.url} | {link.as_of or ''}".rstrip() for link in links)
