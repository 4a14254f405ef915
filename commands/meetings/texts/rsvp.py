"""Sentences about answers to a meeting, for the member and for the management."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.language.markup import NOTHING, Bold, Code, Text, items, text
from commands.language.texts import dates
from commands.language.texts.counting import counted
from commands.language.times import moment
from commands.meetings.texts.meetings import named, when
from storage.meetings.meetings import Meeting
from storage.meetings.rsvp import Answer, Rsvp

YES = (
    "Sagt, dass Sie zu einem Termin kommen.",
    "dabei 12",
    ("zusagen", "anmelden", "teilnehmen", "komme"),
)
NO = (
    "Sagt, dass Sie bei einem Termin nicht dabei sind.",
    "nichtdabei 12",
    ("nicht-dabei", "nicht dabei", "absagen", "abmelden"),
)
MAYBE = ("Sagt, dass Sie bei einem Termin vielleicht dabei sind.", "vielleicht 12")
ATTENDANCE = (
    "Zeigt, wer zu einem Termin kommt, auch als Tabelle.",
    "teilnahme 12",
    ("teilnehmende",),
)
# The management may mean the meeting itself.
CANCEL = "absagen"
COLUMNS = ("Matrix-Adresse", "Antwort", "Geantwortet am", "Name")
ANSWERS: Mapping[Answer, str] = MappingProxyType(
    {"yes": "dabei", "maybe": "vielleicht", "no": "nicht dabei"}
)
_NOTED: Mapping[Answer, str] = MappingProxyType(
    {"yes": "Sie sind dabei", "maybe": "Sie sind vielleicht dabei", "no": "Sie sind nicht dabei"}
)
MOST_NAMED = 50


def noted(
    meeting: Meeting, answer: Answer, now: datetime, zone: ZoneInfo, prefix: str, *, reminded: bool
) -> Text:
    confirmation = text(Bold(f"{_NOTED[answer]}: {named(meeting)}.")) + text(when(meeting, zone))
    if answer != "no":
        confirmation += _registration(meeting, now, zone)
    if reminded == (answer == "no"):
        confirmation += _reminders(meeting.meeting_id, prefix, reminded=reminded)
    return confirmation


def _registration(meeting: Meeting, now: datetime, zone: ZoneInfo) -> Text:
    if meeting.register_by is None:
        return NOTHING
    end = moment(meeting.register_by, ZoneInfo(meeting.timezone))
    if end <= now:
        return text(f"Die Anmeldung ist seit {dates.end_moment(end, zone)}, beendet.")
    return text(f"Die Anmeldung ist möglich bis {dates.end_moment(end, zone)}.")


def _reminders(number: int, prefix: str, *, reminded: bool) -> Text:
    if reminded:
        stop = Code(f"{prefix}nichterinnern {number}")
        return text("Ihre Erinnerungen daran bleiben. Abstellen können Sie sie mit ", stop, ".")
    how = Code(f"{prefix}erinnern {number}")
    return text("Möchten Sie im Direktchat erinnert werden? Schreiben Sie ", how, ".")


def later_counts(meeting: Meeting, answer: Answer) -> Text:
    return text(
        f"Diese Nachricht kam verspätet bei mir an. Es gilt, was Sie danach gesagt haben:"
        f" {_NOTED[answer]}: {named(meeting)}."
    )


# --- why not


def cancelled(meeting: Meeting) -> Text:
    return text(f"{named(meeting)}, ist abgesagt.")


def over(meeting: Meeting) -> Text:
    return text(f"{named(meeting)}, ist schon vorbei.")


def deadline(meeting: Meeting, prefix: str) -> Text:
    return text(
        f"{named(meeting)}, ist kein Treffen, zu dem man kommen kann. Erinnern lassen können Sie"
        " sich mit ",
        Code(f"{prefix}erinnern {meeting.meeting_id}"),
        ".",
    )


# --- to the management


def attendance(
    meeting: Meeting, answers: Sequence[Rsvp], zone: ZoneInfo, called: Callable[[str], str]
) -> Text:
    answer = text(Bold(f"Teilnahme: {named(meeting)}")) + text(when(meeting, zone))
    if not answers:
        return answer + text("Geantwortet hat noch niemand.")
    who = {each: [called(o.user_id) for o in answers if o.answer == each] for each in ANSWERS}
    counts = ", ".join(f"{len(who[each])} {ANSWERS[each]}" for each in ANSWERS)
    one = counted(len(answers), "Antwort", "Antworten")
    answer += text(f"{one}: {counts}.")
    for each in ANSWERS:
        answer += _listed(each, who[each])
    file = file_name(meeting.meeting_id)
    return answer + text(f"Alle Antworten mit ihren Zeitpunkten stehen in der Datei {file}.")


def _listed(answer: Answer, names: Sequence[str]) -> Text:
    if not names:
        return NOTHING
    heading = f"{ANSWERS[answer].capitalize()} ({len(names)}):"
    if len(names) > MOST_NAMED:
        heading = f"{heading[:-1]}, hier die ersten {MOST_NAMED}:"
    return text(heading) + items(*names[:MOST_NAMED])


def file_name(number: int) -> str:
    return f"teilnahme-termin-{number}.csv"
