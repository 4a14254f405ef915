"""A conversation with `peer.mjs`, the independent client in its own process."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent
_PATIENCE = 40.0


class PeerError(Exception):
    """The other client could not do what it was asked for; the text is its own."""


class Peer:
    """`await peer.ask("send", room=…, body=…)` returns what the function of that name returns."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._ids = itertools.count(1)

    async def ask(self, name: str, **arguments: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        number = next(self._ids)
        request = json.dumps({"id": number, "do": name, **arguments})
        self._process.stdin.write(request.encode() + b"\n")
        async with asyncio.timeout(_PATIENCE):
            line = await self._process.stdout.readline()
        if not line:
            raise PeerError(f"{name}: the client has ended")
        answer = json.loads(line)
        assert answer["id"] == number
        if "error" in answer:
            raise PeerError(f"{name}: {answer['error']}")
        return answer["result"]


@asynccontextmanager
async def running_peer(log: Path) -> AsyncIterator[Peer]:
    """What the client prints goes to the file `log`."""
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            "node",
            str(_FOLDER / "peer.mjs"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            limit=2**20,
        )
        try:
            yield Peer(process)
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()
