"""Remind the management of submissions that wait: in stages, in the weekly note, by e-mail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from commands.conversation.apart import one_by_one
from commands.conversation.command import Context, Job
from commands.conversation.elsewhere import is_working_time, tell_management
from commands.conversation.mails import post_mail
from commands.conversation.weekly import WeeklySubject, WeeklyTotal
from commands.submissions.compare import Details, gather
from commands.submissions.texts import reminders as texts
from storage.submissions import submissions
from storage.submissions.submissions import Submission

# Multiples of the configured days; after the last stage there are no more reminders.
STAGES = (1, 2, 4)


async def remind(ctx: Context) -> None:
    """Post one reminder for all that reached a stage; missed stages count as one."""
    if ctx.settings.management_room is None or not is_working_time(ctx.now, ctx.zone):
        return
    local = ctx.now.astimezone(ctx.zone)
    waiting = [
        (submission, stage)
        for submission in await submissions.in_state(ctx.tx, "open")
        if (stage := _stage(ctx, submission, local)) > submission.reminder_stage
    ]
    if not waiting:
        return
    for submission, stage in waiting:
        await submissions.change(ctx.tx, replace(submission, reminder_stage=stage))
    shown = [submission for submission, _ in waiting]
    answer = texts.waiting(shown, ctx.now, ctx.prefix)
    await tell_management(ctx, answer, f"submissions-reminder-{int(ctx.now.timestamp())}")


def _stage(ctx: Context, submission: Submission, local: datetime) -> int:
    """Return how many stages it has reached, in days of the calendar."""
    days = ctx.settings.submissions.remind_after_days
    since = submission.created_at.astimezone(local.tzinfo)
    moments = (since + timedelta(days=days * times) for times in STAGES)
    # Compared in UTC: in one zone, Python compares what clocks show, also where it is twice.
    return sum(moment.timestamp() <= ctx.now.timestamp() for moment in moments)


REMIND = Job("remind of submissions", timedelta(hours=1), remind)


async def _totals(ctx: Context) -> Sequence[WeeklyTotal]:
    waiting = len(await submissions.in_state(ctx.tx, "open"))
    return [WeeklyTotal(texts.undecided(waiting), texts.UNDECIDED)] if waiting else []


WEEKLY = WeeklySubject("submissions", _totals)


# --- e-mails

DIGEST_AT = time(7)


async def mail(ctx: Context, submission: Submission) -> None:
    """Mail this submission, if the management wants one mail for each."""
    settings = ctx.settings
    if settings.mail is None or settings.mail.daily or submission.mailed:
        return
    details = _without_secrets(await gather(ctx.tx, submission))
    name = f"submission-{submission.submission_id}"
    subject = texts.mail_subject(details, settings.network.short_name)
    body = texts.mail_body(details, ctx.zone)
    await post_mail(ctx, f"{name}-{int(submission.created_at.timestamp())}", subject, body)
    await _mark(ctx, [submission])


async def digest(ctx: Context) -> None:
    """Mail on working days what was submitted until the morning and is still undecided."""
    settings = ctx.settings
    local = ctx.now.astimezone(ctx.zone)
    until = datetime.combine(local.date(), DIGEST_AT, ctx.zone)
    if settings.mail is None or not settings.mail.daily or local.weekday() > 4 or local < until:
        return
    waiting = [
        submission
        for submission in await submissions.in_state(ctx.tx, "open")
        if not submission.mailed and submission.created_at < until
    ]
    if not waiting:
        return
    details: list[Details] = []

    async def take(submission: Submission) -> None:
        details.append(_without_secrets(await gather(ctx.tx, submission)))

    await one_by_one(
        ctx,
        [(f"digest-{each.submission_id}", each) for each in waiting],
        take,
        lambda submission: texts.not_mailed(submission.submission_id),
    )
    if not details:
        return
    subject = texts.digest_subject(len(details), settings.network.short_name)
    body = texts.digest_body(details, ctx.zone)
    # One a day: later submissions wait for the next.
    if await post_mail(ctx, f"submissions-{int(until.timestamp())}", subject, body):
        await _mark(ctx, [each.submission for each in details])


DIGEST = Job("mail submissions", timedelta(minutes=15), digest)


async def _mark(ctx: Context, mailed: Sequence[Submission]) -> None:
    for submission in mailed:
        await submissions.change(ctx.tx, replace(submission, mailed=True))


def _without_secrets(details: Details) -> Details:
    """Hide the name of an encrypted file, which is encrypted, too: a mail must not tell it."""
    file = details.file
    if file is None or not file.encrypted:
        return details
    hidden, comparison = texts.ENCRYPTED_FILE, details.comparison
    if comparison is not None:
        changes = tuple(
            replace(change, after=hidden) if change.field == "document" else change
            for change in comparison.changes
        )
        comparison = replace(comparison, changes=changes)
    return replace(details, file=replace(file, name=hidden), comparison=comparison)
