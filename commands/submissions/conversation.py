"""Carry a question of the management and its answer, in one thread on each side."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field

from commands.conversation.command import (
    Command,
    CommandContext,
    Context,
    Reply,
    Route,
    UnfitError,
)
from commands.conversation.elsewhere import tell_management
from commands.conversation.events import Message
from commands.conversation.posting import number_in, subject_of
from commands.language.markup import Text
from commands.language.visible import PlainWords, cleaned
from commands.submissions import notices
from commands.submissions.choosing import SomeSubmission, chosen
from commands.submissions.compare import brief
from commands.submissions.texts import conversation as texts
from commands.submissions.texts import review
from commands.submissions.texts.notices import state
from storage.conversation import awaited, outbox
from storage.conversation.awaited import Awaited
from storage.submissions import submissions
from storage.submissions.submissions import Submission, SubmissionStep

LONGEST = 3000
# For so long, plain words continue an answer.
_STILL_TALKING = timedelta(minutes=30)


class Ask(SomeSubmission):
    question: PlainWords = Field(title=texts.QUESTION, max_length=LONGEST)


def _root(submission_id: int, side: str) -> str:
    """Return the transaction id of the first post on that side, "management" or "member"."""
    return f"question-{submission_id}-{side}"


async def ask(ctx: CommandContext, args: Ask) -> Reply:
    number = await chosen(ctx, args.number, args.question, ASK.name)
    submission = await submissions.get(ctx.tx, number)
    if ctx.message.sender not in ctx.managers:
        return Reply(review.NOT_A_MANAGER)
    if submission is None:
        return Reply(review.no_such(number, ctx.prefix))
    if not submission.undecided:
        return Reply(await _closed(ctx, submission))
    if submission.submitter is None:
        return Reply(texts.nobody_to_ask(number))
    if submission.submitter == ctx.message.sender:
        return Reply(texts.own(number))
    await _ask(ctx, submission, args.question)
    return Reply(texts.question_sent(number))


async def _ask(ctx: CommandContext, submission: Submission, question: str) -> None:
    """Open the two threads with the first question; the next ones go there."""
    number, manager = submission.submission_id, ctx.message.sender
    first = not await outbox.events_about(ctx.tx, subject_of(notices.QUESTION, number))
    if first:
        here, there = _root(number, "management"), _root(number, "member")
        answer = texts.opened(submission, manager, question)
    else:
        here = f"question-{number}-asked-{ctx.message.event_id}"
        there = _relayed(number, ctx.message.event_id)
        answer = texts.asked_again(manager, question)
    await _to_management(ctx, number, answer, here)
    await _to_member(ctx, submission, texts.question(submission, question), there)
    await submissions.add_step(ctx.tx, SubmissionStep(number, ctx.now, manager, "asked", question))
    await _await_answer(ctx, submission, ctx.now + _retention(ctx))


def _relayed(submission_id: int, event_id: str) -> str:
    """Return the transaction id of a message that was carried to the other side."""
    return f"question-{submission_id}-relayed-{event_id}"


async def _to_management(ctx: Context, number: int, text: Text, transaction_id: str) -> None:
    root, subject = _root(number, "management"), subject_of(notices.QUESTION, number)
    thread = None if transaction_id == root else root
    await tell_management(ctx, text, transaction_id, subject=subject, thread=thread)


async def _to_member(ctx: Context, submission: Submission, text: Text, transaction_id: str) -> None:
    number = submission.submission_id
    root, subject = _root(number, "member"), subject_of(notices.QUESTION, number)
    thread = None if transaction_id == root else root
    await notices.tell_submitter(
        ctx, submission, text, transaction_id, subject=subject, thread=thread
    )


async def _await_answer(ctx: Context, submission: Submission, until: datetime) -> None:
    number, person = submission.submission_id, submission.submitter
    if person is not None:
        subject, payload = subject_of(notices.QUESTION, number), {"submission_id": number}
        waiting = Awaited(person, notices.QUESTION, payload, ctx.now, until, subject=subject)
        await awaited.put(ctx.tx, waiting)


def _retention(ctx: Context) -> timedelta:
    """Return how long a question is awaited that nobody answers."""
    return timedelta(days=ctx.settings.privacy.retention_days.submissions)


# --- messages that are no command


async def on_message(ctx: Context, message: Message, subject: str) -> Reply | None:
    """Carry what is written in one of the two threads to the other."""
    number = number_in(subject, notices.QUESTION)
    return None if number is None else await _carry(ctx, message, number)


async def on_awaited(ctx: Context, message: Message, _waiting: Awaited) -> Reply | None:
    """Take plain words for the answer if just one question is open."""
    related = message.thread_root or message.reply_to or message.replaces
    if related is not None or message.file is not None or not cleaned(message.body):
        return None
    # In a dialogue the words are an answer to its question.
    if await awaited.alone(ctx.tx, message.sender) is not None:
        return None
    numbers = [
        waiting.payload["submission_id"]
        for waiting in await awaited.of_kind(ctx.tx, message.sender, notices.QUESTION)
        if waiting.expires_at is None or ctx.now < waiting.expires_at
    ]
    if len(numbers) > 1:
        return Reply(texts.which_question(sorted(numbers), ctx.prefix))
    return await _carry(ctx, message, numbers[0]) if numbers else None


async def corrected(ctx: Context, message: Message) -> Reply | None:
    """Carry the edit of a line that was carried before; an edit does not say where it stands."""
    if message.room_id == ctx.settings.management_room:
        candidates = await submissions.in_state(ctx.tx, "checking", "open")
    elif message.direct:
        candidates = await submissions.of_submitter(ctx.tx, message.sender)
    else:
        return None
    numbers = {
        _relayed(each.submission_id, message.replaces or ""): each.submission_id
        for each in candidates
    }
    carried = await outbox.sent_events(ctx.tx, numbers)
    number = next((numbers[name] for name in carried), None)
    return None if number is None else await _carry(ctx, message, number)


async def _carry(ctx: Context, message: Message, number: int) -> Reply | None:
    message = replace(message, body=cleaned(message.body))
    if message.room_id == ctx.settings.management_room:
        return await _from_management(ctx, message, number)
    return await _from_member(ctx, message, number) if message.direct else None


async def _from_management(ctx: Context, message: Message, number: int) -> Reply | None:
    if message.sender not in ctx.managers:
        return None
    submission = await submissions.get(ctx.tx, number)
    if submission is None or submission.submitter is None:
        return Reply(texts.nobody_to_ask(number))
    if not submission.undecided:
        return Reply(await _closed(ctx, submission))
    _check(message)
    line = texts.more if message.replaces is None else texts.more_corrected
    await _to_member(ctx, submission, line(message.body), _relayed(number, message.event_id))
    await _note(ctx, number, message, "asked")
    await _await_answer(ctx, submission, ctx.now + _retention(ctx))
    return Reply()


async def _from_member(ctx: Context, message: Message, number: int) -> Reply | None:
    submission = await submissions.get(ctx.tx, number)
    if submission is None or message.sender != submission.submitter:
        return None
    if not submission.undecided:
        return Reply(texts.closed(number, ctx.prefix))
    _check(message)
    line = texts.answered if message.replaces is None else texts.corrected
    text, transaction_id = line(message.sender, message.body), _relayed(number, message.event_id)
    await _to_management(ctx, number, text, transaction_id)
    await _note(ctx, number, message, "answered")
    await _await_answer(ctx, submission, ctx.now + _STILL_TALKING)
    return Reply(texts.PASSED_ON)


def _check(message: Message) -> None:
    """Raise UnfitError for a message that cannot be carried."""
    if message.file is not None:
        raise UnfitError(texts.NO_FILE)
    if not message.body:
        raise UnfitError(texts.NO_WORDS)
    if len(message.body) > LONGEST:
        raise UnfitError(texts.too_long(LONGEST))


async def _note(
    ctx: Context, number: int, message: Message, what: Literal["asked", "answered"]
) -> None:
    step = SubmissionStep(number, ctx.now, message.sender, what, message.body)
    await submissions.add_step(ctx.tx, step)


async def _closed(ctx: Context, submission: Submission) -> Text:
    outcome = state(await brief(ctx.tx, submission), ctx.zone)
    return texts.closed_for_managers(submission.submission_id, outcome)


ASK = Command("rückfrage", ask, Ask, *texts.ASK, management=True, prose=True)
ROUTE = Route(notices.QUESTION, on_message, on_awaited=on_awaited, after_commands=True)
