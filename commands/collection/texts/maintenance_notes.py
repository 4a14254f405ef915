"""What is to be done in the collection: links that fail, entries to be confirmed."""

from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.language.markup import Inline, Link
from commands.language.texts.counting import counted
from commands.language.texts.dates import day_in
from commands.language.visible import cut, on_one_line
from storage.collection.link_checks import EntryLink

Line = tuple[Inline, ...]

SOURCE = "Quelle"
# The commands that show them.
LINKS, UNCONFIRMED = "sammlung links", "sammlung unbestätigt"

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
_LONGEST_LABEL = 100


def failing_links(count: int, new: int) -> str:
    """Tell how many fail, and how many of them had not been told of."""
    what = counted(count, "Link der Sammlung ist", "Links der Sammlung sind", article="Ein")
    if new == 0:
        return f"{what} weiterhin nicht erreichbar"
    return f"{what} nicht erreichbar" + (f", {new} davon neu" if new < count else "")


def unconfirmed(count: int) -> str:
    what = counted(count, "Eintrag der Sammlung ist", "Einträge der Sammlung sind", article="Ein")
    return f"{what} zu bestätigen"


def failing_link(link: EntryLink, zone: ZoneInfo) -> Line:
    """Return "Eintrag Nr. 12, Bonn: Leitlinien: https://… – die Seite antwortet nicht, seit …"."""
    since = ""
    if link.failing_since is not None:
        since = f", seit {day_in(zone, link.failing_since)}"
    return (*_place(link), f" – {_STATES.get(link.state, _STATES['UNREACHABLE'])}{since}")


def _place(link: EntryLink) -> Line:
    label = SOURCE if link.label is None else _short(link.label)
    where = f"Eintrag Nr. {link.guideline_id}, {_short(link.name)}: "
    return (where, Link(label, link.url))


def _short(words: str) -> str:
    return cut(on_one_line(words).strip(), _LONGEST_LABEL)
