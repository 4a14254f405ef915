"""A database that breaks, is lost, or is begun anew, under the running bot on a real homeserver."""

import asyncio
import sqlite3
from functools import partial
from pathlib import Path

import pytest

from bot.app import open_app
from bot.matrix.person import Person
from bot.process.failures import explained
from bot.process.lifecycle import Failure
from bot.texts import operation as texts
from tests.homeserver.world import World, doubled, replies, timeline, until, wait_for_replies


def spoil(file: Path) -> None:
    """Overwrite all pages but the first."""
    size = file.stat().st_size
    with file.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xff" * (size - 4096))


async def test_a_page_that_breaks_ends_the_running_bot_with_its_sentence(world: World) -> None:
    ada, room = await world.one_member()
    config = world.config([room])
    async with open_app(config) as app:
        task = asyncio.create_task(app.run())
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!leitlinie Bonn")
        async with app.database.statement() as tx:
            await tx.execute("PRAGMA cache_size = 0")
            await tx.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            await tx.execute("PRAGMA shrink_memory")

        spoil(config.database_file)
        await ada.say(room, "!leitlinie Kiel")

        with pytest.raises(Failure) as caught, explained(config):
            await task
    assert caught.value.text == texts.database_damaged(config.database_file)
    assert caught.value.lasting

    code, said = await world.bot_process([room]).result()
    assert code == 2
    assert said.strip() == texts.database_damaged(config.database_file)


async def test_without_its_database_the_bot_begins_anew_only_if_told_to(world: World) -> None:
    ada, room = await world.one_member()
    bot, data = world.bot_process([room]), world.directory / "data"
    await bot.start()
    await ada.until_in(room, world.bot_id)
    asked = [await ada.say(room, "!leitlinie Bonn")]
    await wait_for_replies(ada, room, world.bot_id, asked)
    await bot.stop()
    keys = (data / "matrix" / "session.json").read_bytes()
    for file in data.glob("netzwerkbot.db*"):
        file.unlink()
    unanswered = await ada.say(room, "!leitlinie Kiel")

    code, said = await bot.result()
    assert code == 2
    assert said.splitlines()[-1] == texts.lost_database(data / "netzwerkbot.db")
    assert not (data / "netzwerkbot.db").exists()

    bot.options = ("--begin-anew",)
    await bot.start()
    await until(lambda: has_begun(data / "netzwerkbot.db"), 90)
    asked.append(await ada.say(room, "!leitlinie Essen"))
    answered = await wait_for_replies(ada, room, world.bot_id, asked)
    await bot.stop()

    assert unanswered not in answered
    assert rows(data / "netzwerkbot.db", "SELECT event_id FROM handled_event") == asked[1:]
    assert doubled(replies(await timeline(ada, room), world.bot_id)) == 0
    assert (data / "matrix" / "session.json").read_bytes() == keys
    code, said = await bot.result()
    assert code == 2
    assert said.splitlines()[-1] == texts.database_not_lost(data / "netzwerkbot.db")


async def test_what_a_lost_database_announced_keeps_nothing_from_being_announced(
    world: World,
) -> None:
    """Submissions count from 1 again, and the homeserver remembers what this device sent."""
    ada, room = await world.one_member()
    management = await world.room(ada, encrypted=False)
    bot = world.bot_process([room], management=management)
    database = world.directory / "data" / "netzwerkbot.db"
    for count in (1, 2):
        bot.options = ("--begin-anew",) if count == 2 else ()
        await bot.start()
        await until(lambda: has_begun(database), 90)
        await ada.until_in(management, world.bot_id)
        await ada.ask(room, "!einreichen Essen | https://www.example.org/neu | Leitlinien")
        await until(partial(shown, ada, management, world.bot_id, count))
        await bot.stop()
        for file in database.parent.glob(f"{database.name}*"):
            file.unlink()


async def shown(person: Person, room_id: str, sender: str, count: int) -> bool:
    """Whether the room has so many notices of a submission, edits not counted."""
    ours = [event for event in await timeline(person, room_id) if event["sender"] == sender]
    bodies = [str(event["content"].get("body", "")) for event in ours]
    return sum(body.startswith("Einreichung Nr. 1:") for body in bodies) == count


async def has_begun(file: Path) -> bool:
    return bool(rows(file, "SELECT token FROM sync"))


def rows(file: Path, question: str) -> list[str]:
    """The first column; none if there is no database yet."""
    try:
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
        found = [row[0] for row in connection.execute(question)]
        connection.close()
    except sqlite3.OperationalError:
        return []
    return found
