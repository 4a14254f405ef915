"""One device for life, and one sentence for everything that can be wrong at the start."""

import asyncio
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import App
from bot.demo.homeserver import free_port
from bot.doctor import check
from bot.matrix.api import segment
from bot.process.lifecycle import VERSION
from bot.texts import operation as texts
from bot.workers import surroundings
from storage.database import open_database
from tests.homeserver.office import open_office
from tests.homeserver.world import World, running_app, until
from tests.support.waiting import PATIENCE

TRACE = re.compile(r"Traceback|^  File", re.MULTILINE)


def one_line(said: str) -> str:
    lines = said.strip().splitlines()
    assert len(lines) == 1, said
    return lines[0]


async def test_an_access_token_alone_is_enough_for_encryption_and_signature(
    world: World,
) -> None:
    account = await world.bot_account()
    ada = await world.person("ada")
    room = await world.room(ada)
    config = world.config([room], credential=f'access_token = "{account.access_token}"')
    for text in ("Kiel", "Bonn"):
        async with running_app(config) as app:
            await ada.until_in(room, world.bot_id)
            assert text in await ada.ask(room, f"!leitlinie {text}")
            assert app.session.device_id == account.device_id


async def test_a_token_that_is_taken_away_ends_the_process_with_one_sentence(
    world: World,
) -> None:
    account = await world.bot_account()
    ada = await world.person("ada")
    room = await world.room(ada)
    bot = world.bot_process([room], credential=f'access_token = "{account.access_token}"')
    await bot.start()
    await ada.until_in(room, world.bot_id)
    await ada.ask(room, "!leitlinie Bonn")
    assert bot.process is not None

    api = replace(ada.session.api, access_token=account.access_token)
    await api.call("POST", "v3/logout", {})

    async with asyncio.timeout(PATIENCE):
        assert await bot.process.wait() == 2
    said = bot.log_file.read_text(encoding="utf-8")
    assert "nimmt das Passwort oder Zugriffstoken" in said.splitlines()[-1]
    assert not TRACE.search(said)


