"""Posts before meetings, about one or several, and after one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from commands.language.markup import (
    NOTHING,
    Bold,
    Code,
    Inline,
    Paragraph,
    Text,
    items,
    mail_link,
    text,
)
from commands.language.texts.counting import counted
from commands.meetings.texts.meetings import named
from commands.meetings.texts.reminded import Look, Reminded
from storage.meetings.meetings import Meeting

_LATE_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class ReminderItem:
    """A meeting in a post; `late` if this reminder should have come earlier."""

    meeting: Meeting
    reminded: Reminded
    late: bool = False


def is_late(due_at: datetime, now: datetime) -> bool:
    return now - due_at > _LATE_AFTER


def reminder(entries: Sequence[ReminderItem], look: Look) -> Text:
    """Return the post about one meeting, or about several in a list."""
    if len(entries) == 1:
        return _about_one(entries[0], look)
    all_late = all(entry.late for entry in entries)
    heading = f"{_label(late=all_late)}: {counted(len(entries), 'Termin', 'Termine')}"
    listed = items(*(_item(entry, look, marked=entry.late and not all_late) for entry in entries))
    return text(Bold(heading)) + listed + _next_step(entries, look)


def _label(*, late: bool) -> str:
    return "Erinnerung (verspätet)" if late else "Erinnerung"


# --- about one


def _about_one(entry: ReminderItem, look: Look) -> Text:
    headline = f"{_label(late=entry.late)}: {entry.reminded.headline}"
    return text(Bold(headline)) + entry.reminded.facts + _next_step_of_one(entry.meeting, look)


def _next_step_of_one(meeting: Meeting, look: Look) -> Text:
    number, prefix = meeting.meeting_id, look.prefix
    more: tuple[Inline, ...] = ("Mehr dazu: ", Code(f"{prefix}termin {number}"))
    if look.personal:
        stop = Code(f"{prefix}nichterinnern {number}")
        return text(*more, "\nKeine weiteren Erinnerungen daran: ", stop)
    if meeting.kind == "frist":
        return text(*more)
    words = (Code(f"{prefix}{word} {number}") for word in ("dabei", "nichtdabei", "vielleicht"))
    yes, no, maybe = words
    answer: tuple[Inline, ...] = (
        "Sind Sie dabei? Bitte antworten Sie mit ✅ für ja, ❌ für nein oder ❔ für vielleicht, ",
        "oder schreiben Sie ", yes, ", ", no, " oder ", maybe, ".",
    )  # fmt: skip
    return text(*answer) + text(*more)


# --- about several


def _item(entry: ReminderItem, look: Look, *, marked: bool) -> tuple[Inline, ...]:
    late = "Verspätet: " if marked else ""
    more = Code(f"{look.prefix}termin {entry.meeting.meeting_id}")
    facts = (part for line in _lines(entry.reminded.facts) for part in (*line, "\n"))
    return (Bold(f"{late}{entry.reminded.headline}"), "\n", *facts, "Mehr dazu: ", more)


def _lines(facts: Text) -> Iterator[tuple[Inline, ...]]:
    for block in facts.blocks:
        yield from (block.parts,) if isinstance(block, Paragraph) else block.items


def _next_step(entries: Sequence[ReminderItem], look: Look) -> Text:
    if look.personal:
        stop = Code(f"{look.prefix}nichterinnern {entries[0].meeting.meeting_id}")
        return text("Keine weiteren Erinnerungen an einen davon, zum Beispiel: ", stop)
    to_attend = [each.meeting.meeting_id for each in entries if each.meeting.kind != "frist"]
    if not to_attend:
        return NOTHING
    which = " Ich frage dann, welchen Termin Sie meinen." if len(to_attend) > 1 else ""
    return text(
        "Sind Sie dabei? Bitte antworten Sie mit ✅ für ja, ❌ für nein oder ❔ für vielleicht."
        f"{which} Oder schreiben Sie zum Beispiel ",
        Code(f"{look.prefix}dabei {to_attend[0]}"),
        ".",
    )


# --- afterwards


def afterwards(meeting: Meeting, email: str) -> Text:
    answer = text(Bold(f"{named(meeting)} ist vorbei.")) + text(
        "Haben Sie dort etwas vorgestellt oder mitgeschrieben? Bitte senden Sie Ihre Folien und"
        " Protokolle hier in diesen Raum, dann haben alle etwas davon."
    )
    if not email:
        return answer
    return answer + text("Oder an das Netzwerkmanagement: ", mail_link(email))
