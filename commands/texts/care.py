"""What the management is told from time to time: links that fail, entries to be confirmed."""

from collections.abc import Sequence
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.texts.dates import MONTHS, day_of_month
from commands.texts.markup import Bold, Code, Inline, Link, Text, items, text
from storage.care import Unconfirmed
from storage.link_checks import EntryLink

Line = tuple[Inline, ...]

SOURCE = "Quelle"

_STATES = MappingProxyType(
    {
        "NOT_FOUND": "die Seite gibt es nicht (mehr)",
        "REFUSED": "die Seite gibt dem Bot keine Auskunft; bitte sehen Sie im Browser nach",
        "FAILING": "die Seite meldet einen Fehler",
        "UNREACHABLE": "die Seite antwortet nicht",
        "NOT_PUBLIC": "die Adresse führt in ein internes Netz",
        "TOO_MANY_REDIRECTS": "die Seite leitet immer weiter",
    }
)
_MOST_SHOWN = 20
_MOST_BESIDE = 5
# In bytes: an event of Matrix has 65,536, and encryption takes a third of them.
_LARGEST = 12_000
_LONGEST_LABEL = 100


def links_note(
    new: Sequence[EntryLink],
    again: Sequence[EntryLink],
    back: Sequence[EntryLink],
    zone: ZoneInfo,
    prefix: str,
) -> Text:
    """`again` are those of which the management was told weeks ago."""
    told = Text(())
    if new:
        lines = [failing_link(link, zone) for link in new]
        told += text(Bold(_of_links(len(new), "nicht erreichbar"))) + _list(lines, _MOST_SHOWN)
    if again:
        lines = [failing_link(link, zone) for link in again]
        told += text(Bold(_of_links(len(again), "weiterhin nicht erreichbar")))
        told += _list(lines, _MOST_BESIDE)
    if back:
        told += text(Bold(_of_links(len(back), "wieder erreichbar")))
        told += _list([_place(link) for link in back], _MOST_BESIDE)
    return told + _what_to_do([*new, *again], prefix) if new or again else told


def failing_link(link: EntryLink, zone: ZoneInfo) -> Line:
    """ "Eintrag Nr. 12, Bonn: Leitlinien: https://… – die Seite antwortet nicht, seit …"."""
    since = ""
    if link.failing_since is not None:
        since = f", seit {day_of_month(link.failing_since.astimezone(zone))}"
    return (*_place(link), f" – {_STATES.get(link.state, _STATES['UNREACHABLE'])}{since}")


def unconfirmed(
    lapsed: Sequence[Unconfirmed], never: Sequence[Unconfirmed], zone: ZoneInfo, prefix: str
) -> Text:
    """`lapsed` were confirmed more than a year ago."""
    told = Text(())
    if lapsed:
        what = "1 Eintrag wurde" if len(lapsed) == 1 else f"{len(lapsed)} Einträge wurden"
        told += text(Bold(f"{what} seit einem Jahr nicht bestätigt:"))
        told += _list([_lapsed(entry, zone) for entry in lapsed], _MOST_SHOWN)
    if never:
        what = "1 Eintrag wurde" if len(never) == 1 else f"{len(never)} Einträge wurden"
        told += text(Bold(f"{what} noch nie vom Netzwerkmanagement bestätigt:"))
        told += _list([_entry(entry) for entry in never], _MOST_SHOWN)
    number = [*lapsed, *never][0].guideline_id
    return told + text(
        "Stimmen die Angaben noch? Dann bestätigen Sie sie bitte, zum Beispiel mit ",
        Code(f"{prefix}eintrag bestätigen {number}"),
        ". Alle, die zu bestätigen sind, zeigt ",
        Code(f"{prefix}sammlung unbestätigt"),
        ".",
    )


def _of_links(count: int, what: str) -> str:
    return f"1 Link der Sammlung ist {what}:" if count == 1 else f"{count} Links sind {what}:"


def _what_to_do(links: Sequence[EntryLink], prefix: str) -> Text:
    first = links[0]
    of_source = first.label is None
    fields = "Quelle: https://…" if of_source else f"Link weg: {first.url} | Link: https://…"
    return text(
        "Jeden davon habe ich mehrmals versucht, mit Tagen dazwischen. So ersetzen Sie den ersten:"
        " ",
        Code(f"{prefix}eintrag ändern {first.guideline_id} {fields}"),
        ". Alle, die nicht erreichbar sind, zeigt ",
        Code(f"{prefix}sammlung links"),
        ".",
    )


def _place(link: EntryLink) -> Line:
    label = SOURCE if link.label is None else _short(link.label)
    where = f"Eintrag Nr. {link.guideline_id}, {_short(link.name)}: "
    return (where, Link(label, link.url))


def _lapsed(entry: Unconfirmed, zone: ZoneInfo) -> Line:
    if entry.confirmed_at is None:
        return _entry(entry)
    local = entry.confirmed_at.astimezone(zone)
    return (*_entry(entry), f", zuletzt im {MONTHS[local.month - 1]} {local.year}")


def _entry(entry: Unconfirmed) -> Line:
    title = f", »{_short(entry.title)}«" if entry.title else ""
    return (f"Eintrag Nr. {entry.guideline_id}, {_short(entry.name)}{title}",)


def _list(lines: Sequence[Line], most: int) -> Text:
    """No more than fit into a message; the rest is counted."""
    shown: list[Line] = []
    size = 0
    for line in lines[:most]:
        told = text(*line)
        size += len(told.body.encode()) + len(told.formatted_body.encode())
        if size > _LARGEST:
            break
        shown.append(line)
    rest = len(lines) - len(shown)
    return items(*shown, f"und {rest} weitere") if rest else items(*shown)


def _short(words: str) -> str:
    """Cut, and without the invisible that could turn the line around."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return shown if len(shown) <= _LONGEST_LABEL else f"{shown[: _LONGEST_LABEL - 1]}…"
