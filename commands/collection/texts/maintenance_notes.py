"""Posts to the management from time to time: links that fail, entries to be confirmed."""

from collections.abc import Sequence
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.language.markup import Bold, Code, Inline, Link, Text, items, text
from commands.language.texts.counting import counted, shortened
from commands.language.texts.dates import day_in, month
from commands.language.visible import cut, on_one_line
from storage.collection.browsing import Unconfirmed
from storage.collection.link_checks import EntryLink

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
    """Report links; those in `again` were reported weeks ago."""
    answer = Text(())
    if new:
        lines = [failing_link(link, zone) for link in new]
        answer += text(Bold(_of_links(len(new), "nicht erreichbar"))) + _list(lines, _MOST_SHOWN)
    if again:
        lines = [failing_link(link, zone) for link in again]
        answer += text(Bold(_of_links(len(again), "weiterhin nicht erreichbar")))
        answer += _list(lines, _MOST_BESIDE)
    if back:
        answer += text(Bold(_of_links(len(back), "wieder erreichbar")))
        answer += _list([_place(link) for link in back], _MOST_BESIDE)
    return answer + _what_to_do([*new, *again], prefix) if new or again else answer


def failing_link(link: EntryLink, zone: ZoneInfo) -> Line:
    """Return "Eintrag Nr. 12, Bonn: Leitlinien: https://… – die Seite antwortet nicht, seit …"."""
    since = ""
    if link.failing_since is not None:
        since = f", seit {day_in(zone, link.failing_since)}"
    return (*_place(link), f" – {_STATES.get(link.state, _STATES['UNREACHABLE'])}{since}")


def unconfirmed(
    lapsed: Sequence[Unconfirmed], never: Sequence[Unconfirmed], zone: ZoneInfo, prefix: str
) -> Text:
    """Ask to confirm entries; `lapsed` were confirmed more than a year ago."""
    answer = Text(())
    if lapsed:
        what = counted(len(lapsed), "Eintrag wurde", "Einträge wurden")
        answer += text(Bold(f"{what} seit einem Jahr nicht bestätigt:"))
        answer += _list([_lapsed(entry, zone) for entry in lapsed], _MOST_SHOWN)
    if never:
        what = counted(len(never), "Eintrag wurde", "Einträge wurden")
        answer += text(Bold(f"{what} noch nie vom Netzwerkmanagement bestätigt:"))
        answer += _list([_entry(entry) for entry in never], _MOST_SHOWN)
    number = [*lapsed, *never][0].guideline_id
    return answer + text(
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
    return (*_entry(entry), f", zuletzt im {month(entry.confirmed_at.astimezone(zone))}")


def _entry(entry: Unconfirmed) -> Line:
    title = f", »{_short(entry.title)}«" if entry.title else ""
    return (f"Eintrag Nr. {entry.guideline_id}, {_short(entry.name)}{title}",)


def _short(words: str) -> str:
    return cut(on_one_line(words).strip(), _LONGEST_LABEL)


def _list(lines: Sequence[Line], most: int) -> Text:
    """List what fits into a message, and count the rest."""
    shown: list[Line] = []
    size = 0
    for line in lines[:most]:
        answer = text(*line)
        size += len(answer.body.encode()) + len(answer.formatted_body.encode())
        if size > _LARGEST:
            break
        shown.append(line)
    rest = len(lines) - len(shown)
    return items(*shortened(shown, len(shown), rest))
