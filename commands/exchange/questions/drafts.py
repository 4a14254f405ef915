"""Hold what a person has written until they have agreed to it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from commands.conversation.command import Context
from commands.conversation.events import Message
from storage.conversation import awaited
from storage.conversation.awaited import Awaited

# Behind a command: do, or show, what is held under the number that follows.
SEND, SHOW = "senden", "vorschau"
_KEPT_FOR = timedelta(days=1)


async def hold(ctx: Context, message: Message, kind: str, payload: Mapping[str, Any]) -> int:
    """Return the number under which it is held."""
    subject = f"{kind}:{message.event_id}"
    until = ctx.now + _KEPT_FOR
    await awaited.put(
        ctx.tx, Awaited(message.sender, kind, payload, ctx.now, until, subject=subject)
    )
    held_now = await awaited.about(ctx.tx, kind, subject)
    return 0 if held_now is None else held_now.awaited_id


async def held(ctx: Context, user_id: str, kind: str, number: int) -> Mapping[str, Any] | None:
    """Return it, if it is this person's."""
    found = await awaited.of_kind(ctx.tx, user_id, kind)
    return next((each.payload for each in found if each.awaited_id == number), None)


async def drop(ctx: Context, number: int) -> None:
    await awaited.end(ctx.tx, number)
