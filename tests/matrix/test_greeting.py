"""Whatever answers in the place of a homeserver: what it is, and what to do, in one sentence."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from pydantic import SecretStr

from bot.config.sections import Config, Matrix, Storage
from bot.demo.homeserver import free_port
from bot.doctor import check
from bot.matrix.api import Api, proxy_of
from bot.matrix.greeting import greet
from bot.matrix.session import Credential, open_session
from bot.process.failures import explain, explained
from bot.process.lifecycle import Failure
from tests.support.mail_server import Certificate
from tests.support.strange_homeserver import (
    StrangeHomeserver,
    json,
    page,
    strange_homeserver,
    versions,
)

VERSIONS = "/_matrix/client/versions"
LOGIN = "/_matrix/client/v3/login"


@pytest_asyncio.fixture
async def strange() -> AsyncIterator[StrangeHomeserver]:
    async with strange_homeserver() as homeserver:
        yield homeserver


def config_of(url: str, folder: Path) -> Config:
    matrix = Matrix(homeserver=url, user_id="@bot:example.org", password=SecretStr("geheim"))
    return Config(matrix=matrix, storage=Storage(directory=folder))


async def both(url: str, folder: Path) -> tuple[str, int]:
    """What `run` ends with, and its exit code; `check` says the same."""
    config = config_of(url, folder)
    credential = Credential(password="geheim")
    with pytest.raises(Failure) as caught, explained(config):
        async with open_session(url, "@bot:example.org", credential, "Netzwerkbot", folder):
            pass
    lines: list[str] = []
    await check(config, folder / "config.toml", lines.append)
    assert any(caught.value.text in line for line in lines), lines
    assert "\n" not in caught.value.text
    return caught.value.text, caught.value.exit_code


async def test_an_ordinary_web_page_is_called_one(
    strange: StrangeHomeserver, tmp_path: Path
) -> None:
    text, code = await both(strange.url, tmp_path)
    assert "kein Matrix-Homeserver, sondern etwa eine Webseite" in text
    assert code == 1


async def test_a_proxy_without_its_homeserver_is_an_error_of_the_server(
    strange: StrangeHomeserver, tmp_path: Path
) -> None:
    strange.put(VERSIONS, lambda: page(502))
    text, _ = await both(strange.url, tmp_path)
    assert "meldet den Fehler 502" in text


async def test_a_host_that_delegates_names_the_homeserver(
    strange: StrangeHomeserver, tmp_path: Path
) -> None:
    pointer = {"m.homeserver": {"base_url": "https://matrix.example.org/"}}
    strange.put("/.well-known/matrix/client", json(pointer))
    text, _ = await both(strange.url, tmp_path)
    assert "https://matrix.example.org" in text
    assert ".well-known" in text


@pytest.mark.parametrize(
    "pointer", [{}, [], {"m.homeserver": 7}, {"m.homeserver": {"base_url": "x y"}}]
)
async def test_a_pointer_to_nowhere_is_none(
    strange: StrangeHomeserver, tmp_path: Path, pointer: Any
) -> None:
    strange.put("/.well-known/matrix/client", json(pointer))
    text, _ = await both(strange.url, tmp_path)
    assert "eine Webseite" in text


async def test_a_path_is_named_as_the_mistake(strange: StrangeHomeserver, tmp_path: Path) -> None:
    unrecognized = json({"errcode": "M_UNRECOGNIZED"}, 404)
    strange.put("/matrix/_matrix/client/versions", unrecognized)
    text, _ = await both(f"{strange.url}/matrix", tmp_path)
    assert f"ohne Pfad an, vermutlich {strange.url}." in text


async def test_a_redirect_names_where_it_leads_without_its_secrets(
    strange: StrangeHomeserver, tmp_path: Path
) -> None:
    location = {"Location": "https://u:pw@neu.example.org/pfad?token=1"}
    strange.put(VERSIONS, lambda: web.Response(status=301, headers=location))
    text, _ = await both(strange.url, tmp_path)
    assert "er leitet weiter auf https://neu.example.org;" in text


async def test_where_nobody_listens(tmp_path: Path) -> None:
    text, code = await both(f"http://127.0.0.1:{free_port()}", tmp_path)
    assert "nimmt kein Programm Verbindungen an" in text
    assert code == 1


async def test_a_certificate_of_ones_own_authority(tmp_path: Path) -> None:
    certificate = Certificate.made_in(tmp_path)
    async with strange_homeserver(certificate.server) as homeserver:
        text, _ = await both(homeserver.url, tmp_path)
    assert "sein Zertifikat ist selbst ausgestellt" in text
    assert "/usr/local/share/ca-certificates/" in text
    assert "SSL_CERT_FILE" in text


async def test_a_certificate_for_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = Certificate.made_in(tmp_path, of_another=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    async with (
        strange_homeserver(certificate.server) as homeserver,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=certificate.trusting)) as http,
    ):
        with pytest.raises(Exception) as caught:  # noqa: PT011  what it means is looked at
            await greet(Api(http, homeserver.url))
    failure = explain(caught.value, config_of(homeserver.url, tmp_path))
    assert "sein Zertifikat gilt für eine andere IP-Adresse" in failure.text
    assert "ca-certificates" not in failure.text


async def test_plain_http_where_tls_is_expected(strange: StrangeHomeserver, tmp_path: Path) -> None:
    text, _ = await both(strange.url.replace("http://", "https://"), tmp_path)
    assert "ohne TLS" in text


async def test_a_wrong_password_is_a_wrong_configuration(
    strange: StrangeHomeserver, tmp_path: Path
) -> None:
    strange.put(VERSIONS, versions)
    strange.put(LOGIN, json({"errcode": "M_FORBIDDEN"}, 403))
    text, code = await both(strange.url, tmp_path)
    assert "nimmt das Passwort" in text
    assert code == 2


async def test_a_locked_account_may_be_unlocked(strange: StrangeHomeserver, tmp_path: Path) -> None:
    strange.put(VERSIONS, versions)
    strange.put(LOGIN, json({"errcode": "M_USER_LOCKED", "soft_logout": True}, 401))
    text, code = await both(strange.url, tmp_path)
    assert text.startswith("Das Konto @bot:example.org ist auf dem Homeserver gesperrt.")
    assert code == 1


BUSY = json({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 30}, 429)


def busy_proxy() -> web.Response:
    return web.Response(status=429, text="busy", headers={"Retry-After": "0"})


@pytest.mark.parametrize("busy", [BUSY, busy_proxy])
async def test_a_busy_homeserver_is_waited_for_at_the_start(
    strange: StrangeHomeserver, tmp_path: Path, busy: Any
) -> None:
    strange.put(VERSIONS, busy, busy, versions)
    login = {"user_id": "@bot:example.org", "device_id": "D", "access_token": "t"}
    strange.put(LOGIN, busy, json(login))
    credential = Credential(password="geheim")
    account = "@bot:example.org"
    async with (
        asyncio.timeout(4),
        open_session(strange.url, account, credential, "n", tmp_path) as session,
    ):
        assert session.device_id == "D"
    assert strange.asked == [VERSIONS] * 3 + [LOGIN] * 2


@pytest.mark.parametrize(
    ("ahead", "off", "right"),
    [(0, 0, True), (-25, 25, True), (-3600, 3600, False), (90, -90, False)],
)
async def test_the_clock_is_compared(
    strange: StrangeHomeserver, ahead: float, off: int, right: bool
) -> None:
    strange.put(VERSIONS, versions)
    strange.ahead = ahead
    async with aiohttp.ClientSession() as http:
        greeting = await greet(Api(http, strange.url))
    assert greeting.versions == ["v1.1", "v1.12"]
    assert greeting.clock_off is not None
    assert abs(greeting.clock_off - off) <= 2
    assert greeting.is_clock_right is right


def test_a_proxy_is_used_where_the_environment_names_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert proxy_of("https://matrix.example.org") is None
    monkeypatch.setenv("https_proxy", "http://proxy.example.org:3128")
    monkeypatch.setenv("no_proxy", "localhost,127.0.0.1")
    assert proxy_of("https://matrix.example.org") == "http://proxy.example.org:3128"
    assert proxy_of("http://matrix.example.org") is None
    assert proxy_of("https://localhost:8448") is None


async def test_the_session_goes_through_the_proxy(
    strange: StrangeHomeserver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here the strange homeserver is the proxy: what it is asked names the other host."""
    monkeypatch.setenv("http_proxy", strange.url)
    monkeypatch.setenv("no_proxy", "")
    strange.put(VERSIONS, versions)
    strange.put(LOGIN, json({"errcode": "M_FORBIDDEN"}, 403))
    text, _ = await both("http://127.0.0.2:1", tmp_path)
    assert "nimmt das Passwort" in text
    assert LOGIN in strange.asked
