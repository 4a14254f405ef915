"""Digests of two members over a moved clock, with the bot killed between all steps: each once."""

import re
from collections.abc import AsyncIterator

import pytest_asyncio

from bot.config.reading import load
from storage.database import open_database
from tests.homeserver.office import until
from tests.homeserver.test_exchange import ASKED, Network
from tests.homeserver.world import World
from tests.support.mail_server import MailServer

QUORUM = "Wer nutzt ein Quorum, und wie hoch ist es?"


@pytest_asyncio.fixture(loop_scope="session")
async def mail() -> AsyncIterator[MailServer]:
    server = MailServer.on_free_port()
    async with server.running():
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def both(world: World, mail: MailServer) -> AsyncIterator[Network]:
    await world.bot_account()
    ada, bo = [await world.person(name) for name in ("ada", "bo")]
    room_id = await world.room(ada, bo)
    more = (
        *("[reminders]", 'quiet_hours = ""', "[mail]", 'host = "127.0.0.1"', 'security = "none"'),
        *(f"port = {mail.port}", 'sender = "bot@example.org"', 'recipients = ["x@example.org"]'),
    )
    bot = world.bot_process([room_id], exchange=room_id, more=more)
    await bot.start()
    await ada.until_in(room_id, world.bot_id)
    yield Network(world, ada, bo, room_id, bot)


async def later(network: Network, days: int) -> None:
    """Let the last digests be so much older; the bot is killed meanwhile, and again after it.

    Each time another turn has to be missed: a digest is named after its turn.
    """
    await network.bot.kill()
    file = load(network.bot.config_file, {}).database_file
    async with open_database(file) as database, database.transaction() as tx:
        await tx.execute(
            "UPDATE digest_order SET looked_at = looked_at - ?, due_at = due_at - ?",
            (days * 86_400,) * 2,
        )
    await network.bot.start()
    await network.restart()


async def test_each_gets_each_digest_once_in_the_chat_and_by_mail(
    both: Network, mail: MailServer
) -> None:
    ada, bo = both.ada, both.bo
    chats = {}
    for person in (ada, bo):
        chats[person.user_id] = await person.direct_chat_with(both.world.bot_id)
        await person.until_in(chats[person.user_id], both.world.bot_id)
    said = await ada.ask(chats[ada.user_id], "!rundbrief wöchentlich")
    assert "Sie bekommen den Rundbrief wöchentlich im Direktchat." in said
    await both.restart()
    said = await bo.ask(chats[bo.user_id], "!rundbrief wöchentlich mail bo@example.org")
    assert "habe ich einen Code" in said
    await both.restart()
    await until(lambda: bool(mail.taken), lambda: both.bot.log_file.read_text())
    found = re.search(r"Ihr Code: ([0-9]{4}) ([0-9]{4})", mail.mails[0].get_content())
    assert found is not None
    assert "bestätigt" in await bo.ask(chats[bo.user_id], f"{found[1]} {found[2]}")
    await both.restart()

    await ada.say(both.room_id, f"!frage {ASKED}")
    await both.wait_for(bo, "Frage Nr. 1 (Themen")
    await later(both, 8)
    await both.wait_for(ada, "Rundbrief vom", "1 offene Frage, neu: Nr. 1")
    await until(lambda: len(mail.taken) > 1, lambda: both.bot.log_file.read_text())
    await both.restart()
    await bo.say(both.room_id, f"!frage {QUORUM}")
    await both.wait_for(ada, "Frage Nr. 2 (Thema")
    await later(both, 15)
    await both.wait_for(ada, "Rundbrief vom", "1 offene Frage, neu: Nr. 2")
    await until(lambda: len(mail.taken) > 2, lambda: both.bot.log_file.read_text())
    await later(both, 22)
    assert "Sie bekommen" in await ada.ask(chats[ada.user_id], "!rundbrief")

    assert len(both.said(ada, "Rundbrief vom")) == 2
    assert both.said(bo, "Rundbrief vom") == []
    _, first, second = mail.mails
    assert "Nr. 1; lesen" in first.get_content()
    assert "Nr. 2; lesen" in second.get_content()
    assert first["Message-ID"] != second["Message-ID"]
    for envelope in mail.taken:
        assert isinstance(envelope.content, bytes)
        assert b"Losverfahren" not in envelope.content
        assert b"Quorum" not in envelope.content
