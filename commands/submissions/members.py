"""Commands of members about submissions: hand in, see their own, withdraw."""

from dataclasses import replace

from pydantic import Field

from commands.conversation.command import (
    Arguments,
    Command,
    CommandContext,
    Context,
    Family,
    Reply,
    UnfitError,
)
from commands.conversation.elsewhere import privately
from commands.conversation.events import File, Message
from commands.language.markup import NOTHING, Text
from commands.language.numbers import Number
from commands.submissions import dialogue, intake
from commands.submissions.compare import gather
from commands.submissions.draft import SubmissionDraft, parse_line
from commands.submissions.placing import place_of
from commands.submissions.texts import notices, review
from commands.submissions.texts import own_submissions as own_texts
from commands.submissions.texts import submissions as texts
from storage.submissions import submissions
from storage.submissions.submissions import Submission

MOST_SHOWN = 10


class SubmissionWords(Arguments):
    words: str = Field(default="", title=texts.WORDS)


class OwnSubmissionNumber(Arguments):
    number: Number = Field(title=texts.NUMBER)


async def hand_in(ctx: CommandContext, args: SubmissionWords) -> Reply:
    message, prefix = ctx.message, ctx.prefix
    if args.words.strip():
        return await file_from(ctx, message, args.words, message.event_id)
    if _file(message) is not None:
        return Reply(texts.file_without_place(prefix))
    if message.replies_to_unreadable:
        return Reply(texts.unreadable(prefix))
    if message.reply_to is not None:
        return Reply(texts.no_file_there(prefix))
    return await dialogue.start(ctx)


async def file_from(ctx: Context, message: Message, words: str, event_id: str) -> Reply:
    """File what the words say, and the file they came with or answer; return the answer.

    `event_id` is of the message in which the words first stood. Raise UnfitError if nothing is
    filed because of what they say.
    """
    prefix, file = ctx.prefix, _file(message)
    try:
        draft = parse_line(words)
    except UnfitError as error:
        raise UnfitError(error.text + texts.example(prefix)) from error
    if file is None and draft.url is None and draft.title is None:
        return Reply(_nothing_in(message, draft, prefix))
    draft, located = await place_of(ctx.tx, draft)
    if located.options:
        of_file = file is not None
        return Reply(texts.which_place(prefix, draft.place, located.options, of_file=of_file))
    origin = intake.Origin(message.sender, message.room_id, event_id)
    submission = await intake.submit(ctx, draft, located, origin, file)
    receipt = intake.receipt(ctx, submission, located, file)
    if file is not None:
        return receipt
    return replace(receipt, text=receipt.text + _remark(message))


def _file(message: Message) -> File | None:
    return message.file or message.replied_file


def _remark(message: Message) -> Text:
    """Remark on a file that may have been meant, too."""
    if message.replies_to_unreadable:
        return texts.WITHOUT_UNREADABLE
    edited = message.replaces is not None and message.reply_to is not None
    return texts.WITHOUT_FILE_OF_EDIT if edited else NOTHING


def _nothing_in(message: Message, draft: SubmissionDraft, prefix: str) -> Text:
    if message.replies_to_unreadable:
        return texts.unreadable(prefix)
    if message.reply_to is not None:
        edited = message.replaces is not None
        return texts.file_lost_by_edit(prefix) if edited else texts.no_file_there(prefix)
    return texts.NOTHING_SUBMITTED + texts.example(prefix, draft.place)


# --- my submissions


async def show_own(ctx: CommandContext, _args: Arguments) -> Reply:
    theirs = await submissions.of_submitter(ctx.tx, ctx.message.sender)
    if not theirs:
        return Reply(own_texts.none_yet(ctx.prefix))
    waiting = [each for each in theirs if each.undecided]
    decided = [each for each in theirs if not each.undecided]
    shown = waiting + decided[: max(0, MOST_SHOWN - len(waiting))]
    return await privately(ctx, own_texts.own(ctx.prefix, len(theirs), len(waiting), shown))


async def for_member(ctx: CommandContext, number: int) -> Reply:
    """Show one of their own; others are not even said to exist."""
    submission = await own(ctx, number)
    file = await submissions.file_of(ctx.tx, number)
    steps = await submissions.steps_of(ctx.tx, number)
    return await privately(ctx, own_texts.one(submission, file, steps, ctx.prefix, ctx.zone))


async def take_back(ctx: CommandContext, args: OwnSubmissionNumber) -> Reply:
    submission = await own(ctx, args.number)
    if not submission.undecided:
        return Reply(own_texts.over_already(submission))
    await intake.withdraw(ctx, submission, ctx.message.sender)
    return Reply(own_texts.withdrawn(submission))


async def own(ctx: CommandContext, number: int) -> Submission:
    """Return the submission; raise UnfitError if the sender has none of that number."""
    submission = await submissions.get(ctx.tx, number)
    if submission is None or submission.submitter != ctx.message.sender:
        raise UnfitError(own_texts.no_such(number, ctx.prefix))
    return submission


SUBMIT = Command("einreichen", hand_in, SubmissionWords, *texts.SUBMIT)
OWN = Command("meine", show_own, Arguments, *texts.OWN, lookup=True)
WITHDRAW = Command("zurückziehen", take_back, OwnSubmissionNumber, *texts.WITHDRAW)


class SubmissionNumber(Arguments):
    number: Number = Field(title=review.NUMBER)


async def show(ctx: CommandContext, args: SubmissionNumber) -> Reply:
    if not ctx.in_management:
        return await for_member(ctx, args.number)
    submission = await submissions.get(ctx.tx, args.number)
    if submission is None:
        return Reply(review.no_such(args.number, ctx.prefix))
    details = await gather(ctx.tx, submission)
    return Reply(notices.in_full(details.named(ctx.called), ctx.prefix, ctx.zone))


_FAMILY = Family(review.HEADING)
SHOW = Command("einreichung", show, SubmissionNumber, *review.SHOW, lookup=True, family=_FAMILY)
