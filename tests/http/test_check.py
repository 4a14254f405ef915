"""What `check` says about the HTTP server and the token of its calendar."""

from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer

from bot.config.sections import Config
from bot.demo.homeserver import free_port
from bot.doctor import check
from bot.doctor.services import Report, check_http
from tests.support.serving import TOKEN, configured, serving


async def said(config: Config) -> tuple[int, list[str]]:
    """The number of problems, and the lines."""
    lines: list[str] = []
    report = Report(lines.append)
    async with aiohttp.ClientSession() as http:
        await check_http(config, http, report)
    assert TOKEN not in "".join(lines)
    return report.problems, lines


async def _nothing(_: web.BaseRequest) -> web.StreamResponse:
    return web.Response()


async def test_a_free_port_and_a_token_are_in_order_and_the_port_stays_free(
    tmp_path: Path,
) -> None:
    port = free_port()
    for _ in range(2):
        assert await said(configured(tmp_path, port=port)) == (
            0,
            [
                f"In Ordnung  HTTP: 127.0.0.1:{port} ist frei",
                "In Ordnung  Kalender-Abo: Token gelesen",
            ],
        )


async def test_that_there_is_no_calendar_is_said(tmp_path: Path) -> None:
    problems, lines = await said(configured(tmp_path, port=free_port(), token=None))

    assert problems == 0
    assert lines[1] == "In Ordnung  Kalender-Abo: aus, weil http.feed_token_file fehlt"


async def test_the_running_bot_may_have_the_port(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        problems, lines = await said(configured(tmp_path, port=served.port))

    assert problems == 0
    assert "antwortet schon ein Netzwerkbot" in lines[0]


async def test_a_port_that_somebody_else_has_is_a_problem(tmp_path: Path) -> None:
    async with RawTestServer(_nothing) as other:
        problems, lines = await said(configured(tmp_path, port=other.port or 0))

    assert problems == 1
    assert lines[0].startswith("Problem     HTTP: http.listen: ")
    assert "der Port ist schon belegt" in lines[0]


@pytest.mark.parametrize(("token", "words"), [("kurz", "zu kurz"), (" ", "leer")])
async def test_a_token_that_can_be_guessed_is_a_problem(
    tmp_path: Path, token: str, words: str
) -> None:
    problems, lines = await said(configured(tmp_path, port=free_port(), token=token))

    assert problems == 1
    assert lines[1].startswith("Problem     Kalender-Abo: http.feed_token_file: ")
    assert words in lines[1]


async def test_a_check_of_all_asks_for_it_too_and_without_the_section_is_silent(
    tmp_path: Path,
) -> None:
    lines: list[str] = []
    config = configured(tmp_path, port=free_port())
    await check(config, tmp_path / "config.toml", lines.append)
    assert any("Kalender-Abo" in line for line in lines)
    lines.clear()
    await check(config.model_copy(update={"http": None}), tmp_path / "config.toml", lines.append)

    assert not any("HTTP" in line or "Kalender-Abo" in line for line in lines)
