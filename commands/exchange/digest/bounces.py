"""An address that takes no mails: the order ends, and the person is told in the chat."""

from collections.abc import Sequence

from commands.conversation.command import Context
from commands.conversation.posting import post, to_person
from commands.exchange.digest.naming import name_of_mail
from commands.exchange.digest.texts import ordering as texts
from storage.conversation import mail_rooms
from storage.exchange import digest, digest_codes


async def take_bounce(ctx: Context, person: str, refused: Sequence[str]) -> None:
    """Take it that mails to the addresses were refused for good."""
    order = await digest.of(ctx.tx, person)
    for address in refused:
        if order is not None and order.address == address:
            await digest.end(ctx.tx, person)
            text = texts.bounced(address, ctx.prefix)
        elif await digest_codes.spend(ctx.tx, person, address):
            await mail_rooms.drop_mails_to(ctx.tx, person)
            text = texts.code_bounced(address, ctx.prefix)
        else:
            continue
        name = name_of_mail(f"digest-bounce-{int(ctx.now.timestamp())}", person)
        await post(ctx, person, to_person(ctx, person, text), name)
