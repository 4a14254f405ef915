"""The message that submitted is edited or removed: its submission follows while it is undecided."""

import re
from dataclasses import replace

from commands.collection.place import Located, locate
from commands.command import Listener, Message, Occasion, Redaction, Reply
from commands.command_words import find
from commands.settings import Settings
from commands.submissions import intake, members, notices
from commands.submissions.draft import Draft, UnfitError, parse_line
from commands.texts import own_submissions as texts
from commands.texts.markup import Text
from commands.texts.submissions import which_place
from storage import submissions
from storage.submissions import Submission


async def on_edit(occasion: Occasion, message: Message) -> Reply | None:
    if message.replaces is None:
        return None
    words = submitting_words(message, occasion.settings)
    submission = await submissions.by_event(occasion.tx, message.replaces)
    if submission is None:
        # What did not fit at first is corrected.
        if not words:
            return None
        return Reply(await members.file_from(occasion, message, words, message.replaces))
    if (submission.submitter, submission.room_id) != (message.sender, message.room_id):
        return None
    if not submission.undecided:
        return Reply(texts.over_already(submission))
    try:
        return Reply(await _changed(occasion, submission, words))
    except UnfitError as error:
        return Reply(error.text + texts.as_it_was(submission))


async def on_redaction(occasion: Occasion, redaction: Redaction) -> Reply | None:
    submission = await submissions.by_event(occasion.tx, redaction.target)
    if submission is None or submission.room_id != redaction.room_id or not submission.undecided:
        return None
    await intake.withdraw(occasion, submission, redaction.sender)
    transaction_id = f"submission-{submission.submission_id}-withdrawn"
    told = texts.withdrawn_by_removing(submission)
    await notices.tell_submitter(occasion, submission, told, transaction_id)
    return Reply()


def submitting_words(message: Message, settings: Settings) -> str | None:
    """What follows the command in an edited message; None if it is no such command."""
    body = message.body.strip()
    called = _after_name(body, settings)
    command, _, words = re.sub(r"\s+", " ", body if called is None else called, count=1).partition(
        " "
    )
    bare = command.removeprefix(settings.prefix)
    to_us = message.direct or called is not None or bare != command
    return words if to_us and find(bare, (members.SUBMIT,)) is not None else None


def _after_name(body: str, settings: Settings) -> str | None:
    said = body.removeprefix("@")
    # The longest first: "bot:example.org: einreichen" also begins like "bot:".
    bare_names = (name.removeprefix("@") for name in settings.bot_names)
    for bare in sorted(bare_names, key=len, reverse=True):
        head, rest = said[: len(bare)], said[len(bare) :]
        if head.casefold() == bare.casefold() and rest[:1] in (":", ","):
            return rest[1:].strip()
    return None


async def _changed(occasion: Occasion, submission: Submission, words: str | None) -> Text:
    """What to tell the member; raises UnfitError, and then nothing is changed."""
    if words is None:
        raise UnfitError(texts.edit_not_understood(occasion.settings.prefix))
    draft = parse_line(words)
    located = await locate(occasion.tx, draft.place)
    if located.options:
        prefix = occasion.settings.prefix
        raise UnfitError(which_place(prefix, draft.place, located.options, of_file=False))
    after = _with(submission, draft, located)
    differences = texts.differences(submission, after)
    if not differences:
        return texts.nothing_changed(submission)
    await intake.check(occasion, after, has_file=await _has_file(occasion, submission))
    await _store(occasion, submission, after, texts.changes(differences))
    return texts.changed(after, differences)


def _with(submission: Submission, draft: Draft, located: Located) -> Submission:
    municipality = located.municipality
    return replace(
        submission,
        place=located.name,
        municipality_id=None if municipality is None else municipality.municipality_id,
        ags=located.ags,
        **draft.model_dump(exclude={"place"}),
    )


async def _has_file(occasion: Occasion, submission: Submission) -> bool:
    file = await submissions.file_of(occasion.tx, submission.submission_id)
    return file is not None and file.state != "unsuitable"


async def _store(
    occasion: Occasion, before: Submission, after: Submission, differences: Text
) -> None:
    """Another place or link is looked at before the management can decide."""
    if after.url != before.url:
        after = replace(after, link_state=None)
    if (after.url, after.place, after.ags) != (before.url, before.place, before.ags):
        after = replace(after, state="checking")
    after = replace(after, changed_at=occasion.now)
    await submissions.change(occasion.tx, after)
    await intake.note_step(occasion, after, "changed", after.submitter, differences.body)
    if await intake.is_announced(occasion.tx, after):
        await notices.tell_changed(occasion, after, differences)
        await notices.refresh(occasion, after)


EDITED = Listener(Message, on_edit)
REMOVED = Listener(Redaction, on_redaction)
