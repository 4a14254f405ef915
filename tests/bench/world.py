"""A homeserver with a member, rooms, and the bot as it is, beside one as it was."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.demo.homeserver import Account, Homeserver, running_homeserver
from tests.bench.client import Client
from tests.bench.process import BotProcess, running

ROOMS = 5
_PASSWORD = "bench"


@dataclass(frozen=True)
class Contestant:
    """A bot with rooms of its own, the last of them encrypted."""

    name: str
    account: Account
    rooms: tuple[str, ...]
    process: BotProcess
    directory: Path


@dataclass(frozen=True)
class World:
    member: Client
    contestants: tuple[Contestant, ...]


@asynccontextmanager
async def world(directory: Path, before: Path | None) -> AsyncIterator[World]:
    """`before` is a checkout of the bot as it was; it uses the same packages."""
    async with AsyncExitStack() as stack:
        homeserver = await stack.enter_async_context(running_homeserver(directory / "homeserver"))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        account = await homeserver.register("member", _PASSWORD)
        member = Client(session, homeserver.url, account)
        checkouts = {"now": None} if before is None else {"before": before, "now": None}
        contestants = [
            await _contestant(homeserver, session, member, directory / name, checkout)
            for name, checkout in checkouts.items()
        ]
        await stack.enter_async_context(running([each.process for each in contestants]))
        yield World(member, tuple(contestants))


async def _contestant(
    homeserver: Homeserver,
    session: aiohttp.ClientSession,
    member: Client,
    directory: Path,
    checkout: Path | None,
) -> Contestant:
    account = await homeserver.register(directory.name, _PASSWORD)
    bot = Client(session, homeserver.url, account)
    rooms = [await member.room(bot, encrypted=number == ROOMS) for number in range(ROOMS + 1)]
    management = await member.room(bot, encrypted=False)
    await asyncio.to_thread(directory.mkdir, mode=0o700)
    config = directory / "config.toml"
    text = _config(homeserver.url, account, rooms, management, directory)
    await asyncio.to_thread(config.write_text, text, encoding="utf-8")
    argv = [sys.executable, "-m", "bot.cli", "run", "--config", str(config)]
    process = BotProcess(argv, directory.with_suffix(".log"), checkout)
    return Contestant(directory.name, account, tuple(rooms), process, directory)


def _config(url: str, account: Account, rooms: list[str], management: str, directory: Path) -> str:
    sections: Mapping[str, Mapping[str, object]] = {
        "matrix": {"homeserver": url, "user_id": account.user_id, "password": _PASSWORD},
        "rooms": {"network": rooms, "management": management},
        "storage": {"directory": str(directory / "data")},
        "reminders": {"quiet_hours": ""},
    }
    lines: list[str] = []
    for section, values in sections.items():
        lines.append(f"[{section}]")
        # A JSON string, number or list of strings is also TOML.
        lines += [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    return "\n".join(lines) + "\n"
