"""The management decides: the queue, accept and refuse, by command or by reaction."""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from commands import names
from commands.collection.bodies import Body, parse_body
from commands.command import (
    Arguments,
    Command,
    Context,
    Listener,
    Message,
    Occasion,
    Reaction,
    Redaction,
    Reply,
    UsageError,
)
from commands.fields import cleaned
from commands.numbers import Number
from commands.submissions import notices
from commands.submissions.apply import Unfit, apply, municipality_of
from commands.submissions.details import brief, gather
from commands.submissions.words import Words
from commands.texts import review as texts
from commands.texts.markup import Text
from storage import outbox, submissions
from storage.guidelines import Municipality
from storage.submissions import Step, Submission

_Decision = Literal["accepted", "refused"]
LONGEST_REASON = 2000
PAGE = 10
_TIME_FOR_THE_REASON = timedelta(days=1)
_LEAVING = frozenset({"abbrechen", "abbruch"})


class Page(Arguments):
    page: Annotated[int, Field(ge=1, le=10_000)] = Field(default=1, title=texts.PAGE)


class Accept(Arguments):
    number: Number = Field(title=texts.NUMBER)
    body: str = Field(default="", title=texts.KIND_AND_LAND)


class Refuse(Arguments):
    number: Number = Field(title=texts.NUMBER)
    reason: Words = Field(title=texts.REASON, max_length=LONGEST_REASON)


async def queue(ctx: Context, args: Page) -> Reply:
    waiting = await submissions.in_state(ctx.tx, "checking", "open")
    start = (args.page - 1) * PAGE
    page = [await brief(ctx.tx, submission) for submission in waiting[start : start + PAGE]]
    more = f"offen {args.page + 1}" if len(waiting) > start + PAGE else None
    told = texts.queue(len(waiting), page, ctx.now, ctx.settings.prefix, more=more is not None)
    return Reply(told, more=more)


async def accept(ctx: Context, args: Accept) -> Reply:
    body = parse_body(args.body) if args.body else None
    if args.body and body is None:
        raise UsageError
    found = await _decidable(ctx, args.number, ctx.message.sender)
    if isinstance(found, Text):
        return Reply(found)
    return Reply(await _accept(ctx, found, ctx.message.sender, body))


async def refuse(ctx: Context, args: Refuse) -> Reply:
    found = await _decidable(ctx, args.number, ctx.message.sender)
    if isinstance(found, Text):
        return Reply(found)
    return Reply(await _refuse(ctx, found, ctx.message.sender, args.reason))


async def on_reaction(occasion: Occasion, reaction: Reaction) -> Reply | None:
    key = reaction.key.replace("\ufe0f", "")
    if reaction.room_id != occasion.settings.management_room or key not in notices.DECISIONS:
        return None
    number = notices.submission_in(await outbox.subject_of(occasion.tx, reaction.target))
    if number is None:
        return None
    found = await _decidable(occasion, number, reaction.sender)
    if isinstance(found, Text):
        return Reply(found)
    if key == notices.ACCEPT:
        return Reply(await _accept(occasion, found, reaction.sender, None))
    return Reply(await _ask_for_reason(occasion, found, reaction.sender))


async def on_reason(occasion: Occasion, message: Message) -> Reply | None:
    """What is written below a notice by the one who was asked why the submission is refused."""
    if message.room_id != occasion.settings.management_room or message.replaces is not None:
        return None
    submission = await _asked_below(occasion, message)
    reason = cleaned(message.body)
    if submission is None or not reason:
        return None
    if len(reason) > LONGEST_REASON:
        return Reply(texts.reason_too_long(LONGEST_REASON))
    if await _asked_long_ago(occasion, submission):
        await submissions.change(occasion.tx, replace(submission, refusing=None))
        return Reply(texts.asked_long_ago(submission.submission_id, occasion.settings.prefix))
    if names.fold(reason) in _LEAVING:
        await submissions.change(occasion.tx, replace(submission, refusing=None))
        return Reply(texts.refusal_left(submission.submission_id))
    found = await _decidable(occasion, submission.submission_id, message.sender)
    if isinstance(found, Text):
        await submissions.change(occasion.tx, replace(submission, refusing=None))
        return Reply(found)
    return Reply(await _refuse(occasion, found, message.sender, reason))


async def on_removal(occasion: Occasion, redaction: Redaction) -> Reply | None:
    """Who takes the ❌ back does not want to refuse any more."""
    if redaction.room_id != occasion.settings.management_room:
        return None
    about = await outbox.subject_of_answer(occasion.tx, redaction.target)
    number = notices.submission_in(about)
    submission = None if number is None else await submissions.get(occasion.tx, number)
    if submission is None or submission.refusing != redaction.sender:
        return None
    await submissions.change(occasion.tx, replace(submission, refusing=None))
    return Reply()


async def _asked_long_ago(occasion: Occasion, submission: Submission) -> bool:
    """What is written in the thread days later is hardly meant for the member."""
    about = notices.subject(submission.submission_id)
    asked_at = await outbox.last_answer_at(occasion.tx, about)
    return asked_at is not None and occasion.now - asked_at > _TIME_FOR_THE_REASON


