"""What members can do with submissions: hand in, see their own, withdraw."""

from pydantic import Field

from commands.collection.place import locate
from commands.command import Arguments, Command, Context, File, Message, Occasion, Reply
from commands.numbers import Number
from commands.posting import answer, say
from commands.submissions import dialogue, intake
from commands.submissions.draft import Draft, UnfitError, parse_line
from commands.texts import own_submissions as own_texts
from commands.texts import submissions as texts
from commands.texts.markup import NOTHING, Text
from storage import submissions
from storage.outbox import Otherwise
from storage.submissions import Submission

MOST_SHOWN = 10


class Words(Arguments):
    words: str = Field(default="", title=texts.WORDS)


class Nothing(Arguments):
    pass


class One(Arguments):
    number: Number = Field(title=texts.NUMBER)


async def hand_in(ctx: Context, args: Words) -> Reply:
    message, prefix = ctx.message, ctx.settings.prefix
    if args.words.strip():
        return Reply(await file_from(ctx, message, args.words, message.event_id))
    if _file(message) is not None:
        return Reply(texts.file_without_place(prefix))
    if message.replies_to_unreadable:
        return Reply(texts.unreadable(prefix))
    if message.reply_to is not None:
        return Reply(texts.no_file_there(prefix))
    return await dialogue.start(ctx)


async def file_from(occasion: Occasion, message: Message, words: str, event_id: str) -> Text:
    """File what the words say, and the file they came with or answer; what to tell the member.

    `event_id` is of the message in which the words first stood.
    """
    prefix, file = occasion.settings.prefix, _file(message)
    try:
        draft = parse_line(words)
    except UnfitError as error:
        return error.text + texts.example(prefix)
    if file is None and draft.url is None and draft.title is None:
        return _nothing_in(message, draft, prefix)
    located = await locate(occasion.tx, draft.place)
    if located.options:
        of_file = file is not None
        return texts.which_place(prefix, draft.place, located.options, of_file=of_file)
    origin = intake.Origin(message.sender, message.room_id, event_id)
    try:
        submission = await intake.submit(occasion, draft, located, origin, file)
    except UnfitError as error:
        return error.text
    told = intake.receipt(occasion, submission, located, file)
    return told if file is not None else told + _remark(message)


def _file(message: Message) -> File | None:
    return message.file or message.replied_file


def _remark(message: Message) -> Text:
    """On a file that may have been meant, too."""
    if message.replies_to_unreadable:
        return texts.without_unreadable()
    edited = message.replaces is not None and message.reply_to is not None
    return texts.without_file_of_edit() if edited else NOTHING


def _nothing_in(message: Message, draft: Draft, prefix: str) -> Text:
    if message.replies_to_unreadable:
        return texts.unreadable(prefix)
    if message.reply_to is not None:
        edited = message.replaces is not None
        return texts.file_lost_by_edit(prefix) if edited else texts.no_file_there(prefix)
    return texts.nothing_submitted() + texts.example(prefix, draft.place)


# --- my submissions


async def show_own(ctx: Context, _: Nothing) -> Reply:
    own = await submissions.of_submitter(ctx.tx, ctx.message.sender)
    prefix = ctx.settings.prefix
    if not own:
        return Reply(own_texts.none_yet(prefix))
    waiting = [each for each in own if each.undecided]
    decided = [each for each in own if not each.undecided]
    shown = waiting + decided[: max(0, MOST_SHOWN - len(waiting))]
    return await _privately(ctx, own_texts.own(prefix, len(own), len(waiting), shown))


async def for_member(ctx: Context, number: int) -> Reply:
    """One of their own; of others' there is nothing to see, not even that they are there."""
    submission = await _own(ctx, number)
    if submission is None:
        return Reply(own_texts.no_such(number, ctx.settings.prefix))
    file = await submissions.file_of(ctx.tx, number)
    steps = await submissions.steps_of(ctx.tx, number)
    settings = ctx.settings
    told = own_texts.one(submission, file, steps, settings.prefix, settings.timezone)
    return await _privately(ctx, told)


async def take_back(ctx: Context, args: One) -> Reply:
    submission = await _own(ctx, args.number)
    if submission is None:
        return Reply(own_texts.no_such(args.number, ctx.settings.prefix))
    if not submission.undecided:
        return Reply(own_texts.over_already(submission))
    await intake.withdraw(ctx, submission, ctx.message.sender)
    return Reply(own_texts.withdrawn(submission))


async def _own(ctx: Context, number: int) -> Submission | None:
    submission = await submissions.get(ctx.tx, number)
    mine = submission is not None and submission.submitter == ctx.message.sender
    return submission if mine else None


async def _privately(ctx: Context, told: Text) -> Reply:
    """In the direct chat, wherever it was asked."""
    message = ctx.message
    if message.direct:
        return Reply(told)
    transaction_id = f"private-{message.event_id}"
    unreachable = answer(own_texts.no_direct_chat(), message, f"otherwise-{transaction_id}")
    await say(
        ctx,
        message.sender,
        told,
        transaction_id,
        otherwise=Otherwise(message.room_id, unreachable),
    )
    return Reply(own_texts.in_direct_chat())


SUBMIT = Command(
    "einreichen",
    hand_in,
    Words,
    texts.SUBMIT_SUMMARY,
    texts.SUBMIT_EXAMPLE,
    aliases=("einsenden", "vorschlagen"),
)
OWN = Command(
    "meine",
    show_own,
    Nothing,
    texts.OWN_SUMMARY,
    "meine",
    aliases=("meineeinreichungen",),
    lookup=True,
)
WITHDRAW = Command("zurückziehen", take_back, One, texts.WITHDRAW_SUMMARY, texts.WITHDRAW_EXAMPLE)
