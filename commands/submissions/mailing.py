"""Submissions by e-mail to the management: one mail for each, or one a day."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from commands.command import Occasion
from commands.job import Job
from commands.submissions.details import Details, gather
from commands.texts import mailing as texts
from storage import outbox, submissions
from storage.submissions import Submission

DIGEST_AT = time(7)
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


async def announced(occasion: Occasion, submission: Submission) -> None:
    """A mail about this one, if the management wants one for each."""
    settings = occasion.settings
    if settings.mail is None or settings.mail.daily or submission.mailed:
        return
    details = _without_secrets(await gather(occasion.tx, submission))
    name = f"submission-{submission.submission_id}"
    subject = texts.mail_subject(details, settings.network.short_name)
    body = texts.mail_body(details, settings.timezone)
    await _put(occasion, name, int(submission.created_at.timestamp()), subject, body)
    await _mark(occasion, [submission])


async def digest(occasion: Occasion) -> None:
    """On working days, what was submitted until the morning and nobody decided since."""
    settings = occasion.settings
    local = occasion.now.astimezone(settings.timezone)
    until = datetime.combine(local.date(), DIGEST_AT, settings.timezone)
    if settings.mail is None or not settings.mail.daily or local.weekday() > 4 or local < until:
        return
    waiting = [
        submission
        for submission in await submissions.in_state(occasion.tx, "open")
        if not submission.mailed and submission.created_at < until
    ]
    if not waiting:
        return
    details = [_without_secrets(await gather(occasion.tx, each)) for each in waiting]
    subject = texts.digest_subject(len(details), settings.network.short_name)
    body = texts.digest_body(details, settings.timezone)
    # One a day: what comes to light after it waits for the next.
    if await _put(occasion, "submissions", int(until.timestamp()), subject, body):
        await _mark(occasion, waiting)


DIGEST = Job("mail submissions", timedelta(minutes=15), digest)


async def _put(occasion: Occasion, name: str, at: int, subject: str, body: str) -> bool:
    domain = occasion.settings.network.contact_email.rpartition("@")[2]
    if not _DOMAIN.fullmatch(domain):
        domain = "netzwerkbot.invalid"
    content = {"subject": subject, "body": body, "message_id": f"<{name}-{at}@{domain}>"}
    transaction_id = f"mail-{name}-{at}"
    return await outbox.put(
        occasion.tx, outbox.MAIL, content, transaction_id, occasion.now, event_type="mail"
    )


async def _mark(occasion: Occasion, mailed: Sequence[Submission]) -> None:
    for submission in mailed:
        await submissions.change(occasion.tx, replace(submission, mailed=True))


def _without_secrets(details: Details) -> Details:
    """The name of an encrypted file is encrypted like the file: mail must not tell it."""
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
