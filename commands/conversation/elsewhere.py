"""Post in another room: to the asker in the direct chat, to the management in its room."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.conversation.command import CommandContext, Context, Reply
from commands.conversation.posting import answer, post
from commands.conversation.texts import errors as texts
from commands.language.markup import Text
from storage.conversation.outbox import Fallback

_FRIDAY = 4
_FROM_HOUR, _TO_HOUR = 8, 18


async def privately(
    ctx: CommandContext,
    text: Text,
    shown: Text | None = None,
    *,
    unreachable: Text | None = None,
    name: str = "private",
) -> Reply:
    """Answer in the direct chat, wherever it was asked; say `shown` in the room.

    `unreachable` is said there later if no direct chat can be opened; `name` is that of the post.
    """
    message = ctx.message
    if message.direct:
        return Reply(text)
    transaction_id = f"{name}-{message.event_id}"
    sorry = answer(unreachable or texts.NO_DIRECT_CHAT, message, f"otherwise-{transaction_id}")
    fallback = Fallback(message.room_id, sorry)
    # Whether they may ask is decided already.
    person = message.sender
    await post(
        ctx, person, text, transaction_id, fallback=fallback, for_everybody=True, silent=True
    )
    return Reply(texts.IN_DIRECT_CHAT if shown is None else shown)


async def tell_management(
    ctx: Context,
    text: Text,
    transaction_id: str,
    *,
    subject: str | None = None,
    thread: str | None = None,
    reactions: Iterable[str] = (),
) -> None:
    """Post it in the management room, if there is one; else nobody hears of it."""
    room_id = ctx.settings.management_room
    if room_id is not None:
        await post(
            ctx, room_id, text, transaction_id, subject=subject, thread=thread, reactions=reactions
        )


def is_working_time(moment: datetime, zone: ZoneInfo) -> bool:
    """Return whether the management may be disturbed: Monday to Friday, 8 to 18.

    Holidays differ from Land to Land and are not known.
    """
    local = moment.astimezone(zone)
    return local.weekday() <= _FRIDAY and _FROM_HOUR <= local.hour < _TO_HOUR
