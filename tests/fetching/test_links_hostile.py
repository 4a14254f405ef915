"""Sites that answer with too little, too much or nonsense are no trouble."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.fetching.links import Links, LinkState
from tests.support.sites import OUTER, Everywhere, Writing, raw


async def ask_raw(write: Writing, seconds: float = 0.5, scheme: str = "http") -> LinkState:
    async with raw(write) as port:
        links = Links(OUTER.__eq__, Everywhere(OUTER), seconds)
        return await links.check(f"{scheme}://outer.example:{port}/")


async def test_slow_headers_have_only_so_much_time() -> None:
    sent = 0

    async def drip(writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n")
        for sent in range(100):
            writer.write(f"X-{sent}: a\r\n".encode())
            await writer.drain()
            await asyncio.sleep(0.05)

    assert await ask_raw(drip) is LinkState.UNREACHABLE
    assert sent < 99


@pytest.mark.slow
@pytest.mark.parametrize("line", [b"X-A: a\r\n", b"a" * 1000, b"HTTP/1.1 100 Continue\r\n\r\n"])
async def test_headers_without_end_are_not_collected(line: bytes) -> None:
    sent = 0

    async def flood(writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n" if b"HTTP" not in line else b"")
        while not writer.is_closing():
            writer.write(line * 100)
            await writer.drain()
            sent += len(line) * 100

    assert await ask_raw(flood, 1) is LinkState.UNREACHABLE
    if b"HTTP" not in line:
        assert sent < 16 * 2**20


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200)
    | st.binary(max_size=200).map(b"HTTP/1.1 200 OK\r\n".__add__)
    | st.binary(max_size=60).map(lambda part: b"HTTP/1.1 302 A\r\nLocation: " + part + b"\r\n\r\n")
    | st.text(max_size=60).map(lambda t: f"HTTP/1.1 302 A\r\nLocation: http://{t}\r\n\r\n".encode())
)
def test_noise_is_no_trouble(answer: bytes) -> None:
    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()

    async def run() -> LinkState:
        async with raw(write) as port:
            links = Links(OUTER.__eq__, Everywhere(OUTER), 0.3)
            return await links.check(f"http://outer.example:{port}/")

    assert asyncio.run(run()) in LinkState


async def nothing(_: asyncio.StreamWriter) -> None:
    pass


async def test_a_connection_that_ends_at_once_is_unreachable() -> None:
    assert await ask_raw(nothing) is LinkState.UNREACHABLE


async def test_a_site_without_encryption_behind_https_is_unreachable() -> None:
    async def plain(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await writer.drain()

    assert await ask_raw(plain, scheme="https") is LinkState.UNREACHABLE
