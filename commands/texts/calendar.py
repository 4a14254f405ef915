"""What stands in calendar files."""

from collections.abc import Sequence
from datetime import datetime

from commands.texts.dates import day
from storage.meetings import Kind, Slot

UNTITLED = "Termin ohne Titel"


def category(kind: Kind) -> str:
    match kind:
        case "online-konferenz":
            return "Online-Konferenz"
        case "netzwerktreffen":
            return "Netzwerktreffen"
        case "arbeitsgruppe":
            return "Arbeitsgruppe"
        case "frist":
            return "Frist"


def cancelled(title: str) -> str:
    """Some calendars do not show the state of an entry, but all show its title."""
    return f"Abgesagt: {title}"


def reason(words: str) -> str:
    return f"Grund der Absage: {words}"


def register_by(local: datetime) -> str:
    return f"Anmeldung bis {_moment(local)}"


def programme(slots: Sequence[Slot]) -> str:
    points = "1 Punkt" if len(slots) == 1 else f"{len(slots)} Punkte"
    return "\n".join([f"Programm, {points}:", *map(_slot, slots)])


def _slot(slot: Slot) -> str:
    starts, ends = (datetime.fromisoformat(local) for local in (slot.starts, slot.ends))
    end = f"{ends:%H:%M} Uhr" if starts.date() == ends.date() else _moment(ends)
    until = "" if starts == ends else f" bis {end}"
    place = f" ({slot.place})" if slot.place else ""
    return f"{_moment(starts)}{until}: {slot.title}{place}"


def _moment(local: datetime) -> str:
    return f"{day(local)}, {local:%H:%M} Uhr"
