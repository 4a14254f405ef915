"""Questions in an encrypted room: asked there and from the chat, answered, closed, over kills."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.config.reading import load
from bot.matrix.person import Person, TimelineEvent
from storage.database import open_database, open_unchanged
from tests.homeserver.office import until
from tests.homeserver.world import BotProcess, World
from tests.homeserver.world import until as until_it

ASKED = "Wer hat Erfahrung mit dem Losverfahren für einen Bürgerrat?"
HELPED = "Geholfen hat die Losordnung von Musterstadt, sie regelt alles."


@dataclass
class Network:
    """Two members and the bot, as a process, in an encrypted room where questions go."""

    world: World
    ada: Person
    bo: Person
    room_id: str
    bot: BotProcess

    async def restart(self) -> None:
        await self.bot.kill()
        await self.bot.start()

    async def earlier(self, days: int) -> None:
        """Let questions be so much older; the bot is killed meanwhile."""
        await self.bot.kill()
        file = load(self.bot.config_file, {}).database_file
        async with open_database(file) as database, database.transaction() as tx:
            await tx.execute(
                "UPDATE question SET asked_at = asked_at - :s, watched_at = watched_at - :s",
                {"s": days * 86_400},
            )
        await self.bot.start()

    async def replies(self) -> int:
        async with open_unchanged(load(self.bot.config_file, {}).database_file) as tx:
            rows = await tx.execute_fetchall("SELECT sum(replies) AS replies FROM question")
        return int(next(iter(rows))["replies"] or 0)

    def said(self, person: Person, *words: str) -> list[TimelineEvent]:
        """Messages of the bot with all these words, without its edits."""
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
        return [text for (_, text), count in texts.items() if count > 1]


@pytest_asyncio.fixture(loop_scope="session")
async def network(world: World) -> AsyncIterator[Network]:
    await world.bot_account()
    ada, bo = [await world.person(name) for name in ("ada", "bo")]
    room_id = await world.room(ada, bo)
    by_night = ("[reminders]", 'quiet_hours = ""')
    bot = world.bot_process([room_id], exchange=room_id, more=by_night)
    await bot.start()
    await ada.until_in(room_id, world.bot_id)
    yield Network(world, ada, bo, room_id, bot)


@pytest.mark.spine
async def test_a_question_in_the_room_is_the_root_of_its_thread_until_it_is_done(
    network: Network,
) -> None:
    ada, bo, room_id = network.ada, network.bo, network.room_id
    root = await ada.say(room_id, f"!frage {ASKED}")
    reply = await network.wait_for(bo, "Frage Nr. 1 (Themen: Losverfahren, Bürgerrat)")
    assert reply.content["m.relates_to"]["rel_type"] == "m.thread"
    assert reply.content["m.relates_to"]["event_id"] == root
    assert reply.content["msgtype"] == "m.notice"

    await bo.reply(room_id, root, "Wir haben gute gemacht.", thread=root)
    await ada.react(room_id, root, "✅")
    await network.wait_for(bo, "Frage Nr. 1 ist erledigt.")
    asked = await network.wait_for(ada, "Was hat Ihnen geholfen?")
    assert asked.room_id != room_id
    assert "Soll ich es so aufbewahren?" in await ada.ask(asked.room_id, HELPED)
    assert "steht jetzt in der Suche" in await ada.ask(asked.room_id, "ja")
    told = await network.wait_for(bo, f"Ergebnis zu Frage Nr. 1: {HELPED}")
    assert told.content["m.relates_to"]["event_id"] == root
    assert "Frage Nr. 1" in await bo.ask(room_id, "!suche Losordnung")


async def test_a_question_from_the_chat_is_posted_after_a_yes_over_kills(network: Network) -> None:
    ada, bo = network.ada, network.bo
    chat = await ada.direct_chat_with(network.world.bot_id)
    await ada.until_in(chat, network.world.bot_id)
    shown = await ada.ask(chat, f"!frage {ASKED}")
    assert "Soll ich sie so stellen?" in shown
    await network.restart()
    await ada.say(chat, "ja")
    await network.restart()

    root = await network.wait_for(bo, "Frage Nr. 1 von ", ASKED)
    reply = await network.wait_for(bo, "Frage Nr. 1 (Themen", "Antworten Sie bitte hier im Thread")
    assert reply.content["m.relates_to"]["event_id"] == root.event_id
    await network.wait_for(ada, "Frage Nr. 1 steht jetzt im Raum für Fragen")
    assert root.content["msgtype"] == "m.text"

    await ada.react(network.room_id, reply.event_id, "✅")
    await network.restart()
    await network.wait_for(bo, "Frage Nr. 1 ist erledigt.")
    await network.wait_for(ada, "Was hat Ihnen geholfen?")
    await ada.say(chat, HELPED)
    await network.restart()
    await network.wait_for(ada, "Soll ich es so aufbewahren?")
    await ada.say(chat, "ja")
    await network.restart()
    await network.wait_for(ada, "steht jetzt in der Suche")
    await network.wait_for(bo, f"Ergebnis zu Frage Nr. 1: {HELPED}")
    assert "Keine offene Frage" in await bo.ask(network.room_id, "!fragen")
    assert network.doubled(bo) == []
    assert network.doubled(ada) == []


async def test_a_question_that_is_killed_while_it_is_asked_is_asked_once(network: Network) -> None:
    ada, bo = network.ada, network.bo
    root = await ada.say(network.room_id, f"!frage {ASKED}")
    await network.restart()
    await network.wait_for(bo, "Frage Nr. 1 (Themen")
    await ada.redact(network.room_id, root)
    await network.restart()

    await until(
        lambda: any(each.edits and "zurückgezogen" in each.text for each in bo.timeline),
        lambda: "\n---\n".join(event.text for event in bo.timeline),
    )
    assert network.doubled(bo) == []
    assert "Keine offene Frage" in await bo.ask(network.room_id, "!fragen")


async def test_replies_in_the_thread_are_counted_once_over_a_kill(network: Network) -> None:
    ada, bo, room_id = network.ada, network.bo, network.room_id
    root = await ada.say(room_id, f"!frage {ASKED}")
    await network.wait_for(bo, "Frage Nr. 1 (Themen")
    await bo.reply(room_id, root, "Wir haben gute gemacht.", thread=root)
    await ada.reply(room_id, root, "Danke, wie viele waren es?", thread=root)
    await network.restart()
    await bo.reply(room_id, root, "Vierhundert.")

    async def both() -> bool:
        return await network.replies() == 2

    await until_it(both)
    await network.earlier(days=20)
    assert "1 offene Frage" in await bo.ask(room_id, "!fragen")
    assert network.said(ada, "ist noch offen") == []


async def test_without_a_reply_the_asker_and_then_the_thread_are_asked_once(
    network: Network,
) -> None:
    ada, bo, room_id = network.ada, network.bo, network.room_id
    root = await ada.say(room_id, f"!frage {ASKED}")
    await network.wait_for(bo, "Frage Nr. 1 (Themen")
    await network.earlier(days=8)
    asked = await network.wait_for(ada, "Frage Nr. 1 ist noch offen", "3. Erledigt")
    assert asked.room_id != room_id
    await network.restart()
    await network.earlier(days=3)
    again = await network.wait_for(bo, "Frage Nr. 1 ist noch offen")
    assert again.content["m.relates_to"]["event_id"] == root
    assert again.content["msgtype"] == "m.text"
    await network.restart()

    assert "1 offene Frage" in await bo.ask(room_id, "!fragen")
    assert network.doubled(ada) == []
    assert network.doubled(bo) == []
