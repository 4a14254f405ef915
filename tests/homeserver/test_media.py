"""Files: brought and fetched, within limits, proved; a homeserver that is slow, odd or old."""

import asyncio
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.matrix import media
from bot.matrix.api import Api, UnreachableError
from bot.matrix.media import NotThereError, TooLargeError, WrongHashError, download, upload
from bot.matrix.person import Person
from bot.matrix.session import Session
from commands.conversation.posting import notice, post_file
from commands.language.markup import text
from storage.conversation import outbox
from storage.conversation.outbox import Fallback
from tests.homeserver.world import World, running_app, until

MEGABYTE = 1_000_000
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Elsewhere:
    """A session whose homeserver is another one."""

    def __init__(self, session: Session, url: str) -> None:
        self._session = session
        self._url = url

    @property
    def api(self) -> Api:
        return Api(self._session.api.http, self._url, "a secret token")


@asynccontextmanager
async def odd_server(answer: Answer) -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def fetch(person: Person, answer: Answer, limit: int = MEGABYTE, seconds: float = 5) -> bytes:
    """From a homeserver that answers like this."""
    async with odd_server(answer) as url:
        session: Any = Elsewhere(person.session, url)
        return await download(session, {"url": "mxc://example.org/abc"}, limit, seconds)


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
@pytest.mark.parametrize("size", [0, 1, 65_536, 3 * MEGABYTE])
async def test_what_was_brought_is_fetched_again(world: World, encrypted: bool, size: int) -> None:
    ada = await world.person("ada")
    data = bytes(i % 251 for i in range(size))
    source = await upload(ada.session, data, "application/pdf", encrypted=encrypted)

    assert await download(ada.session, source, size) == data


async def test_a_file_that_is_too_large_is_not_read(world: World) -> None:
    ada = await world.person("ada")
    source = await upload(ada.session, b"x" * 1001, "application/pdf", encrypted=False)

    with pytest.raises(TooLargeError):
        await download(ada.session, source, 1000)


@pytest.mark.parametrize("announced", [False, True])
async def test_of_an_endless_file_no_more_is_read_than_wanted(
    world: World, announced: bool
) -> None:
    ada = await world.person("ada")
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        if announced:
            response.content_length = 200 * MEGABYTE
        await response.prepare(request)
        while sent < 200 * MEGABYTE:
            await response.write(b"x" * 65_536)
            sent += 65_536
        return response

    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError):
            await fetch(ada, endless)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sent < 20 * MEGABYTE
    assert peak < 20 * MEGABYTE


async def test_what_is_not_what_was_encrypted_is_refused(world: World) -> None:
    ada = await world.person("ada")
    source = await upload(ada.session, b"leitlinien", "application/pdf", encrypted=True)
    other = await upload(ada.session, b"etwas anderes", "application/pdf", encrypted=False)
    file: Any = source["file"]

    with pytest.raises(WrongHashError):
        await download(ada.session, {"file": file | {"url": other["url"]}}, MEGABYTE)
    wrong = file | {"hashes": {"sha256": "A" * 43}}
    with pytest.raises(WrongHashError):
        await download(ada.session, {"file": wrong}, MEGABYTE)


async def test_what_the_homeserver_does_not_have_is_not_there(world: World) -> None:
    ada = await world.person("ada")
    for source in ({"url": "mxc://localhost/nothing"}, {"url": "https://example.org/x"}, {}):
        with pytest.raises(NotThereError):
            await download(ada.session, source, MEGABYTE)


