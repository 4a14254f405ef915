"""The versions of an entry in words."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from commands.texts.dates import moment
from commands.texts.editing import named
from commands.texts.editing_fields import LABELS, cut, differences, told
from commands.texts.fitting import fitted
from commands.texts.markup import NOTHING, Bold, Code, Inline, Text, items, text
from commands.texts.offers import to_go_on
from storage.versions import Version, Whole

_DONE = {
    "created": "angelegt",
    "changed": "geändert",
    "confirmed": "bestätigt",
    "deleted": "gelöscht",
    "restored": "wiederhergestellt",
}
_FORGOTTEN = "jemandem, dessen Name nicht mehr gespeichert ist"
# Of each value and of each version so much is shown.
_LONGEST, _MOST = 120, 8


def history(
    whole: Whole,
    versions: Sequence[Version],
    count: int,
    first: int,
    zone: ZoneInfo,
    prefix: str,
) -> Text:
    """One page, newest first; the first one on it is the `first` newest."""
    if not count:
        return text(Bold(named(whole)), ": seit der Verlauf geführt wird, unverändert.")
    if not versions:
        number = whole.guideline.guideline_id
        return text(
            "So viele Seiten gibt es nicht. Von vorn: ", Code(f"{prefix}eintrag verlauf {number}")
        )
    changes = "1 Änderung" if count == 1 else f"{count} Änderungen, die neueste zuerst"
    last = first + len(versions) - 1
    part = "" if len(versions) == count else f" ({first} bis {last})"
    heading = text(Bold(named(whole)), f": {changes}{part}.")
    more = text(*to_go_on(prefix)) if last < count else NOTHING

    def page(longest: int) -> Text:
        told = [_version(version, zone, longest) for version in versions]
        return sum(told, heading) + more

    return fitted(page, _LONGEST)


def who_and_when(version: Version, zone: ZoneInfo) -> str:
    return f"{moment(version.by.at, zone)}, {_who(version)}"


def what(version: Version) -> str:
    if version.by.undoes is not None:
        return f"rückgängig gemacht ({_DONE[version.what]})"
    return _DONE[version.what]


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
    if version.before is None or version.what == "created":
        return told(version.after, zone, longest)
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
