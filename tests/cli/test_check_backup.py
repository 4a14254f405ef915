"""What `check` says of the directory of the nightly backups, and of their passphrase."""

from pathlib import Path

import pytest

from bot.doctor.services import Report, check_backup
from tests.support.config_files import MINIMAL, loaded


def lines(folder: Path, more: str) -> list[str]:
    found: list[str] = []
    config = loaded(folder / "config.toml", f"{MINIMAL}[backup]\n{more}")
    report = Report(found.append)
    check_backup(config, report)
    assert report.problems == sum(not line.startswith("In Ordnung") for line in found)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir(mode=0o700)
    return tmp_path


def test_where_none_are_configured_nothing_is_said(folder: Path) -> None:
    assert lines(folder, "") == []


def test_a_good_directory_is_told_with_the_time(folder: Path) -> None:
    [line] = lines(folder, 'directory = "backups"\nat = "02:00"')

    assert line == (
        f"In Ordnung  Sicherung: jede Nacht um 02:00 Uhr nach {folder / 'backups'}, beschreibbar"
    )


def test_a_directory_in_the_data_is_lost_with_it(folder: Path) -> None:
    (folder / "data" / "backups").mkdir(mode=0o700, parents=True)
    [line] = lines(folder, 'directory = "data/backups"')

    assert "geht das Datenverzeichnis verloren, sind auch sie verloren" in line


def test_a_directory_that_is_missing_or_open_is_a_problem(folder: Path) -> None:
    assert "gibt es nicht" in lines(folder, 'directory = "elsewhere"')[0]
    (folder / "backups").chmod(0o755)
    assert "chmod 700" in lines(folder, 'directory = "backups"')[0]


@pytest.mark.parametrize("words", [None, "", "zu kurz"])
def test_a_passphrase_that_cannot_be_used_is_a_problem(folder: Path, words: str | None) -> None:
    if words is not None:
        (folder / "words").write_text(words, encoding="utf-8")
    told, _ = lines(folder, 'directory = "backups"\npassphrase_file = "words"')

    assert "backup.passphrase_file: Die" in told
