"""Offer choices by number, or the next page by !mehr, together with an answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from commands.conversation.command import (
    Arguments,
    Command,
    CommandContext,
    Context,
    FollowUp,
    Reply,
    Route,
)
from commands.conversation.command_words import fold
from commands.conversation.events import Message, Reaction
from commands.conversation.posting import preplace
from commands.conversation.short_answers import Decision, ShortAnswer, read_reaction, read_words
from commands.conversation.texts import german
from commands.conversation.texts import offers as texts
from commands.language.numbers import NUMBERS
from storage.conversation import awaited, outbox
from storage.conversation.awaited import Awaited

OPEN_FOR = timedelta(hours=1)
# For so long, a number alone that comes too late gets a word about that.
_REMEMBERED_FOR = timedelta(hours=2)
# For so long, a number alone chooses from a list that did not ask for a choice.
_A_LIST_FOR = timedelta(minutes=15)
# For so long, !mehr and late answers below the offer itself are understood.
KEPT_FOR = timedelta(days=1)
KIND = "offer"
# The line behind the second of "1. Ja 2. Nein".
DECLINE = "nein"
# In the place of a request that is done.
_DONE = ""


@dataclass(frozen=True)
class OfferPlace:
    """The person, room and thread where a number chooses from what was offered there."""

    user_id: str
    room_id: str
    thread_root: str | None


def subject_of_offer(question: str) -> str:
    """Return the subject that the answer to the event `question` has while it offers something."""
    return f"{KIND}:{question}"


async def make(ctx: Context, place: OfferPlace, reply: Reply, question: str) -> None:
    """Offer what the answer to the event `question` shows."""
    if not (reply.options or reply.more):
        return
    payload: dict[str, Any] = {
        "options": reply.options,
        "more": reply.more,
        "asks": reply.preplace,
        "each": reply.each,
    }
    if reply.untraced:
        payload["untraced"] = True
    offer = Awaited(
        place.user_id,
        KIND,
        payload,
        ctx.now,
        ctx.now + KEPT_FOR,
        place.room_id,
        place.thread_root,
        subject_of_offer(question),
    )
    await awaited.put(ctx.tx, offer)
    if reply.options:
        name = f"answer-{question}"
        await outbox.mark_about(ctx.tx, name, subject_of_offer(question))
        if reply.preplace:
            await preplace(ctx, place.room_id, name, NUMBERS[: len(reply.options)])


async def go_on(ctx: Context, place: OfferPlace) -> None:
    """Let a number alone mean no earlier choice any more: another command was given."""
    user_id, room_id, thread_root = place.user_id, place.room_id, place.thread_root
    await awaited.patch_here(ctx.tx, KIND, user_id, room_id, thread_root, {"over": True})


async def use_up(ctx: Context, question: str, line: str) -> None:
    """Take all choices out of an offer of which one changed something: nothing is done twice.

    Of several requests only the one that is done is taken.
    """
    offer = await awaited.about(ctx.tx, KIND, subject_of_offer(question))
    if offer is not None:
        options = offer.payload["options"] if offer.payload.get("each") else ()
        left = [_DONE if each == line else each for each in options]
        await awaited.patch(ctx.tx, offer.awaited_id, {"options": left})


async def drop(ctx: Context, question: str) -> None:
    """End the offer; reactions below the answer lead nowhere any more."""
    if await awaited.end_about(ctx.tx, KIND, subject_of_offer(question)):
        await outbox.forget_about(ctx.tx, subject_of_offer(question))


# --- the next page


async def more(ctx: CommandContext, _args: Arguments) -> Reply:
    message = ctx.message
    room_id, root = message.room_id, message.thread_root
    offers = await awaited.here(ctx.tx, message.sender, room_id, root, direct=False)
    below = None if root is None else await outbox.subject_of(ctx.tx, root)
    opened = None if below is None else await awaited.about(ctx.tx, KIND, below)
    if opened is not None and opened.user_id == message.sender:
        offers.append(opened)
    for offer in offers:
        line = offer.payload.get("more") if offer.kind == KIND else None
        if line is not None:
            await _turn_page(ctx, offer)
            return Reply(then=FollowUp(line, message.below or message.event_id, root))
    return Reply(texts.nothing_more(ctx.prefix))


async def _turn_page(ctx: Context, offer: Awaited) -> None:
    """End this and older lists there: the next page is shown now."""
    await awaited.patch_here(
        ctx.tx,
        KIND,
        offer.user_id,
        offer.room_id or "",
        offer.thread_root,
        {"more": None},
        up_to=offer.awaited_id,
    )


MORE = Command("mehr", more, Arguments, *texts.MORE, public=True, lookup=True)


# --- one of several


async def on_message(ctx: Context, message: Message, subject: str) -> Reply | None:
    """Take a number below the offer, by the one who asked."""
    reply_to, offer = message.reply_to, await awaited.about(ctx.tx, KIND, subject)
    if message.file is not None or offer is None or offer.user_id != message.sender:
        return None
    answer = _read(message.body, offer)
    if answer.number is None and answer.decision not in (Decision.YES, Decision.NO):
        return None
    elsewhere = reply_to not in (None, message.thread_root)
    if elsewhere and await outbox.subject_of(ctx.tx, reply_to or "") != subject:
        return None
    return _take(ctx, offer, answer, message.replaces or message.event_id, message.thread_root)


async def on_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    answer = read_reaction(reaction.key)
    offer = await awaited.about(ctx.tx, KIND, subject)
    if offer is None or offer.user_id != reaction.sender:
        return None
    # A thumb says which one only if there is a single one.
    if _number(answer, offer.payload["options"]) is None:
        return None
    return _take(ctx, offer, answer, reaction.target, offer.thread_root)


async def on_awaited(ctx: Context, message: Message, offer: Awaited) -> Reply | None:
    """Take a number alone, unless it is too long ago, or something else happened since."""
    answer, options = _read(message.body, offer), offer.payload["options"]
    if message.file is not None or message.reply_to not in (None, message.thread_root):
        return None
    number = answer.number
    if answer.decision is not None and offer.payload["asks"]:
        soon = ctx.now - offer.asked_at <= _A_LIST_FOR
        number = _number(answer, options) if soon else None
    if offer.payload.get("over") or number is None or not 1 <= number <= len(options):
        return None
    if ctx.now - offer.asked_at > (_REMEMBERED_FOR if offer.payload["asks"] else _A_LIST_FOR):
        return None
    return _take(ctx, offer, answer, message.replaces or message.event_id, message.thread_root)


def _read(body: str, offer: Awaited) -> ShortAnswer:
    """Read a number, or what one of the options says behind its command: a name."""
    answer, said = read_words(body), fold(" ".join(body.split()))
    if answer.number is None and answer.decision is None:
        told = [fold(line.partition(" ")[2]) for line in offer.payload["options"]]
        if said and told.count(said) == 1:
            return replace(answer, number=told.index(said) + 1)
    return answer


def _take(
    ctx: Context, offer: Awaited, answer: ShortAnswer, below: str, thread_root: str | None
) -> Reply:
    options = offer.payload["options"]
    number = _number(answer, options) or 0
    if not options:
        return Reply(texts.USED_UP)
    if not 1 <= number <= len(options):
        return Reply(texts.out_of_range(len(options)))
    line = options[number - 1]
    if line == _DONE:
        return Reply(texts.USED_UP)
    if line == DECLINE:
        return Reply(german.NOTHING_DONE)
    if ctx.now - offer.asked_at > OPEN_FOR:
        return Reply(texts.expired(ctx.prefix, line))
    question = (offer.subject or "").removeprefix(subject_of_offer(""))
    return Reply(then=FollowUp(line, below, thread_root, question))


def _number(answer: ShortAnswer, options: Sequence[str]) -> int | None:
    """Return the number of the option; a yes chooses the only one, a no only what declines."""
    if answer.number is not None or answer.decision is None:
        return answer.number
    declines = list(options[1:]) == [DECLINE]
    if answer.decision is Decision.YES and (declines or len(options) == 1):
        return 1
    return 2 if declines and answer.decision is Decision.NO else None


# The line that is chosen is asked about again.
ROUTE = Route(KIND, on_message, on_reaction, on_awaited=on_awaited, public=True)
