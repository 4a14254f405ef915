"""The collection as a file: a table, JSON that can be read back, or a page to read."""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum

from commands.collection.files import guarded
from commands.collection.rows import COLUMNS, LISTS
from commands.names import fold
from commands.texts import collection as texts
from commands.texts import guidelines as wording
from storage import documents, guidelines
from storage.database import Transaction
from storage.documents import Document, GuidelineDocument
from storage.guidelines import Guideline, Link, Municipality

_Files = tuple[tuple[GuidelineDocument, Document], ...]


@dataclass(frozen=True)
class _Exported:
    municipality: Municipality
    entry: Guideline
    files: _Files


class Format(Enum):
    CSV = "csv"
    JSON = "json"
    MD = "md"


async def export(tx: Transaction, wanted: Format) -> tuple[str, int]:
    """The text of the file and how many entries it has."""
    municipalities = {m.municipality_id: m for m in await guidelines.municipalities(tx)}
    files: defaultdict[int, _Files] = defaultdict(tuple)
    for attached, document in await documents.everywhere(tx):
        files[attached.guideline_id] += ((attached, document),)
    exported = [
        _Exported(municipalities[entry.municipality_id], entry, files[entry.guideline_id])
        for entry in await guidelines.everything(tx)
    ]
    written = {Format.CSV: _csv, Format.JSON: _json, Format.MD: _markdown}[wanted](exported)
    return written, len(exported)


def _csv(exported: Sequence[_Exported]) -> str:
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in exported:
        values = _values(each) | {"links": _links_in_a_cell(each.entry.links)}
        writer.writerow(guarded(_cell(values[field])) for field in COLUMNS.values())
    return table.getvalue()


def _json(exported: Sequence[_Exported]) -> str:
    entries = [_values(each) | {"documents": _files(each.files)} for each in exported]
    content = {"credit": texts.CREDIT, "entries": entries}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _markdown(exported: Sequence[_Exported]) -> str:
    """For readers: nothing that only informs the management."""
    parts = [f"# {texts.TITLE}"]
    for name in LISTS:
        of_list = [each for each in exported if each.entry.list == name]
        of_list.sort(key=lambda each: fold(each.municipality.name))
        parts.append(f"## {texts.heading(name, len(of_list))}")
        parts.append("\n".join(map(_markdown_item, of_list)))
    parts.append(texts.CREDIT)
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_item(exported: _Exported) -> str:
    entry, municipality = exported.entry, exported.municipality.certain
    name = f"**{_plain(municipality.name)}** {_plain(wording.described(municipality))}".rstrip()
    names = [_plain(attached.name) for attached, _ in exported.files]
    if wording.is_bare(entry) and not names:
        return f"- {name}: {wording.NOTHING_KNOWN}"
    told = [f"{entry.title}." if entry.title else "", wording.facts(entry), entry.summary or ""]
    links = [f"[{_plain(link.label)}](<{_address(link.url)}>)" for link in entry.links]
    if entry.source:
        links.append(texts.source(_plain(entry.source)))
    if names:
        links.append(texts.documents(names))
    if entry.confirmed_at is None:
        links.append(wording.UNCONFIRMED)
    return f"- {name}: {' '.join([*(_plain(part) for part in told if part), *links])}"


def _address(url: str) -> str:
    """Without what would end the link."""
    return url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")


def _plain(words: str) -> str:
    """On one line, and nothing in it is taken for markup."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(words.split()))


def _values(exported: _Exported) -> dict[str, object]:
    values = asdict(exported.municipality) | asdict(exported.entry)
    return {field: _plain_value(values[field]) for field in COLUMNS.values()}


def _files(files: _Files) -> list[dict[str, object]]:
    """What is known of them; their bytes are in a backup only."""
    return [
        {
            "name": attached.name,
            "sha256": attached.sha256,
            "kind": document.kind,
            "bytes": document.bytes,
            "added_at": _plain_value(attached.added_at),
        }
        for attached, document in files
    ]


def _plain_value(value: object) -> object:
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _links_in_a_cell(links: Sequence[Link]) -> str:
    return "\n".join(f"{link.label} | {link.url} | {link.as_of or ''}".rstrip() for link in links)
