"""!vorstellen: a member's words about themselves, shown first, then posted by the bot."""

from datetime import timedelta

from commands.conversation.command import CommandContext, Reply, UnfitError
from commands.conversation.offers import DECLINE
from commands.conversation.posting import post, remove, subject_of
from commands.exchange.newcomers.texts import introducing as texts
from commands.exchange.questions import drafts
from commands.exchange.questions.posts import address_of
from commands.language.visible import cleaned
from storage.conversation import outbox
from storage.exchange import newcomers
from storage.exchange.newcomers import Introduction

KIND = "introduction"
INTRODUCING = "introducing"
LONGEST = 1000
_FEWEST_WORDS = 3
_PAUSE = timedelta(days=7)


async def introduce(ctx: CommandContext, words: str) -> Reply:
    """Show what would be posted."""
    text, message = cleaned(words), ctx.message
    if not text:
        return Reply(texts.how_to(ctx.prefix))
    if text.strip(" .!").casefold() in texts.TAKE_BACK:
        return await take_back(ctx)
    if len(text) > LONGEST:
        raise UnfitError(texts.too_long(LONGEST, len(text)))
    if len(text.split()) < _FEWEST_WORDS:
        raise UnfitError(texts.how_to(ctx.prefix))
    if message.room_id == ctx.settings.exchange_room and not message.direct:
        return Reply(texts.ALREADY_READ)
    await _check(ctx)
    held = await drafts.hold(ctx, message, INTRODUCING, {"text": text})
    shown = texts.preview(ctx.named(message.sender), text, direct=message.direct)
    return Reply(shown, options=(f"vorstellen {drafts.SEND} {held}", DECLINE), proposed=True)


async def send(ctx: CommandContext, number: int) -> Reply:
    """Post what was held."""
    sender, room_id = ctx.message.sender, ctx.settings.exchange_room
    payload = await drafts.held(ctx, sender, INTRODUCING, number)
    if payload is None or room_id is None:
        return Reply(texts.gone(ctx.prefix))
    await _check(ctx)
    await drafts.drop(ctx, number)
    new = Introduction(0, sender, room_id, ctx.now)
    added = await newcomers.introduce(ctx.tx, new)
    text = texts.introduced(ctx.named(sender), payload["text"])
    await post(ctx, room_id, text, _name_of(added), subject=subject_of(KIND, added))
    return Reply(texts.done(address_of(room_id), ctx.prefix))


async def take_back(ctx: CommandContext) -> Reply:
    """Remove their newest introduction from the room."""
    newest = await newcomers.newest_introduction(ctx.tx, ctx.message.sender)
    if newest is None:
        return Reply(texts.nothing_there(ctx.prefix))
    number = newest.introduction_id
    await newcomers.delete_introduction(ctx.tx, number)
    await remove(ctx, newest.room_id, _name_of(number))
    await outbox.forget_about(ctx.tx, subject_of(KIND, number))
    return Reply(texts.TAKEN_BACK)


def _name_of(number: int) -> str:
    return f"{KIND}-{number}"


async def _check(ctx: CommandContext) -> None:
    """Raise UnfitError if they have introduced themselves just recently."""
    newest = await newcomers.newest_introduction(ctx.tx, ctx.message.sender)
    if newest is not None and ctx.now - newest.posted_at < _PAUSE:
        raise UnfitError(texts.too_soon(ctx.prefix))
