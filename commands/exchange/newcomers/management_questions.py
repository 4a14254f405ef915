"""!anfrage: carry a question from a direct chat to the management, and the answers back."""

from dataclasses import replace
from datetime import timedelta

from commands.conversation.command import CommandContext, Context, Reply, UnfitError
from commands.conversation.elsewhere import tell_management
from commands.conversation.events import Message, Reaction
from commands.conversation.offers import DECLINE
from commands.conversation.posting import message as ringing
from commands.conversation.posting import number_in, post, subject_of
from commands.conversation.short_answers import Decision, read_reaction
from commands.exchange.newcomers.texts import management_questions as texts
from commands.exchange.questions import drafts
from commands.language.markup import Text
from commands.language.visible import cleaned
from storage.conversation import awaited
from storage.conversation.awaited import Awaited
from storage.conversation.outbox import Fallback
from storage.exchange import management_questions
from storage.exchange.management_questions import ManagementQuestion

# Of what is said in the management room, and to the person.
KIND, REPLY = "management-question", "management-reply"
ASKING = "management-asking"
LONGEST, LONGEST_ANSWER = 1500, 3000
MOST_A_WEEK, MOST_OF_ALL_A_DAY, MOST_UNANSWERED = 3, 30, 10
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
# For so long plain words continue it.
_STILL_TALKING = timedelta(minutes=30)


async def ask(ctx: CommandContext, words: str) -> Reply:
    """Show what the management would get, and ask."""
    text, message = cleaned(words), ctx.message
    if ctx.settings.management_room is None:
        return Reply(texts.no_management(ctx.settings.network.contact_email))
    if not message.direct:
        return Reply(texts.only_in_chat(ctx.prefix))
    if not text:
        return Reply(texts.how_to(ctx.prefix))
    if len(text) > LONGEST:
        raise UnfitError(texts.too_long(LONGEST))
    await _check(ctx, message.sender, await _open_one(ctx, message.sender))
    held = await drafts.hold(ctx, message, ASKING, {"text": text})
    shown = texts.preview(text, message.sender)
    return Reply(shown, options=(f"anfrage {drafts.SEND} {held}", DECLINE), proposed=True)


async def send(ctx: CommandContext, number: int) -> Reply:
    """Give the management what was held: as a new thread, or in the one that is open."""
    person = ctx.message.sender
    payload = await drafts.held(ctx, person, ASKING, number)
    if payload is None:
        return Reply(texts.gone(ctx.prefix))
    open_one = await _open_one(ctx, person)
    await _check(ctx, person, open_one)
    await drafts.drop(ctx, number)
    if open_one is not None:
        await _to_management(ctx, open_one, payload["text"], ctx.message.event_id)
        return Reply(texts.passed_on(open_one.management_question_id))
    new = ManagementQuestion(0, person, "open", ctx.now, ctx.now)
    question = replace(new, management_question_id=await management_questions.add(ctx.tx, new))
    number = question.management_question_id
    text = texts.opened(number, ctx.called(person), payload["text"])
    subject, name = subject_of(KIND, number), _root(number, "management")
    await tell_management(ctx, text, name, subject=subject, reactions=(Decision.YES.value,))
    told = texts.received(number)
    subject, name = subject_of(REPLY, number), _root(number, "person")
    await post(ctx, person, told, name, subject=subject, for_everybody=True, silent=True)
    await _await_more(ctx, question)
    return Reply()


async def _open_one(ctx: Context, person: str) -> ManagementQuestion | None:
    theirs = await management_questions.of_person(ctx.tx, person)
    return next((each for each in theirs if each.state == "open"), None)


async def _check(ctx: Context, person: str, open_one: ManagementQuestion | None) -> None:
    """Raise UnfitError if there is enough of the person, or of all, for now."""
    if open_one is not None:
        _check_unanswered(open_one)
        return
    recent = await management_questions.of_person(ctx.tx, person)
    if sum(each.asked_at > ctx.now - _WEEK for each in recent) >= MOST_A_WEEK:
        raise UnfitError(texts.too_many(MOST_A_WEEK, ctx.settings.network.contact_email))
    if await management_questions.count_since(ctx.tx, ctx.now - _DAY) >= MOST_OF_ALL_A_DAY:
        raise UnfitError(texts.full(ctx.settings.network.contact_email))


def _check_unanswered(question: ManagementQuestion) -> None:
    if question.unanswered >= MOST_UNANSWERED:
        raise UnfitError(texts.wait_for_answer(question.management_question_id))


def _root(number: int, side: str) -> str:
    """Return the transaction id of the first post on that side, "management" or "person"."""
    return f"{KIND}-{number}-{side}"


def _relayed(number: int, event_id: str) -> str:
    return f"{KIND}-{number}-relayed-{event_id}"


