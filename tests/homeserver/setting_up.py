"""Somebody who sets up a bot: the dialogue, and what came of it."""

import tomllib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest_asyncio

from bot.matrix.api import RefusedError, segment
from bot.matrix.person import Person
from bot.texts import setup_written as written
from tests.homeserver.world import PASSWORD, World
from tests.support.terminal import Terminal, terminal

HOMESERVER = "Homeserver, zum Beispiel"
ACCOUNT = "Konto des Bots"
SECRET = "(wird nicht angezeigt; leer: anderes Konto): "
ROOMS = ("Raum für Ankündigungen", "Raum für Fragen", "Raum des Netzwerkmanagements")
MANAGERS = "Wer gehört zum Netzwerkmanagement?"

Dialogue = Sequence[tuple[str, str]]


def rest() -> Dialogue:
    """Return what is asked behind the rooms."""
    return (
        ("Name des Netzwerks", ""),
        ("Kurzname", ""),
        ("Mailserver", ""),
        ("Datenverzeichnis", ""),
        ("Verzeichnis für die nächtliche Sicherung", ""),
    )


@dataclass
class Newcomer:
    """`manager` will lead the network; nothing is set up yet."""

    world: World
    manager: Person
    names = written.ROOM_NAMES

    @property
    def folder(self) -> Path:
        return self.world.directory / "setup"

    @property
    def file(self) -> Path:
        return self.folder / "config.toml"

    def login(self, password: str = PASSWORD) -> Dialogue:
        return (
            (HOMESERVER, f"127.0.0.1:{self.world.homeserver.port}"),
            (ACCOUNT, f" Bot{self.world.number} "),
            (SECRET, password),
        )

    def dialogue(self) -> Dialogue:
        """Every question with an answer; each room is a new one."""
        rooms = [(room, "") for room in ROOMS]
        return (*self.login(), *rooms, (MANAGERS, self.manager.user_id), *rest())

    async def is_set_up(self) -> Terminal:
        async with terminal("init", "--config", str(self.file)) as typing:
            await typing.answers(*self.dialogue())
            assert await typing.ends() == 0, typing.screen
        return typing

    def rooms(self) -> dict[str, str]:
        """Return the one room of each role."""
        rooms = tomllib.loads(self.file.read_text(encoding="utf-8"))["rooms"]
        [network] = rooms["network"]
        return {**rooms, "network": network}

    def everything(self) -> dict[str, tuple[bytes, int, float]]:
        return {
            path.name: (path.read_bytes(), path.stat().st_mode, path.stat().st_mtime)
            for path in self.folder.rglob("*")
        }

    async def joined(self) -> list[str]:
        account = await self.world.bot_account()
        api = replace(self.manager.session.api, access_token=account.access_token)
        rooms: list[str] = (await api.call("GET", "v3/joined_rooms"))["joined_rooms"]
        return rooms

    async def devices(self) -> list[str]:
        """Return the devices of the bot, without those with which the tests look."""
        account = await self.world.bot_account()
        api = replace(self.manager.session.api, access_token=account.access_token)
        found = (await api.call("GET", "v3/devices"))["devices"]
        return [d["device_id"] for d in found if d.get("display_name") not in (None, "demo")]


@asynccontextmanager
async def a_newcomer(world: World) -> AsyncIterator[Newcomer]:
    account = await world.bot_account()
    manager = await world.person("ada")
    yield Newcomer(world, manager)
    # The next bot wants the same addresses.
    bot = replace(manager.session.api, access_token=account.access_token)
    for alias in written.ALIASES.values():
        for api in (bot, manager.session.api):
            with suppress(RefusedError):
                await api.call("DELETE", f"v3/directory/room/{segment(f'#{alias}:localhost')}")


@pytest_asyncio.fixture(loop_scope="session")
async def newcomer(world: World) -> AsyncIterator[Newcomer]:
    async with a_newcomer(world) as newcomer:
        yield newcomer