async def test_a_homeserver_that_only_knows_the_old_address_is_asked_there(world: World) -> None:
    ada = await world.person("ada")
    asked: list[str] = []

    async def old(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        if "/client/v1/" in request.path:
            return web.json_response({"errcode": "M_UNRECOGNIZED"}, status=404)
        return web.Response(body=b"leitlinien")

    assert await fetch(ada, old) == b"leitlinien"
    assert asked[1] == "/_matrix/media/v3/download/example.org/abc"


async def slow(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(200):
        await response.write(b"x")
        await asyncio.sleep(0.05)
    return response


async def silent(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(10)
    return web.Response()


async def broken_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    response.content_length = 1000
    await response.prepare(request)
    await response.write(b"x" * 500)
    assert request.transport is not None
    request.transport.abort()
    return response


async def in_trouble(_: web.Request) -> web.StreamResponse:
    return web.Response(status=502, text="<html>")


async def proxied(_: web.Request) -> web.StreamResponse:
    return web.Response(status=404, text="<html>not found")


async def forgetful(_: web.Request) -> web.StreamResponse:
    return web.json_response({"errcode": "M_UNKNOWN_TOKEN"}, status=401)


async def packed(_: web.Request) -> web.StreamResponse:
    return web.Response(body=b"x", headers={"Content-Encoding": "gzip"})


async def lost(_: web.Request) -> web.StreamResponse:
    return web.Response(status=307, headers={"Location": "http://[::1"})


async def in_circles(request: web.Request) -> web.StreamResponse:
    return web.Response(status=307, headers={"Location": request.path})


@pytest.mark.parametrize(
    "answer",
    [slow, silent, broken_off, in_trouble, proxied, forgetful, packed, lost, in_circles],
    ids=lambda answer: answer.__name__,
)
async def test_a_homeserver_in_trouble_is_unreachable_and_soon_known_to_be(
    world: World, answer: Answer
) -> None:
    """Those that take ten seconds would be answered in the end."""
    ada = await world.person("ada")

    with pytest.raises(UnreachableError):
        await fetch(ada, answer, seconds=1)


async def test_a_homeserver_that_asks_a_larger_one_says_too_large(world: World) -> None:
    ada = await world.person("ada")

    async def too_large(_: web.Request) -> web.StreamResponse:
        return web.json_response({"errcode": "M_TOO_LARGE"}, status=502)

    with pytest.raises(TooLargeError):
        await fetch(ada, too_large)


async def test_a_redirection_is_followed_at_home_and_nowhere_else(world: World) -> None:
    """The token must not reach anybody else, nor we what stands behind a firewall."""
    ada = await world.person("ada")
    reached: list[str | None] = []

    async def elsewhere(request: web.Request) -> web.StreamResponse:
        reached.append(request.headers.get("Authorization"))
        return web.Response(body=b"geheim")

    async with odd_server(elsewhere) as other:

        async def away(_: web.Request) -> web.StreamResponse:
            return web.Response(status=307, headers={"Location": f"{other}/x"})

        with pytest.raises(UnreachableError):
            await fetch(ada, away)

    async def at_home(request: web.Request) -> web.StreamResponse:
        if request.path == "/x":
            return web.Response(body=b"leitlinien")
        return web.Response(status=307, headers={"Location": "/x"})

    assert reached == []
    assert await fetch(ada, at_home) == b"leitlinien"


async def test_a_file_too_large_for_the_homeserver_is_given_up_and_said_otherwise(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, room = await world.one_member()
    put = media._put
    tries = 0

    async def refuses(session: Session, data: bytes, media_type: str) -> str:
        nonlocal tries
        tries += 1
        async with odd_server(full) as url:
            there: Any = Elsewhere(session, url)
            return await put(there, data, media_type)

    async def full(_: web.Request) -> web.StreamResponse:
        return web.json_response({"errcode": "M_TOO_LARGE"}, status=413)

    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!kontakt")
        monkeypatch.setattr(media, "_put", refuses)
        async with app.database.transaction() as tx:
            content = {"msgtype": "m.file", "body": "x.json", "info": {"mimetype": "text/plain"}}
            instead = Fallback(room, notice(text("zu groß"), "o"))
            now = app.live.now()
            await outbox.put(tx, room, content, "f", now, file=b"x", fallback=instead)
        app.outbox.wake()

        async def told() -> bool:
            return any(event.body == "zu groß" for event in ada.timeline)

        await until(told)
    assert tries == 3


async def test_an_upload_that_fails_is_tried_again_and_the_file_sent_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, room = await world.one_member()
    put = media._put
    tries = 0

    async def stumbles(session: Session, data: bytes, media_type: str) -> str:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise aiohttp.ServerDisconnectedError
        return await put(session, data, media_type)

    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!kontakt")
        monkeypatch.setattr(media, "_put", stumbles)
        async with app.database.transaction() as tx:
            ctx = app.live.context(tx)
            await post_file(ctx, room, b"{}", "daten.json", "application/json", "file-1")
        app.outbox.wake()

        async def there() -> bool:
            return any(event.file is not None for event in ada.timeline)

        await until(there)
        files = [event for event in ada.timeline if event.file is not None]
        assert await ada.download(files[0]) == b"{}"
    assert (tries, len(files)) == (2, 1)
