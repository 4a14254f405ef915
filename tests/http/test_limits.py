"""Whoever connects, and however they behave: others are served, and the bot keeps its port."""

import asyncio
import contextlib
import errno
import socket
from functools import partial
from pathlib import Path

import aiohttp
import pytest

from bot.config.reading import feed_token
from bot.config.sections import Config, HttpSection
from bot.demo.homeserver import free_port
from bot.http import server
from bot.http.routes import http_of
from bot.process.lifecycle import Failure
from bot.workers.schedule import Heartbeat
from commands.conversation.command import unknown_membership
from storage.database import Database
from tests.support.serving import FEED, Clock, Served, configured, serving
from tests.support.waiting import until

HEALTHZ = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"


# --- the port


def bound(config: Config, database: Database) -> contextlib.AbstractAsyncContextManager[int]:
    http = http_of(config, database, Heartbeat(Clock()), Clock(), unknown_membership)
    assert http is not None
    return http.listening()


async def refusal(config: Config, database: Database) -> Failure:
    with pytest.raises(Failure) as caught:
        async with bound(config, database):
            pass
    assert "\n" not in caught.value.text
    return caught.value


async def test_a_port_in_use_is_told_in_one_sentence(served: Served, tmp_path: Path) -> None:
    failure = await refusal(configured(tmp_path, port=served.port), served.database)

    assert failure.exit_code == 1
    assert failure.text == (
        f"http.listen: Auf 127.0.0.1:{served.port} kann der Bot keine Anfragen annehmen"
        " (der Port ist schon belegt)."
    )


@pytest.mark.parametrize(
    ("listen", "words"),
    [
        ("192.0.2.1:8080", "diese Adresse hat der Rechner nicht"),
        ("nirgends.invalid:8080", "diesen Rechnernamen gibt es nicht"),
        ("[2001:db8::1]:8080", "Auf [2001:db8::1]:8080"),
    ],
)
async def test_an_address_that_cannot_be_had_is_a_mistake_in_the_configuration(
    database: Database, tmp_path: Path, listen: str, words: str
) -> None:
    config = configured(tmp_path).model_copy(update={"http": HttpSection(listen=listen)})
    failure = await refusal(config, database)

    assert failure.exit_code == 2
    assert words in failure.text


async def test_an_error_without_a_name_is_told_by_the_system() -> None:
    assert (
        server.listen_problem(OSError(errno.EMFILE, "Too many open files")) == "Too many open files"
    )


async def test_the_port_is_free_again_as_soon_as_the_bot_has_ended(
    database: Database, tmp_path: Path
) -> None:
    config = configured(tmp_path, port=free_port())
    for _ in range(3):
        async with (
            bound(config, database) as port,
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/nothing") as response,
        ):
            assert response.status == 404


