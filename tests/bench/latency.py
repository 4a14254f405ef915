"""One command at a time: how long until the answer is seen, running and after a restart."""

import time
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.bench import figures
from tests.bench.client import Client
from tests.bench.contestants import FLOOR, Contestant
from tests.bench.counting import median
from tests.bench.figures import Figure
from tests.bench.world import World

ASKED_PER_ROUND = 15
_PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class Ask:
    """An event that is ready to be sent: what costs the asker time is done before the clock."""

    sender: Client
    room_id: str
    event_type: str
    content: Mapping[str, Any]

    async def put(self) -> str:
        return await self.sender.send(self.room_id, self.content, self.event_type)


async def asks(world: World, entrant: Contestant, count: int, *, encrypted: bool) -> Sequence[Ask]:
    if not encrypted:
        content = {"msgtype": "m.text", "body": world.command, "m.mentions": {}}
        rooms = entrant.rooms.plain
        return [
            Ask(world.users[0], rooms[number % len(rooms)], "m.room.message", content)
            for number in range(count)
        ]
    room_id = entrant.rooms.encrypted
    contents = await world.encrypting.encrypted(room_id, [world.command] * count)
    return [Ask(world.encrypted_sender, room_id, "m.room.encrypted", each) for each in contents]


async def _timed(world: World, ready: Sequence[Ask]) -> AsyncIterator[tuple[str, float, float]]:
    """Event id, milliseconds from sending, milliseconds from when the command was stored."""
    for ask in ready:
        sent = time.perf_counter()
        event_id = await ask.put()
        stored = time.perf_counter()
        seen = await world.watcher.arrival(event_id, _PATIENCE_SECONDS)
        if seen is None:
            raise TimeoutError(f"no answer in {_PATIENCE_SECONDS:.0f} s in {ask.room_id}")
        yield event_id, (seen - sent) * 1000, (seen - stored) * 1000


async def latency(world: World, rounds: int) -> list[Figure]:
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    cpu: dict[str, list[float]] = defaultdict(list)
    unreadable = 0
    async with world.all_started():
        for number in range(rounds):
            for entrant in _in_turn(world.contestants, number):
                before = entrant.process.cpu_seconds()
                await _round(world, entrant, values, encrypted=False)
                spent = entrant.process.cpu_seconds() - before
                cpu[entrant.name].append(spent / ASKED_PER_ROUND * 1000)
                if entrant.name != FLOOR:
                    unreadable += await _round(world, entrant, values, encrypted=True)
    note = f"{unreadable} unreadable" if unreadable else ""
    return [
        *(
            Figure(measure, name, "ms", each, note=note if "encrypted" in measure else "")
            for (measure, name), each in values.items()
        ),
        *(Figure(figures.CPU_SINGLY, name, "s", each) for name, each in cpu.items()),
    ]


async def _round(
    world: World,
    entrant: Contestant,
    values: dict[tuple[str, str], list[float]],
    *,
    encrypted: bool,
) -> int:
    """Returns how many answers the asker could not decrypt."""
    ready = await asks(world, entrant, ASKED_PER_ROUND, encrypted=encrypted)
    timed = [each async for each in _timed(world, ready)]
    measure = figures.ENCRYPTED if encrypted else figures.PLAIN
    values[measure, entrant.name].append(median([each[1] for each in timed]) or 0)
    values[f"{measure}, from PUT done", entrant.name].append(median([e[2] for e in timed]) or 0)
    return await world.encrypting.unreadable([each[0] for each in timed]) if encrypted else 0


def _in_turn(contestants: Sequence[Contestant], number: int) -> Sequence[Contestant]:
    """Nobody is always the first."""
    shift = number % len(contestants)
    return [*contestants[shift:], *contestants[:shift]]


async def restart(world: World, rounds: int) -> list[Figure]:
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    async with world.all_started():
        for number in range(rounds):
            for entrant in _in_turn(world.contestants, number):
                plain = await _restarted(world, entrant, encrypted=False)
                values[figures.RESTART, entrant.name].append(plain)
                if entrant.name != FLOOR:
                    late = await _restarted(world, entrant, encrypted=True)
                    values[figures.RESTART_ENCRYPTED, entrant.name].append(late)
    return [Figure(measure, name, "s", each) for (measure, name), each in values.items()]


async def _restarted(world: World, entrant: Contestant, *, encrypted: bool) -> float:
    """Seconds from the start of the process to the answer to a command that waited."""
    ready = await asks(world, entrant, 1, encrypted=encrypted)
    await entrant.process.stop()
    event_id = await ready[0].put()
    await entrant.process.start()
    seen = await world.watcher.arrival(event_id, _PATIENCE_SECONDS)
    await world.start(entrant)
    return float("inf") if seen is None else seen - entrant.process.started_at
