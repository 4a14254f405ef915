"""A question of the management and its answer: the bot carries both, in one thread on each side."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from pydantic import Field

from commands.command import (
    AnyCommand,
    Arguments,
    Command,
    Context,
    Listener,
    Message,
    Occasion,
    Reply,
)
from commands.command_words import find
from commands.fields import cleaned
from commands.numbers import Number
from commands.posting import say
from commands.submissions import notices
from commands.submissions.details import brief
from commands.submissions.words import Words
from commands.texts import conversation as texts
from commands.texts import review
from commands.texts.markup import Text
from commands.texts.notices import state
from storage import dialogues, outbox, submissions
from storage.submissions import Step, Submission

LONGEST = 3000
# Who has just answered may go on without saying again to what.
_STILL_TALKING = timedelta(minutes=30)
_SUBJECT = "question:"


class Ask(Arguments):
    number: Number = Field(title=review.NUMBER)
    question: Words = Field(title=texts.QUESTION, max_length=LONGEST)


def subject(submission_id: int) -> str:
    return f"{_SUBJECT}{submission_id}"


def _root(submission_id: int, side: str) -> str:
    """Transaction id of the first post on that side, "management" or "member"."""
    return f"question-{submission_id}-{side}"


async def ask(ctx: Context, args: Ask) -> Reply:
    submission = await submissions.get(ctx.tx, args.number)
    if ctx.message.sender not in ctx.managers:
        return Reply(review.NOT_A_MANAGER)
    if submission is None:
        return Reply(review.no_such(args.number, ctx.settings.prefix))
    if not submission.undecided:
        return Reply(await _closed(ctx, submission))
    if submission.submitter is None:
        return Reply(texts.nobody_to_ask(args.number))
    if submission.submitter == ctx.message.sender:
        return Reply(texts.own(args.number))
    await _ask(ctx, submission, args.question)
    return Reply(texts.question_sent(args.number))


async def _ask(ctx: Context, submission: Submission, question: str) -> None:
    """The first question opens the two threads, the next ones go there."""
    number, manager = submission.submission_id, ctx.message.sender
    first = not await outbox.events_about(ctx.tx, subject(number))
    if first:
        here, there = _root(number, "management"), _root(number, "member")
        told = texts.opened(submission, manager, question)
    else:
        here = f"question-{number}-asked-{ctx.message.event_id}"
        there = _relayed(number, ctx.message.event_id)
        told = texts.asked_again(manager, question)
    await _to_management(ctx, number, told, here)
    await _to_member(ctx, submission, texts.question(submission, question), there)
    await submissions.add_step(ctx.tx, Step(number, ctx.now, manager, "asked", question))


def _relayed(submission_id: int, event_id: str) -> str:
    """Transaction id of what was carried to the other side."""
    return f"question-{submission_id}-relayed-{event_id}"


async def _to_management(occasion: Occasion, number: int, text: Text, transaction_id: str) -> None:
    room, root = occasion.settings.management_room, _root(number, "management")
    if room is not None:
        thread = None if transaction_id == root else root
        await say(occasion, room, text, transaction_id, about=subject(number), thread=thread)


async def _to_member(
    occasion: Occasion, submission: Submission, text: Text, transaction_id: str
) -> None:
    number = submission.submission_id
    root, about = _root(number, "member"), subject(number)
    thread = None if transaction_id == root else root
    await notices.tell_submitter(
        occasion, submission, text, transaction_id, about=about, thread=thread
    )


# --- what is written without a command


def listening(commands: Sequence[AnyCommand]) -> Listener[Message]:
    """Plain words in a direct chat are an answer only if they are none of the commands."""

    async def on_message(occasion: Occasion, message: Message) -> Reply | None:
        message = replace(message, body=cleaned(message.body))
        if message.room_id == occasion.settings.management_room:
            return await _from_management(occasion, message)
        if not message.direct:
            return None
        own = await submissions.of_submitter(occasion.tx, message.sender)
        number = await _conversation_of(occasion, message, own)
        if number is not None:
            return await _from_member(occasion, message, number)
        return await _plain_words(occasion, message, commands)

    return Listener(Message, on_message)


async def _from_management(occasion: Occasion, message: Message) -> Reply | None:
    undecided = await submissions.in_state(occasion.tx, "checking", "open")
    number = await _conversation_of(occasion, message, undecided)
    if number is None or message.sender not in occasion.managers:
        return None
    submission = await submissions.get(occasion.tx, number)
    if submission is None or submission.submitter is None:
        return Reply(texts.nobody_to_ask(number))
    if not submission.undecided:
        return Reply(await _closed(occasion, submission))
    refused = _unfit(message)
    if refused is not None:
        return Reply(refused)
    said = texts.more if message.replaces is None else texts.more_corrected
    await _to_member(occasion, submission, said(message.body), _relayed(number, message.event_id))
    await _note(occasion, number, message, "asked")
    return Reply()


async def _from_member(occasion: Occasion, message: Message, number: int) -> Reply | None:
    submission = await submissions.get(occasion.tx, number)
    if submission is None or message.sender != submission.submitter:
        return None
    if not submission.undecided:
        return Reply(texts.closed(number, occasion.settings.prefix))
    refused = _unfit(message)
    if refused is not None:
        return Reply(refused)
    said = texts.answered if message.replaces is None else texts.corrected
    told = said(message.sender, message.body)
    await _to_management(occasion, number, told, _relayed(number, message.event_id))
    await _note(occasion, number, message, "answered")
    return Reply(texts.PASSED_ON)


async def _plain_words(
    occasion: Occasion, message: Message, commands: Sequence[AnyCommand]
) -> Reply | None:
    """Taken for the answer if there is just one question to be answered."""
    related = message.thread_root or message.reply_to or message.replaces
    if related is not None or message.file is not None or _is_command(message.body, commands):
        return None
    if await dialogues.of(occasion.tx, message.sender) is not None:
        return None
    match await _waiting_for(occasion, message.sender):
        case []:
            return None
        case [number]:
            return await _from_member(occasion, message, number)
        case numbers:
            return Reply(texts.which_question(numbers, occasion.settings.prefix))


def _is_command(body: str, commands: Sequence[AnyCommand]) -> bool:
    """Exactly: "nein" is an answer, although it is similar to a command."""
    words = body.split()
    return not words or find(words[0], commands) is not None


async def _waiting_for(occasion: Occasion, person: str) -> list[int]:
    """Numbers of the person's submissions with a question that has no answer, or a fresh one."""
    found = []
    for submission in await submissions.of_submitter(occasion.tx, person):
        number = submission.submission_id
        steps = await submissions.steps_of(occasion.tx, number)
        talk = [step for step in steps if step.what in ("asked", "answered")]
        if submission.undecided and talk:
            last = talk[-1]
            fresh = occasion.now - last.done_at < _STILL_TALKING
            found += [number] if last.what == "asked" or fresh else []
    return sorted(found)


