"""Who takes part: how each is configured and started."""

import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.demo.homeserver import Account
from tests.bench.floor import Access
from tests.bench.process import BotProcess

FLOOR, OURS, FIFTY = "floor", "ours", "fifty"
# Ours as it was: another checkout, with the same packages.
BEFORE = "before"
PASSWORD = "bench"


@dataclass(frozen=True)
class Rooms:
    plain: tuple[str, ...]
    encrypted: str
    management: str


@dataclass(frozen=True)
class Contestant:
    name: str
    account: Account
    rooms: Rooms
    process: BotProcess
    directory: Path


async def contestant(
    name: str,
    url: str,
    account: Account,
    rooms: Rooms,
    directory: Path,
    launcher: Sequence[str],
    checkout: Path | None,
) -> Contestant:
    """`launcher` is how Python is started: alone, or under a profiler; `checkout` of `before`."""
    await asyncio.to_thread(directory.mkdir, mode=0o700)
    if name in (OURS, BEFORE):
        config = directory / "config.toml"
        text = _config(url, account, rooms, directory)
        argv = [*launcher, "-m", "bot.cli", "run", "--config", str(config)]
    else:
        config = directory / "access.json"
        access = Access(
            url, account.user_id, account.device_id, account.access_token, str(directory)
        )
        text = json.dumps(asdict(access))
        argv = [sys.executable, "-m", f"tests.bench.{name}", str(config)]
    await asyncio.to_thread(config.write_text, text, encoding="utf-8")
    process = BotProcess(argv, directory.with_suffix(".log"), checkout if name == BEFORE else None)
    return Contestant(name, account, rooms, process, directory)


def _config(url: str, account: Account, rooms: Rooms, directory: Path) -> str:
    sections: Mapping[str, Mapping[str, object]] = {
        "matrix": {"homeserver": url, "user_id": account.user_id, "password": PASSWORD},
        "rooms": {
            "network": [*rooms.plain, rooms.encrypted],
            "management": rooms.management,
        },
        "storage": {"directory": str(directory / "data")},
        "limits": {"commands_per_minute": 100_000},
        "reminders": {"quiet_hours": ""},
    }
    lines: list[str] = []
    for section, values in sections.items():
        lines.append(f"[{section}]")
        # A JSON string, number or list of strings is also TOML.
        lines += [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    return "\n".join(lines) + "\n"
