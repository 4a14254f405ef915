"""What `check` says about the mail server."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.config.sections import Config, MailSection, Matrix, Storage
from bot.doctor import check
from bot.doctor.services import Report, check_mail
from tests.support.mail_server import PASSWORD, USERNAME, Certificate, MailServer


@pytest.fixture
def server(tmp_path: Path) -> MailServer:
    server = MailServer.on_free_port()
    server.certificate = Certificate.made_in(tmp_path)
    server.security, server.login = "starttls", True
    return server


def config_for(server: MailServer, folder: Path, **keys: object) -> Config:
    values: dict[str, object] = {
        "host": "127.0.0.1",
        "port": server.port,
        "security": "starttls",
        "username": USERNAME,
        "password": SecretStr(PASSWORD),
        "sender": "bot@example.org",
        "recipients": ("ada@example.org",),
    }
    return Config(
        matrix=Matrix(
            homeserver="http://127.0.0.1:1", user_id="@bot:example.org", password=SecretStr("x")
        ),
        storage=Storage(directory=folder / "data"),
        mail=MailSection.model_validate(values | keys),
    )


async def said(server: MailServer, config: Config, *, trusted: bool = True) -> tuple[int, str]:
    """The number of problems, and the one line."""
    assert server.certificate is not None
    lines: list[str] = []
    report = Report(lines.append)
    await check_mail(config, report, server.certificate.trusting if trusted else None)
    [line] = lines
    assert server.seen == []
    assert PASSWORD not in line
    return report.problems, line


async def test_a_mail_server_that_takes_the_login_is_in_order(
    server: MailServer, tmp_path: Path
) -> None:
    async with server.running():
        problems, line = await said(server, config_for(server, tmp_path))

    assert problems == 0
    assert line == (
        f"In Ordnung  Mailserver: 127.0.0.1, Port {server.port}, erreichbar, Anmeldung stimmt"
    )


async def test_without_a_user_name_it_is_said_that_there_is_no_login(
    server: MailServer, tmp_path: Path
) -> None:
    async with server.running():
        config = config_for(server, tmp_path, username=None, password=None)
        problems, line = await said(server, config)

    assert problems == 0
    assert line.endswith("erreichbar, ohne Anmeldung")


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"password": SecretStr("falsch")}, "bitte prüfen Sie mail.username (535)"),
        ({"security": "tls"}, "bietet diese Verschlüsselung nicht an"),
        ({"port": 1}, "ist nicht erreichbar; bitte prüfen Sie mail.host"),
        ({"password": None, "password_file": Path("/none")}, "mail.password_file: Die Datei /none"),
    ],
)
async def test_what_is_wrong_is_said_in_one_line(
    server: MailServer, tmp_path: Path, keys: dict[str, object], words: str
) -> None:
    async with server.running():
        problems, line = await said(server, config_for(server, tmp_path, **keys))

    assert problems == 1
    assert line.startswith("Problem")
    assert words in line


async def test_a_certificate_that_nobody_vouches_for_is_named(
    server: MailServer, tmp_path: Path
) -> None:
    async with server.running():
        problems, line = await said(server, config_for(server, tmp_path), trusted=False)

    assert problems == 1
    assert "Zertifikat" in line
    assert server.passwords == []


async def test_a_name_that_nobody_has_is_not_reachable(server: MailServer, tmp_path: Path) -> None:
    config = config_for(server, tmp_path, host="mail.invalid")
    problems, line = await said(server, config)

    assert problems == 1
    assert "mail.invalid" in line
    assert "ist nicht erreichbar" in line


async def test_the_mail_server_is_one_line_of_the_whole_check(
    server: MailServer, tmp_path: Path
) -> None:
    config = config_for(server, tmp_path)
    lines: list[str] = []
    without: list[str] = []
    problems = await check(config, tmp_path / "c.toml", lines.append)
    await check(config.model_copy(update={"mail": None}), tmp_path / "c.toml", without.append)

    assert problems == 2  # neither homeserver nor mail server is there
    assert sum("Mailserver" in line for line in lines) == 1
    assert lines[-1] == "Ergebnis: 2 Probleme gefunden."
    assert not any("Mailserver" in line for line in without)
