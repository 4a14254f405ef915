"""Read one field of an entry as a manager types it; pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from commands.collection.fields import (
    is_link,
    parse_list,
    parse_place,
    parse_status,
    parse_title,
    parse_url,
)
from commands.collection.terms import parse_body
from commands.collection.texts import editing_fields as texts
from commands.collection.transfer.rows import LONGEST_LABEL, MOST_LINKS
from commands.conversation.command import UnfitError
from commands.conversation.command_words import fold
from commands.conversation.texts.dialogue import CLEARING
from commands.language.numbers import number_of
from commands.language.patterns import Pattern
from commands.language.times.partial import parse_date
from commands.language.urls import MAX_LENGTH, normalised
from commands.language.visible import cleaned, one_line
from storage.collection.guidelines import GuidelineLink

# Named as in storage/collection/versions.py; "links" is a Mapping for `changed_links`.
Values = Mapping[str, Any]

_SHORT, _LONG = 500, 5000
_LONGEST = MappingProxyType({"summary": _LONG, "remark": _LONG})
_AGS = Pattern("[0-9]{5}([0-9]{3})?")
_AS_OF = Pattern(rf"\(?\b{texts.AS_OF}\b:?\s*([^()]*)\)?$", re.IGNORECASE)
_CERTAINTIES = frozenset({"sicher", "wahrscheinlich"})
# Values of fields that are emptied; other fields cannot be empty.
_EMPTY: Values = MappingProxyType(
    {
        **dict.fromkeys(("title", "document_type", "adopted", "adopted_by", "updated")),
        **dict.fromkeys(("summary", "source", "presumed", "ags")),
        **dict.fromkeys(("remark", "official_name", "district"), ""),
        "status": "unbekannt",
        "links": {"all": True},
    }
)


def values_of(name: str, typed: str, today: date) -> Values:
    """Read a field of texts.FIELD_WORDS. Raises UnfitError."""
    if not typed.strip():
        raise UnfitError(texts.value_missing(name))
    if fold(typed.strip()) in CLEARING:
        if name not in _EMPTY:
            raise UnfitError(texts.not_empty(name))
        return {name: _EMPTY[name]}
    read = _READ.get(name)
    return {name: _words(name, typed)} if read is None else read(typed, today)


def statuses(typed: str) -> Values:
    """Read "beschlossen 2014, fortgeschrieben 2020"; the last one is the present status."""
    found: dict[str, Any] = {}
    for part in re.split(r"[,;]|\bund\b", typed):
        status, when = parse_status(part)
        found["status"] = status
        if when is not None:
            found["updated" if status == "fortgeschrieben" else "adopted"] = when
    return found


def links(typed: str, today: date) -> list[dict[str, str | None]]:
    """Read one or several links, each perhaps after its label and before "(Stand: 2014)"."""
    lines = [line for line in cleaned(typed).split("\n") if line]
    only_links = [word for line in lines for word in line.split()]
    if all(map(is_link, only_links)):
        lines = only_links
    if len(lines) > MOST_LINKS:
        raise UnfitError(texts.too_many_links(MOST_LINKS))
    return [_link(line, today) for line in lines]


def changed_links(
    present: Sequence[GuidelineLink], changes: Mapping[str, Any], title: str | None
) -> tuple[GuidelineLink, ...]:
    """Apply `changes`: drop "all", "add" links, "remove" addresses."""
    gone = {normalised(url) for url in changes.get("remove", ())}
    left = {} if changes.get("all") else {normalised(link.url): link for link in present}
    left = {key: link for key, link in left.items() if key not in gone}
    for new in changes.get("add", ()):
        label = new["label"] or (title or texts.LINK)[:LONGEST_LABEL].strip()
        left[normalised(new["url"])] = GuidelineLink(label, new["url"], new["as_of"])
    return tuple(left.values())


def removed_link(typed: str, present: Sequence[GuidelineLink]) -> str:
    """Return the address of a link named by number or address. Raises UnfitError."""
    number = number_of(typed)
    if number is not None and 1 <= number <= len(present):
        return present[number - 1].url
    if number is None:
        key = normalised(parse_url(typed))
        for link in present:
            if normalised(link.url) == key:
                return link.url
    raise UnfitError(texts.no_such_link(typed))


def _link(line: str, today: date) -> dict[str, str | None]:
    words = line.split()
    at = next((n for n, word in enumerate(words) if is_link(word.lstrip("<("))), None)
    if at is None:
        parse_url(line)
        at = 0
    label = " ".join(words[:at]).strip(" :–-»«\"'")
    if len(label) > LONGEST_LABEL:
        raise UnfitError(texts.too_long("links", LONGEST_LABEL))
    url = parse_url(words[at]).replace("|", "%7C")
    if len(url) > MAX_LENGTH:
        raise UnfitError(texts.too_long("links", MAX_LENGTH))
    return {"label": label or None, "url": url, "as_of": _as_of(" ".join(words[at + 1 :]), today)}


def _as_of(behind: str, today: date) -> str:
    if not behind:
        return today.isoformat()
    found = _AS_OF.fullmatch(behind)
    when = parse_date((behind if found is None else found[1]).strip("() "))
    if when is None:
        raise UnfitError(texts.UNKNOWN_AS_OF)
    return when


def _dated(name: str) -> Callable[[str, date], Values]:
    def read(typed: str, _today: date) -> Values:
        when = parse_date(one_line(typed).removeprefix("am ").strip())
        if when is None:
            raise UnfitError(texts.unknown_date(name))
        return {name: when}

    return read


def _body(typed: str, _today: date) -> Values:
    body = parse_body(one_line(typed))
    if body is None:
        raise UnfitError(texts.UNKNOWN_BODY)
    return {"kind": body.kind, "land": body.land}


def _ags(typed: str, _today: date) -> Values:
    ags = "".join(one_line(typed).split())
    if _AGS.fullmatch(ags) is None:
        raise UnfitError(texts.UNKNOWN_AGS)
    return {"ags": ags}


def _certainty(typed: str, _today: date) -> Values:
    word = fold(typed.strip())
    if word not in _CERTAINTIES:
        raise UnfitError(texts.UNKNOWN_CERTAINTY)
    return {"certainty": word}


def _source(typed: str, _today: date) -> Values:
    words = one_line(typed)
    return {"source": _words("source", parse_url(words) if is_link(words) else words)}


def _words(name: str, typed: str) -> str:
    longest = _LONGEST.get(name, _SHORT)
    value = cleaned(typed) if longest == _LONG else one_line(typed)
    if not any(map(str.isalnum, value)):
        raise UnfitError(texts.value_missing(name))
    if len(value) > longest:
        raise UnfitError(texts.too_long(name, longest))
    return value


_READ: Mapping[str, Callable[[str, date], Values]] = MappingProxyType(
    {
        "list": lambda typed, _: {"list": parse_list(typed)},
        "title": lambda typed, _: {"title": parse_title(typed)},
        "name": lambda typed, _: {"name": parse_place(typed)},
        "presumed": lambda typed, _: {"presumed": parse_place(typed)},
        "status": lambda typed, _: statuses(typed),
        "adopted": _dated("adopted"),
        "updated": _dated("updated"),
        "links": lambda typed, today: {"links": {"add": links(typed, today)}},
        "without_link": lambda typed, _: {"links": {"remove": [one_line(typed)]}},
        "body": _body,
        "ags": _ags,
        "certainty": _certainty,
        "source": _source,
    }
)
