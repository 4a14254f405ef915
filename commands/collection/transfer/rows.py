"""Check one row of an import: the values of each field, and its columns."""

import re
import unicodedata
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Annotated, Literal, get_args

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from commands.collection.texts import collection as texts
from commands.language.names import fold

ListName = Literal["buergerbeteiligung", "kinder_jugend"]
KindName = Literal["Stadt", "Gemeinde", "Landkreis", "Bezirk", "Land"]
Certainty = Literal["sicher", "wahrscheinlich"]
FileKindName = Literal["PDF", "DOCX", "ODT"]
Status = Literal["in Erarbeitung", "beschlossen", "fortgeschrieben", "unbekannt"]

MOST_LINKS = 50
LONGEST_LABEL = 300
LISTS: tuple[str, ...] = get_args(ListName)

# Column of the table -> field, in the order in which they are exported.
COLUMNS = MappingProxyType(
    {
        "liste": "list",
        "nr": "number",
        "gedruckt": "printed",
        "anzeige": "name",
        "vermutlich": "presumed",
        "amtlich": "official_name",
        "art": "kind",
        "land": "land",
        "kreis": "district",
        "ags": "ags",
        "sicherheit": "certainty",
        "anmerkung": "remark",
        "titel": "title",
        "dokumentart": "document_type",
        "status": "status",
        "beschlossen_am": "adopted",
        "gremium": "adopted_by",
        "fortgeschrieben_am": "updated",
        "zusammenfassung": "summary",
        "quelle": "source",
        "links": "links",
        "herkunft": "provenance",
        "bestaetigt_von": "confirmed_by",
        "bestaetigt_am": "confirmed_at",
        "angelegt_am": "created_at",
    }
)


def _without_control(value: str) -> str:
    for character in value:
        if character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs"):
            raise ValueError(texts.NO_CONTROL_CHARACTERS)
    return value


def _one_line(value: str) -> str:
    if "\n" in value:
        raise ValueError(texts.ONE_LINE)
    return value


def _findable(value: str) -> str:
    if not fold(value):
        raise ValueError(texts.NAME_NEEDS_LETTERS)
    return value


def _partial_date(value: str) -> str:
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", value, re.ASCII):
        try:
            date.fromisoformat(value + "0000-01-01"[len(value) :])
        except ValueError:
            raise ValueError(texts.DATE) from None
        return value
    raise ValueError(texts.DATE)


def _like(pattern: str, problem: str) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value, re.ASCII):
            raise ValueError(problem)
        return value

    return AfterValidator(check)


def _moment(value: datetime) -> datetime:
    """Return whole seconds, as the database stores them."""
    if not 2000 <= value.year <= 2100:
        raise ValueError(texts.MOMENT)
    return value.astimezone(UTC).replace(microsecond=0)


def _none_if_empty(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Empty = BeforeValidator(_none_if_empty)
Words = Annotated[str, AfterValidator(_without_control)]
Line = Annotated[Words, AfterValidator(_one_line)]
Short = Annotated[Line, StringConstraints(max_length=500)]
Long = Annotated[Words, StringConstraints(max_length=5000)]
Name = Annotated[Line, StringConstraints(min_length=1, max_length=300), AfterValidator(_findable)]
Partial = Annotated[str, AfterValidator(_partial_date)]
Ags = Annotated[str, _like(r"\d{5}(\d{3})?", texts.AGS)]
Moment = Annotated[AwareDatetime, AfterValidator(_moment)]


class LinkRow(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    label: Annotated[Line, StringConstraints(min_length=1, max_length=LONGEST_LABEL)]
    url: Annotated[str, StringConstraints(max_length=1000), _like(r"https?://\S+", texts.URL)]
    as_of: Annotated[Partial | None, Empty] = None


class DocumentRow(BaseModel):
    """A file of the entry; its bytes are elsewhere, see storage/collection/documents.py."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: Annotated[Line, StringConstraints(min_length=1, max_length=300)]
    sha256: Annotated[str, _like("[0-9a-f]{64}", texts.SHA256)]
    kind: FileKindName
    bytes: Annotated[int, Field(ge=1)]
    added_at: Moment | None = None


class Row(BaseModel):
    """An entry with its municipality; fields that are not set stay as they are."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    list: ListName
    number: Annotated[Annotated[int, Field(ge=1, le=100_000)] | None, Empty] = None
    printed: Short = ""
    name: Name
    presumed: Annotated[Short | None, Empty] = None
    official_name: Short = ""
    kind: KindName
    land: Annotated[Short, StringConstraints(min_length=1)]
    district: Short = ""
    ags: Annotated[Ags | None, Empty] = None
    certainty: Certainty = "sicher"
    remark: Long = ""
    title: Annotated[Short | None, Empty] = None
    document_type: Annotated[Short | None, Empty] = None
    status: Status = "unbekannt"
    adopted: Annotated[Partial | None, Empty] = None
    adopted_by: Annotated[Short | None, Empty] = None
    updated: Annotated[Partial | None, Empty] = None
    summary: Annotated[Long | None, Empty] = None
    source: Annotated[Short | None, Empty] = None
    links: Annotated[tuple[LinkRow, ...], Field(max_length=MOST_LINKS)] = ()
    provenance: Short = ""
    confirmed_by: Annotated[Short | None, Empty] = None
    confirmed_at: Annotated[Moment | None, Empty] = None
    created_at: Moment | None = None
    # Not in a table: a cell is no place for them.
    documents: Annotated[tuple[DocumentRow, ...], Field(max_length=1000)] = ()
