"""The exit code of `check`: 0 where all is in order, 1 where something is not."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.cli.program import run_program
from tests.support.strange_homeserver import StrangeHomeserver, json, strange_homeserver, versions

BOT, ROOM = "@bot:example.org", "!raum:example.org"
CLIENT = "/_matrix/client"


def state(level: int) -> list[dict[str, Any]]:
    """Of a room in which the bot has this power, and to write takes 50."""
    creator, empty = "@ada:example.org", {"state_key": "", "sender": "@ada:example.org"}
    power = {"users": {BOT: level, creator: 100}, "events_default": 50}
    return [
        {"type": "m.room.create", "content": {"room_version": "11"}, **empty},
        {"type": "m.room.power_levels", "content": power, **empty},
    ]


def answering(homeserver: StrangeHomeserver, level: int) -> None:
    login = {"user_id": BOT, "device_id": "D", "access_token": "t"}
    homeserver.put(f"{CLIENT}/versions", versions)
    homeserver.put(f"{CLIENT}/v3/login", json(login))
    homeserver.put(f"{CLIENT}/v3/logout", json({}))
    homeserver.put(f"{CLIENT}/v3/sync", json({"next_batch": "1"}))
    homeserver.put(f"{CLIENT}/v3/rooms/{ROOM}/state", json(state(level)))


@pytest.mark.parametrize(("level", "code"), [(50, 0), (0, 1)], ids=["all is well", "a problem"])
async def test_the_exit_code_says_whether_there_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], level: int, code: int
) -> None:
    file = tmp_path / "config.toml"
    file.touch(mode=0o600)
    async with strange_homeserver() as homeserver:
        answering(homeserver, level)
        head = (
            f'[matrix]\nhomeserver = "{homeserver.url}"\nuser_id = "{BOT}"\npassword = "geheim"\n'
        )
        rest = f'[rooms]\nnetwork = ["{ROOM}"]\n[storage]\ndirectory = "{tmp_path}/data"\n'
        file.write_text(head + rest, encoding="utf-8")
        ended = await asyncio.to_thread(run_program, ["check", "--config", str(file)])

    said = capsys.readouterr().out
    assert (ended, said.count("\nProblem ")) == (code, code), said
