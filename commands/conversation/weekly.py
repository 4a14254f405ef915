"""One note a week to the management: how the bot is, and a number for each thing to be done."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from commands.conversation.apart import one_by_one
from commands.conversation.command import Context, Job
from commands.conversation.elsewhere import is_working_time, tell_management
from commands.conversation.texts import weekly as texts
from storage import key_value

# More than can be taken in at a glance is shown by the commands.
MOST_NUMBERS, MOST_PROBLEMS = 8, 3
# Key of the week of the last note.
TOLD = "weekly note told in"


@dataclass(frozen=True)
class WeeklyTotal:
    """A line of the note: what there is of something, and the command line that shows it.

    `numbers` counts those in `words`. `command` is without prefix, or empty.
    """

    words: str
    command: str = ""
    numbers: int = 1


@dataclass(frozen=True)
class WeeklySubject:
    """Adds totals of a subject, never who. `totals` is called only when a note is posted."""

    name: str
    totals: Callable[[Context], Awaitable[Sequence[WeeklyTotal]]]


def weekly_note(
    subjects: Iterable[WeeklySubject], problems: Callable[[Context], Awaitable[Sequence[str]]]
) -> Job:
    """Return the job that posts it on Monday, or on the first working day that is left of a week.

    In the week of the first start there is none: whoever has just set up the bot looks at it.
    """

    async def tell(ctx: Context) -> None:
        if ctx.settings.management_room is None or not is_working_time(ctx.now, ctx.zone):
            return
        week = _week(ctx, ctx.now)
        if await key_value.get(ctx.tx, TOLD) == week or await _has_just_begun(ctx, week):
            return
        await key_value.put(ctx.tx, TOLD, week, ctx.now)
        found = await problems(ctx)
        totals = fitting(await _gathered(ctx, subjects), len(found))
        note = texts.note(found, MOST_PROBLEMS, [(t.words, t.command) for t in totals], ctx.prefix)
        await tell_management(ctx, note, f"weekly-note-{week}")

    return Job("weekly note", timedelta(hours=1), tell, needs_rooms=True)


def fitting(totals: Sequence[WeeklyTotal], problems: int) -> Sequence[WeeklyTotal]:
    """Return the first ones, so that there are not too many numbers together with the problems."""
    room = MOST_NUMBERS - min(problems, MOST_PROBLEMS + 1)
    shown = []
    for total in totals:
        room -= total.numbers
        if room >= 0:
            shown.append(total)
    return shown


async def _gathered(ctx: Context, subjects: Iterable[WeeklySubject]) -> list[WeeklyTotal]:
    """Return the totals of all; a bug in one subject takes no line from the others."""
    totals: list[WeeklyTotal] = []

    async def gather(subject: WeeklySubject) -> None:
        totals.extend(await subject.totals(ctx))

    named = [(f"weekly-{each.name}", each) for each in subjects]
    await one_by_one(ctx, named, gather, lambda _subject: texts.NOT_COUNTED)
    return totals


def _week(ctx: Context, moment: datetime) -> str:
    """Return such as "2026-W49", by the clocks of the network."""
    return f"{moment.astimezone(ctx.zone):%G-W%V}"


async def _has_just_begun(ctx: Context, week: str) -> bool:
    started_at = await key_value.get(ctx.tx, key_value.FIRST_STARTED_AT)
    if started_at is None:
        return False
    return _week(ctx, datetime.fromtimestamp(int(started_at), UTC)) == week
