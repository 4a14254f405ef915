"""Which way a row of the outbox takes: to a room, or by mail."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.config.reading import mail_password
from bot.config.sections import MailSection
from bot.delivery.outbox import Carrier, NotAllowedError, Sender
from bot.live import Live
from bot.texts import operation
from commands.conversation.elsewhere import tell_management
from storage.conversation.outbox import OutgoingEvent
from storage.conversation.queues import is_mail, person_mailed
from storage.database import Transaction


@dataclass(frozen=True)
class Router:
    """`mail` is None if it is not configured (any more)."""

    matrix: Sender
    mail: Carrier | None

    async def send(self, event: OutgoingEvent) -> str:
        return await self._sender(event).send(event)

    async def find(self, event: OutgoingEvent) -> str | None:
        return await self._sender(event).find(event)

    async def open_chat(self, user_id: str) -> None:
        await self.matrix.open_chat(user_id)

    def _sender(self, event: OutgoingEvent) -> Carrier:
        if not is_mail(event.room_id):
            return self.matrix
        if self.mail is None:
            raise NotAllowedError("mail is not configured")
        return self.mail


async def report_refused_mail(
    live: Live, tx: Transaction, room_id: str, recipients: Sequence[str]
) -> None:
    """Tell the person whose address it is, or the management about each address once."""
    person = person_mailed(room_id)
    if person is not None:
        from commands.exchange.digest.confirming import take_bounce

        await take_bounce(live.context(tx), person, recipients)
        return
    for address in recipients:
        key = hashlib.sha256(address.encode()).hexdigest()[:16]
        told = operation.mail_refused(address)
        await tell_management(live.context(tx), told, f"mail-refused-{key}")


def mail_sender(mail: MailSection | None) -> Carrier | None:
    """Return the sender of mails, if they are configured. Raises Failure."""
    if mail is None:
        return None
    from bot.delivery.mail import MailSender

    return MailSender(mail, mail_password(mail))
