"""Mail: it arrives once and as it was meant; a server that is down delays it."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.delivery.mail import Patience
from bot.delivery.outbox import NotAllowedError
from bot.delivery.routing import Router
from storage.conversation import outbox
from storage.conversation.outbox import MAIL, OutgoingEvent
from storage.database import Database, open_database
from tests.support.mail_server import PASSWORD, Certificate, MailServer, as_mail
from tests.support.post import (
    ADA,
    BO,
    CONTENT,
    MESSAGE_ID,
    SENDER,
    Matrix,
    Post,
    secured,
    sender_for,
)
from tests.support.say import NOW

ROOM = "!raum:example.org"


# --- it arrives


async def test_a_mail_arrives_once_with_its_headers_and_its_umlauts(
    server: MailServer, database: Database
) -> None:
    post = Post(database, sender_for(server, recipients=(ADA, BO)))
    async with server.running(), post.running():
        await post.put(subject="Einreichung 7: Bürgerbeteiligung in Görlitz – Entwurf")
        row = await post.until("sent")

    [mail], [envelope] = server.mails, server.taken
    assert row["event_id"] == MESSAGE_ID
    assert (envelope.mail_from, envelope.rcpt_tos) == (SENDER, [ADA, BO])
    assert mail["From"] == SENDER
    assert mail["To"] == f"{ADA}, {BO}"
    assert mail["Subject"] == "Einreichung 7: Bürgerbeteiligung in Görlitz – Entwurf"
    assert mail["Date"].datetime == NOW
    assert mail["Message-ID"] == MESSAGE_ID
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content() == "Guten Tag,\n\nGrüße\n"


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_it_goes_through_an_encrypted_connection_after_logging_in(
    server: MailServer, certificate: Certificate, database: Database, security: str
) -> None:
    post = Post(database, secured(server, certificate, security))
    async with server.running(), post.running():
        await post.put()
        await post.until("sent")

    assert len(server.mails) == 1
    assert server.passwords == [PASSWORD.encode()]


async def test_mails_go_out_in_their_order(server: MailServer, database: Database) -> None:
    post = Post(database, sender_for(server))
    async with server.running(), post.running():
        for number in range(3):
            await post.put(str(number), subject=f"Nummer {number}")
        await post.until("sent", name="2")

    assert [mail["Subject"] for mail in server.mails] == ["Nummer 0", "Nummer 1", "Nummer 2"]


# --- what is in it


BODIES = [
    ".\n..\n.ein Punkt\n.",
    "x" * 5_000 + " ä" * 3_000,
    "mit NUL \0, Glocke \a und \r einzeln\r\nEnde",
    "halbes Zeichen \ud83d",
    "",
]


@pytest.mark.parametrize("body", BODIES, ids=["dots", "long", "control", "surrogate", "empty"])
async def test_the_body_arrives_as_it_was_written(
    server: MailServer, database: Database, body: str
) -> None:
    post = Post(database, sender_for(server))
    async with server.running(), post.running():
        await post.put(body=body)
        await post.until("sent")

    [envelope] = server.taken
    assert isinstance(envelope.content, bytes)
    assert max(map(len, envelope.content.split(b"\r\n"))) <= 78
    written = body.replace("\r\n", "\n").replace("\r", "\n").replace("\ud83d", "?")
    assert as_mail(envelope).get_content().rstrip("\n") == written.rstrip("\n")


HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"]
BODY_HEADERS = ["Content-Type", "Content-Transfer-Encoding", "MIME-Version"]


@pytest.mark.slow
@given(st.text(max_size=300))
@example("Harmlos\r\nBcc: cora@example.org\r\n\r\nBody")
@example("=?utf-8?q?Harmlos=0D=0ABcc:_cora=40example.org?=")
@example("=?utf-8?b?DQpCY2M6IGNvcmE=?= " * 9)
@example("Ä" * 300)
@example("a " * 50 + "ä b " * 40)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
async def test_whatever_the_subject_is_no_header_comes_with_it(
    server: MailServer, subject: str
) -> None:
    server.taken.clear()
    event = OutgoingEvent(1, "m", MAIL, MAIL, CONTENT | {"subject": subject}, 0, NOW, NOW)
    async with server.running():
        await sender_for(server).send(event)

    [mail] = server.mails
    assert sorted(mail) == sorted(HEADERS + BODY_HEADERS)
    shown = "".join(c if c.isprintable() else " " for c in subject)
    assert mail["Subject"] == " ".join(shown.split())[:200].strip()
    assert mail.get_content() == "Guten Tag,\n\nGrüße\n"


async def test_a_long_message_id_stays_as_it_is(server: MailServer, database: Database) -> None:
    message_id = f"<{'einreichung-' * 12}7@example.org>"
    post = Post(database, sender_for(server))
    async with server.running(), post.running():
        await post.put(message_id=message_id)
        await post.until("sent")

    assert server.mails[0]["Message-ID"].strip() == message_id
    assert message_id.encode() in (server.taken[0].original_content or b"")


@pytest.mark.parametrize("content", [{"subject": "x"}, CONTENT | {"message_id": "<a>\r\nBcc: b"}])
async def test_a_row_that_is_no_mail_is_refused(
    server: MailServer, content: dict[str, str]
) -> None:
    event = OutgoingEvent(1, "m", MAIL, MAIL, content, 0, NOW, NOW)
    with pytest.raises(NotAllowedError, match="not a mail"):
        await sender_for(server).send(event)


# --- a server that is down delays, never loses, never doubles


async def test_a_server_that_is_down_for_days_delays_the_mail_and_nobody_else(
    server: MailServer, database: Database
) -> None:
    post = Post(database, sender_for(server))
    async with post.running():
        await post.put()
        pauses = []
        for attempt in range(1, 15):
            row = await post.until("waiting", attempt)
            pauses.append(row["not_before"] - int(post.now.timestamp()))
            async with database.transaction() as tx:
                await outbox.put(tx, ROOM, {"body": "x"}, f"r{attempt}", post.now)
            post.box.wake()
            await post.until("sent", name=f"r{attempt}")
            await post.later(timedelta(seconds=pauses[-1]))
        await post.until("waiting", 15)
        await post.later(timedelta(days=3))
        await post.until("waiting", 16)
        async with server.running():
            await post.later(timedelta(minutes=15))
            row = await post.until("sent")

    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]
    assert len(post.matrix.taken) == 14
    assert [mail["Message-ID"] for mail in server.mails] == [MESSAGE_ID]
    assert server.mails[0]["Date"].datetime == NOW


async def test_a_mail_that_was_cut_off_goes_out_again_under_the_same_message_id(
    server: MailServer, database: Database
) -> None:
    server.answers = ["cut"]
    post = Post(database, sender_for(server))
    async with server.running(), post.running():
        await post.put()
        row = await post.until("waiting", 1)
        await post.later(timedelta(seconds=1))
        await post.until("sent")

    assert "not reachable" in row["error"]
    first, second = map(as_mail, server.seen)
    assert first["Message-ID"] == second["Message-ID"] == MESSAGE_ID
    assert first.as_bytes() == second.as_bytes()


@pytest.mark.parametrize("answer", ["451 later", "421 closing", "hang"])
async def test_what_the_server_puts_off_is_sent_later(
    server: MailServer, database: Database, answer: str
) -> None:
    server.answers = [answer]
    post = Post(database, sender_for(server, patience=Patience(accept=0.5)))
    async with server.running(), post.running():
        await post.put()
        await post.until("waiting", 1)
        await post.later(timedelta(seconds=1))
        await post.until("sent")

    assert len(server.mails) == 1


async def test_a_server_that_does_not_say_goodbye_has_taken_the_mail_all_the_same(
    server: MailServer, database: Database
) -> None:
    server.quit = asyncio.Event()
    post = Post(database, sender_for(server))
    async with server.running(), post.running():
        await post.put()
        row = await post.until("sent")

    assert row["attempts"] == 0
    assert len(server.mails) == 1


async def test_a_restart_keeps_the_mail_and_its_message_id(
    server: MailServer, tmp_path: Path
) -> None:
    server.answers = ["cut"]
    file = tmp_path / "netzwerkbot.db"
    async with server.running():
        async with open_database(file) as database:
            post = Post(database, sender_for(server))
            async with post.running():
                await post.put()
                await post.until("waiting", 1)
        async with open_database(file) as database:
            post = Post(database, sender_for(server), NOW + timedelta(days=2))
            async with post.running():
                await post.until("sent")
        async with open_database(file) as database:
            post = Post(database, sender_for(server), NOW + timedelta(days=3))
            async with post.running():
                await asyncio.sleep(0.1)

    assert [as_mail(envelope)["Message-ID"] for envelope in server.seen] == [MESSAGE_ID] * 2
    assert len(server.mails) == 1


# --- two ways out


async def test_leftover_mail_is_given_up_when_mail_is_not_configured_any_more(
    database: Database,
) -> None:
    post = Post(database, None)
    async with post.running():
        await post.put()
        for attempt in (1, 2):
            await post.until("waiting", attempt)
            await post.later(timedelta(seconds=attempt))
        row = await post.until("failed")

    assert row["error"] == "mail is not configured"
    assert post.matrix.taken == []


async def test_what_is_no_mail_goes_to_matrix(server: MailServer) -> None:
    matrix = Matrix()
    router = Router(matrix, sender_for(server))
    event = OutgoingEvent(1, "m", ROOM, "m.room.message", {}, 0, NOW, NOW)

    assert await router.send(event) == "$m"
    assert await router.find(event) == "$found-m"
    await router.open_chat("@ada:example.org")
    assert matrix.taken == ["m", "@ada:example.org"]
