"""Where root calls a command for a bot that has an account of its own on this machine."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.program import run_program
from bot.config.reading import load
from bot.config.sections import Config
from bot.data_directory import examine
from bot.doctor.services import Report, check_backup, report_unreadable
from bot.process import lifecycle
from bot.process.lifecycle import Failure, InUseError, locked, start_command, unit_of
from bot.texts import doctor as texts
from tests.support.accounts import let_everybody_in
from tests.support.config_files import WITH_DIRECTORY

UID, GID = 4242, 4243
UNIT = Path(__file__).parents[2] / "deploy" / "netzwerkbot.service"

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act for others")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the account reaches what is its own, with data of the account."""
    let_everybody_in(tmp_path)
    given(tmp_path / "data", 0o700)
    monkeypatch.setattr(lifecycle, "_UNITS", tmp_path / "units")
    return tmp_path


def given(path: Path, mode: int, uid: int = UID, gid: int = GID) -> Path:
    """Make the folder, with these rights, whatever there is."""
    path.mkdir(exist_ok=True)
    os.chown(path, uid, gid)
    path.chmod(mode)
    return path


@pytest.fixture
def config_file(folder: Path) -> Path:
    file = folder / "config.toml"
    file.write_text(WITH_DIRECTORY.format(directory=folder / "data"), encoding="utf-8")
    return file


@pytest.fixture
def config(config_file: Path) -> Config:
    return load(config_file, {})


def failure_of(*words: str) -> Failure:
    with pytest.raises(Failure) as caught:
        run_program(words)
    assert "\n" not in caught.value.text
    return caught.value


def test_root_does_not_run_the_bot_on_data_of_an_account(folder: Path, config_file: Path) -> None:
    failure = failure_of("run", "--config", str(config_file))

    assert failure.exit_code == 2
    assert failure.text.startswith(
        f"Das Datenverzeichnis {folder / 'data'} gehört dem Konto {UID}, und was root darin"
    )
    assert "systemctl start netzwerkbot" in failure.text
    assert list((folder / "data").iterdir()) == []


def test_root_runs_the_bot_on_data_of_its_own(
    folder: Path, config_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(folder / "data", 0o700, 0, 0)
    text = config_file.read_text(encoding="utf-8").replace("https://matrix.example.org", "http://[")
    config_file.write_text(text, encoding="utf-8")

    assert "gehört dem Konto" not in failure_of("run", "--config", str(config_file)).text


def test_what_root_makes_there_belongs_to_the_account(folder: Path, config_file: Path) -> None:
    table = folder / "table.csv"
    run_program(["collection", "export", str(table), "--config", str(config_file)])
    run_program(["collection", "import", str(table), "--config", str(config_file)])
    with locked(folder / "data"), pytest.raises(InUseError), locked(folder / "data"):
        pass

    names = {path.name for path in (folder / "data").iterdir()}
    assert {"netzwerkbot.db", "lock"} <= names
    for path in (folder / "data").rglob("*"):
        assert (path.stat().st_uid, path.stat().st_gid) == (UID, GID), path


def test_the_next_step_is_the_service_where_the_bot_is_one(folder: Path, config_file: Path) -> None:
    data = folder / "data"
    assert start_command(config_file, data) == "systemctl start netzwerkbot"
    assert failure_of("health", "--config", str(config_file)).text.endswith(
        "starten Sie ihn: systemctl start netzwerkbot"
    )
    given(data, 0o700, 0, 0)
    assert start_command(config_file, data) == f"netzwerkbot run --config {config_file}"
    assert start_command(Path("/etc/netzwerkbot/config.toml"), folder / "none").startswith("sys")

    given(folder / "units", 0o755)
    (folder / "units" / "multi-user.target.wants").mkdir()
    (folder / "units" / "masked.service").symlink_to(folder / "nowhere")
    assert unit_of(config_file) is None
    text = UNIT.read_text(encoding="utf-8")
    text = text.replace("/etc/netzwerkbot/config.toml", str(config_file))
    (folder / "units" / "nord.service").write_text(text, encoding="utf-8")
    assert start_command(config_file, data) == "systemctl start nord"


Spoil = Callable[[Path], object]


@pytest.mark.parametrize(
    ("spoil", "is_fine"),
    [
        (lambda folder: given(folder / "backups", 0o700), True),
        (lambda folder: given(folder / "backups", 0o700, 0, 0), False),
        (lambda folder: given(folder / "backups", 0o500), False),
        (lambda folder: given(folder, 0o700, 0, 0), False),
        (lambda folder: given(folder, 0o750, 0, GID), True),
    ],
)
def test_check_judges_the_directory_of_backups_by_the_account(
    folder: Path, config_file: Path, spoil: Spoil, is_fine: bool
) -> None:
    given(folder / "backups", 0o700)
    spoil(folder)
    with config_file.open("a", encoding="utf-8") as file:
        file.write(f'[backup]\ndirectory = "{folder / "backups"}"\n')
    lines: list[str] = []
    report = Report(lines.append)
    check_backup(load(config_file, {}), report)

    assert report.problems == (not is_fine), lines


async def test_check_judges_the_data_by_the_account(folder: Path, config: Config) -> None:
    assert (await examine(config))[0].ok
    given(folder, 0o700, 0, 0)
    assert "keine Berechtigung" in (await examine(config))[0].detail


@pytest.mark.parametrize(
    ("mode", "gid", "is_readable"), [(0o600, 0, False), (0o640, GID, True), (0o640, 0, False)]
)
def test_check_tells_what_the_account_cannot_read(
    config_file: Path, mode: int, gid: int, is_readable: bool
) -> None:
    os.chown(config_file, 0, gid)
    config_file.chmod(mode)
    lines: list[str] = []
    is_told = report_unreadable(load(config_file, {}), config_file, "Datei", Report(lines.append))

    assert is_told != is_readable
    assert "".join(lines).endswith(f"chmod 640 {config_file}" if is_told else "")


def test_a_passphrase_for_root_alone_is_a_problem(folder: Path, config_file: Path) -> None:
    words = folder / "words"
    words.write_text("lang genug für alle", encoding="utf-8")
    words.chmod(stat.S_IRUSR | stat.S_IWUSR)
    with config_file.open("a", encoding="utf-8") as file:
        file.write('[backup]\npassphrase_file = "words"\n')
    lines: list[str] = []
    check_backup(load(config_file, {}), Report(lines.append))

    assert texts.not_for_account(words, str(UID), str(GID)) in "".join(lines)
