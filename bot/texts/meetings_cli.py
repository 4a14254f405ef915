"""The words about meetings on the command line."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.language.markup import Text
from commands.language.texts import dates
from commands.meetings.texts.meetings import KINDS, when
from storage.meetings.meetings import Meeting

MEETINGS = "Die Termine: auflisten, einlesen, ausgeben, Erinnerungen vorhersagen."
HELP_LIST = "Die kommenden Termine auflisten."
HELP_SIMULATE = "Zeigt jede Erinnerung der nächsten Tage; gesendet wird nichts."
HELP_DAYS = "Wie viele Tage im Voraus, 1 bis 400."
HELP_JSON = "Eine JSON-Liste ausgeben"
NONE = "Es sind keine Termine eingetragen."


def listed(meetings: Sequence[Meeting], zone: ZoneInfo) -> str:
    if not meetings:
        return NONE
    count = "1 Termin:" if len(meetings) == 1 else f"{len(meetings)} Termine:"
    return "\n".join([count, *(_one(meeting, zone) for meeting in meetings)])


def _one(meeting: Meeting, zone: ZoneInfo) -> str:
    cancelled = "abgesagt: " if meeting.state == "cancelled" else ""
    place = f", {meeting.place}" if meeting.place else ""
    kind = KINDS[meeting.kind]
    number = meeting.meeting_id
    return f"– Nr. {number}: {cancelled}{meeting.title} ({kind}), {when(meeting, zone)}{place}"


def simulated(count: int, days: int) -> str:
    within = "am kommenden Tag" if days == 1 else f"in den kommenden {days} Tagen"
    posts = {0: "Keine Erinnerung", 1: "1 Erinnerung"}.get(count, f"{count} Erinnerungen")
    return f"{posts} {within}. Gesendet wird jetzt nichts."


def post(at: datetime, zone: ZoneInfo, rooms: Sequence[str], persons: int, text: Text) -> str:
    """Return a post as it goes to the rooms and to so many persons."""
    in_rooms = [f"im Raum {room}" for room in rooms]
    to_persons = {0: [], 1: ["an 1 Person direkt"]}.get(persons, [f"an {persons} Personen direkt"])
    where = ", ".join([*in_rooms, *to_persons])
    lines = "\n".join(f"    {line}".rstrip() for line in text.body.splitlines())
    return f"{dates.moment(at, zone)}, {where}:\n\n{lines}"
