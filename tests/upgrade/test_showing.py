"""A call that only shows something leaves the database of an older version as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.program import run_program
from bot.process.lifecycle import Failure
from storage.database import migrations
from tests.support.register_files import gv100ad, shipped, write_config
from tests.support.released import SCHEMAS, left_behind

OLD = SCHEMAS["0.1.0"]
CALLS = ("register import {file} --dry-run", "meetings simulate", "exchange simulate")

pytestmark = pytest.mark.slow


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    config_file = write_config(tmp_path)
    (tmp_path / "data").mkdir(mode=0o700)
    left_behind("0.1.0", tmp_path / "data" / "netzwerkbot.db")
    return config_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "GV100AD_31122022.txt"
    file.write_text(gv100ad(shipped()), encoding="utf-8")
    return file


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("call", CALLS)
def test_it_says_what_brings_it_up_to_date(config_file: Path, file: Path, call: str) -> None:
    before = contents(config_file.parent / "data")
    words = call.format(file=file).split()
    with pytest.raises(Failure) as caught:
        run_program([*words, "--config", str(config_file)])

    assert caught.value.exit_code == 1
    assert "\n" not in caught.value.text
    assert f"(Schema {OLD} → {len(migrations())})" in caught.value.text
    assert "Der nächste Start des Bots" in caught.value.text
    assert contents(config_file.parent / "data") == before


def test_a_call_that_changes_something_brings_it_up_to_date(config_file: Path, file: Path) -> None:
    run_program(["register", "import", str(file), "--config", str(config_file)])

    with closing(sqlite3.connect(config_file.parent / "data" / "netzwerkbot.db")) as connection:
        [(version,)] = connection.execute("PRAGMA user_version").fetchall()
    assert version == len(migrations())
    assert list((config_file.parent / "data").glob("before-*"))