async def _conversation_of(
    occasion: Occasion, message: Message, candidates: Sequence[Submission]
) -> int | None:
    """The number of the submission, if the message stands in such a thread or answers one.

    An edit says nothing of its thread: then it is looked for among the candidates.
    """
    for event_id in (message.thread_root, message.reply_to):
        about = None if event_id is None else await outbox.subject_of(occasion.tx, event_id)
        if about is not None and about.startswith(_SUBJECT):
            return int(about.removeprefix(_SUBJECT))
    if message.replaces is None:
        return None
    numbers = {_relayed(c.submission_id, message.replaces): c.submission_id for c in candidates}
    carried = await outbox.sent_events(occasion.tx, numbers)
    return next((numbers[name] for name in carried), None)


def _unfit(message: Message) -> Text | None:
    if message.file is not None:
        return texts.NO_FILE
    if not message.body:
        return texts.NO_WORDS
    return texts.too_long(LONGEST) if len(message.body) > LONGEST else None


async def _note(
    occasion: Occasion, number: int, message: Message, what: Literal["asked", "answered"]
) -> None:
    step = Step(number, occasion.now, message.sender, what, message.body)
    await submissions.add_step(occasion.tx, step)


async def _closed(occasion: Occasion, submission: Submission) -> Text:
    told = state(await brief(occasion.tx, submission), occasion.settings.timezone)
    return texts.closed_for_managers(submission.submission_id, told)


ASK = Command("rückfrage", ask, Ask, texts.SUMMARY, texts.EXAMPLE, management=True)