async def _to_management(
    ctx: Context, question: ManagementQuestion, words: str, event_id: str
) -> None:
    """Carry more of the person into the thread."""
    number = question.management_question_id
    text = texts.more(ctx.called(question.person or ""), words)
    root, subject = _root(number, "management"), subject_of(KIND, number)
    await tell_management(ctx, text, _relayed(number, event_id), subject=subject, thread=root)
    unanswered = question.unanswered + 1
    await management_questions.change(
        ctx.tx, replace(question, changed_at=ctx.now, unanswered=unanswered)
    )
    await _await_more(ctx, question)


async def _to_person(ctx: Context, question: ManagementQuestion, text: Text, name: str) -> None:
    """Say it in the person's thread; if that fails, tell the management."""
    number, person, room = (
        question.management_question_id,
        question.person,
        ctx.settings.management_room,
    )
    if person is None:
        return
    lost = ringing(texts.not_delivered(number), f"otherwise-{name}")
    await post(
        ctx,
        person,
        text,
        name,
        subject=subject_of(REPLY, number),
        thread=_root(number, "person"),
        fallback=None if room is None else Fallback(room, lost),
        for_everybody=True,
    )


async def _await_more(ctx: Context, question: ManagementQuestion) -> None:
    number, until = question.management_question_id, ctx.now + _STILL_TALKING
    waiting = Awaited(
        question.person or "",
        REPLY,
        {"management_question_id": number},
        ctx.now,
        until,
        subject=subject_of(REPLY, number),
    )
    await awaited.put(ctx.tx, waiting)


# --- messages that are no command


async def from_management(ctx: Context, message: Message, subject: str) -> Reply | None:
    """Carry what a manager writes in the thread, or its correction, to the person."""
    number = number_in(subject, KIND)
    question = None if number is None else await management_questions.get(ctx.tx, number)
    here = message.room_id == ctx.settings.management_room and message.sender in ctx.managers
    if question is None or not here:
        return None
    if question.state != "open" or question.person is None:
        return Reply(texts.closed_already(question.management_question_id))
    words = _words(message, LONGEST_ANSWER)
    line = texts.answer if message.replaces is None else texts.answer_corrected
    name = _relayed(question.management_question_id, message.event_id)
    await _to_person(ctx, question, line(words), name)
    await management_questions.change(ctx.tx, replace(question, changed_at=ctx.now, unanswered=0))
    await _await_more(ctx, question)
    return Reply()


async def on_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    """Close it with ✅ of a manager."""
    number = number_in(subject, KIND)
    question = None if number is None else await management_questions.get(ctx.tx, number)
    here = reaction.room_id == ctx.settings.management_room and reaction.sender in ctx.managers
    if question is None or not here or read_reaction(reaction.key).decision is not Decision.YES:
        return None
    number = question.management_question_id
    if question.state != "open":
        return Reply(texts.closed_already(number))
    name = f"{KIND}-{number}-closed"
    await _to_person(ctx, question, texts.closed_for_person(number, ctx.prefix), name)
    await _close(ctx, question)
    return Reply(texts.closed(number))


async def from_person(ctx: Context, message: Message, subject: str) -> Reply | None:
    """Carry what the person writes in the thread to the management."""
    number = number_in(subject, REPLY)
    question = None if number is None else await management_questions.get(ctx.tx, number)
    if question is None or not message.direct or message.sender != question.person:
        return None
    number = question.management_question_id
    if question.state != "open":
        return Reply(texts.over(number, ctx.prefix))
    words = _words(message, LONGEST)
    _check_unanswered(question)
    await _to_management(ctx, question, words, message.event_id)
    return Reply(texts.passed_on(number))


async def on_awaited(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    """Take plain words soon after the last ones, unless a dialogue waits for them."""
    related = message.thread_root or message.reply_to or message.replaces
    late = waiting.expires_at is not None and ctx.now >= waiting.expires_at
    if related is not None or message.file is not None or late or not cleaned(message.body):
        return None
    if await awaited.alone(ctx.tx, message.sender) is not None:
        return None
    number = waiting.payload["management_question_id"]
    question = await management_questions.get(ctx.tx, number)
    if question is None or question.state != "open":
        return None
    return await from_person(ctx, message, waiting.subject or "")


def _words(message: Message, longest: int) -> str:
    """Return what can be carried. Raises UnfitError."""
    words = cleaned(message.body)
    if message.file is not None:
        raise UnfitError(texts.NO_FILE)
    if not words:
        raise UnfitError(texts.NO_WORDS)
    if len(words) > longest:
        raise UnfitError(texts.too_long(longest))
    return words


async def _close(ctx: Context, question: ManagementQuestion) -> None:
    await awaited.end_about(ctx.tx, REPLY, subject_of(REPLY, question.management_question_id))
    await management_questions.change(ctx.tx, replace(question, state="closed", changed_at=ctx.now))