async def test_the_files_of_the_bot_are_for_the_bot_alone(world: World) -> None:
    await world.bot_account()
    bot = world.bot_process()
    await bot.start()
    data = world.directory / "data"

    async def started() -> bool:
        return (data / "matrix" / "cross_signing.json").exists()

    await until(started)
    await asyncio.sleep(1)
    await bot.stop()

    for path in (data, *data.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path
    assert not TRACE.search(bot.log_file.read_text(encoding="utf-8"))


async def test_a_second_process_on_the_same_directory_is_refused(world: World) -> None:
    await world.bot_account()
    config = world.config()
    async with running_app(config):
        code, said = await world.bot_process().result()

    assert code == 1
    assert "arbeitet schon ein anderer" in one_line(said)


@pytest.mark.spine
async def test_a_wrong_password_is_one_sentence(world: World) -> None:
    await world.bot_account()
    code, said = await world.bot_process(credential='password = "falsch"').result()

    assert code == 2
    assert "nimmt das Passwort" in one_line(said)
    assert "falsch" not in said


async def test_an_unknown_token_is_one_sentence(world: World) -> None:
    await world.bot_account()
    code, said = await world.bot_process(credential='access_token = "falsch"').result()

    assert code == 2
    assert "Zugriffstoken" in one_line(said)


async def test_a_token_of_another_account_is_one_sentence(world: World) -> None:
    await world.bot_account()
    other = await world.homeserver.register(f"other{world.number}", "x")
    credential = f'access_token = "{other.access_token}"'
    code, said = await world.bot_process(credential=credential).result()

    assert code == 2
    assert other.user_id in one_line(said)


async def test_a_token_whose_keys_are_elsewhere_is_refused(world: World) -> None:
    account = await world.bot_account()
    credential = f'access_token = "{account.access_token}"'
    config = world.config(credential=credential)
    async with running_app(config):
        pass
    for path in sorted((world.directory / "data").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()

    code, said = await world.bot_process(credential=credential).result()

    assert code == 2
    assert account.device_id in one_line(said)


async def test_a_homeserver_that_is_down_at_the_start_is_one_sentence(world: World) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    code, said = await world.bot_process(homeserver=url).result()

    assert code == 1
    assert url in one_line(said)


async def test_a_room_that_does_not_exist_yet_is_waited_for_and_the_others_are_served(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surroundings, "_PAUSE", 0.2)
    office = await open_office(world)
    missing = f"#spaeter{world.number}:localhost"
    elsewhere = "#austausch:example.org"  # its server cannot be asked
    rooms = [office.network, missing, elsewhere, "!gibtesnicht:localhost"]
    config = world.config(rooms, management=office.management)
    async with running_app(config) as app:
        await office.until_bot_is_in()
        await office.ada.ask(office.network, "!leitlinie Bonn")
        question = await office.bea.say(office.management, "!status")
        told = (await office.bea.answer_to(question)).text
        assert f"Den Raum {missing} aus der Konfiguration gibt es auf dem Homeserver nicht" in told
        assert f"Den Raum {elsewhere} aus der Konfiguration gibt es" in told
        assert "noch nicht im Raum !gibtesnicht:localhost" in told

        room = await world.room(office.ada)
        body = {"room_id": room}
        await office.ada.session.api.call("PUT", f"v3/directory/room/{segment(missing)}", body)
        await office.ada.until_in(room, world.bot_id)
        await until(lambda: _is_known(app, room))
        await office.ada.ask(room, "!leitlinie Bonn")
        question = await office.bea.say(office.management, "!status")
        assert missing not in (await office.bea.answer_to(question)).text


async def _is_known(app: App, room: str) -> bool:
    return room in app.live.settings.network_rooms


async def test_a_start_is_told_in_one_line(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    await world.bot_account()
    async with running_app(world.config()) as app:
        await asyncio.sleep(0.2)
        device = app.session.device_id
    [line] = [r.getMessage() for r in caplog.records if r.getMessage().endswith("bereit")]
    assert line.startswith(f"Netzwerkbot {VERSION}, {world.bot_id}, Gerät {device}, in 0 Räumen")
    assert texts.NO_ROOMS_CONFIGURED in caplog.text


async def test_a_database_of_a_newer_version_is_one_sentence(world: World) -> None:
    await world.bot_account()
    data = world.directory / "data"
    data.mkdir(mode=0o700)
    async with open_database(data / "netzwerkbot.db"):
        pass
    with sqlite3.connect(data / "netzwerkbot.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()

    code, said = await world.bot_process().result()

    # Another start would not help.
    assert code == 2
    assert "neueren Version" in one_line(said)


@pytest.mark.parametrize("content", [b"kein SQLite" * 500, b""], ids=["text", "other program"])
async def test_a_foreign_file_as_database_is_one_sentence(world: World, content: bytes) -> None:
    await world.bot_account()
    data = world.directory / "data"
    data.mkdir(mode=0o700)
    file = data / "netzwerkbot.db"
    file.write_bytes(content)
    if not content:
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE recipe (name TEXT)")
        connection.close()

    code, said = await world.bot_process().result()

    assert code == 2
    assert "keine Datenbank von Netzwerkbot" in one_line(said)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    mount = tmp_path / "data"
    mount.mkdir(mode=0o700)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", str(mount)],
        check=False,
        capture_output=True,
    )
    if done.returncode:
        pytest.skip("mounting needs privileges")
    yield mount
    subprocess.run(["umount", str(mount)], check=True)


async def test_a_full_disk_at_the_start_is_one_sentence(world: World, small_disk: Path) -> None:
    await world.bot_account()
    code, said = await world.bot_process().result()

    assert code == 1
    assert "voll" in one_line(said)
    assert str(small_disk) in said


async def let_grow(app: App, pages: int | None) -> None:
    """SQLite says that the disk is full beyond this size."""
    async with app.database.transaction() as tx:
        async with tx.execute("PRAGMA page_count") as cursor:
            row = await cursor.fetchone()
        assert row is not None
        await tx.execute(f"PRAGMA max_page_count = {pages or row[0]}")


async def test_a_disk_that_fills_up_delays_answers_and_loses_none(world: World) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!leitlinie Bonn")
        async with app.database.transaction() as tx:
            await tx.execute("CREATE TABLE filler (content BLOB)")
        await let_grow(app, None)

        asked = [await ada.say(room, "!leitlinie Kiel") for _ in range(30)]
        await asyncio.sleep(3)
        answered = [h.answers for h in ada.timeline if h.answers in asked]
        assert len(answered) < 30

        await let_grow(app, 1_000_000)
        for question in asked:
            await ada.answer_to(question)
        assert len([h for h in ada.timeline if h.answers in asked]) == 30


async def test_check_finds_nothing_wrong_before_and_after_the_first_start(world: World) -> None:
    ada, room = await world.one_member()
    config = world.config([room])
    path = world.directory / "config.toml"
    before: list[str] = []
    assert await check(config, path, before.append) == 0
    assert any("eingeladen" in line for line in before)

    async with running_app(config):
        await ada.until_in(room, world.bot_id)
        lines: list[str] = []
        assert await check(config, path, lines.append) == 0

    assert len(lines) < 24
    assert any("vom Bot-Konto unterschrieben" in line for line in lines)


async def test_check_says_in_one_line_what_is_wrong_with_the_login(world: World) -> None:
    await world.bot_account()
    config = world.config(credential='password = "falsch"')
    lines: list[str] = []

    assert await check(config, world.directory / "config.toml", lines.append) == 1

    assert any("nimmt das Passwort" in line for line in lines)
    assert not any("falsch" in line for line in lines)
