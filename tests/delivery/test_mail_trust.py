"""Mail never goes out in clear or to a stranger, and whatever answers does no harm."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.delivery.mail import MailSender, MailServerError, Patience, Trouble
from storage.database import Database
from tests.support.mail_server import PASSWORD, Certificate, MailServer
from tests.support.post import Post, secured, sender_for


async def trouble(server: MailServer, sender: MailSender) -> Trouble:
    async with server.running():
        with pytest.raises(MailServerError) as caught:
            await sender.check()
    assert server.seen == []
    assert PASSWORD not in str(caught.value)
    return caught.value.trouble


async def test_without_starttls_neither_mail_nor_password_is_sent(
    server: MailServer, certificate: Certificate, database: Database
) -> None:
    server.login = True
    sender = sender_for(server, certificate.trusting, PASSWORD, security="starttls")
    post = Post(database, sender)
    async with server.running(), post.running():
        await post.put()
        row = await post.until("waiting", 1)

    assert row["error"] == "mail server: no encryption (STARTTLS)"
    assert (server.seen, server.passwords) == ([], [])


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("wrong", ["not trusted", "of another"])
async def test_a_wrong_certificate_gets_neither_mail_nor_password(
    server: MailServer, tmp_path: Path, database: Database, security: str, wrong: str
) -> None:
    certificate = Certificate.made_in(tmp_path, of_another=wrong == "of another")
    secured(server, certificate, security)
    tls = certificate.trusting if wrong == "of another" else None
    post = Post(database, sender_for(server, tls, PASSWORD))
    async with server.running(), post.running():
        await post.put()
        row = await post.until("waiting", 1)

    assert "certificate not trusted" in row["error"]
    assert (server.seen, server.passwords) == ([], [])


async def test_the_check_names_the_trouble(server: MailServer, certificate: Certificate) -> None:
    right = secured(server, certificate, "starttls")
    wrong = sender_for(server, certificate.trusting, "falsch")
    tls = sender_for(server, certificate.trusting, PASSWORD, security="tls")

    assert await trouble(server, wrong) is Trouble.LOGIN
    assert await trouble(server, tls) is Trouble.ENCRYPTION
    with pytest.raises(MailServerError) as caught:
        await right.check()
    assert caught.value.trouble is Trouble.UNREACHABLE
    async with server.running():
        await right.check()
    assert server.seen == []


async def test_a_server_without_login_is_not_told_the_password(server: MailServer) -> None:
    assert await trouble(server, sender_for(server, password=PASSWORD)) is Trouble.LOGIN


@pytest.mark.parametrize("said", [b"", b"554 no\r\n", b"HTTP/1.1 400\r\n", b"220 \xff\r\n", b"\0"])
async def test_whatever_the_other_end_is_the_mail_waits(
    server: MailServer, database: Database, said: bytes
) -> None:
    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(said)
        writer.close()

    stranger = await asyncio.start_server(answer, "127.0.0.1", server.port)
    post = Post(database, sender_for(server))
    async with stranger, post.running():
        await post.put()
        row = await post.until("waiting", 1)

    assert row["error"].startswith("mail server: ")


async def test_a_server_that_says_nothing_is_not_waited_for_long(
    server: MailServer, database: Database
) -> None:
    held: list[asyncio.StreamWriter] = []

    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.append(writer)

    listening = await asyncio.start_server(silent, "127.0.0.1", server.port)
    post = Post(database, sender_for(server, patience=Patience(connect=0.1)))
    async with listening, post.running():
        await post.put()
        row = await post.until("waiting", 1)
        for writer in held:
            writer.close()

    assert row["error"].startswith("mail server: not reachable")


async def test_the_patience_is_for_all_steps_of_the_login_together(
    server: MailServer, certificate: Certificate
) -> None:
    server.thinks = 0.15  # twice, before and after STARTTLS
    right = secured(server, certificate, "starttls")

    async with server.running():
        await replace(right, patience=Patience(connect=2)).check()
    hurried = replace(right, patience=Patience(connect=0.2))
    assert await trouble(server, hurried) is Trouble.UNREACHABLE
