"""What `check` says of secrets that others could read, and of rights that the bot does not need."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.config.reading import load
from bot.doctor import check
from tests.support.strange_homeserver import StrangeHomeserver, json, strange_homeserver, versions

BOT = "@bot:example.org"
ADMIN = "/_synapse/admin/v1/users/@bot:example.org/admin"


@pytest_asyncio.fixture
async def homeserver() -> AsyncIterator[StrangeHomeserver]:
    async with strange_homeserver() as found:
        found.put("/_matrix/client/versions", versions)
        login = {"user_id": BOT, "device_id": "D", "access_token": "t"}
        found.put("/_matrix/client/v3/login", json(login))
        found.put("/_matrix/client/v3/logout", json({}))
        yield found


async def lines(homeserver: StrangeHomeserver, folder: Path, secret: str, more: str = "") -> str:
    """All that is not in order."""
    file = folder / "config.toml"
    if not file.exists():
        file.touch(mode=0o600)
    head = f'[matrix]\nhomeserver = "{homeserver.url}"\nuser_id = "{BOT}"\n'
    file.write_text(f"{head}{secret}\n{more}")
    found: list[str] = []
    await check(load(file, {}), file, found.append)
    return "\n".join(line for line in found if not line.startswith("In Ordnung"))


@pytest.mark.parametrize(("mode", "told"), [(0o604, True), (0o644, True), (0o640, False)])
async def test_a_configuration_with_a_password_is_for_the_bot_alone(
    homeserver: StrangeHomeserver, tmp_path: Path, mode: int, told: bool
) -> None:
    (tmp_path / "config.toml").touch()
    (tmp_path / "config.toml").chmod(mode)
    said = await lines(homeserver, tmp_path, 'password = "geheim"')
    assert ("kann jedes Konto dieses Rechners lesen" in said) is told
    assert (f"chmod o= {tmp_path / 'config.toml'}" in said) is told


@pytest.mark.parametrize(("mode", "told"), [(0o644, True), (0o602, True), (0o600, False)])
async def test_a_file_with_a_password_is_for_the_bot_alone(
    homeserver: StrangeHomeserver, tmp_path: Path, mode: int, told: bool
) -> None:
    config = tmp_path / "config.toml"
    config.touch()
    config.chmod(0o644)
    secret = tmp_path / "password"
    secret.write_text("geheim")
    secret.chmod(mode)
    said = await lines(homeserver, tmp_path, 'password_file = "password"')
    assert ("matrix.password_file" in said) is told
    # Without a secret in it anybody may read the configuration.
    assert f"chmod o= {config}" not in said


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"admin": True}, True),
        ({"admin": False}, False),
        ({"errcode": "M_FORBIDDEN"}, False),
        ([], False),
    ],
)
async def test_an_account_that_governs_the_homeserver_is_a_problem(
    homeserver: StrangeHomeserver, tmp_path: Path, answer: object, told: bool
) -> None:
    homeserver.put(ADMIN, json(answer))
    said = await lines(homeserver, tmp_path, 'password = "geheim"')
    assert ("verwaltet den ganzen Homeserver" in said) is told


async def test_a_homeserver_without_that_question_says_nothing(
    homeserver: StrangeHomeserver, tmp_path: Path
) -> None:
    assert "verwaltet" not in await lines(homeserver, tmp_path, 'password = "geheim"')


@pytest.mark.parametrize(
    ("value", "told"), [('["*"]', True), ('["*.de"]', True), ('["a.de"]', False)]
)
async def test_an_invitation_by_everybody_invites_nobody(
    homeserver: StrangeHomeserver, tmp_path: Path, value: str, told: bool
) -> None:
    said = await lines(homeserver, tmp_path, f'password = "geheim"\ninvite_from = {value}')
    assert ("ist kein Platzhalter und trifft auf niemanden zu" in said) is told


async def test_without_rooms_it_says_what_that_means(
    homeserver: StrangeHomeserver, tmp_path: Path
) -> None:
    said = await lines(homeserver, tmp_path, 'password = "geheim"')
    assert "Räume: Es sind keine Räume konfiguriert: Unter [rooms] stehen weder" in said
