"""An answer that is for the asker alone comes in the direct chat, wherever it was asked."""

from commands.command import Context, Reply
from commands.posting import answer, say
from commands.texts import own_submissions as texts
from commands.texts.markup import Text
from storage.outbox import Otherwise


async def privately(ctx: Context, told: Text, shown: Text | None = None) -> Reply:
    """`shown` is what is said where it was asked, if not only where the answer is."""
    message = ctx.message
    if message.direct:
        return Reply(told)
    transaction_id = f"private-{message.event_id}"
    unreachable = answer(texts.no_direct_chat(), message, f"otherwise-{transaction_id}")
    otherwise = Otherwise(message.room_id, unreachable)
    await say(ctx, message.sender, told, transaction_id, otherwise=otherwise)
    return Reply(texts.in_direct_chat() if shown is None else shown)
