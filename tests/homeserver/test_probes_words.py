"""Hostile words through a real homeserver: markup, names, Unicode, links, in commands and names.

Each is a probe of its own, see tests/probes. What the bot says of them is read as clients get it.
"""

from collections.abc import Callable, Sequence
from itertools import cycle

from bot.matrix.api import segment
from bot.matrix.person import Person
from tests.homeserver.world import World, until
from tests.support.clean import faults
from tests.support.hostile_words import LINKS, MARKUP, UNICODE

Record = Callable[[str, object], None]


async def tried(world: World, person: Person, room: str, lines: Sequence[str]) -> None:
    """Everything is answered at most once, and what is said is clean; a real answer ends it."""
    begin = len(person.timeline)
    asked = [await person.say(room, line) for line in lines]
    assert "Kiel (Stadt" in await person.ask(room, "!leitlinie Kiel")
    said = [event for event in person.timeline[begin:] if event.sender == world.bot_id]
    for event_id in asked:
        assert sum(event.answers == event_id and event.edits is None for event in said) == 1
    for event in said:
        if event.type == "m.room.message":
            assert faults(event.content) == [], event.text


async def test_words_in_commands(world: World, record_property: Record) -> None:
    ada, room = await world.one_member(encrypted=False)
    bot = world.bot_process([room])
    await bot.start()
    await ada.until_in(room, world.bot_id)
    for name, words in (("markup", MARKUP), ("unicode", UNICODE), ("link", LINKS)):
        commands = ("leitlinie", "suche", "einreichen Bonn |", "hilfe", "sammlung")
        lines = [f"!{command} {each}"[:3900] for command, each in zip(cycle(commands), words)]
        await tried(world, ada, room, lines)
        for line in lines:
            record_property("probe", f"{name}: {line[:60]!r}")
    log = bot.log_file.read_text(encoding="utf-8")
    assert "ERROR" not in log, log


async def test_names_of_people_and_rooms(world: World, record_property: Record) -> None:
    ada, room = await world.one_member()
    management = await world.room(ada)
    bot = world.bot_process([room], management=management)
    await bot.start()
    await ada.until_in(room, world.bot_id)
    await ada.until_in(management, world.bot_id)
    for name in (*MARKUP[:20], *(each[:200] for each in UNICODE[:20])):
        path = f"v3/profile/{segment(ada.user_id)}/displayname"
        if "\0" not in name:
            await ada.session.api.call("PUT", path, {"displayname": name})
            await ada.session.api.call(
                "PUT", f"v3/rooms/{segment(room)}/state/m.room.name/", {"name": name}
            )
        record_property("probe", f"name {name[:60]!r}")
    await tried(world, ada, room, ["!einreichen Bonn https://www.example.org/x"])

    async def noticed() -> bool:
        return any("So entscheiden Sie" in event.text for event in ada.timeline)

    await until(noticed)
    await tried(world, ada, management, ["!offen", "!status"])
