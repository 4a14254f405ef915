"""Sentences about personal reminders in the direct chat."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.language.markup import Bold, Code, Inline, Text, items, text
from commands.language.texts import dates
from commands.language.texts.counting import counted
from commands.language.texts.times import lead
from commands.language.times import Lead, parse_lead
from commands.meetings.texts.meetings import named
from storage.meetings.meetings import Meeting
from storage.meetings.reminders import LIKE_ROOMS, SLOTS

REMIND = (
    "Erinnert Sie im Direktchat an einen Termin, auch an die Punkte des Programms.",
    "erinnern 12 2 Tage",
    ("erinnere",),
)
SHOW = ("Zeigt, woran ich Sie im Direktchat erinnere.", "erinnerungen")
STOP = ("Stellt Ihre Erinnerungen an einen Termin ab.", "nichterinnern 12", ("nicht-erinnern",))
NUMBER = "Nr"
WORDS = "Titel oder Tag"
LEAD = "Vorlauf"
# After `!erinnern 12`: the slots instead of the meeting.
PROGRAMME = frozenset({"programm", "programmpunkte"})

Ordered = tuple[Meeting, str, Sequence[datetime]]


def _before(wanted: str) -> str:
    return lead(parse_lead(wanted.removeprefix(SLOTS)) or Lead())


def will_remind(
    meeting: Meeting, wanted: str, moments: Sequence[datetime], zone: ZoneInfo, prefix: str
) -> Text:
    """Confirm it; `moments` may be empty only while the programme is still to come."""
    answer = text(*_will_remind(meeting, wanted, moments, zone))
    stop = Code(f"{prefix}nichterinnern {meeting.meeting_id}")
    return answer + text("Alles, woran ich Sie erinnere, zeigt ", Code(f"{prefix}erinnerungen"),
                       ". Abstellen können Sie es mit ", stop, ".")  # fmt: skip


def _will_remind(
    meeting: Meeting, wanted: str, moments: Sequence[datetime], zone: ZoneInfo
) -> tuple[Inline, ...]:
    name = Bold(named(meeting))
    first = dates.moment(moments[0], zone) if moments else ""
    if wanted == LIKE_ROOMS:
        when = f"am {first}" if len(moments) == 1 else f"{len(moments)}-mal, zuerst am {first}"
        return ("Ich erinnere Sie im Direktchat, wenn ich auch in den Räumen erinnere: ",
                f"{when}, an ", name, ".")  # fmt: skip
    if not wanted.startswith(SLOTS):
        return (f"Ich erinnere Sie im Direktchat am {first}, an ", name, ".")
    before = _before(wanted)
    if not moments:
        return ("Ein Programm gibt es noch nicht zu ", name, ". Sobald es da ist, erinnere ich",
                f" Sie im Direktchat {before} vor jedem Punkt.")  # fmt: skip
    return (f"Ich erinnere Sie im Direktchat {before} vor jedem Programmpunkt, zuerst am",
            f" {first}: ", name, ".")  # fmt: skip


COME_TO_CHAT = text(
    "Dazu lade ich Sie in einen Direktchat ein. Bitte nehmen Sie die Einladung an, sonst"
    " kommen die Erinnerungen nicht an."
)


# --- why not


def not_understood(words: str, number: int, prefix: str) -> Text:
    return text(
        f"Wie lange vorher soll ich Sie erinnern? »{words}« verstehe ich nicht. Zum Beispiel: ",
        Code(f"{prefix}erinnern {number} 2 Tage"), ", ",
        Code(f"{prefix}erinnern {number} 3 Stunden"), ", ",
        Code(f"{prefix}erinnern {number} 30 min"), " oder ",
        Code(f"{prefix}erinnern {number} programm 10 min"),
        "; höchstens zwei Jahre.",
    )  # fmt: skip


def too_late(meeting: Meeting, wanted: str, prefix: str) -> Text:
    name = named(meeting)
    if wanted == LIKE_ROOMS:
        answer = text(f"In den Räumen kommt keine Erinnerung mehr: {name}.")
    elif wanted.startswith(SLOTS):
        answer = text(f"Für jeden Programmpunkt ist es dafür schon zu spät: {name}.")
    else:
        before = _before(wanted)
        answer = text(f"Dafür ist es zu spät. {before} vorher, das ist schon vorbei: {name}.")
    shorter = Code(f"{prefix}erinnern {meeting.meeting_id} 10 min")
    return answer + text("Kürzer vorher geht es vielleicht noch: ", shorter)


def too_many(meeting: Meeting, most: int, prefix: str) -> Text:
    return text(
        f"Zu {named(meeting)}, sind schon {most} Erinnerungen bestellt, mehr sind nicht möglich."
        " Abstellen können Sie sie mit ",
        Code(f"{prefix}nichterinnern {meeting.meeting_id}"),
        ".",
    )


# --- the wishes of a person


def none(prefix: str) -> Text:
    return text(
        "Ich erinnere Sie zurzeit an nichts im Direktchat. So geht es zum Beispiel: ",
        Code(f"{prefix}erinnern 12 2 Tage"),
        ". Die Nummern zeigt ",
        Code(f"{prefix}termine"),
        ".",
    )


def ordered(coming: Sequence[Ordered], most: int, zone: ZoneInfo, prefix: str) -> Text:
    heading = counted(len(coming), "Erinnerung", "Erinnerungen")
    if len(coming) > most:
        heading += f", hier die nächsten {most}"
    stop = Code(f"{prefix}nichterinnern {coming[0][0].meeting_id}")
    return (
        text(Bold(f"{heading}:"))
        + items(*(_ordered(one, zone) for one in coming[:most]))
        + text("Alle Erinnerungen an einen Termin stellen Sie so ab: ", stop)
    )


def _ordered(one: Ordered, zone: ZoneInfo) -> str:
    meeting, wanted, moments = one
    following = f", am {dates.moment(moments[0], zone)}" if moments else ""
    if wanted == LIKE_ROOMS:
        return f"{named(meeting)}: wie in den Räumen, das nächste Mal{following[1:]}"
    if not wanted.startswith(SLOTS):
        return f"{named(meeting)}: {_before(wanted)} vorher{following}"
    before = _before(wanted)
    if not moments:
        return f"{named(meeting)}: {before} vor jedem Programmpunkt, sobald es ein Programm gibt"
    return f"{named(meeting)}: {before} vor jedem Programmpunkt, das nächste Mal{following[1:]}"


def stopped(meeting: Meeting) -> Text:
    return text(
        f"Im Direktchat erinnere ich Sie nicht mehr an {named(meeting)}. In den Räumen erinnere"
        " ich weiter."
    )


def nothing_to_stop(meeting: Meeting) -> Text:
    return text(f"Im Direktchat war keine Erinnerung bestellt an {named(meeting)}.")
