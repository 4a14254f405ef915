"""What is said of reminders that somebody wants in the direct chat."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.texts import dates
from commands.texts.markup import Bold, Code, Inline, Text, items, text
from commands.texts.meetings import named
from commands.times import Lead, parse_lead
from storage.meetings import Meeting
from storage.reminders import LIKE_ROOMS, SLOTS

REMIND_SUMMARY = "Erinnert Sie im direkten Chat an einen Termin, auch an die Punkte des Programms."
SHOW_SUMMARY = "Zeigt, woran ich Sie im direkten Chat erinnere."
STOP_SUMMARY = "Stellt Ihre Erinnerungen an einen Termin ab."
NUMBER = "Nr"
LEAD = "Vorlauf"
# After `!erinnern 12`: of the slots instead of the meeting.
PROGRAMME = frozenset({"programm", "programmpunkte"})

Ordered = tuple[Meeting, str, Sequence[datetime]]


def lead_words(lead: Lead) -> str:
    """ "1 Woche", "2 Tage und 3 Stunden", "30 Minuten"."""
    days, minutes = lead.days, lead.minutes
    parts = [
        _count(days // 7, "Woche", "Wochen") if days % 7 == 0 else _count(days, "Tag", "Tage"),
        _count(minutes // 60, "Stunde", "Stunden")
        if minutes % 60 == 0
        else _count(minutes, "Minute", "Minuten"),
    ]
    return " und ".join(part for part in parts if part) or "0 Minuten"


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}" if count else ""


def will_remind(
    meeting: Meeting, wanted: str, moments: Sequence[datetime], zone: ZoneInfo, prefix: str
) -> Text:
    """`moments` may be none only if the programme is still to come."""
    told = text(*_will_remind(meeting, wanted, moments, zone))
    stop = Code(f"{prefix}nichterinnern {meeting.meeting_id}")
    return told + text("Alles, woran ich Sie erinnere, zeigt ", Code(f"{prefix}erinnerungen"),
                       ". Abstellen können Sie es mit ", stop, ".")  # fmt: skip


def _will_remind(
    meeting: Meeting, wanted: str, moments: Sequence[datetime], zone: ZoneInfo
) -> tuple[Inline, ...]:
    name = Bold(named(meeting))
    first = dates.moment(moments[0], zone) if moments else ""
    if wanted == LIKE_ROOMS:
        when = f"am {first}" if len(moments) == 1 else f"{len(moments)}-mal, zuerst am {first}"
        return ("Ich erinnere Sie im direkten Chat, wenn ich auch in den Räumen erinnere: ",
                f"{when}, an ", name, ".")  # fmt: skip
    if not wanted.startswith(SLOTS):
        return (f"Ich erinnere Sie im direkten Chat am {first}, an ", name, ".")
    before = lead_words(parse_lead(wanted.removeprefix(SLOTS)) or Lead())
    if not moments:
        return ("Ein Programm gibt es noch nicht zu ", name, ". Sobald es da ist, erinnere ich",
                f" Sie im direkten Chat {before} vor jedem Punkt.")  # fmt: skip
    return (f"Ich erinnere Sie im direkten Chat {before} vor jedem Programmpunkt, zuerst am",
            f" {first}: ", name, ".")  # fmt: skip


def come_to_chat() -> Text:
    return text(
        "Dazu lade ich Sie in einen direkten Chat ein. Bitte nehmen Sie die Einladung an, sonst"
        " kommen die Erinnerungen nicht an."
    )


# --- why not


def not_understood(words: str, number: int, prefix: str) -> Text:
    return text(
        f"»{words}« verstehe ich nicht als Vorlauf. Möglich sind zum Beispiel ",
        Code(f"{prefix}erinnern {number} 2 Tage"), ", ",
        Code(f"{prefix}erinnern {number} 3 Stunden"), ", ",
        Code(f"{prefix}erinnern {number} 30 min"), " oder ",
        Code(f"{prefix}erinnern {number} programm 10 min"),
        "; höchstens zwei Jahre.",
    )  # fmt: skip


def too_late(meeting: Meeting, wanted: str, prefix: str) -> Text:
    name = named(meeting)
    if wanted == LIKE_ROOMS:
        told = text(f"In den Räumen kommt keine Erinnerung mehr: {name}.")
    elif wanted.startswith(SLOTS):
        told = text(f"Für jeden Programmpunkt ist es dafür schon zu spät: {name}.")
    else:
        before = lead_words(parse_lead(wanted) or Lead())
        told = text(f"Dafür ist es zu spät. {before} vorher, das ist schon vorbei: {name}.")
    shorter = Code(f"{prefix}erinnern {meeting.meeting_id} 10 min")
    return told + text("Mit einem kürzeren Vorlauf geht es vielleicht noch: ", shorter)


def too_many(meeting: Meeting, most: int, prefix: str) -> Text:
    return text(
        f"Zu {named(meeting)}, sind schon {most} Erinnerungen bestellt, mehr sind nicht möglich."
        " Abstellen können Sie sie mit ",
        Code(f"{prefix}nichterinnern {meeting.meeting_id}"),
        ".",
    )


# --- what was asked for


def none(prefix: str) -> Text:
    return text(
        "Ich erinnere Sie zurzeit an nichts im direkten Chat. So geht es zum Beispiel: ",
        Code(f"{prefix}erinnern 12 2 Tage"),
        ". Die Nummern zeigt ",
        Code(f"{prefix}termine"),
        ".",
    )


def ordered(coming: Sequence[Ordered], most: int, zone: ZoneInfo, prefix: str) -> Text:
    heading = "1 Erinnerung" if len(coming) == 1 else f"{len(coming)} Erinnerungen"
    if len(coming) > most:
        heading += f", hier die nächsten {most}"
    stop = Code(f"{prefix}nichterinnern {coming[0][0].meeting_id}")
    return (
        text(Bold(f"{heading}:"))
        + items(*(_ordered(one, zone) for one in coming[:most]))
        + text("Die zu einem Termin abstellen können Sie zum Beispiel mit ", stop, ".")
    )


def _ordered(one: Ordered, zone: ZoneInfo) -> str:
    meeting, wanted, moments = one
    following = f", am {dates.moment(moments[0], zone)}" if moments else ""
    if wanted == LIKE_ROOMS:
        return f"{named(meeting)}: wie in den Räumen, das nächste Mal{following[1:]}"
    if not wanted.startswith(SLOTS):
        return f"{named(meeting)}: {lead_words(parse_lead(wanted) or Lead())} vorher{following}"
    before = lead_words(parse_lead(wanted.removeprefix(SLOTS)) or Lead())
    if not moments:
        return f"{named(meeting)}: {before} vor jedem Programmpunkt, sobald es ein Programm gibt"
    return f"{named(meeting)}: {before} vor jedem Programmpunkt, das nächste Mal{following[1:]}"


def stopped(meeting: Meeting) -> Text:
    return text(
        f"Im direkten Chat erinnere ich Sie nicht mehr an {named(meeting)}. In den Räumen erinnere"
        " ich weiter."
    )


def nothing_to_stop(meeting: Meeting) -> Text:
    return text(f"Eine Erinnerung im direkten Chat war nicht bestellt zu {named(meeting)}.")
