"""Read the words of !eintrag: the entry that is meant, and new values of its fields; pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import Field

from commands.collection.editing.fields import removed_link, values_of
from commands.collection.fields import fits_status, is_link, is_list, parse_place
from commands.collection.terms import Body, parse_body
from commands.collection.texts import editing as verb_texts
from commands.collection.texts import editing_fields as texts
from commands.collection.texts.fields import NO_PLACE
from commands.conversation.command import Arguments, UnfitError, UsageError
from commands.conversation.command_words import fold
from commands.language.numbers import PageNumber
from commands.language.patterns import Pattern
from commands.language.visible import cleaned
from storage.collection.guidelines import GuidelineLink

_NUMBERED = Pattern(
    r"(?:(?:eintrag|nr|nummer)\b\.?\s*|#)*([0-9]{1,15})[.:]?(?=[\s|]|$)[\s|]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_MOST_WORDS_OF_A_LABEL = 3
_MOST_WORDS_OF_A_PLACE = 8
# These fields may have several lines.
_LINES = frozenset({"summary", "remark"})


@dataclass(frozen=True)
class EntryTarget:
    """An entry by its number, or else by its place."""

    number: int | None
    place: str = ""


@dataclass(frozen=True)
class NamedPart:
    """`name` is a field of texts.FIELD_WORDS; without one all of it is `text`."""

    name: str | None
    text: str


@dataclass(frozen=True)
class NewEntry:
    place: str
    body: Body | None
    fields: Mapping[str, Any] = field(default_factory=dict)


def read_target(words: str) -> tuple[EntryTarget, str]:
    """Split "12 Titel: Neu", "Bad Homburg Titel: Neu" or "Bonn | Grund". Raises UsageError."""
    found = _NUMBERED.fullmatch(words.strip())
    if found is not None:
        return EntryTarget(int(found[1])), found[2].strip()
    first, bar, behind = words.strip().partition("|")
    if not first.strip():
        raise UsageError
    head, colon, value = first.partition(":")
    words_of_head = head.split() if colon else []
    for length in range(min(_MOST_WORDS_OF_A_LABEL, len(words_of_head) - 1), 0, -1):
        label = " ".join(words_of_head[-length:])
        if fold(label) in texts.FIELD_WORDS:
            place = " ".join(words_of_head[:-length]).strip(" ,")
            return EntryTarget(None, place), f"{label}:{value}{bar}{behind}"
    return EntryTarget(None, first.strip()), behind.strip()


def field_behind(place: str) -> list[tuple[str, str]]:
    """Split "Bonn Titel Leitlinien", without a colon, at each word that names a field."""
    words = place.split()
    return [
        (" ".join(words[:at]), " ".join(words[at:]))
        for at in range(1, min(len(words) - 1, _MOST_WORDS_OF_A_PLACE + 1))
        if _without_colon(NamedPart(None, " ".join(words[at:]))).name is not None
    ]


def read_change(
    words: str, present: Sequence[GuidelineLink], today: date, prefix: str
) -> dict[str, Any]:
    """Return new values of an entry that has these links. Raises UnfitError."""
    parts = _parts(words)
    parts = [_without_colon(part) for part in parts]
    for part in parts:
        if part.name is None:
            raise UnfitError(texts.no_field(part.text, prefix))
    fields = _values(parts, today)
    if "links" in fields:
        gone = [removed_link(typed, present) for typed in fields["links"].get("remove", ())]
        fields["links"] = {**fields["links"], "remove": gone}
    return fields


def read_new(words: str, today: date, prefix: str) -> NewEntry:
    """Read "Musterstadt (Stadt, Hessen) | https://… | Titel: …". Raises UnfitError."""
    if not re.split(r"[|\n]", cleaned(words))[0].strip():
        raise UnfitError(NO_PLACE)
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
    """Read "Musterstadt (Stadt, Hessen)" or "Musterstadt, Stadt, Hessen". Raises UnfitError."""
    for mark in re.finditer(r"[,(]", text):
        behind = text[mark.end() :].strip()
        body = parse_body(behind.removesuffix(")") if mark[0] == "(" else behind)
        if body is not None and "AGS" not in behind:
            return parse_place(text[: mark.start()]), body
    return parse_place(text), None


def _parts(words: str) -> list[NamedPart]:
    """Split at "|" and line ends; a line without a field continues the text before it."""
    parts: list[NamedPart] = []
    for segment in cleaned(words).split("|"):
        for number, line in enumerate(segment.strip().split("\n")):
            part = _part(line.strip())
            if number and part.name is None and parts and parts[-1].name in _LINES:
                parts[-1] = NamedPart(parts[-1].name, f"{parts[-1].text}\n{line}")
            elif line.strip():
                parts.append(part)
    return parts


def _part(line: str) -> NamedPart:
    label, colon, value = line.partition(":")
    name = texts.FIELD_WORDS.get(fold(" ".join(label.split()))) if colon else None
    return NamedPart(None, line) if name is None else NamedPart(name, value.strip())


def _without_colon(part: NamedPart) -> NamedPart:
    """Read "Titel Leitlinien" as "Titel: Leitlinien"; what is changed is shown before."""
    words = part.text.split()
    if part.name is not None:
        return part
    for length in range(min(_MOST_WORDS_OF_A_LABEL, len(words) - 1), 0, -1):
        name = texts.FIELD_WORDS.get(fold(" ".join(words[:length])))
        if name is not None:
            return NamedPart(name, " ".join(words[length:]))
    return part


def _without_link(first: str) -> tuple[str, list[NamedPart]]:
    """Split "Bonn https://…": a link may follow the place."""
    words = first.split()
    found = [word for word in words if is_link(word)]
    place = " ".join(word for word in words if word not in found)
    return place, [NamedPart("links", word) for word in found]


def _named(parts: Iterable[NamedPart], prefix: str) -> list[NamedPart]:
    """Name the parts that show what they are: link, list, status and title."""
    named: list[NamedPart] = []
    for part in parts:
        if part.name is not None:
            named.append(part)
        elif any(map(is_link, part.text.split())):
            named.append(NamedPart("links", part.text))
        elif is_list(part.text):
            named.append(NamedPart("list", part.text))
        elif fits_status(part.text):
            named.append(NamedPart("status", part.text))
        elif "title" in {each.name for each in named}:
            raise UnfitError(texts.no_field(part.text, prefix))
        else:
            named.append(NamedPart("title", part.text))
    return named


def _values(parts: Iterable[NamedPart], today: date) -> dict[str, Any]:
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


# --- the arguments of each verb


class OneEntry(Arguments):
    """An entry; the words behind are for the second field, if there is one."""

    entry: EntryTarget = Field(title=verb_texts.NUMBER_OR_PLACE)

    @classmethod
    def split(cls, text: str) -> dict[str, Any]:
        entry, rest = read_target(text)
        given = (entry, rest) if rest else (entry,)
        if len(given) > len(cls.model_fields):
            raise UsageError
        return dict(zip(cls.model_fields, given, strict=False))


class EntryChange(OneEntry):
    changes: str = Field(default="", title=verb_texts.CHANGES)


class EntryDeletion(OneEntry):
    reason: str = Field(default="", title=verb_texts.REASON)


class EntryHistory(OneEntry):
    page: PageNumber = Field(default=1, title=verb_texts.PAGE)


class NewEntryWords(Arguments):
    words: str = Field(default="", title=verb_texts.NEW_WORDS)
