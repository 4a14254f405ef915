"""The whole bot with its HTTP server: well, killed, started again, without its homeserver."""

import asyncio
import json
import re

import aiohttp
import pytest

from bot.demo.homeserver import free_port
from tests.homeserver.world import World, until

TOKEN = "geheim-0123456789-abcdefghijklmnopq"
TRACE = re.compile(r"Traceback|^  File", re.MULTILINE)


def section(world: World, port: int) -> list[str]:
    (world.directory / "token").write_text(f"{TOKEN}\n", encoding="utf-8")
    return ["[http]", f'listen = "127.0.0.1:{port}"', 'feed_token_file = "token"']


async def get(port: int, path: str) -> tuple[int, str]:
    url = f"http://127.0.0.1:{port}{path}"
    try:
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            return response.status, await response.text()
    except aiohttp.ClientConnectionError:
        return 0, ""


async def test_a_running_bot_is_well_is_counted_and_comes_back_after_a_kill(world: World) -> None:
    ada, room = await world.one_member()
    port = free_port()
    bot = world.bot_process([room], more=section(world, port))

    async def well() -> bool:
        return (await get(port, "/healthz"))[0] == 200

    await bot.start()
    await until(well)
    await ada.until_in(room, world.bot_id)
    await ada.ask(room, "!leitlinie Bonn")
    _, numbers = await get(port, "/metrics")
    assert 'netzwerkbot_commands_total{command="leitlinie",outcome="ok"} 1.0' in numbers
    assert "ada" not in numbers
    assert (await get(port, f"/termine.ics?token={TOKEN}"))[0] == 200
    assert (await get(port, "/termine.ics?token=x"))[0] == 403
    assert len(json.loads((await get(port, "/sammlung.json"))[1])["entries"]) == 121

    await bot.kill()
    assert (await get(port, "/healthz"))[0] == 0
    await bot.start()
    await until(well)
    assert await bot.stop() == 0

    said = bot.log_file.read_text(encoding="utf-8")
    assert TOKEN not in said
    assert not TRACE.search(said)


@pytest.mark.parametrize(("taken", "code"), [(True, 1), (False, 2)])
async def test_a_bot_that_cannot_listen_ends_with_one_sentence(
    world: World, taken: bool, code: int
) -> None:
    await world.bot_account()
    other = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    port = other.sockets[0].getsockname()[1]
    lines = section(world, port)
    if not taken:
        (world.directory / "token").write_text("kurz", encoding="utf-8")
    ended, said = await world.bot_process(more=lines).result()
    other.close()
    await other.wait_closed()

    words = "der Port ist schon belegt" if taken else "mindestens 32 zufällige Zeichen"
    assert ended == code
    assert words in said.splitlines()[-1]
    assert not TRACE.search(said)
