"""A hostile file is refused with the reason, and a huge one is not read."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import aiohttp
import pytest
from aiohttp import web

from bot.matrix.api import Api
from bot.matrix.media import download
from bot.matrix.session import Session
from commands.conversation.events import File
from commands.language.files import FileProblem
from tests.support.hostile_files import HOSTILE
from tests.support.hostile_submissions import ADA, LARGEST, WORD, World, each
from tests.support.say import MANAGEMENT
from tests.support.sites import INNER

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("nothing_is_logged")]


TOLD = {
    FileProblem.EMPTY: "leer",
    FileProblem.WRONG_KIND: "PDF, DOCX und ODT",
    FileProblem.DAMAGED: "beschädigt",
    FileProblem.BOMB: "Entpackt wäre sie viel zu groß",
    FileProblem.ENCRYPTED: "Passwort",
    FileProblem.MACROS: "Makros",
}
FILE = File(f"{WORD}.pdf", {"url": "mxc://example.org/a"}, encrypted=False)


@each(HOSTILE)
async def test_a_hostile_file_is_refused_with_the_reason(world: World, what: Any) -> None:
    make, problem = what
    world.data = make()
    await world.say("!einreichen Bonn", reply_to="$file", replied_file=FILE)
    await world.look()
    [told] = await world.room.read(ADA)
    assert TOLD[problem] in told
    assert await world.room.read(MANAGEMENT) == []
    await world.is_shown_everywhere()
    await world.has_come_to_no_harm()


@asynccontextmanager
async def homeserver(*, declared: bool) -> AsyncIterator[tuple[Session, list[int]]]:
    """One that hands out 200 MB, and how many bytes it got rid of."""
    sent = [0]

    async def hand_out(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if declared:
            response.content_length = 200_000_000
        await response.prepare(request)
        for _ in range(200):
            await response.write(bytes(1_000_000))
            sent[0] += 1_000_000
        return response

    application = web.Application()
    application.router.add_get("/{path:.*}", hand_out)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, INNER, 0).start()
    url = f"http://{INNER}:{runner.addresses[0][1]}"
    try:
        async with aiohttp.ClientSession() as http:
            yield cast("Session", _OnlyApi(Api(http, url, "token"))), sent
    finally:
        await runner.cleanup()


@dataclass(frozen=True)
class _OnlyApi:
    api: Api


@pytest.mark.parametrize("declared", [True, False])
async def test_200_megabytes_are_not_read(world: World, *, declared: bool) -> None:
    async with homeserver(declared=declared) as (session, sent):

        async def fetch(source: Mapping[str, object], largest: int) -> bytes:
            return await download(session, source, largest)

        await world.say("!einreichen Bonn", reply_to="$file", replied_file=FILE)
        await world.look(fetch)
        await asyncio.sleep(0.1)
        # What fits into the buffers of the operating system comes on top.
        assert sent[0] < (10_000_000 if declared else LARGEST + 10_000_000)
    [told] = await world.room.read(ADA)
    assert "zu groß" in told
    await world.has_come_to_no_harm()
