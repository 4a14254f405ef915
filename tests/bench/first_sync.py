"""`python -m tests.bench.first_sync`: a start in many rooms, until the first answer leaves.

What was asked while the bot was away comes with its first sync, together with the members of all
rooms. The homeserver is one that answers at once; its own time is not counted.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.bench.process import BotProcess, running
from tests.support.fake_homeserver import ADA, BOT, FakeHomeserver, served
from tests.support.waiting import until

ASKED = "!leitlinie Bonn"
_PATIENCE = 120.0
# As Synapse has them.
_UNSIGNED = {
    "age": 123_456_789,
    "replaces_state": "$" + "x" * 43,
    "prev_sender": ADA,
    "prev_content": {"membership": "invite", "displayname": "Ada Beispiel"},
}
_CONFIG = """
[matrix]
homeserver = "{url}"
user_id = "{bot}"
access_token = "token"
[rooms]
network = ["{room}"]
[storage]
directory = "{directory}/data"
[submissions]
check_links = false
"""


class TimedHomeserver(FakeHomeserver):
    """Notes when its first answer to a sync is ready, and what the bot had used until then."""

    process: BotProcess | None = None
    ready_at = cpu_before = megabytes = 0.0

    def _state(self, room_id: str) -> list[dict[str, Any]]:
        state = super()._state(room_id)
        for event in state:
            event["unsigned"] = _UNSIGNED
            event["event_id"] = event["event_id"].ljust(44, "x")
            event["content"].setdefault("avatar_url", "mxc://example.org/" + "x" * 24)
        return state

    async def _sync(self, request: web.Request) -> web.Response:
        answer = await super()._sync(request)
        if self.process is not None:
            self.cpu_before, self.process = self.process.cpu_seconds(), None
            self.ready_at = time.perf_counter()
            self.megabytes = len(answer.text or "") / 1e6
        return answer


@dataclass(frozen=True)
class Start:
    """Seconds from the sync to the answer, of them on the processor; memory afterwards."""

    seconds: float
    cpu: float
    resident_mb: float


async def start(homeserver: TimedHomeserver, room_id: str, process: BotProcess) -> Start:
    """Ask, start the bot and wait until its answer leaves."""
    await homeserver.say(room_id, ASKED, at=time.time())
    known = len(homeserver.sent)
    await process.start()
    homeserver.process = process
    async with asyncio.timeout(_PATIENCE), homeserver.news:
        await homeserver.news.wait_for(
            lambda: any("Bonn" in json.dumps(body) for _, body in homeserver.sent[known:])
        )
    seconds = time.perf_counter() - homeserver.ready_at
    found = Start(seconds, process.cpu_seconds() - homeserver.cpu_before, process.resident_mb())
    await process.stop()
    return found


async def first_start(homeserver: TimedHomeserver, process: BotProcess) -> None:
    """Everything is new to it, which happens once."""
    await process.start()
    await until(lambda: homeserver.requests["GET sync"] >= 2)
    await process.stop()


async def measure(rooms: int, members: int, rounds: int) -> None:
    people = [BOT, ADA, *(f"@person{number}:example.org" for number in range(members - 2))]
    in_rooms = {f"!room{number}:example.org": people for number in range(rooms)}
    room_id = next(iter(in_rooms))
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "config.toml")
        argv = [sys.executable, "-m", "bot.cli", "run", "--config", str(config)]
        process = BotProcess(argv, Path(folder, "bot.log"))
        homeserver = TimedHomeserver(in_rooms)
        async with served(homeserver), running([process]):
            text = _CONFIG.format(url=homeserver.url, bot=BOT, room=room_id, directory=folder)
            await asyncio.to_thread(config.write_text, text, encoding="utf-8")
            await first_start(homeserver, process)
            found = [await start(homeserver, room_id, process) for _ in range(rounds)]
            size = homeserver.megabytes
    seconds, cpu = ([getattr(each, name) for each in found] for name in ("seconds", "cpu"))
    sys.stdout.write(
        f"{rooms} rooms with {members} members, {size:.1f} MB: from the first sync to the answer"
        f" {statistics.median(seconds):.2f} s ({min(seconds):.2f}–{max(seconds):.2f}),"
        f" CPU {statistics.median(cpu):.2f} s, memory {found[-1].resident_mb:.0f} MB,"
        f" load average {os.getloadavg()[0]:.1f}\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.first_sync", description=__doc__)
    parser.add_argument("--rooms", type=int, default=200)
    parser.add_argument("--members", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    asyncio.run(measure(given.rooms, given.members, given.rounds))


if __name__ == "__main__":
    main()
