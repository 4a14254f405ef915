"""What the management and the submitter are told of a submission, from receipt to outcome."""

from collections.abc import Mapping
from dataclasses import replace

from commands.command import Occasion
from commands.files import FileKind
from commands.posting import bring, in_thread, notice, rewrite, said_as, say
from commands.submissions import mailing
from commands.submissions.details import gather
from commands.texts import notices as texts
from commands.texts.markup import Text
from storage import outbox, submissions
from storage.outbox import Otherwise
from storage.submissions import Submission, SubmissionFile

ACCEPT, REFUSE = DECISIONS = "✅", "❌"
_SUBJECT = "submission:"


def subject(submission_id: int) -> str:
    """What the notice is about, as the outbox keeps it."""
    return f"{_SUBJECT}{submission_id}"


def submission_in(about: str | None) -> int | None:
    """The number in a `subject`, None if it is about something else."""
    if about is None or not about.startswith(_SUBJECT):
        return None
    return int(about.removeprefix(_SUBJECT))


def notice_of(submission_id: int) -> str:
    """Transaction id of the notice."""
    return f"submission-{submission_id}-notice"


async def announce(occasion: Occasion, submission: Submission) -> None:
    """To be called once, when the submission is open; by mail, too, if that is wanted."""
    number = submission.submission_id
    if occasion.settings.management_room is not None:
        await say(
            occasion,
            occasion.settings.management_room,
            await _notice(occasion, submission),
            notice_of(number),
            about=subject(number),
            reactions=DECISIONS,
        )
    stored = await submissions.get(occasion.tx, number)
    await mailing.announced(occasion, stored or submission)


async def refresh(occasion: Occasion, submission: Submission) -> None:
    """Edit the notice, if there is one, to say how things are now."""
    tx, room = occasion.tx, occasion.settings.management_room
    stored = await submissions.get(tx, submission.submission_id)
    if stored is None or room is None or not await _is_announced(occasion, stored):
        return
    # Counted from what is stored: an edit under a number that was used is never sent.
    stored = replace(stored, revision=stored.revision + 1)
    await submissions.change(tx, stored)
    text = await _notice(occasion, stored)
    name, about = notice_of(stored.submission_id), subject(stored.submission_id)
    await rewrite(occasion, room, text, name, stored.revision, about=about)


async def _is_announced(occasion: Occasion, submission: Submission) -> bool:
    number = submission.submission_id
    return notice_of(number) in await outbox.events_about(occasion.tx, subject(number))


async def tell_changed(occasion: Occasion, submission: Submission, changes: Text) -> None:
    """In the thread of the notice, because nobody sees that a message was edited."""
    room, number = occasion.settings.management_room, submission.submission_id
    if room is None:
        return
    stored = await submissions.get(occasion.tx, number)
    revision = (stored or submission).revision
    moment = int(occasion.now.timestamp())
    transaction_id = f"submission-{number}-changed-{revision}-{moment}"
    text = texts.changed(number, changes)
    thread, about = notice_of(number), subject(number)
    await say(occasion, room, text, transaction_id, thread=thread, about=about)


async def tell_submitter(
    occasion: Occasion,
    submission: Submission,
    text: Text,
    transaction_id: str,
    *,
    about: str | None = None,
    thread: str | None = None,
) -> None:
    """In the direct chat; the management hears if that fails. To the forgotten, nothing."""
    if submission.submitter is None:
        return
    await say(
        occasion,
        submission.submitter,
        text,
        transaction_id,
        about=about,
        thread=thread,
        otherwise=_undelivered(occasion, submission, text, transaction_id),
    )


def _undelivered(
    occasion: Occasion, submission: Submission, text: Text, transaction_id: str
) -> Otherwise | None:
    room, number = occasion.settings.management_room, submission.submission_id
    if room is None or submission.submitter is None:
        return None
    said = texts.not_delivered(number, submission.submitter, text)
    return _in_thread_of_notice(room, number, notice(said, f"otherwise-{transaction_id}"))


async def bring_file(occasion: Occasion, file: SubmissionFile, data: bytes) -> None:
    """Below the notice, to be read before deciding."""
    room, number = occasion.settings.management_room, file.submission_id
    submission = await submissions.get(occasion.tx, number)
    if room is None or submission is None or submission.state != "open" or file.kind is None:
        return
    media_type = FileKind[file.kind].media_type
    name, about = f"submission-{number}-file", subject(number)
    told = texts.file_not_shown(number, file.name, occasion.settings.prefix)
    otherwise = _in_thread_of_notice(room, number, notice(told, f"otherwise-{name}"))
    await bring(
        occasion,
        room,
        data,
        file.name,
        media_type,
        name,
        about=about,
        thread=notice_of(number),
        otherwise=otherwise,
    )


def _in_thread_of_notice(room: str, number: int, content: Mapping[str, object]) -> Otherwise:
    root = said_as(notice_of(number))
    return Otherwise(room, {**content, "m.relates_to": in_thread(root, root)})


async def _notice(occasion: Occasion, submission: Submission) -> Text:
    details = await gather(occasion.tx, submission)
    return texts.notice(details, occasion.settings.prefix, occasion.settings.timezone)
