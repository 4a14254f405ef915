"""Whoever mistypes a call reads one German sentence, and which call shows the help."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from typer.main import get_command

from bot.cli.program import program, run_program
from bot.process.lifecycle import Failure

_ENGLISH = re.compile(
    r"\b(Usage|Options|Arguments|Commands|Error|Try|Show|Missing|Invalid|No such|default|required"
    r"|should be|not one of)\b"
)


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")


def calls_and_helps(
    command: Any, name: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each text of a help, with the call that shows it."""
    yield name, command.help or ""
    for parameter in command.params:
        yield name, getattr(parameter, "help", None) or ""
    for inner_name, inner in getattr(command, "commands", {}).items():
        yield from calls_and_helps(inner, (*name, inner_name))


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[[str], Done]:
    def run(words: str) -> Done:
        said = ""
        try:
            code = run_program(words.split())
        except Failure as failure:
            code, said = failure.exit_code, f"{failure.text}\n" if failure.text else ""
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err + said)

    return run


@pytest.mark.slow
def test_the_program_itself_says_it_on_standard_error() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "run", "--foo"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "Die Option --foo gibt es hier nicht." in done.stderr


@pytest.mark.parametrize(
    ("words", "said", "shown_by"),
    [
        ("run", "Es fehlt die Angabe --config.", "run --help"),
        ("run --config", "Zu --config fehlt der Wert.", "--help"),
        ("run --foo", "Die Option --foo gibt es hier nicht.", "run --help"),
        ("run --confg x", "Meinten Sie --config?", "run --help"),
        ("foo", "Den Befehl »foo« gibt es nicht.", "--help"),
        ("meetings imprt", "Meinten Sie import?", "meetings --help"),
        ("meetings import", "Es fehlt die Angabe DATEI|URL.", "meetings import --help"),
        ("meetings simulate --config x --days y", "1 bis 400.", "meetings simulate --help"),
        ("meetings simulate --config x --days 0", "1 bis 400.", "meetings simulate --help"),
        ("collection export --format xml", "csv, json oder md.", "collection export --help"),
        ("check --config x a", "eine ist zu viel.", "check --help"),
        ("init --misssing", "Meinten Sie --missing?", "init --help"),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence(
    call: Callable[[str], Done], words: str, said: str, shown_by: str
) -> None:
    done = call(words)

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert re.search(rf"Hilfe: \S+( -m \S+)? {shown_by}\n", done.stderr)
    assert not _ENGLISH.search(done.stderr)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", 2),
        ("--help", 0),
        ("collection", 2),
        ("collection search --help", 0),
        ("collection export --help", 0),
        ("meetings simulate --help", 0),
        ("run --help", 0),
        ("demo --help", 0),
        ("init --help", 0),
    ],
)
def test_the_help_is_german(call: Callable[[str], Done], words: str, code: int) -> None:
    done = call(words)

    assert done.returncode == code
    assert "Aufruf: " in done.stdout
    assert "Zeigt diese Hilfe." in done.stdout
    assert not _ENGLISH.search(done.stdout + done.stderr)


def test_a_help_shows_every_word_of_its_texts(call: Callable[[str], Done]) -> None:
    """Words in brackets could be taken for markup, and be missing."""
    shown: dict[tuple[str, ...], str] = {}
    for name, text in calls_and_helps(get_command(program())):
        if name not in shown:
            said = call(" ".join([*name, "--help"])).stdout
            shown[name] = re.sub(r"[\s│]+", " ", said)
        assert re.sub(r"\s+", " ", text) in shown[name], name
