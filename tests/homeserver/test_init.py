"""netzwerkbot init at a real terminal, with a real Synapse: from nothing to the first answer."""

import asyncio
import json
import stat
import time
import tomllib
from pathlib import Path

import pytest

from bot.demo.homeserver import Homeserver
from bot.matrix.api import segment
from bot.matrix.person import Person
from tests.homeserver.world import PASSWORD, BotProcess, World, timeline
from tests.support.terminal import Terminal, terminal
from tests.support.waiting import until

# What is asked, and what Enter means, in the order of the dialogue.
HOMESERVER = "Homeserver, zum Beispiel"
ACCOUNT = "Konto des Bots"
SECRET = "(wird nicht angezeigt; leer: anderes Konto): "
ROOMS = ("Raum für Ankündigungen", "Raum für Fragen", "Raum des Netzwerkmanagements")
MANAGERS = "Wer gehört zum Netzwerkmanagement?"
REST = (
    ("Name des Netzwerks", ""),
    ("Kurzname", ""),
    ("Mailserver", ""),
    ("Datenverzeichnis", ""),
)


def config_of(world: World) -> Path:
    return world.directory / "setup" / "config.toml"


async def set_up(typing: Terminal, world: World, manager: str, password: str = PASSWORD) -> None:
    """Answer every question, rooms and all."""
    await typing.answers(
        (HOMESERVER, f"127.0.0.1:{world.homeserver.port}"),
        (ACCOUNT, f" Bot{world.number} "),
        (SECRET, password),
        *((room, "") for room in ROOMS),
        (MANAGERS, manager),
        *REST,
    )


async def devices(world: World) -> list[str]:
    """The devices of the bot, as its account sees them, without the one that looks."""
    account = await world.bot_account()
    api = (await world.person("leser")).session.api
    from dataclasses import replace

    found = await replace(api, access_token=account.access_token).call("GET", "v3/devices")
    return [d["device_id"] for d in found["devices"] if d["device_id"] != account.device_id]


@pytest.mark.spine
async def test_from_nothing_to_the_first_answer_in_an_encrypted_room(world: World) -> None:
    begun = time.monotonic()
    await world.bot_account()
    ada, file = await world.person("ada"), config_of(world)
    async with terminal("init", "--config", str(file)) as typing:
        await set_up(typing, world, ada.user_id)
        await typing.sees("Ergebnis: Alles in Ordnung.")
        assert await typing.ends() == 0
    rooms = tomllib.loads(file.read_text(encoding="utf-8"))["rooms"]
    assert "\x1b" not in typing.screen
    assert "systemctl enable --now netzwerkbot" in typing.screen

    bot = BotProcess(file)
    world.stack.push_async_callback(bot.kill)
    await bot.start()
    for room_id in (rooms["network"][0], rooms["exchange"], rooms["management"]):
        await ada.join(room_id)
        await ada.until_in(room_id, world.bot_id)
    await until(lambda: bot.log_file.read_text(encoding="utf-8").endswith("bereit\n"))
    answer = await ada.ask(rooms["exchange"], "!leitlinie Bonn")
    seconds = time.monotonic() - begun

    assert "Bonn" in answer
    last = (await timeline(ada, rooms["exchange"]))[-1]
    assert (last["type"], last["sender"]) == ("m.room.encrypted", world.bot_id)
    assert seconds < 600
    print(f"\nfrom nothing to the first answer: {seconds:.1f} s")  # noqa: T201
