"""A copy of the database is put back: nothing is said twice, and nobody comes back."""

import asyncio
import re
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.matrix.marks import FIELD
from bot.matrix.person import Person
from bot.matrix.session import published_keys
from bot.recovery import lost_time
from bot.recovery.read_back import PostReader
from bot.texts import operation
from commands.conversation.posting import TRANSACTION_FIELD
from storage.records import number
from storage.recovery import earlier_posts, state
from tests.homeserver.world import (
    BotProcess,
    World,
    doubled,
    replies,
    running_app,
    timeline,
    until,
)
from tests.support.say import NOW

SUBMISSION = "!einreichen Essen | https://www.example.org/neu | Neu"


def copy_database(data: Path, copy: Path) -> None:
    """Copy it as an online backup does: the write-ahead log is part of it."""
    with (
        closing(sqlite3.connect(data / "netzwerkbot.db")) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)


def put_back(copy: Path, data: Path) -> None:
    """Put back only the database and the cross-signing: the device is gone."""
    signing = (data / "matrix" / "cross_signing.json").read_bytes()
    shutil.rmtree(data)
    (data / "matrix").mkdir(mode=0o700, parents=True)
    (data / "matrix" / "cross_signing.json").write_bytes(signing)
    shutil.copy(copy, data / "netzwerkbot.db")


async def test_after_a_restore_what_was_answered_in_the_lost_time_is_not_answered_again(
    world: World,
) -> None:
    ada, encrypted = await world.one_member()
    plain = await world.room(ada, encrypted=False)
    management = await world.room(ada)
    config = world.config([encrypted, plain], management=management)
    data, copy = world.directory / "data", world.directory / "copy.db"
    asked = []
    async with running_app(config) as app:
        for room in (encrypted, plain):
            await ada.until_in(room, world.bot_id)
            asked.append(await ada.say(room, "!leitlinie Bonn"))
            await ada.answer_to(asked[-1])
        former = app.session.device_id
        copy_database(data, copy)
        for room in (encrypted, plain):
            for text in (
                "!leitlinie Kiel",
                SUBMISSION,
            ):
                asked.append(await ada.say(room, text))
                await ada.answer_to(asked[-1])
    put_back(copy, data)

    async with running_app(config) as app:
        assert app.session.device_id != former
        await until(lambda: is_gone(ada, world.bot_id, former))
        # Else she would not write to it in the encrypted room.
        await until(lambda: knows(ada, world.bot_id, app.session.device_id))
        for room in (encrypted, plain):
            asked.append(await ada.say(room, "!leitlinie Bonn"))
            await ada.answer_to(asked[-1])
        async with app.database.statement() as tx:
            # Of the plain room, where everybody can read what was said.
            assert await number(tx, "SELECT count(*) FROM submission") == 1
            assert await number(tx, "SELECT count(*) FROM undecrypted_event") == 0
        # The notice for the management may go out behind the answers.
        await until(lambda: has_sent_all(app))
    for room in (encrypted, plain):
        answered = replies(await timeline(ada, room), world.bot_id)
        assert doubled(answered) == 0
        assert set(answered) <= set(asked)
    assert len(set(asked)) == len(asked) == 8


async def test_the_management_is_told_once_what_may_be_missing_and_which_mails_wait(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lost_time, "_SETTLING", timedelta(seconds=1))
    ada, room = await world.one_member(encrypted=False)
    cem = await world.person("cem")
    management = await world.room(cem)
    config = world.config([room], management=management)
    data, copy = world.directory / "data", world.directory / "copy.db"
    async with running_app(config) as app:
        await ada.until_in(room, world.bot_id)
        await cem.until_in(management, world.bot_id)
        copy_database(data, copy)
        await ada.answer_to(await ada.say(room, "!leitlinie Bonn"))
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(
            "INSERT INTO outbox (transaction_id, room_id, event_type, content, created_at,"
            " not_before) VALUES ('mail-1', 'mail', 'mail', '{}', 1, 1)"
        )
        connection.commit()
    put_back(copy, data)

    for _ in range(2):
        async with running_app(config) as app:
            await until(lambda: is_settled(app))
            await until(lambda: has_said(cem, "aus einer Sicherung wiederhergestellt"))
    told = [event.text for event in cem.timeline if "Sicherung" in event.text]
    assert len(told) == 1
    assert "Eine E-Mail habe ich nicht verschickt" in told[0]


async def is_settled(app: App) -> bool:
    async with app.database.transaction() as tx:
        recovery = await state.current(tx)
    return recovery is not None and recovery.settled


