"""netzwerkbot register import, as an operator at a terminal meets it: all or nothing."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import register
from bot.cli.register import app
from bot.config.reading import load
from bot.config.sections import Config
from bot.data_directory import examine, open_data
from bot.process.lifecycle import Failure
from storage.database import Database
from tests.support.register_files import OfficialPlace, census, gv100ad, shipped, write_config

pytestmark = pytest.mark.slow

BONN, BREBEL, NEUALBENREUTH = "05314000", "01059014", "09377142"
STAPEL = OfficialPlace("01059188", "Stapel", 1_500)


# The program, until it is to write for the n-th time: it empties three tables, fills two, tells of
# which edition that is, and writes the keys of the entry that has another name now.
KILLED = """
import os, signal, sys
from storage.connection import Connection
left = int(sys.argv.pop(1))
def counted(of):
    def write(self, sql, *values):
        global left
        left -= sql.split()[0] in ("DELETE", "INSERT")
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return of(self, sql, *values)
    return write
for name in ("execute", "executemany"):
    setattr(Connection, name, counted(getattr(Connection, name)))
from bot.cli import main
main()
"""


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    return write_config(tmp_path)


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """One is new, one gone, one renamed, and Bonn is no more."""
    file = tmp_path / "GV100AD_31122022.txt"
    places = shipped(
        without=(BREBEL, BONN), renamed={NEUALBENREUTH: "Bad Neualbenreuth, M"}, new=(STAPEL,)
    )
    file.write_text(gv100ad(places), encoding="utf-8")
    return file


def run(file: Path, config_file: Path, *options: str) -> str:
    words = ["import", str(file), "--config", str(config_file), *options]
    result = CliRunner().invoke(app, words)
    if result.exception is not None:
        raise result.exception
    return result.stdout


def failure(file: Path, config_file: Path, *options: str) -> tuple[str, int]:
    with pytest.raises(Failure) as caught:
        run(file, config_file, *options)
    assert "\n" not in caught.value.text
    return caught.value.text, caught.value.exit_code


def start(file: Path, config_file: Path) -> subprocess.Popen[bytes]:
    command = (sys.executable, "-m", "bot.cli", "register", "import", file, "--config", config_file)
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def stored(config_file: Path) -> list[tuple[object, ...]]:
    """Return the day of the imported register, and how many places and former names it has."""
    with sqlite3.connect(config_file.parent / "data" / "netzwerkbot.db") as connection:
        return connection.execute(
            """
            SELECT as_of, (SELECT count(*) FROM imported_place),
                (SELECT count(*) FROM former_place) FROM register_edition
            """
        ).fetchall()


def test_it_tells_what_is_new_gone_and_renamed_and_whose_it_is(
    config_file: Path, newer: Path
) -> None:
    said = run(newer, config_file).splitlines()

    source = "Gemeindeverzeichnis GV100AD, Gebietsstand 31.12.2022"
    assert said[:4] == [
        f"{source} (bisher: Stand 2016); mit Einwohnerzahl: 11.083.",
        "1 neu, 2 weg, 1 umbenannt, 11.081 unverändert.",
        "Neu: Stapel (01059188).",
        "Weg: Brebel (01059014); Bonn (05314000).",
    ]
    assert said[4] == "Umbenannt: Neualbenreuth heißt Bad Neualbenreuth (09377142)."
    assert said[5].startswith("Einträge der Sammlung zu Kommunen, deren Schlüssel es nicht mehr")
    assert [line for line in said if line.startswith("- Nr.")] == [
        line for line in said[6:8] if ", Bonn (05314000)" in line
    ]
    assert said[-2].endswith("AGS: 00000000")
    assert said[-1].startswith("© Statistisches Bundesamt (Destatis)")
    assert stored(config_file) == [("2022-12-31", 11_083, 3)]


def test_a_trial_changes_nothing_not_even_where_nothing_is(config_file: Path, newer: Path) -> None:
    said = run(newer, config_file, "--dry-run", "--list").splitlines()
    assert said[0] == "Nur geprüft, nichts geändert:"
    assert "- Brebel (01059014)" in said
    assert not (config_file.parent / "data").exists()

    run(newer, config_file)
    other = newer.with_name("other.txt")
    other.write_text(gv100ad(shipped(), "20231231"), encoding="utf-8")
    assert "2 neu, 1 weg" in run(other, config_file, "--dry-run")
    assert stored(config_file) == [("2022-12-31", 11_083, 3)]


def test_a_file_that_does_not_fit_is_one_line_and_the_old_register_stays(
    config_file: Path, newer: Path
) -> None:
    run(newer, config_file)
    wrong = newer.with_name("wrong.csv")
    wrong.write_text(census(shipped())[:-40], encoding="utf-8")

    text, code = failure(wrong, config_file)
    assert code == 1
    assert text.startswith(f"{wrong}: Zeile 11086 ist abgeschnitten")
    missing, code = failure(newer.with_name("missing.txt"), config_file)
    assert code == 1
    assert "kann nicht gelesen werden" in missing
    older = newer.with_name("older.csv")
    older.write_text(census(shipped()), encoding="utf-8")
    text, code = failure(older, config_file)
    assert (code, text.endswith("--older")) == (1, True)
    assert stored(config_file) == [("2022-12-31", 11_083, 3)]
    run(older, config_file, "--older")
    assert stored(config_file)[0][0] == "2022-05-15"


def test_check_tells_how_old_it_is(config_file: Path, newer: Path) -> None:
    def age() -> str:
        remarks = asyncio.run(examine(load(config_file)))
        assert all(each.ok for each in remarks if each.subject == "Gemeindeverzeichnis")
        return next(each.detail for each in remarks if each.subject == "Gemeindeverzeichnis")

    assert age().startswith("Stand 2016, also etwa")
    run(newer, config_file)
    assert age().startswith("Stand 31. Dezember 2022, ")


def test_a_full_disk_is_one_line_and_the_old_register_stays(
    config_file: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(newer, config_file)

    @asynccontextmanager
    async def open_on_full_disk(config: Config, *, may_upgrade: bool) -> AsyncIterator[Database]:
        async with open_data(config, may_upgrade=may_upgrade) as database:
            await database._connection.execute_fetchall("PRAGMA max_page_count = 1")
            yield database

    monkeypatch.setattr(register, "open_data", open_on_full_disk)
    many = [OfficialPlace(f"09999{number:03}", "Neu", 1) for number in range(900)]
    file = newer.with_name("2023.txt")
    file.write_text(gv100ad(shipped(new=many), "20231231"), encoding="utf-8")

    text, code = failure(file, config_file)
    assert code == 1
    assert text.endswith("ist voll. Bitte schaffen Sie Platz.")
    assert stored(config_file) == [("2022-12-31", 11_083, 3)]


def test_two_at_once_come_one_after_the_other(config_file: Path, newer: Path) -> None:
    run(newer, config_file)
    files = []
    for year in ("2023", "2024"):
        file = newer.with_name(f"{year}.txt")
        file.write_text(gv100ad(shipped(), f"{year}1231"), encoding="utf-8")
        files.append(file)
    running = [start(file, config_file) for file in files]
    outcomes = [
        (process.communicate(timeout=100)[1].decode(), process.wait()) for process in running
    ]

    # Whoever was first, the newer one is in force; the older came before it, or was refused.
    assert outcomes[1] == ("", 0)
    assert outcomes[0][1] == 0 or "--older" in outcomes[0][0]
    assert stored(config_file)[0][:2] == ("2024-12-31", 11_084)


@pytest.mark.parametrize("step", [1, 3, 4, 5, 6, 7, 99])
def test_killed_at_any_step_it_leaves_one_register_whole(
    config_file: Path, newer: Path, step: int
) -> None:
    run(newer, config_file)
    file = newer.with_name("2023.txt")
    file.write_text(gv100ad(shipped(), "20231231"), encoding="utf-8")
    words = (KILLED, step, "register", "import", file, "--config", config_file)
    done = subprocess.run((sys.executable, "-c", *map(str, words)), check=False)

    whole = done.returncode == 0
    assert whole == (step == 99)
    assert done.returncode in (0, -signal.SIGKILL)
    expected = ("2023-12-31", 11_084, 2) if whole else ("2022-12-31", 11_083, 3)
    assert stored(config_file) == [expected]
    with sqlite3.connect(config_file.parent / "data" / "netzwerkbot.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
