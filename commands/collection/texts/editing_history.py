"""Versions of an entry in words."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from commands.collection.texts.editing import named
from commands.collection.texts.editing_fields import LABELS, cut, differences, lines_of
from commands.conversation.texts.errors import no_such_page
from commands.conversation.texts.offers import to_go_on
from commands.language.markup import NOTHING, Bold, Inline, Text, fitted, items, text
from commands.language.texts.counting import counted
from commands.language.texts.dates import moment
from storage.collection.versions import EntrySnapshot, Version

_DONE = {
    "created": "angelegt",
    "changed": "geändert",
    "confirmed": "bestätigt",
    "deleted": "gelöscht",
    "restored": "wiederhergestellt",
}
_FORGOTTEN = "jemandem, dessen Name nicht mehr gespeichert ist"
# Characters of each value, and lines of each version.
_LONGEST, _MOST = 120, 8


def history(
    whole: EntrySnapshot,
    versions: Sequence[Version],
    count: int,
    first: int,
    zone: ZoneInfo,
    prefix: str,
) -> Text:
    """Return one page, newest first; its first version is the `first` newest."""
    if not count:
        return text(Bold(named(whole)), ": seit der Verlauf geführt wird, unverändert.")
    if not versions:
        number = whole.guideline.guideline_id
        return no_such_page(f"{prefix}eintrag verlauf {number}")
    changes = counted(count, "Änderung", "Änderungen, die neueste zuerst")
    last = first + len(versions) - 1
    part = "" if len(versions) == count else f" ({first} bis {last})"
    heading = text(Bold(named(whole)), f": {changes}{part}.")
    more = text(*to_go_on(prefix)) if last < count else NOTHING

    def page(longest: int) -> Text:
        parts = [_version(version, zone, longest) for version in versions]
        return sum(parts, heading) + more

    return fitted(page, _LONGEST)


def who_and_when(version: Version, zone: ZoneInfo) -> str:
    return f"{moment(version.by.at, zone)}, {_who(version)}"


def what(version: Version) -> str:
    if version.by.undoes is not None:
        return f"rückgängig gemacht ({_DONE[version.action]})"
    return _DONE[version.action]


def _version(version: Version, zone: ZoneInfo, longest: int) -> Text:
    heading: tuple[Inline, ...] = (
        Bold(f"{what(version)[:1].upper()}{what(version)[1:]}"),
        f" am {who_and_when(version, zone)}.",
    )
    answer = text(*heading)
    lines = _lines(version, zone, longest)
    shown = lines[:_MOST]
    if len(lines) > len(shown):
        shown.append(f"und {len(lines) - len(shown)} weitere Angaben")
    if version.by.reason:
        answer += text(f"Grund: {cut(version.by.reason, longest)}")
    return answer + items(*shown) if shown else answer


def _lines(version: Version, zone: ZoneInfo, longest: int) -> list[str]:
    if version.before is None or version.action == "created":
        return lines_of(version.after, zone, longest)
    return differences(version.before, version.after, zone, longest)


def _who(version: Version) -> str:
    by = version.by
    if by.origin is not None:
        return f"durch einen Import ({by.origin})"
    actor = by.actor or _FORGOTTEN
    if by.submission_id is not None and by.undoes is None:
        return f"durch Einreichung Nr. {by.submission_id}, angenommen von {actor}"
    return f"von {actor}"


def fields(names: Sequence[str]) -> str:
    return ", ".join(LABELS[name] for name in names if name in LABELS)