async def has_said(person: Person, words: str) -> bool:
    return any(words in event.text for event in person.timeline)


async def has_sent_all(app: App) -> bool:
    async with app.database.statement() as tx:
        return await number(tx, "SELECT count(*) FROM outbox WHERE state = 'waiting'") == 0


async def knows(person: Person, user_id: str, device_id: str) -> bool:
    return device_id in person.session.client.device_store[user_id]


async def is_gone(person: Person, user_id: str, device_id: str) -> bool:
    answer = await published_keys(person.session.api, user_id, device_id)
    return device_id not in answer["device_keys"].get(user_id, {})


async def test_in_clear_stands_a_mark_that_counts_on_own_events_alone(world: World) -> None:
    ada, encrypted = await world.one_member()
    plain = await world.room(ada, encrypted=False)
    config = world.config([encrypted, plain], management=await world.room(ada))
    async with running_app(config) as app:
        for room in (encrypted, plain):
            await ada.until_in(room, world.bot_id)
        await ada.answer_to(await ada.say(encrypted, "!leitlinie Göppingen"))
        await until(lambda: has_reactions(world, ada, encrypted))
        asked = await ada.say(plain, "!leitlinie Bonn")
        await ada.answer_to(asked)
        marker = app.session.marker
        forged = marker.of("answer-$never", {"body": "Bonn"})
        await ada.say(plain, "Das habe ich mir ausgedacht.", **{FIELD: str(forged)})

        reader = PostReader(app.session, app.database, NOW, app.live.now)
        await reader.read(plain)
        true = marker.of(f"answer-{asked}", {})
        async with app.database.transaction() as tx:
            assert len(await earlier_posts.of_mark(tx, true.name)) == 1
            assert await earlier_posts.of_mark(tx, forged.name) == []

    posts = [e for e in await timeline(ada, encrypted) if e["sender"] == world.bot_id]
    for event in posts:
        if event["type"] in ("m.room.encrypted", "m.reaction"):
            assert re.fullmatch(r"[\w-]{20}\.[\w-]{12}", event["content"][FIELD])
            assert TRANSACTION_FIELD not in event["content"]


async def has_reactions(world: World, ada: Person, room: str) -> bool:
    events = await timeline(ada, room)
    return any(e["type"] == "m.reaction" and e["sender"] == world.bot_id for e in events)


async def command(config_file: Path, *arguments: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", *arguments, "--config", str(config_file)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said = (await process.communicate())[0].decode()
    return process.returncode or 0, said


@pytest.mark.spine
async def test_the_bot_moves_to_another_machine_by_its_backup_and_knows_bonn(world: World) -> None:
    ada, room = await world.one_member()
    cem = await world.person("cem")
    management = await world.room(cem)
    bot = world.bot_process([room], management=management)
    await bot.start()
    await ada.until_in(room, world.bot_id)
    await cem.until_in(management, world.bot_id)
    first = await ada.say(room, "!leitlinie Bonn")
    assert "Bonn" in (await ada.answer_to(first)).text
    words = world.directory / "passphrase"
    words.write_text("Wiesenschaumkraut im Mai", encoding="utf-8")
    words.chmod(0o600)
    file = world.directory / "sicherung.nkb"
    protected = ("--passphrase-file", str(words))
    assert (await command(bot.config_file, "backup", str(file), *protected))[0] == 0

    code, said = await command(bot.config_file, "restore", str(file), *protected, "--replace")
    assert (code, said.splitlines()[-1]) == (1, operation.in_use(world.directory / "data"))
    await bot.stop()
    machine = world.directory / "neu"
    machine.mkdir()
    moved = BotProcess(Path(shutil.copy(bot.config_file, machine)))
    world.stack.push_async_callback(moved.kill)
    code, said = await command(moved.config_file, "restore", str(file), *protected)
    assert code == 0, said
    await moved.start()
    kontakt = await ada.say(await plain_room(world, ada), "!kontakt")
    await ada.answer_to(kontakt)
    asked = await ada.say(room, "!leitlinie Bonn")
    assert "Bonn" in (await ada.answer_to(asked)).text

    answered = replies(await timeline(ada, room), world.bot_id)
    assert sorted(answered) == sorted([first, asked])


async def plain_room(world: World, ada: Person) -> str:
    """Return a new room; whoever waits for an answer there knows that the bot is at work."""
    room = await world.room(ada, encrypted=False)
    await ada.until_in(room, world.bot_id)
    return room
