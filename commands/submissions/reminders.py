"""The management is reminded of submissions that wait too long: in stages, on working days."""

from dataclasses import replace
from datetime import datetime, timedelta

from commands.command import Occasion
from commands.job import Job
from commands.posting import say
from commands.texts import reminders as texts
from commands.working_hours import is_working_time
from storage import submissions
from storage.submissions import Submission

# Of the configured days; after the last stage nobody is reminded any more.
STAGES = (1, 2, 4)


async def remind(occasion: Occasion) -> None:
    """One post for all that reached a stage; stages that were missed together count as one."""
    room = occasion.settings.management_room
    zone = occasion.settings.timezone
    if room is None or not is_working_time(occasion.now, zone):
        return
    local = occasion.now.astimezone(zone)
    waiting = [
        (submission, stage)
        for submission in await submissions.in_state(occasion.tx, "open")
        if (stage := _stage(occasion, submission, local)) > submission.reminded
    ]
    if not waiting:
        return
    for submission, stage in waiting:
        await submissions.change(occasion.tx, replace(submission, reminded=stage))
    shown = [submission for submission, _ in waiting]
    told = texts.waiting(shown, occasion.now, occasion.settings.prefix)
    await say(occasion, room, told, f"submissions-reminder-{int(occasion.now.timestamp())}")


def _stage(occasion: Occasion, submission: Submission, local: datetime) -> int:
    """How many stages it has reached. Days are those of the calendar, whatever the clock does."""
    days = occasion.settings.submissions.remind_after_days
    since = submission.created_at.astimezone(local.tzinfo)
    moments = (since + timedelta(days=days * times) for times in STAGES)
    # Compared in UTC: in one zone, Python compares what clocks show, also where it is twice.
    return sum(moment.timestamp() <= occasion.now.timestamp() for moment in moments)


REMIND = Job("remind of submissions", timedelta(hours=1), remind)
