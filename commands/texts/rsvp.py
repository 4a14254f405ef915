"""What is said to somebody who answers whether they come, and to the management about all."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.texts import dates
from commands.texts.markup import NOTHING, Bold, Code, Text, items, text
from commands.texts.meetings import named, when
from commands.times import moment
from storage.meetings import Meeting
from storage.rsvp import Answer, Rsvp

YES_SUMMARY = "Sagt einen Termin zu."
NO_SUMMARY = "Sagt, dass Sie bei einem Termin nicht dabei sind."
MAYBE_SUMMARY = "Sagt, dass Sie bei einem Termin vielleicht dabei sind."
ATTENDANCE_SUMMARY = "Zeigt, wer zu einem Termin kommt, auch als Tabelle."
NUMBER = "Nr"
COLUMNS = ("Kennung", "Antwort", "Geantwortet am")
ANSWERS: Mapping[Answer, str] = MappingProxyType(
    {"yes": "dabei", "maybe": "vielleicht", "no": "nicht dabei"}
)
_NOTED: Mapping[Answer, str] = MappingProxyType(
    {
        "yes": "Sie sind dabei",
        "maybe": "Sie sind vielleicht dabei",
        "no": "Sie sind nicht dabei",
    }
)
MOST_NAMED = 50


def noted(
    meeting: Meeting, answer: Answer, now: datetime, zone: ZoneInfo, prefix: str, *, reminded: bool
) -> Text:
    told = text(Bold(f"{_NOTED[answer]}: {named(meeting)}.")) + text(when(meeting, zone))
    if answer != "no":
        told += _registration(meeting, now, zone)
    if reminded == (answer == "no"):
        told += _reminders(meeting.meeting_id, prefix, reminded=reminded)
    return told


def _registration(meeting: Meeting, now: datetime, zone: ZoneInfo) -> Text:
    if meeting.register_by is None:
        return NOTHING
    end = moment(meeting.register_by, ZoneInfo(meeting.timezone))
    if end <= now:
        return text(f"Die Anmeldung ist seit {dates.moment(end, zone)}, beendet.")
    return text(f"Die Anmeldung ist möglich bis {dates.moment(end, zone)}.")


def _reminders(number: int, prefix: str, *, reminded: bool) -> Text:
    if reminded:
        stop = Code(f"{prefix}nichterinnern {number}")
        return text("Ihre Erinnerungen daran bleiben. Abstellen können Sie sie mit ", stop, ".")
    return text("Im direkten Chat erinnere ich Sie, wenn Sie ", Code(f"{prefix}erinnern {number}"),
                " schreiben.")  # fmt: skip


def later_counts(meeting: Meeting, answer: Answer) -> Text:
    return text(
        f"Diese Nachricht kam verspätet bei mir an. Es gilt, was Sie danach gesagt haben:"
        f" {_NOTED[answer]}: {named(meeting)}."
    )


# --- why not


def no_such(number: int, prefix: str) -> Text:
    return text(
        f"Einen Termin Nr. {number} gibt es nicht. Die kommenden Termine zeigt ",
        Code(f"{prefix}termine"),
        ".",
    )


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


def attendance(meeting: Meeting, answers: Sequence[Rsvp], zone: ZoneInfo) -> Text:
    told = text(Bold(f"Teilnahme: {named(meeting)}")) + text(when(meeting, zone))
    if not answers:
        return told + text("Geantwortet hat noch niemand.")
    counts = ", ".join(f"{len(_who(answers, said))} {ANSWERS[said]}" for said in ANSWERS)
    one = "1 Antwort" if len(answers) == 1 else f"{len(answers)} Antworten"
    told += text(f"{one}: {counts}.")
    for said in ANSWERS:
        told += _listed(said, _who(answers, said))
    file = file_name(meeting.meeting_id)
    return told + text(f"Alle Antworten mit ihren Zeitpunkten stehen in der Datei {file}.")


def _who(answers: Sequence[Rsvp], said: Answer) -> list[str]:
    return [one.user_id for one in answers if one.answer == said]


def _listed(said: Answer, names: Sequence[str]) -> Text:
    if not names:
        return NOTHING
    heading = f"{ANSWERS[said].capitalize()} ({len(names)}):"
    if len(names) > MOST_NAMED:
        heading = f"{heading[:-1]}, hier die ersten {MOST_NAMED}:"
    return text(heading) + items(*names[:MOST_NAMED])


def file_name(number: int) -> str:
    return f"teilnahme-termin-{number}.csv"
