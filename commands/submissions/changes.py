"""Follow the message that submitted: when it is edited or removed, until somebody decides."""

from dataclasses import replace

from commands.collection.place import Located
from commands.conversation.addressing import addressed
from commands.conversation.command import Context, Listener, Reply, UnfitError
from commands.conversation.command_words import find, match
from commands.conversation.events import Message, Redaction
from commands.conversation.settings import Settings
from commands.language.markup import Text
from commands.submissions import conversation, intake, members, notices
from commands.submissions.draft import SubmissionDraft, parse_line
from commands.submissions.placing import place_of
from commands.submissions.texts import own_submissions as texts
from commands.submissions.texts.submissions import which_place
from storage.submissions import submissions
from storage.submissions.submissions import Submission


async def on_edit(ctx: Context, message: Message) -> Reply | None:
    """Follow the edit of what submitted, of what should have, or of what was carried."""
    if message.replaces is None:
        return None
    words = _submitting_words(message, ctx.settings)
    submission = await submissions.by_event(ctx.tx, message.replaces)
    if submission is not None:
        return await _edited(ctx, submission, message, words)
    if words:
        # What did not fit at first is corrected.
        return await members.file_from(ctx, message, words, message.replaces)
    return await conversation.corrected(ctx, message)


async def _edited(
    ctx: Context, submission: Submission, message: Message, words: str | None
) -> Reply | None:
    if (submission.submitter, submission.room_id) != (message.sender, message.room_id):
        return None
    if not submission.undecided:
        return Reply(texts.over_already(submission))
    try:
        return Reply(await _changed(ctx, submission, words))
    except UnfitError as error:
        return Reply(error.text + texts.as_it_was(submission))


async def on_redaction(ctx: Context, redaction: Redaction) -> Reply | None:
    submission = await submissions.by_event(ctx.tx, redaction.target)
    if submission is None or submission.room_id != redaction.room_id or not submission.undecided:
        return None
    await intake.withdraw(ctx, submission, redaction.sender)
    transaction_id = f"submission-{submission.submission_id}-withdrawn"
    answer = texts.withdrawn_by_removing(submission)
    await notices.tell_submitter(ctx, submission, answer, transaction_id)
    return Reply()


def _submitting_words(message: Message, settings: Settings) -> str | None:
    """Return what follows the command in an edited message; None if it is no such command."""
    address = addressed(message, settings, lambda words: find(words, (members.SUBMIT,)) is not None)
    if address is None:
        return None
    command, words = match(address.words, (members.SUBMIT,))
    return None if command is None else words


async def _changed(ctx: Context, submission: Submission, words: str | None) -> Text:
    """Change the submission and return the answer; if it raises UnfitError, nothing is changed."""
    if words is None:
        raise UnfitError(texts.edit_not_understood(ctx.prefix))
    draft, located = await place_of(ctx.tx, parse_line(words))
    if located.options:
        raise UnfitError(which_place(ctx.prefix, draft.place, located.options, of_file=False))
    return await changed(ctx, submission, draft, located)


async def changed(
    ctx: Context, submission: Submission, draft: SubmissionDraft, located: Located
) -> Text:
    """Change it into what the draft says, and return the answer, like `_changed`."""
    after = _with(submission, draft, located)
    differences = texts.differences(submission, after)
    if not differences:
        return texts.nothing_changed(submission)
    await intake.check(ctx, after, has_file=await _has_file(ctx, submission))
    await _store(ctx, submission, after, texts.changes(differences))
    return texts.changed(after, differences)


def _with(submission: Submission, draft: SubmissionDraft, located: Located) -> Submission:
    municipality = located.municipality
    return replace(
        submission,
        place=located.name,
        municipality_id=None if municipality is None else municipality.municipality_id,
        ags=located.ags,
        **draft.model_dump(exclude={"place"}),
    )


async def _has_file(ctx: Context, submission: Submission) -> bool:
    file = await submissions.file_of(ctx.tx, submission.submission_id)
    return file is not None and file.state != "unsuitable"


async def _store(ctx: Context, before: Submission, after: Submission, differences: Text) -> None:
    """Store the change; another place or link is checked before the management can decide."""
    if after.url != before.url:
        after = replace(after, link_state=None)
    if (after.url, after.place, after.ags) != (before.url, before.place, before.ags):
        after = replace(after, state="checking")
    after = replace(after, changed_at=ctx.now)
    await submissions.change(ctx.tx, after)
    await intake.note_step(ctx, after, "changed", after.submitter, differences.body)
    if await intake.is_announced(ctx.tx, after):
        await notices.tell_changed(ctx, after, differences)
        await notices.refresh(ctx, after)


EDITED = Listener(Message, on_edit, fits=lambda message: message.replaces is not None)
REMOVED = Listener(Redaction, on_redaction)
