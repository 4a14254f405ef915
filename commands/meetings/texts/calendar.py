"""Words of calendar files, and sentences of !kalender."""

import re
from collections.abc import Sequence
from datetime import datetime

from commands.language.markup import Code, Link, Text, text
from commands.language.patterns import Pattern
from commands.language.texts.counting import counted
from commands.language.texts.dates import end_clock, end_day, end_on_the_wall, on_the_wall
from commands.meetings.texts.meetings import KINDS
from storage.meetings.meetings import Kind, Slot

UNTITLED = "Termin ohne Titel"
_CANCELLED = Pattern(r"(?:abgesagt|storniert|cancell?ed|annulée?)\s*:\s*(?=\S)", re.IGNORECASE)


def category(kind: Kind) -> str:
    return KINDS[kind]


def cancelled(title: str) -> str:
    """Mark the title: some calendars do not show the state of an entry, but all show its title."""
    return f"Abgesagt: {title}"


def uncancelled(title: str) -> tuple[str, bool]:
    """Return the title without what programs put before it, and whether they did."""
    found = _CANCELLED.match(title)
    return (title, False) if found is None else (title[found.end() :], True)


def tentative(title: str) -> str:
    return f"{title} (vorläufig)"


def reason(words: str) -> str:
    return f"Grund der Absage: {words}"


def register_by(local: datetime) -> str:
    return f"Anmeldung bis {end_on_the_wall(local)}"


def programme(slots: Sequence[Slot]) -> str:
    points = counted(len(slots), "Punkt", "Punkte")
    return "\n".join([f"Programm, {points}:", *map(_slot, slots)])


def _slot(slot: Slot) -> str:
    starts, ends = (datetime.fromisoformat(local) for local in (slot.starts, slot.ends))
    same_day = starts.date() == end_day(ends)
    end = f"{end_clock(ends)} Uhr" if same_day else end_on_the_wall(ends)
    until = "" if starts == ends else f" bis {end}"
    place = f" ({slot.place})" if slot.place else ""
    return f"{on_the_wall(starts)}{until}: {slot.title}{place}"


# --- !kalender


COMMAND = (
    "Schickt die Termine als Datei für Ihren Kalender und den Link zum Abonnieren.",
    "kalender",
    ("ics", "abo"),
)
FILE_NAME = "termine.ics"
NONE = text("Zurzeit stehen keine Termine an.")


def attached(count: int) -> Text:
    dates = counted(count, "Termin", "Termine")
    return text(
        f"{dates} als Datei für Ihren Kalender: {FILE_NAME}. Öffnen Sie die Datei zum Beispiel mit"
        " Outlook, Thunderbird oder Nextcloud. Spätere Änderungen stehen nicht darin."
    )


NEW_LINK = (
    "Macht Ihren Link zum Abonnieren der Termine ungültig und gibt Ihnen einen neuen.",
    "kalender neu",
    ("abo neu", "ics neu"),
)
NO_SUBSCRIPTION = text("Ein Kalender zum Abonnieren ist zurzeit nicht eingerichtet.")


def subscription(url: str, prefix: str) -> Text:
    return text(
        "Sie können die Termine auch abonnieren; Änderungen kommen dann von selbst in Ihren"
        " Kalender. ",
        Link("Link zum Abonnieren", url),
    ) + text(
        "Der Link gilt nur für Sie und nur, solange Sie Mitglied sind. Bitte geben Sie ihn nicht"
        " weiter. Hat ihn doch jemand gesehen, macht ihn ",
        Code(f"{prefix}kalender neu"),
        " ungültig.",
    )


def new_subscription(url: str) -> Text:
    return text(
        "Ihr bisheriger Link zum Abonnieren gilt nicht mehr. Das ist der neue: ",
        Link("Link zum Abonnieren", url),
    ) + text("Bitte tragen Sie ihn in Ihrem Kalender anstelle des alten ein.")


NEW_LINK_IN_DIRECT_CHAT = text(
    "Ihr bisheriger Link zum Abonnieren der Termine gilt nicht mehr. Den neuen finden Sie in"
    " unserem Direktchat."
)
LINK_IN_DIRECT_CHAT = text(
    "Den Link, mit dem Sie die Termine abonnieren können, finden Sie in unserem Direktchat."
)


def no_direct_chat(prefix: str) -> Text:
    return text(
        "Den Link zum Abonnieren kann ich Ihnen nur im Direktchat geben, und ich konnte keinen"
        " mit Ihnen öffnen. Bitte laden Sie mich selbst in einen ein, und schreiben Sie dort ",
        Code(f"{prefix}kalender"),
        ".",
    )


def calendar_name(network: str) -> str:
    return f"{network}: Termine"
