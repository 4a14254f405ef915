"""An old store of keys is put back: the bot goes on with a new device, and says nothing twice."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.doctor import check
from bot.matrix import key_generation
from bot.matrix.api import Api
from bot.matrix.person import Person
from bot.matrix.session import log_in
from bot.texts import doctor as texts
from bot.texts import operation
from storage.records import number
from tests.homeserver.world import (
    PASSWORD,
    World,
    doubled,
    replies,
    running_app,
    timeline,
    until,
    wait_for_replies,
)


def put_back(copy: Path, data: Path, part: str) -> None:
    shutil.rmtree(data / part)
    shutil.copytree(copy / part, data / part, copy_function=shutil.copy2)


async def as_bot(world: World, person: Person, device_id: str) -> Api:
    """The bot's account, on this device, which is made if need be."""
    anonymous = replace(person.session.api, access_token=None)
    answer = await log_in(anonymous, world.bot_id, PASSWORD, "", device_id)
    return replace(anonymous, access_token=answer["access_token"])


async def devices(world: World, person: Person) -> set[str]:
    api = await as_bot(world, person, "LOOKING")
    answer = await api.call("GET", "v3/devices")
    await api.call("POST", "v3/logout", {})
    return {each["device_id"] for each in answer["devices"]} - {"LOOKING"}


async def problems(config: Any, world: World) -> list[str]:
    lines: list[str] = []
    await check(config, world.directory / "config.toml", lines.append)
    return [line for line in lines if line.startswith("Problem")]


@pytest.mark.parametrize("part", [pytest.param(".", marks=pytest.mark.spine), "matrix"])
async def test_an_old_copy_put_back_makes_a_new_signed_device_that_answers_nothing_twice(
    world: World, part: str
) -> None:
    ada, room = await world.one_member()
    config = world.config([room], management=await world.room(ada))
    data = world.directory / "data"
    asked = []
    async with running_app(config) as app:
        await ada.until_in(room, world.bot_id)
        asked.append(await ada.say(room, "!leitlinie Bonn"))
        await ada.answer_to(asked[-1])
        former = app.session.device_id
    copy = world.directory / "copy"
    shutil.copytree(data, copy)
    async with running_app(config) as app:
        for text in (
            "!leitlinie Kiel",
            "!einreichen Essen | https://www.example.org/neu | Leitlinien",
        ):
            asked.append(await ada.say(room, text))
            await ada.answer_to(asked[-1])
    put_back(copy, data, part)

    assert [line for line in await problems(config, world) if texts.KEYS_OUTDATED in line]
    async with running_app(config) as app:
        assert app.session.device_id != former
        asked.append(await ada.say(room, "!leitlinie Essen"))
        await ada.answer_to(asked[-1])
        async with app.database.statement() as tx:
            # Done again where the copy knew nothing of it, but not told again.
            assert await number(tx, "SELECT count(*) FROM submission") == 1
        assert former not in await devices(world, ada)
        assert await problems(config, world) == []
    answered = replies(await timeline(ada, room), world.bot_id)
    assert set(answered) == set(asked)
    assert doubled(answered) == 0


async def test_a_copy_that_only_the_upload_betrays_is_left_while_running(world: World) -> None:
    """As a homeserver that keeps no data of accounts, or a copy of before there was a number."""
    ada, room = await world.one_member()
    config, data = world.config([room]), world.directory / "data"
    async with running_app(config) as app:
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!leitlinie Bonn")
        former = app.session.device_id
    shutil.copytree(data, world.directory / "copy")
    async with running_app(config):
        await use_up(ada, world.bot_id, former)
        await ada.ask(room, "!leitlinie Kiel")
        await until(lambda: has_keys(ada, world.bot_id, former))
    put_back(world.directory / "copy", data, ".")
    await use_up(ada, world.bot_id, former)
    await forget_number(world, ada, former)

    bot = world.bot_process([room])
    await bot.start()
    asked = await ada.say(room, "!leitlinie Essen")
    await wait_for_replies(ada, room, world.bot_id, [asked])

    assert former not in await devices(world, ada)
    assert doubled(replies(await timeline(ada, room), world.bot_id)) == 0
    assert "Traceback" not in bot.log_file.read_text(encoding="utf-8")


async def use_up(person: Person, user_id: str, device_id: str) -> None:
    """Claim so many one-time keys that the bot must upload new ones."""
    body = {"one_time_keys": {user_id: {device_id: "signed_curve25519"}}}
    for _ in range(40):
        await person.session.api.call("POST", "v3/keys/claim", body)


async def has_keys(person: Person, user_id: str, device_id: str) -> bool:
    body = {"one_time_keys": {user_id: {device_id: "signed_curve25519"}}}
    answer = await person.session.api.call("POST", "v3/keys/claim", body)
    [key] = answer["one_time_keys"][user_id][device_id].values()
    return "fallback" not in key


async def forget_number(world: World, person: Person, device_id: str) -> None:
    api = await as_bot(world, person, device_id)
    await api.call("PUT", key_generation._path(world.bot_id), {})


async def test_without_a_password_an_old_copy_is_refused_in_one_sentence(world: World) -> None:
    account = await world.bot_account()
    ada = await world.person("ada")
    room = await world.room(ada)
    credential, data = f'access_token = "{account.access_token}"', world.directory / "data"
    config = world.config([room], credential=credential)
    async with running_app(config):
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!leitlinie Bonn")
    shutil.copytree(data, world.directory / "copy")
    async with running_app(config):
        await ada.ask(room, "!leitlinie Kiel")
    put_back(world.directory / "copy", data, ".")

    assert [line for line in await problems(config, world) if texts.KEYS_OUTDATED in line]
    code, said = await world.bot_process([room], credential=credential).result()

    assert code == 2
    assert said.strip() == operation.outdated_keys(account.device_id)
