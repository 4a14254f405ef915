"""What goes missing: while the bot is away, while it is killed, while it is throttled."""

import asyncio
import secrets
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tests.bench import figures
from tests.bench.contestants import Contestant
from tests.bench.figures import Figure
from tests.bench.load import BURST, QUIET_SECONDS, all_of, send_at_once
from tests.bench.world import World

KILLS, UNDER_KILL, UNDER_LIMIT = 10, 400, 24
DEFAULT_MESSAGE_LIMIT = {"rc_message": {"per_second": 0.2, "burst_count": 10}}
_SENDING_SECONDS = 30.0


async def away(world: World, _rounds: int) -> list[Figure]:
    results: list[Figure] = []
    async with world.all_started():
        for entrant in world.contestants:
            await entrant.process.stop()
            asked = await send_at_once(world, entrant, BURST)
            await entrant.process.start()
            seconds = await _until_answered(world, asked, entrant.process.started_at)
            tally = await world.tally(entrant, asked)
            results.append(Figure(figures.AWAY, entrant.name, "s", [seconds], tally))
    return results


async def _until_answered(world: World, asked: Mapping[str, Sequence[str]], begun: float) -> float:
    last = await world.watcher.last_arrival(all_of(asked), QUIET_SECONDS)
    return float("inf") if last is None else last - begun


async def kill(world: World, _rounds: int) -> list[Figure]:
    results: list[Figure] = []
    async with world.all_started():
        for entrant in world.contestants:
            begun = time.perf_counter()
            killing = asyncio.create_task(_kill_at_random(entrant))
            asked = await _ask_steadily(world, entrant)
            await killing
            seconds = await _until_answered(world, asked, begun)
            tally = await world.tally(entrant, asked)
            note = f"{KILLS} kills"
            results.append(Figure(figures.KILL, entrant.name, "s", [seconds], tally, note))
    return results


async def _kill_at_random(entrant: Contestant) -> None:
    chance = secrets.SystemRandom()
    begun = time.perf_counter()
    for moment in sorted(chance.uniform(0, _SENDING_SECONDS) for _ in range(KILLS)):
        await asyncio.sleep(max(0.0, begun + moment - time.perf_counter()))
        await entrant.process.kill()
        await entrant.process.start()


async def _ask_steadily(world: World, entrant: Contestant) -> Mapping[str, list[str]]:
    asked: dict[str, list[str]] = defaultdict(list)
    rooms, users = entrant.rooms.plain, world.users

    async def one(number: int) -> None:
        await asyncio.sleep(number * _SENDING_SECONDS / UNDER_KILL)
        room_id = rooms[number % len(rooms)]
        event_id = await users[number % len(users)].ask(room_id, world.command)
        asked[room_id].append(event_id)

    await asyncio.gather(*(one(number) for number in range(UNDER_KILL)))
    return asked


async def default_limit(world: World, _rounds: int) -> list[Figure]:
    """Needs a homeserver with DEFAULT_MESSAGE_LIMIT; everybody is limited at the same time."""

    async def one(entrant: Contestant) -> Figure:
        begun = time.perf_counter()
        asked = await send_at_once(world, entrant, UNDER_LIMIT)
        seconds = await _until_answered(world, asked, begun)
        tally = await world.tally(entrant, asked)
        return Figure(figures.DEFAULT_LIMIT, entrant.name, "s", [seconds], tally)

    async with world.all_started():
        return list(await asyncio.gather(*(one(each) for each in world.contestants)))
