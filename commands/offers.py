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
from commands.numbers import number_of
from commands.posting import preplace
from commands.texts import offers as texts
from storage import dialogues, offers, outbox
from storage.offers import Offer

NUMBERS = ("1️⃣", "2️⃣", "3️⃣")
OPEN_FOR = timedelta(hours=1)
# So long somebody who answers with a number alone hears that it was too late.
_REMEMBERED_FOR = timedelta(hours=2)
# So long a late answer below the offer itself, and !mehr, are understood.
KEPT_FOR = timedelta(days=1)
_YES = frozenset({"ja", "ok", "okay", "gern", "gerne"})
_ABOUT = "offer:"


async def make(
    occasion: Occasion, heard: Heard, reply: Reply, question: str, then: Then | None
) -> None:
    """With the answer to `question`, in the place of what it offered before it was edited."""
    await drop(occasion, question)
    if not (reply.options or reply.more):
        return
    thread_root = then.thread_root if then is not None else getattr(heard, "thread_root", None)
    await offers.put(
        occasion.tx,
        Offer(
            question,
            heard.room_id,
            thread_root,
            heard.sender,
            reply.options,
            reply.more,
            occasion.now,
        ),
    )
    if reply.options:
        name = f"answer-{question}"
        await outbox.mark_about(occasion.tx, name, f"{_ABOUT}{question}")
        if reply.preplace:
            await preplace(occasion, heard.room_id, name, NUMBERS[: len(reply.options)])


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
    for offer in await offers.newest(ctx.tx, message.sender, message.room_id, message.thread_root):
        if offer.more is not None:
            await offers.turn_page(ctx.tx, offer)
            return Reply(then=Then(offer.more, message.event_id, message.thread_root))
    return Reply(texts.nothing_more(ctx.settings.prefix))


MORE = Command("mehr", more, Arguments, texts.MORE_SUMMARY, "mehr", aliases=("m",), lookup=True)


# --- one of several


async def on_number(occasion: Occasion, message: Message) -> Reply | None:
    """Below the offer, or where it was made, by the one who asked."""
    number = _number(message.body)
    if number is None or message.file is not None:
        return None
    offer = await _below(occasion, message)
    if offer is None and number > 0:
        newest = await _newest(occasion, message)
        offer = newest if newest is not None and number <= len(newest.options) else None
    if offer is None or offer.user_id != message.sender:
        return None
    said = message.replaces or message.event_id
    return await _take(occasion, offer, number, said, message.thread_root)


async def on_reaction(occasion: Occasion, reaction: Reaction) -> Reply | None:
    number = _keycap(reaction.key)
    offer = None if number is None else await _offered_in(occasion, reaction.target)
    if number is None or offer is None or offer.user_id != reaction.sender:
        return None
    return await _take(occasion, offer, number, reaction.target, offer.thread_root)


async def _take(
    occasion: Occasion, offer: Offer, number: int, below: str, thread_root: str | None
) -> Reply:
    count, prefix = len(offer.options), occasion.settings.prefix
    if number == 0 and count == 1:
        number = 1
    if not 1 <= number <= count:
        return Reply(texts.out_of_range(count))
    line = offer.options[number - 1]
    if occasion.now - offer.offered_at > OPEN_FOR:
        return Reply(texts.expired(prefix, line))
    return Reply(then=Then(line, below, thread_root))


async def _below(occasion: Occasion, message: Message) -> Offer | None:
    for event_id in (message.reply_to, message.thread_root):
        offer = None if event_id is None else await _offered_in(occasion, event_id)
        if offer is not None:
            return offer
    return None


async def _offered_in(occasion: Occasion, event_id: str) -> Offer | None:
    about = await outbox.subject_of(occasion.tx, event_id)
    if about is None or not about.startswith(_ABOUT):
        return None
    return await offers.get(occasion.tx, about.removeprefix(_ABOUT))


async def _newest(occasion: Occasion, message: Message) -> Offer | None:
    """Unless the bot asked something else since, or it is too long ago to be meant."""
    found = await offers.newest(occasion.tx, message.sender, message.room_id, message.thread_root)
    offer = next((each for each in found if each.options), None)
    if offer is None or occasion.now - offer.offered_at > _REMEMBERED_FOR:
        return None
    if message.direct:
        dialogue = await dialogues.of(occasion.tx, message.sender)
        if dialogue is not None and dialogue.changed_at > offer.offered_at:
            return None
    return offer


def _number(body: str) -> int | None:
    """0 is a yes, which is a number only where there is but one."""
    if fold(body.strip().strip("»«\"'!. ")) in _YES:
        return 0
    return number_of(body)


def _keycap(key: str) -> int | None:
    bare = key.replace("\ufe0f", "")
    if len(bare) == 2 and bare[1] == "\u20e3" and bare[0] in "123456789":
        return int(bare[0])
    return None


ON_NUMBER = Listener(Message, on_number)
ON_REACTION = Listener(Reaction, on_reaction)
