"""netzwerkbot init where nobody sits: what it needs is told at once, each thing in one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.program import run_program
from bot.process.lifecycle import Failure
from tests.support.config_files import MINIMAL

NEEDED = {
    "MATRIX__HOMESERVER": "http://127.0.0.1:1",
    "MATRIX__USER_ID": "@bot:example.org",
    "MATRIX__PASSWORD": "ein gutes Passwort",
    "INIT__MANAGERS": "@ada:example.org",
}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in os.environ:
        if name.startswith("NETZWERKBOT_"):
            monkeypatch.delenv(name)
    return tmp_path / "setup" / "config.toml"


def refused(file: Path, monkeypatch: pytest.MonkeyPatch, **given: str) -> Failure:
    for name, value in given.items():
        monkeypatch.setenv(f"NETZWERKBOT_{name}", value)
    with pytest.raises(Failure) as failure:
        run_program(["init", "--non-interactive", "--config", str(file)])
    assert not file.exists()
    return failure.value


def test_all_that_is_missing_is_named_at_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failure = refused(file, monkeypatch, MAIL__HOST="localhost")

    assert failure.exit_code == 2
    lines = failure.text.splitlines()
    named = ("HOMESERVER", "USER_ID", "PASSWORD_FILE", "MANAGERS", "SENDER", "RECIPIENTS")
    assert len(lines) == len(named)
    for line, name in zip(lines, named, strict=True):
        assert line.startswith("Es fehlt ")
        assert name in line.partition(":")[0]


@pytest.mark.parametrize("name", NEEDED)
def test_each_that_is_missing_is_named_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    given = {key: value for key, value in NEEDED.items() if key != name}
    failure = refused(file, monkeypatch, **given)

    assert failure.exit_code == 2
    assert "\n" not in failure.text
    assert f"NETZWERKBOT_{name}" in failure.text


def test_rooms_that_are_named_need_no_managers(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = {f"ROOMS__{role}": "keiner" for role in ("NETWORK", "EXCHANGE", "MANAGEMENT")}
    failure = refused(file, monkeypatch, **rooms)

    assert "MANAGERS" not in failure.text


@pytest.mark.parametrize(
    ("changed", "said", "code"),
    [
        ({}, "ist nicht erreichbar", 1),
        ({"MATRIX__HOMESERVER": "kein Name"}, "MATRIX__HOMESERVER: Erwartet wird ein Name", 2),
        ({"MATRIX__HOMESERVER": "http://example.org"}, "http:// ist nur erlaubt", 2),
    ],
)
def test_what_cannot_be_used_is_told_with_its_variable(
    file: Path, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], said: str, code: int
) -> None:
    failure = refused(file, monkeypatch, **NEEDED | changed)

    assert failure.exit_code == code
    assert said in failure.text
    assert "\n" not in failure.text
    assert NEEDED["MATRIX__PASSWORD"] not in failure.text


def test_what_is_there_is_not_asked_of_the_environment(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file.parent.mkdir()
    file.write_text(MINIMAL, encoding="utf-8")

    assert not run_program(["init", "--non-interactive", "--config", str(file)])
    assert file.read_text(encoding="utf-8") == MINIMAL
    assert "Konto: @bot:example.org" in capsys.readouterr().out


def test_nothing_can_be_completed_before_it_is_there(file: Path) -> None:
    with pytest.raises(Failure, match="gibt es noch nicht") as failure:
        run_program(["init", "--missing", "--config", str(file)])
    assert failure.value.exit_code == 2


def test_a_file_that_is_no_toml_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("[matrix\n", encoding="utf-8")
    with pytest.raises(Failure, match="Zeile 1") as failure:
        run_program(["init", "--config", str(file)])
    assert failure.value.exit_code == 2
    assert file.read_text(encoding="utf-8") == "[matrix\n"


def test_without_any_configuration_other_commands_point_here(file: Path) -> None:
    with pytest.raises(Failure, match=f"netzwerkbot init --config {file}"):
        run_program(["check", "--config", str(file)])


def test_without_a_command_the_help_points_here(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Failure) as failure:
        run_program([])
    assert failure.value.exit_code == 2
    assert "Zuerst: netzwerkbot init" in " ".join(capsys.readouterr().out.split())


@pytest.mark.slow
def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "init", "--config", str(tmp_path / "config.toml")],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("netzwerkbot init fragt an einem Terminal, hier ist keines.")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
