"""Where a homeserver is found, and what else may answer there."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.matrix.api import UnreachableError
from bot.process.lifecycle import Failure
from bot.setup.account import AccountSteps
from bot.setup.answers import Variables
from bot.setup.connection import SetupConnection, takes_passwords
from bot.setup.draft import ConfigDraft
from tests.support.strange_homeserver import (
    StrangeHomeserver,
    json,
    page,
    strange_homeserver,
    versions,
)

WELL_KNOWN = "/.well-known/matrix/client"
VERSIONS = "/_matrix/client/versions"


@pytest_asyncio.fixture
async def named() -> AsyncIterator[StrangeHomeserver]:
    """Yield what answers under the name."""
    async with strange_homeserver() as server:
        yield server


@pytest_asyncio.fixture
async def real() -> AsyncIterator[StrangeHomeserver]:
    async with strange_homeserver() as server:
        server.put(VERSIONS, versions)
        yield server


def found(typed: str, tmp_path: Path) -> str:
    """Return the URL that is written down."""
    draft = ConfigDraft(tmp_path / "config.toml", "", None)
    answers = Variables({"NETZWERKBOT_MATRIX__HOMESERVER": typed})
    AccountSteps(draft, answers, SetupConnection(answers)).homeserver()
    return str(draft.get("matrix", "homeserver"))


def delegating(to: str) -> object:
    return {"m.homeserver": {"base_url": to}}


async def test_a_name_leads_where_it_says(
    named: StrangeHomeserver, real: StrangeHomeserver, tmp_path: Path
) -> None:
    named.put(WELL_KNOWN, json(delegating(f"{real.url}/")))
    named.put(VERSIONS, versions)

    typed = named.url.removeprefix("http://")
    assert await asyncio.to_thread(found, typed, tmp_path) == real.url


async def test_a_url_is_taken_as_it_is_if_a_homeserver_answers(
    named: StrangeHomeserver, real: StrangeHomeserver, tmp_path: Path
) -> None:
    named.put(WELL_KNOWN, json(delegating(real.url)))
    named.put(VERSIONS, versions)

    assert await asyncio.to_thread(found, f"{named.url}/", tmp_path) == named.url


async def test_a_url_of_a_web_page_leads_where_it_says(
    named: StrangeHomeserver, real: StrangeHomeserver, tmp_path: Path
) -> None:
    named.put(WELL_KNOWN, json(delegating(real.url)))

    assert await asyncio.to_thread(found, named.url, tmp_path) == real.url


@pytest.mark.parametrize("answer", [{}, {"m.homeserver": 5}, [], {"m.homeserver": {}}])
async def test_a_name_that_says_nothing_is_the_homeserver_itself(
    real: StrangeHomeserver, tmp_path: Path, answer: object
) -> None:
    real.put(WELL_KNOWN, json(answer))

    typed = real.url.removeprefix("http://")
    assert await asyncio.to_thread(found, typed, tmp_path) == real.url


@pytest.mark.parametrize(
    ("to", "said"),
    [
        (None, "dort antwortet kein Matrix-Homeserver"),
        ("http://matrix.example.invalid", "nicht erreichbar"),
        ("http://127.0.0.1:1", "dort nimmt kein Programm Verbindungen an"),
    ],
)
async def test_what_is_no_homeserver_is_told(
    named: StrangeHomeserver, tmp_path: Path, to: str | None, said: str
) -> None:
    named.put(WELL_KNOWN, page if to is None else json(delegating(to)))
    with pytest.raises(Failure, match=said) as failure:
        await asyncio.to_thread(found, named.url.removeprefix("http://"), tmp_path)

    assert failure.value.exit_code == 1
    assert "Bitte prüfen Sie die Angabe." in failure.value.text


@pytest.mark.parametrize(
    ("answer", "takes"),
    [
        ({"flows": [{"type": "m.login.sso"}, {"type": "m.login.password"}]}, True),
        ({"flows": [{"type": "m.login.sso"}]}, False),
        ({"flows": [5]}, False),
        ([], False),
    ],
)
async def test_a_homeserver_says_whether_it_takes_passwords(
    real: StrangeHomeserver, answer: object, takes: bool
) -> None:
    real.put("/_matrix/client/v3/login", json(answer))
    connection = SetupConnection(Variables({}), url=real.url)

    assert await asyncio.to_thread(connection.once, takes_passwords) is takes


async def test_a_homeserver_that_asks_for_hours_is_not_waited_for(real: StrangeHomeserver) -> None:
    limited = {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 3_600_000}
    real.put("/_matrix/client/v3/login", json(limited, 429))
    connection = SetupConnection(Variables({}), url=real.url)
    with pytest.raises(Failure, match="bittet um 3600 Sekunden Geduld") as failure:
        await asyncio.to_thread(connection.run, takes_passwords)

    assert failure.value.exit_code == 1
    assert len(real.asked) == 1


async def test_a_pause_is_kept_and_told(
    real: StrangeHomeserver, capsys: pytest.CaptureFixture[str]
) -> None:
    limited = {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 10}
    flows = json({"flows": [{"type": "m.login.password"}]})
    real.put("/_matrix/client/v3/login", json(limited, 429), flows)
    connection = SetupConnection(Variables({}), url=real.url)

    assert await asyncio.to_thread(connection.run, takes_passwords)
    assert "bittet um 1 Sekunde Geduld" in capsys.readouterr().out


async def test_a_homeserver_that_is_gone_ends_it_where_nobody_sits() -> None:
    connection = SetupConnection(Variables({}), url="http://127.0.0.1:1")
    with pytest.raises(UnreachableError):
        await asyncio.to_thread(connection.once, takes_passwords)
    with pytest.raises(Failure, match="Ein neuer Aufruf von netzwerkbot init") as failure:
        await asyncio.to_thread(connection.run, takes_passwords)
    assert failure.value.exit_code == 1
