"""An announcement in three rooms, of which one refuses: once, edited, removed, over kills."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest_asyncio

from bot.config.reading import load
from bot.matrix.api import segment
from bot.matrix.person import Person, TimelineEvent
from storage.database import open_database
from tests.homeserver.office import until
from tests.homeserver.world import BotProcess, World

WORDS = "Die neue Broschüre ist da."


@dataclass
class Announcing:
    """Ada is in three rooms, in the last of which the bot may not write; Bea manages."""

    world: World
    ada: Person
    bea: Person
    rooms: Sequence[str]
    management: str
    bot: BotProcess

    async def restart(self) -> None:
        await self.bot.kill()
        await self.bot.start()

    async def due(self) -> None:
        """Let what is planned be due; the bot is killed meanwhile."""
        await self.bot.kill()
        file = load(self.bot.config_file, {}).database_file
        async with open_database(file) as database, database.transaction() as tx:
            await tx.execute("UPDATE announcement SET due_at = created_at")
        await self.bot.start()

    def said(self, person: Person, *words: str, edits: bool = False) -> list[TimelineEvent]:
        return [
            event
            for event in person.timeline
            if event.sender == self.world.bot_id
            and (event.edits is not None) is edits
            and event.type == "m.room.message"
            and all(word in event.text for word in words)
        ]

    async def wait_for(self, person: Person, *words: str, count: int = 1) -> list[TimelineEvent]:
        await until(
            lambda: len(self.said(person, *words)) >= count,
            lambda: "\n---\n".join(event.text for event in person.timeline),
        )
        return self.said(person, *words)

    async def announce(self, words: str) -> str:
        """Shown and agreed to; the id of the command."""
        event_id = await self.bea.say(self.management, f"!ankündigen {words}")
        await self.wait_for(self.bea, "So kündige ich es an:", words.partition(" |")[0])
        await self.bea.say(self.management, "ja")
        return event_id


@pytest_asyncio.fixture(loop_scope="session")
async def announcing(world: World) -> AsyncIterator[Announcing]:
    await world.bot_account()
    ada, bea = [await world.person(name) for name in ("ada", "bea")]
    rooms = [await world.room(ada) for _ in range(3)]
    management = await world.room(bea)
    bot = world.bot_process(rooms, management=management)
    await bot.start()
    for room_id in rooms:
        await ada.until_in(room_id, world.bot_id)
    await bea.until_in(management, world.bot_id)
    path = f"v3/rooms/{segment(rooms[2])}/state/m.room.power_levels"
    levels = await ada.session.api.call("GET", path)
    await ada.session.api.call("PUT", path, levels | {"events_default": 50, "events": {}})
    yield Announcing(world, ada, bea, rooms, management, bot)


async def test_it_stands_once_in_each_room_that_lets_us_is_edited_and_removed(
    announcing: Announcing,
) -> None:
    ada, bea, management = announcing.ada, announcing.bea, announcing.management
    # The change of the third room has arrived when this is answered.
    await ada.ask(announcing.rooms[0], "!leitlinie Kiel")
    command = await announcing.announce(WORDS)
    await announcing.restart()
    [told] = await announcing.wait_for(bea, "Ankündigung Nr. 1 steht in 2 von 3 Räumen.")
    assert "Nicht schreiben darf ich dort: Austausch." in told.text
    copies = await announcing.wait_for(ada, "Ankündigung des Netzwerkmanagements", count=2)
    assert sorted(each.room_id for each in copies) == sorted(announcing.rooms[:2])
    assert all("m.relates_to" not in each.content for each in copies)
    assert all(each.content["msgtype"] == "m.text" for each in copies)

    await bea.edit(management, command, "!ankündigen Sie kommt später.")
    await announcing.wait_for(bea, "So ändere ich Ankündigung Nr. 1 in 2 Räumen:")
    assert announcing.said(ada, "Sie kommt später.", edits=True) == []
    await bea.say(management, "ja")
    await announcing.restart()
    await until(
        lambda: len(announcing.said(ada, "Sie kommt später.", edits=True)) == 2,
        lambda: "\n---\n".join(event.text for event in ada.timeline),
    )
    edits = announcing.said(ada, "Sie kommt später.", edits=True)
    assert {each.edits for each in edits} == {each.event_id for each in copies}

    await bea.say(management, "!ankündigung zurück 1")
    await announcing.wait_for(bea, "Ich entferne sie aus 2 Räumen.")
    await bea.say(management, "ja")
    await announcing.restart()
    everything = {each.event_id for each in (*copies, *edits)}
    await until(lambda: everything <= {*ada.removed}, lambda: str(ada.removed))
    assert len(announcing.said(ada, "Ankündigung des Netzwerkmanagements")) == 2
    for words in ("Ankündigung Nr. 1 steht", "ist in 2 Räumen geändert", "Räumen entfernt"):
        assert len(await announcing.wait_for(bea, words)) == 1


async def test_what_is_planned_is_posted_once_at_its_time_over_kills(
    announcing: Announcing,
) -> None:
    ada, bea = announcing.ada, announcing.bea
    await ada.ask(announcing.rooms[0], "!leitlinie Kiel")
    day = datetime.now(ZoneInfo("Europe/Berlin")) + timedelta(days=3)
    await announcing.announce(f"{WORDS} | am {day:%d.%m.%Y} 9 Uhr | mit hinweis an alle")
    await announcing.wait_for(bea, "Ankündigung Nr. 1 sende ich am")
    await announcing.restart()
    assert announcing.said(ada, "Ankündigung des Netzwerkmanagements") == []
    await announcing.due()
    for _ in range(3):
        await announcing.restart()

    await announcing.wait_for(bea, "Ankündigung Nr. 1 steht in 2 von 3 Räumen.")
    copies = await announcing.wait_for(ada, "Ankündigung des Netzwerkmanagements", count=2)
    await ada.ask(announcing.rooms[0], "!leitlinie Kiel")
    assert len(announcing.said(ada, "Ankündigung des Netzwerkmanagements")) == 2
    # Bea has no power in rooms where she is not.
    assert all(each.content["m.mentions"] == {} for each in copies)
    assert len(announcing.said(bea, "Ankündigung Nr. 1 steht")) == 1


async def test_everybody_is_mentioned_where_manager_and_bot_have_the_power(world: World) -> None:
    await world.bot_account()
    bea, ada = [await world.person(name) for name in ("bea", "ada")]
    room_id, management = await world.room(bea, ada), await world.room(bea)
    path = f"v3/rooms/{segment(room_id)}/state/m.room.power_levels"
    levels = await bea.session.api.call("GET", path)
    levels["users"] |= {world.bot_id: 50}
    await bea.session.api.call("PUT", path, levels)
    bot = world.bot_process([room_id], management=management)
    await bot.start()
    await ada.until_in(room_id, world.bot_id)
    await bea.until_in(management, world.bot_id)
    announcing = Announcing(world, ada, bea, [room_id], management, bot)
    await announcing.announce(f"{WORDS} | mit hinweis an alle")

    [copy] = await announcing.wait_for(ada, "Ankündigung des Netzwerkmanagements @room")
    assert copy.content["m.mentions"] == {"room": True}
