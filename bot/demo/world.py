"""netzwerkbot demo: homeserver, bot and three people on this machine, without configuration."""

import asyncio
import contextlib
import json
import logging
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from importlib import import_module
from pathlib import Path

from bot.app import App, open_app
from bot.config.sections import Config, LimitsSection, Matrix, RoomsSection, Storage
from bot.demo.chat import COLLEAGUE, LEADER, MEMBER, PEOPLE, Chat, Seat
from bot.demo.homeserver import Homeserver, HomeserverError, PortInUseError, running_homeserver
from bot.demo.screen import Screen
from bot.demo.web import WebClientError, serving_web_client
from bot.matrix.api import RefusedError, UnreachableError, segment
from bot.matrix.person import Person, listening_person
from bot.matrix.session import WrongCredentialError
from bot.process.failures import explained
from bot.process.files import write_whole
from bot.process.lifecycle import Failure, until_stopped
from bot.texts import demo as texts
from bot.texts import operation
from commands.conversation.settings import Submissions

BOT = "netzwerkbot"


def main(directory: Path, port: int, web: Path | None) -> None:
    """Run the demo until it is stopped. Raises Failure."""
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
    screen = Screen(stderr=True)  # standard output belongs to the conversation
    stopped = await until_stopped(_chat(directory, port, web, screen))
    if stopped or sys.stdin.isatty():
        screen.show(texts.STOPPED)


async def _chat(directory: Path, port: int, web: Path | None, screen: Screen) -> None:
    async with _everything(directory, port, web, screen) as chat:
        # The terminal needs packages of the extra "demo".
        module = import_module(f"bot.demo.{'terminal' if sys.stdin.isatty() else 'pipe'}")
        await module.converse(chat)


@asynccontextmanager
async def _everything(
    directory: Path, port: int, web: Path | None, screen: Screen
) -> AsyncIterator[Chat]:
    async with AsyncExitStack() as stack:
        screen.show(texts.starting(directory))
        homeserver = await stack.enter_async_context(
            running_homeserver(directory / "homeserver", port)
        )
        screen.show(texts.HOMESERVER_READY)
        passwords = await _accounts(homeserver, directory)
        member, colleague, leader = [
            await stack.enter_async_context(_person(homeserver, directory, name, passwords))
            for name in PEOPLE
        ]
        rooms = await _rooms(directory, member, colleague, leader)
        screen.show(texts.PEOPLE_READY)
        config = _config(homeserver, passwords[BOT], rooms, directory)
        app = await stack.enter_async_context(_running_bot(config))
        await member.until_in(rooms["network"], app.session.user_id)
        await leader.until_in(rooms["management"], app.session.user_id)
        screen.show(texts.BOT_READY)
        if web is not None:
            serving = serving_web_client(web, homeserver.url, port + 1)
            screen.show(texts.web_client(await stack.enter_async_context(serving)))
        _write_world(directory, homeserver, passwords, rooms)
        logins = {f"@{name}:localhost": passwords[name] for name in PEOPLE}
        screen.show(texts.ready(homeserver.url, logins), "dim")
        seats = {
            MEMBER: Seat(member, rooms["network"], texts.NETWORK_ROOM),
            COLLEAGUE: Seat(colleague, rooms["network"], texts.NETWORK_ROOM),
            LEADER: Seat(leader, rooms["management"], texts.MANAGEMENT_ROOM),
        }
        yield Chat(app.live.settings, app.session.user_id, seats)


def _person(
    homeserver: Homeserver, directory: Path, name: str, passwords: dict[str, str]
) -> AbstractAsyncContextManager[Person]:
    folder = directory / name
    folder.mkdir(mode=0o700, exist_ok=True)
    return listening_person(homeserver.url, f"@{name}:localhost", passwords[name], folder)


def _known(path: Path) -> dict[str, str]:
    """Return the content of the file of an earlier start."""
    if not path.exists():
        return {}
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return known


async def _accounts(homeserver: Homeserver, directory: Path) -> dict[str, str]:
    """Create the accounts if need be; return their passwords by local part."""
    path = directory / "passwords.json"
    known = _known(path)
    passwords = {name: secrets.token_urlsafe(9) for name in (BOT, *PEOPLE)} | known
    write_whole(path, json.dumps(passwords).encode())
    begun = (directory / "rooms.json").exists()
    for name, password in passwords.items():
        if not begun or name not in known:
            await homeserver.register(name, password)
    return passwords


async def _rooms(
    directory: Path, member: Person, colleague: Person, leader: Person
) -> dict[str, str]:
    path = directory / "rooms.json"
    rooms = _known(path)
    if not rooms:
        bot = f"@{BOT}:localhost"
        network = await leader.create_room(texts.NETWORK_ROOM, [bot, member.user_id])
        await member.join(network)
        management = await leader.create_room(texts.MANAGEMENT_ROOM, [bot])
        rooms = {"network": network, "management": management}
        write_whole(path, json.dumps(rooms).encode())
    # In the data of an earlier version she is not there yet.
    invitation = f"v3/rooms/{segment(rooms['network'])}/invite"
    with contextlib.suppress(RefusedError):
        await leader.session.api.call("POST", invitation, {"user_id": colleague.user_id})
    await colleague.join(rooms["network"])
    await colleague.until_in(rooms["network"])
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
            "rooms": RoomsSection(
                network=(rooms["network"],),
                exchange=rooms["network"],
                management=rooms["management"],
            ),
            "storage": Storage(directory=directory / "bot"),
            "limits": LimitsSection(commands_per_minute=1000),
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


def _write_world(
    directory: Path, homeserver: Homeserver, passwords: dict[str, str], rooms: dict[str, str]
) -> None:
    """Write demo.json, for other programs that take part; passwords are by local part."""
    users = {
        name: {"user_id": f"@{name}:localhost", "password": password}
        for name, password in passwords.items()
        if name != BOT
    }
    content = {"homeserver": homeserver.url, "users": users, "rooms": rooms}
    write_whole(directory / "demo.json", json.dumps(content, indent=2).encode())
