"""What was offered with an answer: one of several by its number, or the next page by !mehr."""

from datetime import timedelta

from commands.command import (
    Arguments,
    Command,
    Context,
    Heard,
    Listener,
    Message,
    Occasion,
    Reaction,
    Reply,
    Then,
)
from commands.command_words import fold
from commands.numbers import NUMBERS, number_of
from commands.posting import preplace
from commands.texts import offers as texts
from storage import dialogues, offers, outbox
from storage.offers import Offer

OPEN_FOR = timedelta(hours=1)
# So long somebody who answers with a number alone hears that it was too late.
_REMEMBERED_FOR = timedelta(hours=2)
# So long a number alone means one of a list for which nobody was asked.
_A_LIST_FOR = timedelta(minutes=15)
# So long a late answer below the offer itself, and !mehr, are understood.
KEPT_FOR = timedelta(days=1)
_YES = frozenset({"ja", "ok", "okay", "gern", "gerne"})
_A_YES = -1
_ABOUT = "offer:"


async def make(
    occasion: Occasion, heard: Heard, reply: Reply, question: str, then: Then | None
) -> None:
    """With the answer to `question`, in the place of what it offered before it was edited."""
    await drop(occasion, question)
    if not (reply.options or reply.more):
        return
    thread_root = _thread(heard, then)
    offer = Offer(
        question,
        heard.room_id,
        thread_root,
        heard.sender,
        reply.options,
        reply.more,
        occasion.now,
        reply.preplace,
    )
    await offers.put(occasion.tx, offer)
    if reply.options:
        name = f"answer-{question}"
        await outbox.mark_about(occasion.tx, name, f"{_ABOUT}{question}")
        if reply.preplace:
            await preplace(occasion, heard.room_id, name, NUMBERS[: len(reply.options)])


async def go_on(occasion: Occasion, heard: Heard) -> None:
    """Who gives another command does not mean the last choice by a number any more."""
    await offers.go_on(occasion.tx, heard.sender, heard.room_id, _thread(heard, None))


async def use_up(occasion: Occasion, then: Then) -> None:
    """What it was offered with has been done."""
    if then.offered_with is not None:
        await offers.use_up(occasion.tx, then.offered_with)


def _thread(heard: Heard, then: Then | None) -> str | None:
    if then is not None:
        return then.thread_root
    return heard.thread_root if isinstance(heard, Message) else None


async def drop(occasion: Occasion, question: str) -> None:
    """Reactions below the answer lead nowhere any more."""
    if await offers.drop(occasion.tx, question):
        await outbox.forget_about(occasion.tx, f"{_ABOUT}{question}")


async def forget_old(occasion: Occasion) -> None:
    for question in await offers.made_before(occasion.tx, occasion.now - KEPT_FOR):
        await drop(occasion, question)


# --- the next page


async def more(ctx: Context, _args: Arguments) -> Reply:
    message = ctx.message
    root = message.thread_root
    here = await offers.newest(ctx.tx, message.sender, message.room_id, root)
    below = None if root is None else await _offered_in(ctx, root)
    theirs = [below] if below is not None and below.user_id == message.sender else []
    for offer in (*here, *theirs):
        if offer.more is not None:
            await offers.turn_page(ctx.tx, offer)
            return Reply(then=Then(offer.more, message.event_id, root))
    return Reply(texts.nothing_more(ctx.settings.prefix))


MORE = Command("mehr", more, Arguments, texts.MORE_SUMMARY, "mehr", aliases=("m",), lookup=True)


# --- one of several


async def on_number(occasion: Occasion, message: Message) -> Reply | None:
    """Below the offer, or where it was made, by the one who asked."""
    number = _number(message.body)
    if number is None or message.file is not None:
        return None
    offer = await _meant(occasion, message, number)
    if offer is None or offer.user_id != message.sender:
        return None
    said = message.replaces or message.event_id
    return _take(occasion, offer, number, said, message.thread_root)


async def on_reaction(occasion: Occasion, reaction: Reaction) -> Reply | None:
    number = _keycap(reaction.key)
    offer = None if number is None else await _offered_in(occasion, reaction.target)
    if number is None or offer is None or offer.user_id != reaction.sender:
        return None
    return _take(occasion, offer, number, reaction.target, offer.thread_root)


def _take(
    occasion: Occasion, offer: Offer, number: int, below: str, thread_root: str | None
) -> Reply:
    count, prefix = len(offer.options), occasion.settings.prefix
    if count == 0:
        return Reply(texts.used_up())
    if number == _A_YES and count == 1:
        number = 1
    if not 1 <= number <= count:
        return Reply(texts.out_of_range(count))
    line = offer.options[number - 1]
    if occasion.now - offer.offered_at > OPEN_FOR:
        return Reply(texts.expired(prefix, line))
    return Reply(then=Then(line, below, thread_root, offer.event_id))


async def _meant(occasion: Occasion, message: Message, number: int) -> Offer | None:
    """What it answers, else what was offered last where it is said, else the root of the thread."""
    if message.reply_to not in (None, message.thread_root):
        return await _offered_in(occasion, message.reply_to or "")
    newest = await _newest(occasion, message, number)
    if newest is not None or message.thread_root is None:
        return newest
    return await _offered_in(occasion, message.thread_root)


async def _offered_in(occasion: Occasion, event_id: str) -> Offer | None:
    about = await outbox.subject_of(occasion.tx, event_id)
    if about is None or not about.startswith(_ABOUT):
        return None
    return await offers.get(occasion.tx, about.removeprefix(_ABOUT))


async def _newest(occasion: Occasion, message: Message, number: int) -> Offer | None:
    """Unless something else happened since, or it is too long ago for a number to mean it."""
    found = await offers.newest(occasion.tx, message.sender, message.room_id, message.thread_root)
    offer = found[0] if found else None
    if offer is None or offer.over or not 1 <= number <= len(offer.options):
        return None
    patience = _REMEMBERED_FOR if offer.asks else _A_LIST_FOR
    if occasion.now - offer.offered_at > patience:
        return None
    if message.direct:
        dialogue = await dialogues.of(occasion.tx, message.sender)
        if dialogue is not None and dialogue.changed_at > offer.offered_at:
            return None
    return offer


def _number(body: str) -> int | None:
    """A yes is a number only where there is but one."""
    if fold(body.strip().strip("»«\"'!. ")) in _YES:
        return _A_YES
    return number_of(body)


def _keycap(key: str) -> int | None:
    bare = key.replace("\ufe0f", "")
    if len(bare) == 2 and bare[1] == "\u20e3" and bare[0] in "123456789":
        return int(bare[0])
    return None


ON_NUMBER = Listener(Message, on_number)
ON_REACTION = Listener(Reaction, on_reaction)
