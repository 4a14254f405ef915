"""!teilnahme, for the management only: how many come, who, and all of it as a file."""

import csv
import io
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from pydantic import Field

from commands.collection.files import guarded
from commands.command import Arguments, Command, Context, Reply
from commands.numbers import Number
from commands.posting import bring
from commands.texts import rsvp as texts
from storage import meetings, rsvp
from storage.rsvp import Rsvp


class One(Arguments):
    number: Number = Field(title=texts.NUMBER)


async def attendance(ctx: Context, args: One) -> Reply:
    settings, number = ctx.settings, args.number
    meeting = await meetings.get(ctx.tx, number)
    if meeting is None:
        return Reply(texts.no_such(number, settings.prefix))
    answers = await rsvp.of_meeting(ctx.tx, number)
    if answers:
        file = table(answers, settings.timezone)
        transaction_id = f"attendance-{ctx.message.event_id}-file"
        name = texts.file_name(number)
        await bring(ctx, ctx.message.room_id, file, name, "text/csv", transaction_id)
    return Reply(texts.attendance(meeting, answers, settings.timezone))


def table(answers: Iterable[Rsvp], zone: ZoneInfo) -> bytes:
    """As spreadsheet programs in Germany open it with a double click."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow(texts.COLUMNS)
    for one in answers:
        at = one.answered_at.astimezone(zone)
        writer.writerow((guarded(one.user_id), texts.ANSWERS[one.answer], f"{at:%d.%m.%Y %H:%M}"))
    return written.getvalue().encode("utf-8-sig")


ATTENDANCE = Command(
    "teilnahme",
    attendance,
    One,
    texts.ATTENDANCE_SUMMARY,
    "teilnahme 12",
    aliases=("teilnehmende",),
    management=True,
)
