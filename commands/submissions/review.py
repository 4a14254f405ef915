"""Decide on submissions: the queue, accept and refuse, by command or by reaction."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal

from pydantic import Field

from commands.collection.terms import Body, land_called, parse_body
from commands.conversation.command import (
    Arguments,
    Command,
    CommandContext,
    Context,
    Reply,
    Route,
    UnfitError,
    UsageError,
)
from commands.conversation.events import Message, Reaction, Redaction
from commands.conversation.posting import number_in, subject_of
from commands.conversation.short_answers import Decision, read_reaction, read_words
from commands.language import names
from commands.language.markup import Text
from commands.language.numbers import PageNumber
from commands.language.visible import PlainWords, cleaned
from commands.submissions import notices
from commands.submissions.apply import UnfitEntry, apply, municipality_of
from commands.submissions.choosing import SomeSubmission, chosen, one_to_decide
from commands.submissions.compare import brief, gather
from commands.submissions.texts import review as texts
from commands.submissions.undecided import Undecided
from storage.collection.guidelines import Municipality
from storage.conversation import awaited
from storage.conversation.awaited import Awaited
from storage.submissions import submissions
from storage.submissions.submissions import Submission, SubmissionStep

_Decision = Literal["accepted", "refused"]
LONGEST_REASON = 2000
PAGE = 10
_TIME_FOR_THE_REASON = timedelta(days=1)
# For so long, what is written beside the thread may be the reason.
_TIME_BESIDE = timedelta(minutes=30)
# In words; less is no question to a member.
_A_SENTENCE = 3
# The kind of what is awaited while a manager is to give the reason.
_REFUSAL = "refusal"
_LEAVING = frozenset({"abbrechen", "abbruch"})


class QueuePage(Arguments):
    page: PageNumber = Field(default=1, title=texts.PAGE)


class Accept(SomeSubmission):
    body: str = Field(default="", title=texts.KIND_AND_LAND)


class Refuse(SomeSubmission):
    reason: PlainWords = Field(title=texts.REASON, max_length=LONGEST_REASON)


async def queue(ctx: CommandContext, args: QueuePage) -> Reply:
    waiting = await submissions.in_state(ctx.tx, "checking", "open")
    start = (args.page - 1) * PAGE
    shown = waiting[start : start + PAGE]
    page = [(await brief(ctx.tx, submission)).named(ctx.called) for submission in shown]
    more = f"offen {args.page + 1}" if len(waiting) > start + PAGE else None
    answer = texts.queue(len(waiting), page, ctx.now, ctx.prefix, more=more is not None)
    return Reply(answer, more=more)


async def accept(ctx: CommandContext, args: Accept) -> Reply:
    body = parse_body(args.body) if args.body else None
    land = land_called(args.body) if body is None else None
    if args.body and body is None and land is None:
        raise UsageError
    try:
        number = await chosen(ctx, args.number, args.body, ACCEPT.name)
    except UnfitError:
        raise
    except UsageError:
        raise await one_to_decide(ctx, ACCEPT.name) from None
    if land is not None:
        # Its kind is needed, too.
        options = tuple(f"{ACCEPT.name} {number} {kind} {land}" for kind in texts.USUAL_KINDS)
        raise UnfitError(texts.which_kind(land), options)
    submission = await _decidable(ctx, number, ctx.message.sender)
    return Reply(await _accept(ctx, submission, ctx.message.sender, body))


async def refuse(ctx: CommandContext, args: Refuse) -> Reply:
    number = await chosen(ctx, args.number, args.reason, REFUSE.name)
    submission = await _decidable(ctx, number, ctx.message.sender)
    return Reply(await _refuse(ctx, submission, ctx.message.sender, args.reason))


async def on_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    """Decide by a reaction to the notice."""
    decision, number = read_reaction(reaction.key).decision, number_in(subject, notices.KIND)
    if reaction.room_id != ctx.settings.management_room or number is None:
        return None
    if decision not in (Decision.YES, Decision.NO):
        return None
    submission = await _decidable(ctx, number, reaction.sender)
    if decision is Decision.YES:
        return Reply(await _accept_by_reaction(ctx, submission, reaction.sender))
    return Reply(await _ask_for_reason(ctx, number, reaction.sender))


async def on_message(ctx: Context, message: Message, subject: str) -> Reply | None:
    """Take the reason that the manager writes below a notice after refusing by reaction."""
    if message.room_id != ctx.settings.management_room or message.replaces is not None:
        return None
    number, reason = number_in(subject, notices.KIND), cleaned(message.body)
    refusal = await awaited.about(ctx.tx, _REFUSAL, subject)
    if number is None or not reason:
        return None
    if refusal is None or refusal.user_id != message.sender:
        return await _plain_reply(ctx, message, number, reason)
    if len(reason) > LONGEST_REASON:
        return Reply(texts.reason_too_long(LONGEST_REASON))
    await awaited.end(ctx.tx, refusal.awaited_id)
    # What is written in the thread days later is hardly meant for the member.
    if ctx.now - refusal.asked_at > _TIME_FOR_THE_REASON:
        return Reply(texts.asked_long_ago(number, ctx.prefix))
    if read_words(reason).word in _LEAVING:
        return Reply(texts.refusal_left(number))
    try:
        submission = await _decidable(ctx, number, message.sender)
    except UnfitError as error:
        # No more reason is awaited all the same.
        return Reply(error.text)
    return Reply(await _refuse(ctx, submission, message.sender, reason))


async def _plain_reply(ctx: Context, message: Message, number: int, words: str) -> Reply | None:
    """Take a reply to the notice for a decision or a question; its thread is for colleagues."""
    submission, answer = await submissions.get(ctx.tx, number), read_words(words)
    if message.thread_root is not None or message.sender not in ctx.managers:
        return None
    if submission is None or submission.state != "open":
        return None
    if answer.decision is Decision.YES:
        await _decidable(ctx, number, message.sender)
        return Reply(await _accept(ctx, submission, message.sender, None))
    if answer.decision is Decision.NO:
        await _decidable(ctx, number, message.sender)
        return Reply(await _ask_for_reason(ctx, number, message.sender))
    if len(words.split()) < _A_SENTENCE or len(words) > LONGEST_REASON:
        return None
    options = (f"rückfrage {number} {words}", f"{REFUSE.name} {number} {words}")
    return Reply(texts.what_for(number, words), options=options)


async def on_awaited(ctx: Context, message: Message, refusal: Awaited) -> Reply | None:
    """Notice a reason that was written beside the thread, once and soon, and ask whether it is."""
    related = message.thread_root or message.reply_to or message.replaces
    too_late = ctx.now - refusal.asked_at > _TIME_BESIDE or refusal.payload.get("beside")
    reason, number = cleaned(message.body), refusal.payload["submission_id"]
    if related or too_late or message.file is not None or message.sender not in ctx.managers:
        return None
    if message.room_id != ctx.settings.management_room or not reason:
        return None
    if len(reason) > LONGEST_REASON or read_words(reason).decision is not None:
        return None
    await awaited.patch(ctx.tx, refusal.awaited_id, {"beside": True})
    options = (f"{REFUSE.name} {number} {reason}",)
    return Reply(texts.reason_beside(number, reason), options=options)


async def on_removal(ctx: Context, redaction: Redaction, subject: str) -> Reply | None:
    """Forget the refusal when the manager removes the ❌."""
    refusal = await awaited.about(ctx.tx, _REFUSAL, subject)
    if redaction.room_id != ctx.settings.management_room or refusal is None:
        return None
    if refusal.user_id != redaction.sender:
        return None
    await awaited.end(ctx.tx, refusal.awaited_id)
    return Reply()


async def _ask_for_reason(ctx: Context, number: int, manager: str) -> Text:
    subject = subject_of(notices.KIND, number)
    refusal = await awaited.about(ctx.tx, _REFUSAL, subject)
    if refusal is not None and refusal.user_id != manager and refusal.user_id in ctx.managers:
        return texts.already_asked(number, refusal.user_id, ctx.prefix)
    waiting = Awaited(
        manager,
        _REFUSAL,
        {"submission_id": number},
        ctx.now,
        room_id=ctx.settings.management_room,
        subject=subject,
    )
    await awaited.put(ctx.tx, waiting)
    return texts.ask_for_reason(number, manager)


async def _decidable(ctx: Context, number: int, manager: str) -> Submission:
    """Return the submission. Raises UnfitError if this manager cannot decide on it now.

    A manager who was removed may have written before, with a key that arrives only now.
    """
    if manager not in ctx.managers:
        raise UnfitError(texts.NOT_A_MANAGER)
    submission = await submissions.get(ctx.tx, number)
    if submission is None:
        raise UnfitError(texts.no_such(number, ctx.prefix))
    if submission.state == "checking":
        raise UnfitError(texts.still_checking(number))
    if submission.state != "open":
        details = await gather(ctx.tx, submission)
        raise UnfitError(texts.already_decided(details, ctx.zone))
    if submission.submitter == manager and ctx.managers - {manager}:
        raise UnfitError(texts.own_submission(number, ctx.prefix))
    return submission


async def _accept(ctx: Context, submission: Submission, manager: str, body: Body | None) -> Text:
    tx, number, prefix = ctx.tx, submission.submission_id, ctx.prefix
    file = await submissions.file_of(tx, number)
    without_file = file is not None and file.state != "stored"
    if without_file and submission.url is None:
        return texts.file_is_missing(number, prefix)
    municipality = await municipality_of(tx, submission, body)
    if municipality is None:
        return texts.which_body(number, submission.place, prefix)
    entry = await apply(ctx, submission, municipality, manager)
    if isinstance(entry, UnfitEntry):
        return texts.unfit(number, entry.guideline_id, entry.why, prefix)
    accepted = replace(
        submission, municipality_id=municipality.municipality_id, guideline_id=entry.guideline_id
    )
    await _decide(ctx, accepted, "accepted", manager)
    await _refresh_others(ctx, accepted, municipality)
    answer = texts.you_are_accepted(accepted, municipality.name, prefix, without_file=without_file)
    await notices.tell_submitter(ctx, accepted, answer, f"submission-{number}-accepted")
    return texts.accepted(accepted, manager, municipality.name, prefix, without_file=without_file)


async def _accept_by_reaction(ctx: Context, submission: Submission, manager: str) -> Text:
    """Name the manager, and how to undo it: reactions are in clear, so others can make them up."""
    told = await _accept(ctx, submission, manager, None)
    decided = await submissions.get(ctx.tx, submission.submission_id)
    if decided is None or decided.state != "accepted" or decided.guideline_id is None:
        return told
    return told + texts.by_reaction(manager, decided.guideline_id, ctx.settings.prefix)


async def _refuse(ctx: Context, submission: Submission, manager: str, reason: str) -> Text:
    number = submission.submission_id
    await _decide(ctx, submission, "refused", manager, reason)
    answer = texts.you_are_refused(submission, reason, ctx.settings)
    await notices.tell_submitter(ctx, submission, answer, f"submission-{number}-refused")
    return texts.refused(submission, manager)


async def _decide(
    ctx: Context, submission: Submission, state: _Decision, manager: str, detail: str = ""
) -> None:
    decided = replace(submission, state=state, changed_at=ctx.now)
    await submissions.change(ctx.tx, decided)
    await submissions.forget_source(ctx.tx, submission.submission_id)
    step = SubmissionStep(submission.submission_id, ctx.now, manager, state, detail)
    await submissions.add_step(ctx.tx, step)
    await _no_longer_asked(ctx, submission.submission_id, manager)
    await notices.refresh(ctx, decided)


async def _no_longer_asked(ctx: Context, number: int, manager: str) -> None:
    """End the questions; another manager who is about to give a reason learns it then."""
    await notices.end_question(ctx, number)
    refusal = await awaited.about(ctx.tx, _REFUSAL, subject_of(notices.KIND, number))
    if refusal is not None and refusal.user_id == manager:
        await awaited.end(ctx.tx, refusal.awaited_id)


async def _refresh_others(ctx: Context, accepted: Submission, municipality: Municipality) -> None:
    """Refresh other notices about this municipality: their changes may differ now."""
    key, about_it = names.fold(accepted.place), []
    for other in await submissions.in_state(ctx.tx, "open"):
        if other.municipality_id is None and (
            other.ags == municipality.ags if other.ags else names.fold(other.place) == key
        ):
            other = replace(other, municipality_id=municipality.municipality_id)
            await submissions.change(ctx.tx, other)
        if other.municipality_id == municipality.municipality_id:
            about_it.append(other)
    undecided = await Undecided.read(ctx.tx) if about_it else None
    for other in about_it:
        await notices.refresh(ctx, other, undecided)


QUEUE = Command("offen", queue, QueuePage, *texts.QUEUE, management=True, lookup=True)
ACCEPT = Command("annehmen", accept, Accept, *texts.ACCEPT, management=True)
REFUSE = Command("ablehnen", refuse, Refuse, *texts.REFUSE, management=True, prose=True)
ROUTE = Route(notices.KIND, on_message, on_reaction, on_removal)
REASON_ROUTE = Route(_REFUSAL, on_awaited=on_awaited, after_commands=True)
