"""Many commands: a burst, a long run (CPU and memory), and a minute without any."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tests.bench import figures
from tests.bench.contestants import Contestant
from tests.bench.counting import Tally
from tests.bench.figures import Figure
from tests.bench.world import World

BURST = 300
_BURST_ROUNDS = 3
QUIET_SECONDS = 40.0  # nothing more will come
_IN_FLIGHT = 20
_PATIENCE_SECONDS = 30.0
_SETTLE_SECONDS = 5.0
_MINUTE = 60.0


async def send_at_once(world: World, entrant: Contestant, count: int) -> Mapping[str, list[str]]:
    """From all users in all plain rooms; returns the ids by room."""
    rooms = entrant.rooms.plain

    async def one(number: int) -> tuple[str, str]:
        room_id = rooms[number % len(rooms)]
        user = world.users[number // len(rooms) % len(world.users)]
        return room_id, await user.ask(room_id, world.command)

    asked: dict[str, list[str]] = defaultdict(list)
    for room_id, event_id in await asyncio.gather(*(one(number) for number in range(count))):
        asked[room_id].append(event_id)
    return asked


def all_of(asked: Mapping[str, Sequence[str]]) -> list[str]:
    return [event_id for event_ids in asked.values() for event_id in event_ids]


async def burst(world: World, rounds: int) -> list[Figure]:
    seconds: dict[str, list[float]] = defaultdict(list)
    tallies: dict[str, Tally] = defaultdict(Tally)
    async with world.all_started():
        for _ in range(min(rounds, _BURST_ROUNDS)):
            for entrant in world.contestants:
                begun = time.perf_counter()
                asked = await send_at_once(world, entrant, BURST)
                last = await world.watcher.last_arrival(all_of(asked), QUIET_SECONDS)
                tallies[entrant.name] += await world.tally(entrant, asked)
                seconds[entrant.name].append(float("inf") if last is None else last - begun)
    return [Figure(figures.BURST, name, "s", each, tallies[name]) for name, each in seconds.items()]


async def long_run(world: World, commands: int) -> list[Figure]:
    """A few commands always under way, one contestant after the other."""
    results: list[Figure] = []
    async with world.all_started():
        for entrant in world.contestants:
            before = entrant.process.cpu_seconds()
            begun = time.perf_counter()
            asked = await _keep_asking(world, entrant, commands)
            took = time.perf_counter() - begun
            spent = entrant.process.cpu_seconds() - before
            name, tally = entrant.name, await world.tally(entrant, asked)
            await asyncio.sleep(_SETTLE_SECONDS)
            after = entrant.process.resident_mb()
            results += [
                Figure(figures.CPU, name, "s", [spent / commands * 1000], tally),
                Figure(figures.AFTER, name, "MB", [after], note=f"{commands} commands"),
                Figure("commands per second", name, "/s", [commands / took]),
            ]
    return results


async def _keep_asking(world: World, entrant: Contestant, count: int) -> Mapping[str, list[str]]:
    asked: dict[str, list[str]] = defaultdict(list)
    numbers = iter(range(count))

    async def worker(lane: int) -> None:
        room_id = entrant.rooms.plain[lane % len(entrant.rooms.plain)]
        user = world.users[lane % len(world.users)]
        for _ in numbers:
            event_id = await user.ask(room_id, world.command)
            asked[room_id].append(event_id)
            await world.watcher.arrival(event_id, _PATIENCE_SECONDS)

    await asyncio.gather(*(worker(lane) for lane in range(_IN_FLIGHT)))
    return asked


async def rest(world: World, _rounds: int) -> list[Figure]:
    """Everybody idles at the same time: nobody disturbs anybody."""
    results: list[Figure] = []
    async with world.all_started():
        await asyncio.sleep(_SETTLE_SECONDS)
        before = {each.name: each.process.cpu_seconds() for each in world.contestants}
        await asyncio.sleep(_MINUTE)
        for entrant in world.contestants:
            name = entrant.name
            spent = (entrant.process.cpu_seconds() - before[name]) * 1000
            results += [
                Figure(figures.REST, name, "MB", [entrant.process.resident_mb()]),
                Figure(figures.IDLE, name, "ms", [spent]),
            ]
    return results
