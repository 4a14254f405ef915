"""netzwerkbot demo: homeserver, bot and two people on this machine, nothing to configure."""

import asyncio
import json
import logging
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import App, open_app
from bot.chat import LEADER, MEMBER, Chat, Seat
from bot.config import Config, Limits, Matrix, Rooms, Storage
from bot.errors import Failure
from bot.failures import explained
from bot.homeserver import Homeserver, HomeserverError, PortInUseError, running_homeserver
from bot.matrix.api import RefusedError, UnreachableError
from bot.matrix.person import Person, listening_person
from bot.matrix.session import WrongCredentialError, write_secret
from bot.stopping import until_stopped
from bot.terminal import chat_on_terminal, chat_with_lines
from bot.web import WebClientError, serving_web_client
from commands.settings import Submissions
from commands.texts import demo as texts
from commands.texts import operation

BOT = "netzwerkbot"


@dataclass(frozen=True)
class World:
    """What demo.json keeps from one start to the next; passwords by local part."""

    passwords: dict[str, str]
    rooms: dict[str, str]


def main(directory: Path, port: int, web: Path | None) -> None:
    """Raises Failure."""
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        logging.basicConfig(filename=directory / "bot.log", level=logging.WARNING, force=True)
    except OSError as error:
        raise Failure(texts.no_directory(directory, operation.reason(error))) from None
    logging.getLogger("nio").setLevel(logging.CRITICAL)
    try:
        asyncio.run(_main(directory, port, web))
    except PortInUseError as error:
        raise Failure(texts.port_in_use(str(error))) from None
    except WebClientError:
        raise Failure(texts.no_web_client(web), exit_code=2) from None
    except HomeserverError as error:
        raise Failure(texts.no_homeserver(str(error))) from None
    except (UnreachableError, RefusedError, WrongCredentialError):
        raise Failure(texts.start_over(directory)) from None


async def _main(directory: Path, port: int, web: Path | None) -> None:
    if await until_stopped(_chat(directory, port, web)):
        _progress(texts.STOPPED)


async def _chat(directory: Path, port: int, web: Path | None) -> None:
    async with _everything(directory, port, web) as chat:
        on_terminal = sys.stdin.isatty()
        await (chat_on_terminal(chat) if on_terminal else chat_with_lines(chat))


@asynccontextmanager
async def _everything(directory: Path, port: int, web: Path | None) -> AsyncIterator[Chat]:
    async with AsyncExitStack() as stack:
        _progress(texts.starting_homeserver(directory))
        homeserver = await stack.enter_async_context(
            running_homeserver(directory / "homeserver", port)
        )
        _progress(texts.PREPARING_PEOPLE)
        passwords = await _accounts(homeserver, directory)
        member, leader = [
            await stack.enter_async_context(_person(homeserver, directory, name, passwords))
            for name in (MEMBER, LEADER)
        ]
        rooms = await _rooms(directory, member, leader)
        _progress(texts.STARTING_BOT)
        config = _config(homeserver, passwords[BOT], rooms, directory)
        app = await stack.enter_async_context(_running_bot(config))
        await member.until_in(rooms["network"], app.session.user_id)
        await leader.until_in(rooms["management"], app.session.user_id)
        if web is not None:
            serving = serving_web_client(web, homeserver.url, port + 1)
            _progress(texts.web_client(await stack.enter_async_context(serving)))
        _write_world(directory, homeserver, World(passwords, rooms))
        logins = {f"@{name}:localhost": passwords[name] for name in (MEMBER, LEADER)}
        _progress(texts.ready(homeserver.url, logins))
        seats = {
            MEMBER: Seat(member, rooms["network"], texts.NETWORK_ROOM),
            LEADER: Seat(leader, rooms["management"], texts.MANAGEMENT_ROOM),
        }
        yield Chat(app.dispatch.settings, app.session.user_id, seats)


def _person(
    homeserver: Homeserver, directory: Path, name: str, passwords: dict[str, str]
) -> AbstractAsyncContextManager[Person]:
    folder = directory / name
    folder.mkdir(mode=0o700, exist_ok=True)
    return listening_person(homeserver.url, f"@{name}:localhost", passwords[name], folder)


def _known(path: Path) -> dict[str, str]:
    """What an earlier start wrote."""
    if not path.exists():
        return {}
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return known


async def _accounts(homeserver: Homeserver, directory: Path) -> dict[str, str]:
    """Passwords by local part; the accounts exist afterwards."""
    path = directory / "passwords.json"
    passwords = _known(path) or {name: secrets.token_urlsafe(9) for name in (BOT, MEMBER, LEADER)}
    write_secret(path, json.dumps(passwords))
    if not (directory / "rooms.json").exists():
        for name, password in passwords.items():
            await homeserver.register(name, password)
    return passwords


async def _rooms(directory: Path, member: Person, leader: Person) -> dict[str, str]:
    path = directory / "rooms.json"
    rooms = _known(path)
    if not rooms:
        bot = f"@{BOT}:localhost"
        network = await leader.create_room(texts.NETWORK_ROOM, [bot, member.user_id])
        await member.join(network)
        management = await leader.create_room(texts.MANAGEMENT_ROOM, [bot])
        rooms = {"network": network, "management": management}
        write_secret(path, json.dumps(rooms))
    await member.until_in(rooms["network"])
    await leader.until_in(rooms["management"])
    return rooms


def _config(
    homeserver: Homeserver, password: str, rooms: dict[str, str], directory: Path
) -> Config:
    return Config.model_validate(
        {
            "matrix": Matrix.model_validate(
                {
                    "homeserver": homeserver.url,
                    "user_id": f"@{BOT}:localhost",
                    "password": password,
                    "invite_from": ("localhost",),
                }
            ),
            "rooms": Rooms(network=(rooms["network"],), management=rooms["management"]),
            "storage": Storage(directory=directory / "bot"),
            "limits": Limits(commands_per_minute=1000),
            # The demo stays on this machine.
            "submissions": Submissions(check_links=False),
        }
    )


@asynccontextmanager
async def _running_bot(config: Config) -> AsyncIterator[App]:
    with explained(config):
        async with open_app(config) as app:
            task = asyncio.create_task(app.run())
            ready = asyncio.create_task(app.ready.wait())
            await asyncio.wait((task, ready), return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                ready.cancel()
                await task
            try:
                yield app
            finally:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)


def _write_world(directory: Path, homeserver: Homeserver, world: World) -> None:
    """For other programs that want to take part."""
    users = {
        name: {"user_id": f"@{name}:localhost", "password": password}
        for name, password in world.passwords.items()
        if name != BOT
    }
    content = {"homeserver": homeserver.url, "users": users, "rooms": world.rooms}
    write_secret(directory / "demo.json", json.dumps(content, indent=2))


def _progress(text: str) -> None:
    """On standard error: standard output belongs to the conversation."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
