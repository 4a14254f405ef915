"""Three networks on one homeserver, each with a bot of its own: none is disturbed by another."""

import asyncio
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from bot.matrix.person import Person
from tests.homeserver.world import BotProcess, World, doubled, timeline, wait_for_replies

PLACES = ("Bonn", "Kiel", "Jena", "Essen")
EACH = 12


@dataclass
class Neighbour:
    """A network: its member, its encrypted room, its bot as a process with its own directory."""

    world: World
    ada: Person
    room: str
    bot: BotProcess

    @property
    def database(self) -> str:
        return f"file:{self.bot.config_file.parent}/data/netzwerkbot.db?mode=ro"

    async def ask(self, number: int = EACH) -> list[str]:
        """Return the ids of so many questions."""
        asked = []
        for index in range(number):
            asked.append(await self.ada.say(self.room, f"!leitlinie {PLACES[index % 4]}"))
            await asyncio.sleep(0.1)
        return asked

    async def answers(self, asked: Sequence[str]) -> list[str]:
        return await wait_for_replies(self.ada, self.room, self.world.bot_id, asked)

    async def senders(self) -> set[str]:
        return {event["sender"] for event in await timeline(self.ada, self.room)}

    def stored(self, query: str) -> list[str]:
        connection = sqlite3.connect(self.database, uri=True)
        rows = connection.execute(query).fetchall()
        connection.close()
        return [value for (value,) in rows]


async def neighbour(first: World, number: int) -> Neighbour:
    directory = first.directory / f"network-{number}"
    directory.mkdir(mode=0o700)
    world = World(first.homeserver, directory, first.stack)
    ada, room = await world.one_member()
    network = ("[network]", f'name = "Netzwerk {number}"', f'short_name = "Netz {number}"')
    management = await world.room(ada)
    bot = world.bot_process([room], management=management, more=network)
    await bot.start()
    await ada.until_in(room, world.bot_id)
    return Neighbour(world, ada, room, bot)


async def test_three_bots_on_one_homeserver_answer_in_their_own_rooms_only(world: World) -> None:
    networks = await asyncio.gather(*(neighbour(world, number) for number in (1, 2, 3)))
    first, second, third = networks
    told = await asyncio.gather(*(each.ada.ask(each.room, "!netzwerk") for each in networks))
    await first.ada.ask(first.room, "!einreichen Köln https://www.example.org/koeln")

    asking = [asyncio.create_task(each.ask()) for each in networks]
    await second.ada.ask(second.room, "!leitlinie Bonn")
    await second.bot.kill()
    asked = await asyncio.gather(*asking)
    undisturbed = [await each.answers(ids) for each, ids in ((first, asked[0]), (third, asked[2]))]
    await second.bot.start()
    answered = await second.answers(asked[1])

    for number, words in enumerate(told, start=1):
        assert f"Netzwerk {number}" in words
    for all_answers in (*undisturbed, answered):
        assert doubled(all_answers) == 0
    assert [await each.senders() for each in networks] == [
        {each.ada.user_id, each.world.bot_id} for each in networks
    ]
    assert [each.stored("SELECT place FROM submission") for each in networks] == [["Köln"], [], []]
    entered = [room for each in networks for room in each.stored("SELECT room_id FROM room")]
    assert len(entered) == len(set(entered)) == 6
