"""The outbox with its clock, its database and its two ways out."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pydantic import SecretStr

from bot.config.sections import MailSection
from bot.delivery.mail import MailSender, Patience
from bot.delivery.outbox import Outbox
from bot.delivery.routing import Router
from storage.conversation import outbox
from storage.conversation.outbox import MAIL, OutgoingEvent
from storage.database import Database, Transaction
from tests.support.mail_server import PASSWORD, USERNAME, Certificate, MailServer
from tests.support.say import NOW
from tests.support.waiting import until

SENDER, ADA, BO = "bot@example.org", "ada@example.org", "bo@example.org"
MESSAGE_ID = "<einreichung-7@example.org>"
CONTENT = {"subject": "Einreichung 7", "body": "Guten Tag,\n\nGrüße", "message_id": MESSAGE_ID}
PATIENCE = Patience(connect=5, accept=5, goodbye=0.2)


@dataclass
class Matrix:
    """The homeserver takes everything."""

    taken: list[str] = field(default_factory=list)

    async def send(self, event: OutgoingEvent) -> str:
        self.taken.append(event.transaction_id)
        return f"${event.transaction_id}"

    async def find(self, event: OutgoingEvent) -> str | None:
        return f"$found-{event.transaction_id}"

    async def open_chat(self, user_id: str) -> None:
        self.taken.append(user_id)


@dataclass
class Post:
    """Put a mail in, wait for what becomes of it."""

    database: Database
    sender: MailSender | None
    now: datetime = NOW
    matrix: Matrix = field(default_factory=Matrix)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        router = Router(self.matrix, self.sender)
        self.box = Outbox(self.database, router, lambda: self.now, self._report)

    async def _report(self, tx: Transaction, _room_id: str, recipients: Sequence[str]) -> None:
        self.refused += recipients

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.box.run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def put(self, name: str = "m", **content: Any) -> None:
        async with self.database.transaction() as tx:
            await outbox.put(tx, MAIL, CONTENT | content, name, self.now, event_type=MAIL)
        self.box.wake()

    async def row(self, name: str = "m") -> dict[str, Any]:
        [row] = await self._rows(name)
        return row

    async def _rows(self, name: str) -> list[dict[str, Any]]:
        async with self.database.transaction() as tx:
            rows = await tx.execute_fetchall(
                "SELECT state, event_id, attempts, error, not_before FROM outbox"
                " WHERE transaction_id = ?",
                (name,),
            )
        return [dict(row) for row in rows]

    async def until(self, state: str, attempts: int = 0, name: str = "m") -> dict[str, Any]:
        async def is_so() -> bool:
            rows = await self._rows(name)
            return any(row["state"] == state and row["attempts"] >= attempts for row in rows)

        await until(is_so)
        return await self.row(name)

    async def later(self, pause: timedelta) -> None:
        self.now += pause
        self.box.wake()


def sender_for(
    server: MailServer,
    tls: ssl.SSLContext | None = None,
    password: str | None = None,
    *,
    patience: Patience = PATIENCE,
    recipients: tuple[str, ...] = (ADA,),
    **keys: Any,
) -> MailSender:
    mail = MailSection(
        host="127.0.0.1",
        port=server.port,
        security=keys.pop("security", server.security),
        username=None if password is None else USERNAME,
        password=None if password is None else SecretStr(password),
        sender=SENDER,
        recipients=recipients,
    )
    return MailSender(mail, mail.password, tls, patience)


def secured(server: MailServer, certificate: Certificate, security: str) -> MailSender:
    server.certificate, server.security, server.login = certificate, security, True
    return sender_for(server, certificate.trusting, PASSWORD)
