"""What is stored for a digest: told to the person, forgotten with the person, and in time."""

import json
from dataclasses import dataclass
from random import SystemRandom

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from commands.about import housekeeping
from commands.conversation.command import Resources
from commands.exchange.digest.sending import send_due
from storage.conversation import outbox, queues
from storage.exchange import digest, digest_codes
from tests.exchange.test_digest import order_of, ordered
from tests.exchange.test_digest_mail import order, say
from tests.support.asking import ADA, BO, Exchange
from tests.support.digesting import (
    FRIDAY,
    MINE,
    change,
    deliver,
    plan,
    posting,
    turn,
    with_mail,
)
from tests.support.mail_server import MailServer
from tests.support.people import everything, file_for_ada, forget_ada
from tests.support.post import Post
from tests.support.say import MANAGEMENT
from tests.support.waiting import until


async def keep_house(exchange: Exchange) -> None:
    async with exchange.database.transaction() as tx:
        await housekeeping.forget(exchange.room.context(tx))


async def test_ones_data_tell_the_order_and_what_was_told(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await order(exchange, post, server)
    await plan(exchange, "2026-12-16T10:00")
    await turn(exchange, FRIDAY)
    data = await file_for_ada(exchange.room)

    [told] = data["Ihr Rundbrief"]
    assert (told["Wie oft"], told["E-Mail-Adresse"]) == ("jede Woche", MINE)
    assert told["Zuletzt an der Reihe am"] == "2026-11-27T09:00:00+01:00"
    [meeting] = data["Termine, die in Ihrem Rundbrief standen"]
    assert meeting["Beginn, wie er darin stand"] == "2026-12-16T10:00"
    [code] = data["Codes, mit denen Sie eine E-Mail-Adresse bestätigen sollten"]
    assert code["E-Mail-Adresse"] == MINE
    waiting = json.dumps(data["Meine Nachrichten an Sie"])
    assert "Rundbrief vom 27. November 2026" in waiting


async def test_who_is_forgotten_leaves_nothing_of_it(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await order(exchange, post, server)
    await plan(exchange, "2026-12-16T10:00")
    await turn(exchange, FRIDAY)
    await forget_ada(exchange.room)
    await deliver(exchange, post)

    kept = await everything(exchange.database)
    assert MINE not in kept
    assert f"mail:{ADA}" not in kept
    assert len(server.taken) == 1


async def test_forgetting_one_leaves_the_digest_of_another(exchange: Exchange) -> None:
    await ordered(exchange)
    await ordered(exchange, sender=BO)
    await change(exchange)
    await forget_ada(exchange.room)
    await turn(exchange, FRIDAY)

    assert await order_of(exchange, ADA) is None
    assert "Bonn" in await exchange.told(BO)


async def test_codes_are_forgotten_after_a_day(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await say(exchange, f"!rundbrief mail {MINE}")
    await deliver(exchange, post)
    exchange.later(hours=23)
    await keep_house(exchange)
    assert MINE in await everything(exchange.database)
    exchange.later(hours=2)
    await keep_house(exchange)
    assert MINE not in await everything(exchange.database)


async def test_what_was_told_of_a_meeting_is_forgotten_when_it_is_over(exchange: Exchange) -> None:
    await plan(exchange, "2026-12-02T10:00")
    await ordered(exchange)
    await turn(exchange, FRIDAY)
    async with exchange.database.transaction() as tx:
        assert list(await digest.told_meetings(tx, ADA)) == [1]
    await turn(exchange, FRIDAY.replace(month=12, day=4))
    async with exchange.database.transaction() as tx:
        assert await digest.told_meetings(tx, ADA) == {}


async def test_nothing_of_it_is_in_the_log(
    exchange: Exchange, post: Post, server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.refused = {MINE: "550 unknown ada.beispiel"}
    with caplog.at_level("DEBUG", "bot"):
        await say(exchange, f"!rundbrief mail {MINE}")
        for _ in range(3):
            await deliver(exchange, post)
            exchange.later(hours=1)

    said = "\n".join(record.getMessage() for record in caplog.records)
    assert "not sent: row" in said
    assert MINE not in said
    assert ADA not in said


async def test_a_transaction_that_breaks_off_sends_and_marks_nothing(exchange: Exchange) -> None:
    """As kill -9 in the middle of a turn."""
    await ordered(exchange)
    await change(exchange)

    async def broken_turn() -> None:
        async with exchange.database.transaction() as tx:
            await send_due(exchange.room.context(tx))
            raise KeyboardInterrupt

    exchange.room.now = FRIDAY
    with pytest.raises(KeyboardInterrupt):
        await broken_turn()
    assert await exchange.told() == ""
    await turn(exchange, FRIDAY)
    assert "Bonn" in await exchange.told()


# --- mails to a person are rows of their own


def test_the_room_of_a_mail_says_to_whom_it_goes() -> None:
    room_id = queues.mails_to(ADA)

    assert queues.is_mail(room_id)
    assert queues.person_mailed(room_id) == ADA
    for other in (outbox.MAIL, outbox.MAIL_AGAIN):
        assert queues.is_mail(other)
        assert queues.person_mailed(other) is None
    for other in (ADA, MANAGEMENT, "mailbox"):
        assert not queues.is_mail(other)


async def test_the_status_counts_them_among_the_mails(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await say(exchange, f"!rundbrief mail {MINE}")
    async with exchange.database.transaction() as tx:
        mails, rooms = await queues.by_mail(tx), await queues.to_rooms(tx)

    assert (mails.waiting, mails.failed) == (1, 0)
    assert rooms.failed == 0


@dataclass
class CountingServer(MailServer):
    """Counts who is connected."""

    now: int = 0
    most: int = 0

    async def handle_EHLO(  # noqa: N802  aiosmtpd looks for this name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        self.now += 1
        self.most = max(self.most, self.now)
        return await super().handle_EHLO(server, session, envelope, hostname, responses)

    async def handle_QUIT(  # noqa: N802  likewise
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.now -= 1
        return await super().handle_QUIT(server, session, envelope)


async def test_at_most_three_mails_are_sent_at_once(exchange: Exchange) -> None:
    server = CountingServer(MailServer.on_free_port().port, thinks=0.05)
    with_mail(exchange)
    async with posting(exchange, server) as post:
        for number in range(9):
            person = f"@p{number}:example.org"
            line = f"!rundbrief mail p{number}@example.org"
            await exchange.room.say(line, sender=person, direct=True, room_id=f"!{number}")
        async with post.running():

            async def is_done() -> bool:
                return len(server.taken) == 9

            await until(is_done)

    assert 1 < server.most <= 3


async def test_a_code_of_a_person_replaces_their_earlier_one_only(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    exchange.room.live.resources = Resources(SystemRandom().random)
    await say(exchange, "!rundbrief mail alt@example.org")
    await say(exchange, "!rundbrief mail bo@example.org", BO)
    await say(exchange, f"!rundbrief mail {MINE}")
    await deliver(exchange, post)
    async with exchange.database.transaction() as tx:
        ada = await digest_codes.valid(tx, ADA, exchange.room.now)
        bo = await digest_codes.valid(tx, BO, exchange.room.now)

    assert ada is not None
    assert bo is not None
    assert (ada.address, bo.address) == (MINE, "bo@example.org")
    assert ada.code != bo.code
    assert len(server.taken) == 3
