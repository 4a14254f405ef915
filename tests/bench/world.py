"""The homeserver with users, rooms and contestants: the same for everybody."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import aiohttp

from bot.demo.homeserver import Account, Homeserver, running_homeserver
from tests.bench.client import Client, Watcher
from tests.bench.contestants import PASSWORD, Contestant, Rooms, contestant
from tests.bench.counting import Tally
from tests.bench.encrypting import EncryptingUser
from tests.bench.process import running

USERS, ROOMS = 6, 5
_WARM_UP_SECONDS = 60.0


@dataclass(frozen=True)
class World:
    """`users[0]` also watches; `encrypting` is a second device of the same person."""

    homeserver: Homeserver
    users: Sequence[Client]
    encrypting: EncryptingUser
    encrypted_sender: Client
    watcher: Watcher
    contestants: Sequence[Contestant]
    command: str

    async def start(self, entrant: Contestant) -> None:
        """Start it and wait until it answers; raises RuntimeError with where its output is."""
        if not entrant.process.alive:
            await entrant.process.start()
        async with asyncio.timeout(_WARM_UP_SECONDS):
            while entrant.process.alive:
                event_id = await self.users[0].ask(entrant.rooms.plain[0], self.command)
                if await self.watcher.arrival(event_id, 2):
                    return
        raise RuntimeError(f"{entrant.name} does not answer, see {entrant.directory}.log")

    @asynccontextmanager
    async def all_started(self) -> AsyncIterator[None]:
        async with running([each.process for each in self.contestants]):
            for entrant in self.contestants:
                await self.start(entrant)
            yield

    async def tally(self, entrant: Contestant, asked: Mapping[str, Sequence[str]]) -> Tally:
        """By room: the ids of the commands that were sent there."""
        total = Tally()
        for room_id, event_ids in asked.items():
            user_id = entrant.account.user_id
            total += await self.users[0].tally(room_id, event_ids, user_id)
        return total


@asynccontextmanager
async def world(
    directory: Path,
    names: Sequence[str],
    command: str,
    *,
    extra: Mapping[str, object] | None = None,
    launcher: Sequence[str],
    checkout: Path | None = None,
) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        homeserver = await stack.enter_async_context(
            running_homeserver(directory / "homeserver", extra=extra)
        )
        session = await stack.enter_async_context(
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100))
        )
        admin = Client(session, homeserver.url, await homeserver.register("admin", "a", admin=True))
        users = [await _user(homeserver, session, admin, number) for number in range(USERS)]
        encrypting = EncryptingUser(homeserver.url, users[0].user_id, directory / "asker")
        stack.push_async_callback(encrypting.close)
        device = await encrypting.log_in(PASSWORD)
        entrants = []
        for name in names:
            account = await homeserver.register(name, PASSWORD)
            rooms = await _rooms(users, Client(session, homeserver.url, account))
            home = directory / name
            entrants.append(
                await contestant(name, homeserver.url, account, rooms, home, launcher, checkout)
            )
        watcher = Watcher(users[0])
        watching = asyncio.create_task(watcher.run())
        stack.callback(watching.cancel)
        sender = Client(session, homeserver.url, device)
        yield World(homeserver, users, encrypting, sender, watcher, entrants, command)


async def _user(
    homeserver: Homeserver, session: aiohttp.ClientSession, admin: Client, number: int
) -> Client:
    """One who may ask without limit, whatever the homeserver's limits are."""
    account: Account = await homeserver.register(f"user{number}", PASSWORD)
    path = f"/_synapse/admin/v1/users/{quote(account.user_id)}/override_ratelimit"
    await admin.call("POST", path, {"messages_per_second": 0, "burst_count": 0})
    return Client(session, homeserver.url, account)


async def _rooms(users: Sequence[Client], bot: Client) -> Rooms:
    plain = [await _room(users, bot, encrypted=False) for _ in range(ROOMS)]
    encrypted = await _room(users, bot, encrypted=True)
    management = await _room(users[:1], bot, encrypted=False)
    return Rooms(tuple(plain), encrypted, management)


async def _room(users: Sequence[Client], bot: Client, *, encrypted: bool) -> str:
    body: dict[str, object] = {
        "preset": "private_chat",
        "invite": [member.user_id for member in (*users[1:], bot)],
    }
    if encrypted:
        algorithm = {"algorithm": "m.megolm.v1.aes-sha2"}
        body["initial_state"] = [{"type": "m.room.encryption", "content": algorithm}]
    answer = await users[0].call("POST", "/_matrix/client/v3/createRoom", body)
    room_id = str(answer["room_id"])
    for member in (*users[1:], bot):
        await member.call("POST", f"/_matrix/client/v3/join/{quote(room_id)}", {})
    return room_id
