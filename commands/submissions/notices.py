"""Tell the management and the submitter about a submission, from receipt to outcome."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from commands.conversation.apart import one_by_one
from commands.conversation.command import Context, Job
from commands.conversation.elsewhere import tell_management
from commands.conversation.posting import (
    by_transaction_id,
    in_thread,
    message,
    post,
    post_file,
    rewrite,
    subject_of,
    to_person,
)
from commands.language.files import FileKind
from commands.language.markup import Text
from commands.submissions import reminders
from commands.submissions.compare import gather, known_municipality
from commands.submissions.texts import notices as texts
from commands.submissions.undecided import Undecided
from storage import key_value
from storage.collection import versions
from storage.conversation import awaited, outbox
from storage.conversation.outbox import Fallback
from storage.submissions import submissions
from storage.submissions.submissions import Submission, SubmissionFile

DECISIONS = "✅", "❌"
KIND = "submission"
QUESTION = "question"


async def end_question(ctx: Context, submission_id: int) -> None:
    """Await no answer any more: the submission is over."""
    await awaited.end_about(ctx.tx, QUESTION, subject_of(QUESTION, submission_id))


def notice_of(submission_id: int) -> str:
    """Return the transaction id of the notice."""
    return f"submission-{submission_id}-notice"


async def announce(ctx: Context, submission: Submission) -> None:
    """Post the notice, and send a mail if configured; once, when the submission is open."""
    number = submission.submission_id
    text, subject = await _notice(ctx, submission), subject_of(KIND, number)
    await tell_management(ctx, text, notice_of(number), subject=subject, reactions=DECISIONS)
    stored = await submissions.get(ctx.tx, number)
    await reminders.mail(ctx, stored or submission)


async def refresh(ctx: Context, submission: Submission, undecided: Undecided | None = None) -> None:
    """Edit the notice, if there is one, to say how things are now.

    For many notices, pass what is `undecided`.
    """
    tx, room = ctx.tx, ctx.settings.management_room
    stored = await submissions.get(tx, submission.submission_id)
    if stored is None or room is None or not await _is_announced(ctx, stored):
        return
    # Counted from what is stored: an edit under a number that was used is never sent.
    stored = replace(stored, revision=stored.revision + 1)
    await submissions.change(tx, stored)
    text = await _notice(ctx, stored, undecided)
    name, subject = notice_of(stored.submission_id), subject_of(KIND, stored.submission_id)
    await rewrite(ctx, room, text, name, stored.revision, subject=subject)


async def _is_announced(ctx: Context, submission: Submission) -> bool:
    number = submission.submission_id
    return notice_of(number) in await outbox.events_about(ctx.tx, subject_of(KIND, number))


async def tell_changed(ctx: Context, submission: Submission, changes: Text) -> None:
    """Post it in the thread of the notice, because nobody sees an edit of the notice."""
    number = submission.submission_id
    stored = await submissions.get(ctx.tx, number)
    revision = (stored or submission).revision
    moment = int(ctx.now.timestamp())
    transaction_id = f"submission-{number}-changed-{revision}-{moment}"
    text = texts.changed(number, changes)
    thread, subject = notice_of(number), subject_of(KIND, number)
    await tell_management(ctx, text, transaction_id, thread=thread, subject=subject)


async def tell_submitter(
    ctx: Context,
    submission: Submission,
    text: Text,
    transaction_id: str,
    *,
    subject: str | None = None,
    thread: str | None = None,
) -> None:
    """Post it in the direct chat, to be heard; if that fails, tell the management.

    A submitter who was forgotten hears nothing.
    """
    user_id, number = submission.submitter, submission.submission_id
    if user_id is None:
        return
    content = message(texts.not_delivered(number, user_id, text), f"otherwise-{transaction_id}")
    room = ctx.settings.management_room
    fallback = None if room is None else _in_thread_of_notice(room, number, content)
    told = to_person(ctx, user_id, text)
    await post(
        ctx, user_id, told, transaction_id, subject=subject, thread=thread, fallback=fallback
    )


async def bring_file(ctx: Context, file: SubmissionFile, data: bytes) -> None:
    """Post the file below the notice, to be read before the decision."""
    room, number = ctx.settings.management_room, file.submission_id
    submission = await submissions.get(ctx.tx, number)
    if room is None or submission is None or submission.state != "open" or file.kind is None:
        return
    media_type = FileKind[file.kind].media_type
    name, subject = f"submission-{number}-file", subject_of(KIND, number)
    answer = texts.file_not_shown(number, file.name, ctx.prefix)
    fallback = _in_thread_of_notice(room, number, message(answer, f"otherwise-{name}"))
    await post_file(
        ctx,
        room,
        data,
        file.name,
        media_type,
        name,
        subject=subject,
        thread=notice_of(number),
        fallback=fallback,
    )


def _in_thread_of_notice(room: str, number: int, content: Mapping[str, object]) -> Fallback:
    root = by_transaction_id(notice_of(number))
    return Fallback(room, {**content, "m.relates_to": in_thread(root, root)})


async def _notice(ctx: Context, submission: Submission, undecided: Undecided | None = None) -> Text:
    details = await gather(ctx.tx, submission, undecided)
    return texts.notice(details.named(ctx.called), ctx.prefix, ctx.zone)


_SEEN = "version that the notices know"


async def refresh_changed(ctx: Context) -> None:
    """Refresh the notices of municipalities whose entries were edited since the last turn."""
    tx = ctx.tx
    newest, seen = await versions.newest(tx), int(await key_value.get(tx, _SEEN) or 0)
    if newest == seen:
        return
    changed = set(await versions.municipalities_since(tx, seen))
    undecided = await Undecided.read(tx)

    async def refresh_one(submission: Submission) -> None:
        municipality = await known_municipality(tx, submission)
        if municipality is not None and municipality.municipality_id in changed:
            await refresh(ctx, submission, undecided)

    await one_by_one(
        ctx,
        [(f"notice-{s.submission_id}", s) for s in await submissions.in_state(tx, "open")],
        refresh_one,
        lambda submission: texts.not_refreshed(submission.submission_id),
    )
    await key_value.put(tx, _SEEN, str(newest), ctx.now)


REFRESH = Job(
    "refresh notices", timedelta(minutes=10), refresh_changed, after_change=timedelta(seconds=2)
)
