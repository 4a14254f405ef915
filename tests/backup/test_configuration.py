"""The configuration in a backup: all that was set, and no secret."""

import tomllib
from pathlib import Path

import pytest

from bot.backup.configuration import without_secrets
from bot.config.reading import load
from tests.support.config_files import EXAMPLE, MAIL, PASSWORD, loaded

SECRETS = """
[calendar]
urls = ["https://cloud.example.org/geheim-1", "https://cloud.example.org/geheim-2"]
poll_minutes = 30
[reminders]
timezone = "Europe/Vienna"
online-konferenz = ["2d"]
[network]
name = "Netz \\"Ä\\" \\u007f"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_secrets_are_named_but_not_told(path: Path) -> None:
    mail = 'username = "bot"\npassword = "mail-geheim"'
    written = without_secrets(loaded(path, f"{MAIL}{mail}{SECRETS}"))

    assert not any(word in written for word in (PASSWORD, "geheim-1", "mail-geheim", "***"))
    assert "es fehlt: matrix.password, mail.password, calendar.urls" in written


def test_all_else_is_read_as_it_was(path: Path) -> None:
    before = loaded(path, f"{MAIL}{SECRETS}")
    kept = without_secrets(before)
    kept = kept.replace("[matrix]", f'[matrix]\npassword = "{PASSWORD}"')
    after = loaded(path, kept)

    assert after == before.model_copy(update={"calendar": after.calendar})
    assert after.calendar.poll_minutes == 30


def test_files_of_secrets_stay_named(tmp_path: Path) -> None:
    copy = tmp_path / "config.toml"
    copy.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    written = without_secrets(load(copy, {}))

    assert tomllib.loads(written)["matrix"]["password_file"] == str(tmp_path / "password")
    assert load(_written(tmp_path, written), {}) == load(copy, {})
    assert "es fehlt" not in written


def _written(tmp_path: Path, content: str) -> Path:
    file = tmp_path / "again.toml"
    file.write_text(content, encoding="utf-8")
    return file
