"""The words of !eintrag -> which entry is meant, and what is to become of its fields; pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from commands.collection.bodies import Body, parse_body
from commands.command import UsageError
from commands.command_words import fold
from commands.editing.fields import removed_link, values_of
from commands.fields import UnfitError, cleaned, fits_status, is_link, is_list, parse_place
from commands.texts import editing_fields as texts
from commands.texts.fields import no_place
from storage.guidelines import Link

_NUMBERED = re.compile(
    r"(?:(?:eintrag|nr|nummer)\b\.?\s*|#)*([0-9]{1,15})[.:]?(?=[\s|]|$)[\s|]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(r"(?:seite\s+)?([0-9]{1,4})", re.IGNORECASE)
_MOST_WORDS_OF_A_LABEL = 3
# What may be written in several lines.
_LINES = frozenset({"summary", "remark"})


@dataclass(frozen=True)
class Target:
    """An entry by its number, or else by its place; `rest` are the words behind."""

    number: int | None
    place: str
    rest: str


@dataclass(frozen=True)
class Part:
    """`name` is a field of texts.FIELD_WORDS; without one all of it is `text`."""

    name: str | None
    text: str


@dataclass(frozen=True)
class NewEntry:
    place: str
    body: Body | None
    fields: Mapping[str, Any] = field(default_factory=dict)


def read_target(words: str) -> Target:
    """From "12 Titel: Neu", "Bad Homburg Titel: Neu" or "Bonn | Grund". Raises UsageError."""
    found = _NUMBERED.fullmatch(words.strip())
    if found is not None:
        return Target(int(found[1]), "", found[2].strip())
    first, bar, behind = words.strip().partition("|")
    if not first.strip():
        raise UsageError
    head, colon, value = first.partition(":")
    words_of_head = head.split() if colon else []
    for length in range(min(_MOST_WORDS_OF_A_LABEL, len(words_of_head) - 1), 0, -1):
        label = " ".join(words_of_head[-length:])
        if fold(label) in texts.FIELD_WORDS:
            place = " ".join(words_of_head[:-length]).strip(" ,")
            return Target(None, place, f"{label}:{value}{bar}{behind}")
    return Target(None, first.strip(), behind.strip())


def read_page(words: str) -> int:
    """Raises UsageError."""
    found = _PAGE.fullmatch(words) if words else None
    if words and (found is None or int(found[1]) == 0):
        raise UsageError
    return 1 if found is None else int(found[1])


def read_change(words: str, present: Sequence[Link], today: date, prefix: str) -> dict[str, Any]:
    """New values of an entry that has these links. Raises UnfitError."""
    parts = _parts(words)
    for part in parts:
        if part.name is None:
            raise UnfitError(texts.no_field(part.text, prefix))
    fields = _values(parts, today)
    if "links" in fields:
        gone = [removed_link(typed, present) for typed in fields["links"].get("remove", ())]
        fields["links"] = {**fields["links"], "remove": gone}
    return fields


def read_new(words: str, today: date, prefix: str) -> NewEntry:
    """ "Musterstadt (Stadt, Hessen) | https://… | Titel: …". Raises UnfitError."""
    if not re.split(r"[|\n]", cleaned(words))[0].strip():
        raise UnfitError(no_place())
    first, *others = _parts(words)
    if first.name not in (None, "name"):
        raise UnfitError(texts.no_field(words, prefix))
    place, behind = _without_link(first.text)
    named = [*behind, *_named(others, prefix)]
    fields = _values(named, today)
    kind, land = fields.pop("kind", None), fields.pop("land", None)
    name, body = read_place(place)
    return NewEntry(name, body if kind is None or land is None else Body(kind, land), fields)


def read_place(text: str) -> tuple[str, Body | None]:
    """ "Musterstadt (Stadt, Hessen)" or "Musterstadt, Stadt, Hessen". Raises UnfitError."""
    for mark in re.finditer(r"[,(]", text):
        behind = text[mark.end() :].strip()
        body = parse_body(behind.removesuffix(")") if mark[0] == "(" else behind)
        if body is not None and "AGS" not in behind:
            return parse_place(text[: mark.start()]), body
    return parse_place(text), None


def _parts(words: str) -> list[Part]:
    """Parted by "|" or lines; a line without a field goes on with the text before it."""
    parts: list[Part] = []
    for segment in cleaned(words).split("|"):
        for number, line in enumerate(segment.strip().split("\n")):
            part = _part(line.strip())
            if number and part.name is None and parts and parts[-1].name in _LINES:
                parts[-1] = Part(parts[-1].name, f"{parts[-1].text}\n{line}")
            elif line.strip():
                parts.append(part)
    return parts


def _part(line: str) -> Part:
    label, colon, value = line.partition(":")
    name = texts.FIELD_WORDS.get(fold(" ".join(label.split()))) if colon else None
    return Part(None, line) if name is None else Part(name, value.strip())


def _without_link(first: str) -> tuple[str, list[Part]]:
    """ "Bonn https://…": the link may stand behind the place."""
    words = first.split()
    found = [word for word in words if is_link(word)]
    place = " ".join(word for word in words if word not in found)
    return place, [Part("links", word) for word in found]


def _named(parts: Iterable[Part], prefix: str) -> list[Part]:
    """Link, list, status and title show what they are."""
    named: list[Part] = []
    for part in parts:
        if part.name is not None:
            named.append(part)
        elif any(map(is_link, part.text.split())):
            named.append(Part("links", part.text))
        elif is_list(part.text):
            named.append(Part("list", part.text))
        elif fits_status(part.text):
            named.append(Part("status", part.text))
        elif "title" in {each.name for each in named}:
            raise UnfitError(texts.no_field(part.text, prefix))
        else:
            named.append(Part("title", part.text))
    return named


def _values(parts: Iterable[Part], today: date) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for part in parts:
        for name, value in values_of(part.name or "", part.text, today).items():
            if name == "links":
                fields[name] = _joined(fields.get(name, {}), value)
            elif name in fields:
                raise UnfitError(texts.field_twice(name))
            else:
                fields[name] = value
    return fields


def _joined(links: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "all": links.get("all", False) or more.get("all", False),
        "add": [*links.get("add", ()), *more.get("add", ())],
        "remove": [*links.get("remove", ()), *more.get("remove", ())],
    }
