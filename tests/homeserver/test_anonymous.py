"""A question without a name in an encrypted room: asked, added to, closed, over kills."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest_asyncio

from bot.config.reading import load
from bot.matrix.api import segment
from bot.matrix.person import Person, TimelineEvent
from storage.database import open_database, open_unchanged
from tests.homeserver.office import until
from tests.homeserver.world import PASSWORD, BotProcess, World
from tests.homeserver.world import until as until_it

ASKED = "Wie geht Ihr mit Druck um? Bei uns in Bonn ist er groß, sagt Frau Meier."
POSTED = "Wie geht Ihr mit Druck um? Bei uns ist er groß, sagt eine Person."
HELPED = "Geholfen hat ein Gespräch mit allen, die betroffen sind."


@dataclass
class Unnamed:
    """Ada, Bo and thirteen who say nothing, with the bot as a process that logs all it can."""

    world: World
    ada: Person
    bo: Person
    room_id: str
    chat: str
    bot: BotProcess

    async def restart(self) -> None:
        await self.bot.kill()
        await self.bot.start()

    async def due_now(self) -> None:
        """Let what chance put off be due; the bot is killed meanwhile."""
        await self.bot.kill()
        async with open_database(self.database_file) as database, database.transaction() as tx:
            await tx.execute("UPDATE anonymous_link SET due_at = 1 WHERE due_at IS NOT NULL")
        await self.bot.start()

    @property
    def database_file(self) -> Path:
        return load(self.bot.config_file, {}).database_file

    async def count(self, sql: str) -> int:
        async with open_unchanged(self.database_file) as tx:
            [row] = await tx.execute_fetchall(sql)
        return int(row[0] or 0)

    def said(self, person: Person, *words: str) -> list[TimelineEvent]:
        return [
            event
            for event in person.timeline
            if event.sender == self.world.bot_id
            and event.edits is None
            and event.type == "m.room.message"
            and all(word in event.text for word in words)
        ]

    async def wait_for(self, person: Person, *words: str) -> TimelineEvent:
        await until(
            lambda: bool(self.said(person, *words)),
            lambda: "\n---\n".join(event.text for event in person.timeline),
        )
        return self.said(person, *words)[0]

    def doubled(self, person: Person) -> Sequence[str]:
        texts = Counter((event.room_id, event.text) for event in self.said(person))
        return [text for (_, text), number in texts.items() if number > 1]


@pytest_asyncio.fixture(loop_scope="session")
async def unnamed(world: World) -> AsyncIterator[Unnamed]:
    await world.bot_account()
    ada, bo = [await world.person(name) for name in ("ada", "bo")]
    room_id = await world.room(ada, bo)
    await _fill(world, ada, room_id)
    more = ("[reminders]", 'quiet_hours = ""', "[logging]", 'level = "DEBUG"')
    bot = world.bot_process([room_id], exchange=room_id, more=more)
    await bot.start()
    await ada.until_in(room_id, world.bot_id)
    chat = await ada.direct_chat_with(world.bot_id)
    await ada.until_in(chat, world.bot_id)
    yield Unnamed(world, ada, bo, room_id, chat, bot)


async def _fill(world: World, ada: Person, room_id: str) -> None:
    """Let thirteen more accounts join, without devices that listen."""
    place = segment(room_id)
    async with aiohttp.ClientSession(world.homeserver.url) as session:
        for number in range(13):
            name = f"stumm{number}x{world.number}"
            account = await world.homeserver.register(name, PASSWORD)
            invited = {"user_id": account.user_id}
            await ada.session.api.call("POST", f"v3/rooms/{place}/invite", invited)
            headers = {"Authorization": f"Bearer {account.access_token}"}
            join = f"/_matrix/client/v3/join/{place}"
            async with session.post(join, json={}, headers=headers) as answer:
                assert answer.status == 200


async def test_from_asking_to_closing_over_kills_nobody_is_named_and_nothing_doubled(
    unnamed: Unnamed,
) -> None:
    ada, bo, chat = unnamed.ada, unnamed.bo, unnamed.chat
    told = await ada.ask(chat, f"!frage anonym {ASKED}")
    assert "Bei uns in Bonn" in told
    assert "Frau Meier" in told
    await unnamed.restart()
    assert POSTED in await ada.ask(chat, "1")
    await ada.say(chat, "ja")
    await unnamed.restart()
    await unnamed.wait_for(ada, "Ihre Frage steht im Lauf der nächsten Stunde")
    assert unnamed.said(bo, "Eine Person aus dem Netzwerk fragt") == []

    await unnamed.due_now()
    root = await unnamed.wait_for(bo, "Frage Nr. 1: Eine Person aus dem Netzwerk fragt", POSTED)
    await unnamed.restart()
    assert root.room_id == unnamed.room_id
    assert ada.user_id not in str(root.content)
    await unnamed.wait_for(bo, "Antworten Sie bitte hier im Thread")

    assert "Die fragende Person ergänzt" in await ada.ask(chat, "!ergänzen 1 Es eilt sehr.")
    await ada.say(chat, "ja")
    await unnamed.restart()
    added = await unnamed.wait_for(bo, "Die fragende Person ergänzt:", "Es eilt sehr.")
    assert added.content["m.relates_to"]["event_id"] == root.event_id
    await ada.react(unnamed.room_id, root.event_id, "✅")

    assert "Was hat Ihnen geholfen?" in await ada.ask(chat, "!erledigt")
    await unnamed.restart()
    assert HELPED in await ada.ask(chat, HELPED)
    await ada.say(chat, "ja")
    await unnamed.restart()
    await unnamed.wait_for(bo, f"Ergebnis zu Frage Nr. 1: {HELPED}")
    await unnamed.wait_for(ada, "Wer gefragt hat, weiß ich jetzt nicht mehr")
    assert unnamed.doubled(bo) == []
    assert unnamed.doubled(ada) == []


async def test_afterwards_no_file_of_the_bot_tells_who_it_was(unnamed: Unnamed) -> None:
    ada, chat = unnamed.ada, unnamed.chat
    await ada.ask(chat, f"!frage anonym {ASKED}")
    await ada.ask(chat, "1")
    await ada.ask(chat, "ja")
    await unnamed.due_now()
    await unnamed.wait_for(unnamed.bo, "Frage Nr. 1: Eine Person aus dem Netzwerk fragt")
    assert await unnamed.count("SELECT count(*) FROM anonymous_link") == 1
    await ada.ask(chat, "!erledigt")
    await ada.ask(chat, "nein")
    await unnamed.wait_for(unnamed.bo, "Frage Nr. 1 ist erledigt.")

    async def nothing_left() -> bool:
        return not await unnamed.count(
            "SELECT (SELECT count(*) FROM anonymous_link) + (SELECT count(*) FROM awaited)"
            " + (SELECT count(*) FROM outbox WHERE untraced = 1)"
        )

    await until_it(nothing_left)
    await unnamed.bot.stop()
    folder = unnamed.database_file.parent
    raw = b"".join(file.read_bytes() for file in sorted(folder.glob("netzwerkbot.db*")))
    assert b"Bei uns in Bonn" not in raw
    assert b"Frau Meier" not in raw
    log = unnamed.bot.log_file.read_text(encoding="utf-8")
    assert ada.user_id not in log
    assert chat not in log


async def test_in_the_room_it_is_refused_and_not_posted(unnamed: Unnamed) -> None:
    told = await unnamed.ada.ask(unnamed.room_id, "!frage anonym Was hilft gegen Druck?")

    assert told.startswith("Anonym fragen geht nur im Direktchat mit mir")
    assert await unnamed.count("SELECT count(*) FROM anonymous_link") == 0