async def test_an_end_waits_for_nobody(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        _, idle = await asyncio.open_connection("127.0.0.1", served.port)
        await served.get("/healthz")
        began = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - began < server.KEEPALIVE
    idle.close()


async def test_a_missing_or_short_token_is_told_before_anything_starts(
    database: Database, tmp_path: Path
) -> None:
    config = configured(tmp_path, token="x" * 31)
    with pytest.raises(Failure, match=r"^http\.feed_token_file: .*mindestens 32") as caught:
        http_of(config, database, Heartbeat(Clock()), Clock(), unknown_membership)
    (tmp_path / "token").unlink()
    with pytest.raises(Failure, match=r"^http\.feed_token_file: .*kann nicht gelesen") as other:
        http_of(config, database, Heartbeat(Clock()), Clock(), unknown_membership)

    assert (caught.value.exit_code, other.value.exit_code) == (2, 2)
    assert "x" * 31 not in caught.value.text


def test_a_token_of_32_characters_is_enough(tmp_path: Path) -> None:
    http = configured(tmp_path, token="x" * 32).http
    assert http is not None
    token = feed_token(http)

    assert token is not None
    assert token.get_secret_value() == "x" * 32
    assert feed_token(HttpSection()) is None


def test_without_the_section_there_is_no_server(tmp_path: Path, database: Database) -> None:
    config = configured(tmp_path).model_copy(update={"http": None})

    assert http_of(config, database, Heartbeat(Clock()), Clock(), unknown_membership) is None


# --- behaviour


async def is_well(served: Served) -> bool:
    try:
        return (await served.get("/healthz")).status == 200
    except aiohttp.ClientConnectionError:
        return False


async def test_so_many_at_once_and_no_more(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MAX_CONNECTIONS", 5)
    opened = [await asyncio.open_connection("127.0.0.1", served.port) for _ in range(40)]
    ends = [asyncio.create_task(reader.read(1)) for reader, _ in opened]
    await until(lambda: sum(end.done() for end in ends) == 35)
    await asyncio.sleep(0.1)

    assert sum(end.done() for end in ends) == 35
    for _, writer in opened:
        writer.close()
    await asyncio.gather(*ends, return_exceptions=True)
    await until(partial(is_well, served))


async def test_many_at_once_are_all_served(served: Served) -> None:
    answers = await asyncio.gather(*(served.get(FEED) for _ in range(60)))

    assert {answer.status for answer in answers} == {200}


async def test_who_sends_a_letter_now_and_then_is_cut_off(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "KEEPALIVE", 0.5)
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    with contextlib.suppress(ConnectionError):
        for letter in HEALTHZ.decode():
            writer.write(letter.encode())
            with contextlib.suppress(TimeoutError):
                assert await asyncio.wait_for(reader.read(1), 0.1) == b""
                break
        else:
            pytest.fail("was never cut off")
    writer.close()


async def test_who_says_nothing_is_cut_off(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "KEEPALIVE", 0.2)

    assert await served.raw(b"") == b""


@pytest.mark.slow
async def test_who_does_not_read_the_answer_is_cut_off(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "LIFETIME", 2)
    monkeypatch.setattr(server, "MAX_CONNECTIONS", 1)
    loop = asyncio.get_running_loop()
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        slow.setblocking(False)
        await loop.sock_connect(slow, ("127.0.0.1", served.port))
        await loop.sock_sendall(slow, b"GET /sammlung.json HTTP/1.1\r\nHost: x\r\n\r\n" * 100)
        with pytest.raises(aiohttp.ClientConnectionError):
            await served.get("/healthz")

        await until(partial(is_well, served))


async def test_an_old_connection_is_closed_with_its_next_answer(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(HEALTHZ + b"\r\n")
    first = await reader.readuntil(b"}}}")
    monkeypatch.setattr(server, "LIFETIME", 0)
    writer.write(HEALTHZ + b"\r\n")
    second = await reader.read()
    writer.close()

    assert b"Connection: close" not in first
    assert b"Connection: close" in second


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /" + b"x" * 3000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        HEALTHZ + b"X: " + b"x" * 5000 + b"\r\n\r\n",
        HEALTHZ + b"".join(b"X-%d: y\r\n" % number for number in range(100)) + b"\r\n",
        HEALTHZ + b"Content-Length: -1\r\n\r\n",
        HEALTHZ + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\0" * 100 + b"\r\n\r\n",
    ],
    ids=["line", "field", "fields", "length", "smuggled", "address", "nul"],
)
async def test_what_is_too_large_or_nonsense_is_refused(served: Served, sent: bytes) -> None:
    said = await served.raw(sent)

    assert said.startswith((b"HTTP/1.1 400 Bad Request\r\n", b"HTTP/1.0 400 Bad Request\r\n"))
    assert (await served.get("/healthz")).status == 200


@pytest.mark.slow
async def test_a_body_that_does_not_end_is_not_waited_for(served: Served) -> None:
    began = asyncio.get_running_loop().time()
    said = await served.raw(HEALTHZ + b"Content-Length: 1000000000\r\n\r\nabc")

    assert said.startswith(b"HTTP/1.1 200 OK\r\n")
    assert asyncio.get_running_loop().time() - began < 5


# --- the configuration


@pytest.mark.parametrize(
    ("listen", "address"),
    [
        ("127.0.0.1:8080", ("127.0.0.1", 8080)),
        ("localhost:1", ("localhost", 1)),
        ("[::1]:65535", ("::1", 65535)),
        ("0.0.0.0:80", ("0.0.0.0", 80)),
    ],
)
def test_an_address_is_taken_apart(listen: str, address: tuple[str, int]) -> None:
    assert HttpSection(listen=listen).address == address
    assert server.address_text(address) == listen


@pytest.mark.parametrize(
    "listen",
    [
        *("", ":8080", "8080", "localhost", "localhost:", "localhost:0", "localhost:65536"),
        *("::1:80", "[::1]", "[127.0.0.1", "[x]:80", "[127.0.0.1]:80", "http://localhost:80"),
        *("a b:80", "localhost:٨٠", "localhost:80 ", "a" * 300 + ":80"),
    ],
)
def test_what_is_no_address_is_refused(listen: str) -> None:
    with pytest.raises(ValueError, match=r"127\.0\.0\.1:8080"):
        HttpSection(listen=listen)
