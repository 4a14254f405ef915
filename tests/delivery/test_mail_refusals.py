"""Mail: what is refused for now is sent later; what is refused for good is given up."""

import logging
from datetime import timedelta

import pytest

from bot.delivery.routing import report_refused_mail
from storage.conversation.outbox import MAIL
from storage.database import Database
from tests.support.mail_server import Certificate, MailServer
from tests.support.post import ADA, BO, Post, secured, sender_for
from tests.support.say import MANAGEMENT, Room


async def test_what_is_refused_for_good_is_given_up_and_the_next_mail_follows(
    server: MailServer, database: Database
) -> None:
    server.answers = ["554 no"] * 3
    post = Post(database, sender_for(server))
    async with server.running(), post.running():
        await post.put("a")
        await post.put("b", subject="Die nächste")
        for attempt in (1, 2):
            await post.until("waiting", attempt, "a")
            await post.later(timedelta(hours=1))
        row = await post.until("failed", name="a")
        await post.later(timedelta(seconds=5))
        await post.until("sent", name="b")

    assert row["error"] == "the mail server refuses it"
    assert [mail["Subject"] for mail in server.mails] == ["Die nächste"]


async def test_one_refused_recipient_does_not_keep_the_mail_from_the_other(
    server: MailServer, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    server.refused = {ADA: "550 unknown"}
    post = Post(database, sender_for(server, recipients=(ADA, BO)))
    async with server.running(), post.running():
        with caplog.at_level(logging.WARNING, "bot"):
            await post.put()
            await post.until("sent")

    assert [envelope.rcpt_tos for envelope in server.taken] == [[BO]]
    messages = [record.getMessage() for record in caplog.records]
    assert messages == ["sent in part: row 1, to 0 recipients later, 1 refused"]
    assert post.refused == [ADA]


async def test_a_recipient_refused_for_now_gets_it_later_and_keeps_no_other_mail_waiting(
    server: MailServer, database: Database
) -> None:
    server.refused = {ADA: "450 greylisted"}
    post = Post(database, sender_for(server, recipients=(ADA, BO)))
    async with server.running(), post.running():
        await post.put()
        await post.until("waiting", 1, "m-again")
        await post.put("n", subject="Die nächste")
        await post.until("sent", name="n")
        server.refused = {}
        await post.later(timedelta(seconds=5))
        await post.until("sent", name="m-again")

    assert (await post.row())["state"] == "sent"
    assert [envelope.rcpt_tos for envelope in server.taken][:3] == [[BO], [BO], [ADA]]
    first, _, again = server.mails[:3]
    for header in ("To", "Subject", "Date", "Message-ID"):
        assert first[header] == again[header]
    assert post.refused == []


async def test_a_recipient_refused_for_good_later_is_reported(
    server: MailServer, database: Database
) -> None:
    server.refused = {ADA: "450 greylisted"}
    post = Post(database, sender_for(server, recipients=(ADA, BO)))
    async with server.running(), post.running():
        await post.put()
        await post.until("waiting", 1, "m-again")
        server.refused = {ADA: "550 unknown"}
        for attempt in (2, 3):
            await post.later(timedelta(hours=1))
            await post.until("waiting" if attempt < 3 else "failed", 2, "m-again")

    assert [envelope.rcpt_tos for envelope in server.taken] == [[BO]]
    assert post.refused == [ADA]


async def test_a_recipient_refused_for_days_is_given_up_and_reported(
    server: MailServer, database: Database
) -> None:
    server.refused = {ADA: "452 full"}
    post = Post(database, sender_for(server, recipients=(ADA, BO)))
    async with server.running(), post.running():
        await post.put()
        await post.until("waiting", 1, "m-again")
        async with database.transaction() as tx:
            await tx.execute("UPDATE outbox SET attempts = 480 WHERE state = 'waiting'")
        await post.later(timedelta(hours=1))
        await post.until("failed", name="m-again")

    assert post.refused == [ADA]


async def test_a_recipient_who_is_configured_no_more_gets_nothing_later(
    server: MailServer, database: Database
) -> None:
    server.refused = {ADA: "450 greylisted"}
    post = Post(database, sender_for(server, recipients=(ADA, BO)))
    async with server.running():
        async with post.running():
            await post.put()
            await post.until("waiting", 1, "m-again")
        server.refused = {}
        post = Post(database, sender_for(server, recipients=(BO,)), post.now + timedelta(hours=1))
        async with post.running():
            row = await post.until("failed", name="m-again")

    assert row["error"] == "no recipient is left"
    assert [envelope.rcpt_tos for envelope in server.taken] == [[BO]]


@pytest.mark.parametrize(
    ("bo", "state"), [("550 unknown", "failed"), ("450 later", "waiting")], ids=["5xx", "4xx"]
)
async def test_if_all_recipients_are_refused_it_depends_on_whether_for_good(
    server: MailServer, database: Database, bo: str, state: str
) -> None:
    server.refused = {ADA: "550 unknown", BO: bo}
    post = Post(database, sender_for(server, recipients=(ADA, BO)))
    async with server.running(), post.running():
        await post.put()
        for attempt in (1, 2):
            await post.until("waiting", attempt)
            await post.later(timedelta(hours=1))
        await post.until(state, 2 if state == "failed" else 3)

    assert server.taken == []
    assert post.refused == ([ADA, BO] if state == "failed" else [])


async def test_a_wrong_password_delays_until_it_is_put_right(
    server: MailServer, certificate: Certificate, database: Database
) -> None:
    right = secured(server, certificate, "starttls")
    post = Post(database, sender_for(server, certificate.trusting, "falsch"))
    async with server.running():
        async with post.running():
            await post.put()
            row = await post.until("waiting", 1)
            for attempt in range(2, 6):
                await post.later(timedelta(minutes=15))
                await post.until("waiting", attempt)
        post = Post(database, right, post.now + timedelta(days=1))
        async with post.running():
            await post.until("sent")

    assert row["error"] == "mail server: login refused (535)"
    assert len(server.mails) == 1


async def test_the_management_hears_of_a_refused_address_once(database: Database) -> None:
    room = Room(database)
    for _ in range(2):
        async with database.transaction() as tx:
            await report_refused_mail(room.live, tx, MAIL, [ADA, BO])

    told = await room.read(MANAGEMENT)
    assert [ADA in told[0], BO in told[1], len(told)] == [True, True, 2]
    assert "nimmt Mails an" in told[0]
