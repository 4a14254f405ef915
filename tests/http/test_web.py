"""The web client is served on this machine only, and nothing but its folder."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from bot.demo.homeserver import PortInUseError
from bot.demo.web import WebClientError, serving_web_client

HOMESERVER = "http://127.0.0.1:8008"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text("not yours", encoding="utf-8")
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<p>Guten Tag", encoding="utf-8")
    (dist / "assets" / "olm.wasm").write_bytes(b"\0asm")
    (dist / "assets" / "main.js").write_text("1", encoding="utf-8")
    (dist / "assets" / "style.css").write_text("p {}", encoding="utf-8")
    return dist


@pytest.fixture
async def address(folder: Path) -> AsyncIterator[str]:
    async with serving_web_client(folder, HOMESERVER) as address:
        yield address


async def get(url: str) -> tuple[int, str, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(URL(url, encoded=True)) as response,
    ):
        return response.status, response.content_type, await response.text(errors="replace")


async def test_the_address_is_on_loopback_and_shows_the_page(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")
    assert await get(address) == (200, "text/html", "<p>Guten Tag")


async def test_the_configuration_names_the_homeserver(address: str) -> None:
    status, kind, text = await get(f"{address}config.json")
    assert (status, kind, text) == (200, "application/json", f'{{"homeserver": "{HOMESERVER}"}}')


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("olm.wasm", {"application/wasm"}),
        ("main.js", {"text/javascript", "application/javascript"}),
        ("style.css", {"text/css"}),
    ],
)
async def test_files_have_the_type_a_browser_asks_for(
    address: str, name: str, kinds: set[str]
) -> None:
    status, kind, _ = await get(f"{address}assets/{name}")
    assert status == 200
    assert kind in kinds


@pytest.mark.parametrize(
    "path",
    [
        "../secret",
        "assets/../../secret",
        "..%2fsecret",
        "%2e%2e/secret",
        "assets/..%2f..%2fsecret",
        "/etc/passwd",
        "link",
        "missing",
    ],
)
async def test_nothing_outside_of_the_folder_is_served(
    address: str, folder: Path, path: str
) -> None:
    (folder / "link").symlink_to(folder.parent / "secret")
    request = f"GET /{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    # A raw connection: clients tidy such paths up before they send them.
    reader, writer = await asyncio.open_connection("127.0.0.1", URL(address).port)
    writer.write(request.encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert answer.split()[1] in {b"403", b"404"}
    assert b"not yours" not in answer


async def test_a_used_port_is_named(folder: Path, address: str) -> None:
    port = URL(address).port
    assert port is not None
    with pytest.raises(PortInUseError, match=str(port)):
        async with serving_web_client(folder, HOMESERVER, port):
            pass


async def test_a_folder_without_a_built_client_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WebClientError, match=r"index\.html"):
        async with serving_web_client(tmp_path, HOMESERVER):
            pass


async def test_the_end_does_not_wait_for_open_connections(folder: Path) -> None:
    async with asyncio.timeout(5), aiohttp.ClientSession() as session:
        async with serving_web_client(folder, HOMESERVER) as address, session.get(address) as page:
            assert page.status == 200
        with pytest.raises(aiohttp.ClientError):
            await session.get(address)
