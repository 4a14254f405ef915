"""The demo wraps at words, styles on a terminal only, and finds the file in a line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from bot.demo.chat import _file_in
from bot.demo.screen import Screen, _wrapped

LINK = "https://www.example.org/ein-langer-name/leitlinien.pdf"


@given(st.lists(st.sampled_from(["an", "die", "Kommune", "✅", "\n", "\n\n", "– ", LINK])))
def test_every_word_stays_whole_and_no_line_is_too_long(words: list[str]) -> None:
    text = " ".join(words)
    lines = _wrapped(Text(text), 20).plain.split("\n")

    assert " ".join(lines).split() == text.split()
    for line in lines:
        assert cell_len(line) <= 20 or len(line.strip(" –").split()) == 1


def test_a_list_is_indented() -> None:
    shown = _wrapped(Text("– eins zwei drei\n– vier"), 12)

    assert shown.plain == "– eins zwei\n  drei\n– vier"


@pytest.mark.parametrize(
    ("environment", "shown"),
    [({}, "\x1b[1mBonn\x1b[0m\n"), ({"NO_COLOR": "1"}, "Bonn\n")],
)
def test_styles_are_for_terminals_and_for_who_wants_them(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    environment: dict[str, str],
    shown: str,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    Screen().show("Bonn", "bold")
    assert capsys.readouterr().out == "Bonn\n"

    for name, value in {"FORCE_COLOR": "1", **environment}.items():
        monkeypatch.setenv(name, value)
    Screen().show("Bonn", "bold")
    assert capsys.readouterr().out == shown


@pytest.mark.parametrize("written", ["{}", "'{}'", '"{}"'])
@pytest.mark.parametrize("command", ["", "!einreichen Bonn"])
def test_a_path_may_have_blanks_and_a_command_behind_it(
    tmp_path: Path, written: str, command: str
) -> None:
    file = tmp_path / "unsere neuen leitlinien.pdf"
    file.touch()
    (tmp_path / "unsere").touch()

    assert _file_in(f"{written.format(file)} {command}".strip()) == (file, command)
    assert _file_in(f"{tmp_path}/unsere neuen") == (tmp_path / "unsere", "neuen")
    assert _file_in(str(file).replace(" ", "\\ ")) == (file, "")


@pytest.mark.parametrize("words", ["/dev/zero", "", "x" * 10_000, "\0", "~niemand-da/x"])
def test_what_is_no_file_is_refused(words: str) -> None:
    with pytest.raises(FileNotFoundError):
        _file_in(words)
