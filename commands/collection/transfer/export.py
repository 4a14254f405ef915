"""Export the collection: as a table, as JSON that can be imported, or as a page to read."""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum

from commands.collection.texts import collection as texts
from commands.collection.texts import guidelines as wording
from commands.collection.transfer.files import guarded
from commands.collection.transfer.rows import COLUMNS, LISTS
from commands.language.names import fold
from storage.collection import documents, guidelines, register
from storage.collection.documents import Document, GuidelineDocument
from storage.collection.guidelines import Guideline, GuidelineLink, Municipality
from storage.database import Transaction
from storage.exchange import results
from storage.exchange.results import QuestionResult

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


async def export(tx: Transaction, wanted: Format, *, with_results: bool = False) -> tuple[str, int]:
    """Return the text of the file and how many entries it has.

    The results of questions are for members; the table, which is of entries, never has them.
    """
    municipalities = {m.municipality_id: m for m in await guidelines.municipalities(tx)}
    files: defaultdict[int, _Files] = defaultdict(tuple)
    for attached, document in await documents.everywhere(tx):
        files[attached.guideline_id] += ((attached, document),)
    exported = [
        _Exported(municipalities[entry.municipality_id], entry, files[entry.guideline_id])
        for entry in await guidelines.everything(tx)
    ]
    kept = await results.everything(tx) if with_results else []
    if wanted is Format.CSV:
        return _csv(exported), len(exported)
    written = _json if wanted is Format.JSON else _markdown
    credit = texts.credit(await register.edition(tx))
    return written(exported, kept, credit), len(exported)


def _csv(exported: Sequence[_Exported]) -> str:
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in exported:
        values = _values(each) | {"links": _links_in_a_cell(each.entry.links)}
        writer.writerow(guarded(_cell(values[field])) for field in COLUMNS.values())
    return table.getvalue()


def _json(exported: Sequence[_Exported], kept: Sequence[QuestionResult], credit: str) -> str:
    entries = [_values(each) | {"documents": _files(each.files)} for each in exported]
    content: dict[str, object] = {"credit": credit, "entries": entries}
    if kept:
        content["results"] = [_result(each) for each in kept]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _result(kept: QuestionResult) -> dict[str, object]:
    return {
        "question": kept.question_id,
        "title": kept.title,
        "text": kept.text,
        "topics": kept.topics,
        "written_at": _plain_value(kept.written_at),
    }


def _markdown(exported: Sequence[_Exported], kept: Sequence[QuestionResult], credit: str) -> str:
    """Write it for readers, without what only informs the management."""
    parts = [f"# {texts.TITLE}"]
    for name in LISTS:
        of_list = [each for each in exported if each.entry.list == name]
        of_list.sort(key=lambda each: fold(each.municipality.name))
        parts.append(f"## {texts.heading(name, len(of_list))}")
        parts.append("\n".join(map(_markdown_item, of_list)))
    if kept:
        parts.append(f"## {texts.results(len(kept))}")
        parts.append("\n".join(f"- **{_plain(r.title)}** {_plain(r.text)}" for r in kept))
    parts.append(credit)
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_item(exported: _Exported) -> str:
    entry, municipality = exported.entry, exported.municipality.certain
    name = f"**{_plain(municipality.name)}** {_plain(wording.described(municipality))}".rstrip()
    names = [_plain(attached.name) for attached, _ in exported.files]
    if wording.is_bare(entry) and not names:
        return f"- {name}: {wording.NOTHING_KNOWN}"
    parts = [f"{entry.title}." if entry.title else "", wording.facts(entry), entry.summary or ""]
    links = [f"[{_plain(link.label)}](<{_address(link.url)}>)" for link in entry.links]
    if entry.source:
        links.append(texts.source(_plain(entry.source)))
    if names:
        links.append(texts.documents(names))
    if entry.confirmed_at is None:
        links.append(wording.UNCONFIRMED)
    return f"- {name}: {' '.join([*(_plain(part) for part in parts if part), *links])}"


def _address(url: str) -> str:
    """Escape what would end the link."""
    return url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")


def _plain(words: str) -> str:
    """Return it on one line, with its markup escaped."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(words.split()))


def _values(exported: _Exported) -> dict[str, object]:
    values = asdict(exported.municipality) | asdict(exported.entry)
    return {field: _plain_value(values[field]) for field in COLUMNS.values()}


def _files(files: _Files) -> list[dict[str, object]]:
    """Return what is known of the documents; their bytes are in a backup only."""
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


def _links_in_a_cell(links: Sequence[GuidelineLink]) -> str:
    return "\n".join(f"{link.label} | {link.url} | {link.as_of or ''}".rstrip() for link in links)