async def _asked_below(occasion: Occasion, message: Message) -> Submission | None:
    for event_id in (message.thread_root, message.reply_to):
        about = None if event_id is None else await outbox.subject_of(occasion.tx, event_id)
        number = notices.submission_in(about)
        submission = None if number is None else await submissions.get(occasion.tx, number)
        if submission is not None:
            return submission if submission.refusing == message.sender else None
    return None


async def _ask_for_reason(occasion: Occasion, submission: Submission, manager: str) -> Text:
    asked = submission.refusing
    if asked is not None and asked != manager and asked in occasion.managers:
        return texts.already_asked(submission.submission_id, asked, occasion.settings.prefix)
    await submissions.change(occasion.tx, replace(submission, refusing=manager))
    return texts.ask_for_reason(submission.submission_id, manager)


async def _decidable(occasion: Occasion, number: int, manager: str) -> Submission | Text:
    """The submission, or why this manager cannot decide on it now.

    Who was put out may have written before, and send the key to it only now.
    """
    if manager not in occasion.managers:
        return texts.NOT_A_MANAGER
    submission = await submissions.get(occasion.tx, number)
    if submission is None:
        return texts.no_such(number, occasion.settings.prefix)
    if submission.state == "checking":
        return texts.still_checking(number)
    if submission.state != "open":
        details = await gather(occasion.tx, submission)
        return texts.already_decided(details, occasion.settings.timezone)
    if submission.submitter == manager and occasion.managers - {manager}:
        return texts.own_submission(number, occasion.settings.prefix)
    return submission


async def _accept(
    occasion: Occasion, submission: Submission, manager: str, body: Body | None
) -> Text:
    tx, number, prefix = occasion.tx, submission.submission_id, occasion.settings.prefix
    file = await submissions.file_of(tx, number)
    without_file = file is not None and file.state != "stored"
    if without_file and submission.url is None:
        return texts.file_is_missing(number, prefix)
    municipality = await municipality_of(tx, submission, body)
    if municipality is None:
        return texts.which_body(number, submission.place, prefix)
    entry = await apply(occasion, submission, municipality, manager)
    if isinstance(entry, Unfit):
        return texts.unfit(number, entry.guideline_id, entry.why, prefix)
    accepted = replace(
        submission,
        municipality_id=municipality.municipality_id,
        guideline_id=entry.guideline_id,
        refusing=_still_asked(submission, manager),
    )
    await _decide(occasion, accepted, "accepted", manager)
    await _refresh_others(occasion, accepted, municipality)
    told = texts.you_are_accepted(accepted, municipality.name, prefix, without_file=without_file)
    await notices.tell_submitter(occasion, accepted, told, f"submission-{number}-accepted")
    return texts.accepted(accepted, municipality.name, prefix, without_file=without_file)


async def _refuse(occasion: Occasion, submission: Submission, manager: str, reason: str) -> Text:
    number = submission.submission_id
    submission = replace(submission, refusing=_still_asked(submission, manager))
    await _decide(occasion, submission, "refused", manager, reason)
    told = texts.you_are_refused(submission, reason, occasion.settings)
    await notices.tell_submitter(occasion, submission, told, f"submission-{number}-refused")
    return texts.refused(submission)


def _still_asked(submission: Submission, manager: str) -> str | None:
    """Another who is about to write the reason of a refusal is told when they do."""
    return None if submission.refusing == manager else submission.refusing


async def _decide(
    occasion: Occasion, submission: Submission, state: _Decision, manager: str, detail: str = ""
) -> None:
    decided = replace(submission, state=state, changed_at=occasion.now)
    await submissions.change(occasion.tx, decided)
    await submissions.forget_source(occasion.tx, submission.submission_id)
    step = Step(submission.submission_id, occasion.now, manager, state, detail)
    await submissions.add_step(occasion.tx, step)
    await notices.refresh(occasion, decided)


async def _refresh_others(
    occasion: Occasion, accepted: Submission, municipality: Municipality
) -> None:
    """What else waits about this municipality would now change something else."""
    key = names.fold(accepted.place)
    for other in await submissions.in_state(occasion.tx, "open"):
        if other.municipality_id is None and (
            other.ags == municipality.ags if other.ags else names.fold(other.place) == key
        ):
            other = replace(other, municipality_id=municipality.municipality_id)
            await submissions.change(occasion.tx, other)
        if other.municipality_id == municipality.municipality_id:
            await notices.refresh(occasion, other)


QUEUE = Command("offen", queue, Page, texts.QUEUE_SUMMARY, "offen", management=True, lookup=True)
ACCEPT = Command("annehmen", accept, Accept, texts.ACCEPT_SUMMARY, "annehmen 12", management=True)
REFUSE = Command(
    "ablehnen", refuse, Refuse, texts.REFUSE_SUMMARY, texts.REFUSE_EXAMPLE, management=True
)
ON_REACTION = Listener(Reaction, on_reaction)
ON_REASON = Listener(Message, on_reason)
ON_REMOVAL = Listener(Redaction, on_removal)
