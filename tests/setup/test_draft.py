"""The configuration as it grows: nothing that is there changes, and it is whole or not there."""

import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.sections import Config
from bot.process.lifecycle import Failure
from bot.setup.draft import ConfigDraft, alone_in, extended, open_draft
from tests.support.config_files import EXAMPLE, MINIMAL


def draft_of(path: Path, text: str | None) -> ConfigDraft:
    if text is not None:
        path.write_bytes(text.encode())
    return open_draft(path)


def added(path: Path, text: str, section: str, **values: object) -> str:
    draft = draft_of(path, text)
    draft.add(section, values)
    return draft.text


def is_kept(before: str, after: str) -> bool:
    """Return whether all lines are still there, in their order."""
    remaining = iter(after.split("\n"))
    return all(line in remaining for line in before.split("\n"))


def test_a_key_is_added_at_the_end_of_its_section(tmp_path: Path) -> None:
    text = (
        '# oben\n[rooms]\n# die Räume\nnetwork = ["#a:x"]\n\n\n# Wohin.\n[storage]\ndirectory="d"\n'
    )

    assert added(tmp_path / "c.toml", text, "rooms", management="!m") == text.replace(
        '["#a:x"]\n', '["#a:x"]\nmanagement = "!m"\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "[rooms]",
        "[rooms]\n",
        " [ rooms ] # da\nnetwork = [\n  '#a:x',\n]\n[[list]]\na = 1",
        'about = """\n[rooms]\n"""\n[rooms]\n',
        "[rooms]\nnetwork = [\n['!a'],\n]\n",
        "[rooms.inner]\na = 1\n",
        "a = 1",
        "\ufeff[rooms]\n",
        "[rooms]\r\nexchange = '!e'\r\n",
    ],
)
def test_however_it_is_written_the_lines_stay(tmp_path: Path, text: str) -> None:
    after = added(tmp_path / "c.toml", text, "rooms", management='!"\\\x7f')

    assert is_kept(text.rstrip("\n"), after)
    read = tomllib.loads(after.removeprefix("\ufeff"))
    assert read["rooms"]["management"] == '!"\\\x7f'
    assert ("\r\n" in text) == ("\r\n" in after)


@pytest.mark.parametrize("text", ["rooms = {network = []}\n", "rooms.network = []\n"])
def test_what_cannot_be_added_to_is_told_with_the_lines(tmp_path: Path, text: str) -> None:
    draft = draft_of(tmp_path / "c.toml", text)
    with pytest.raises(Failure, match=r'\[rooms\].*Bitte tragen Sie dort ein: management = "!m"'):
        draft.add("rooms", {"management": "!m"})
    assert draft.text == text
    assert not draft.file.exists()


def test_the_example_can_be_added_to_everywhere(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    for section in tomllib.loads(text):
        after = added(tmp_path / "c.toml", text, section, neu="ja")
        assert is_kept(text, after)


NAMES = st.sampled_from(["network", "matrix", "rooms", "mail"])
VALUES = st.text(max_size=20) | st.integers(0, 99) | st.lists(st.text(max_size=5), max_size=3)
FILES = st.lists(
    st.tuples(NAMES, st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3)),
    max_size=3,
    unique_by=lambda each: each[0],
)


@given(FILES, NAMES, VALUES)
def test_any_value_can_be_added_to_any_file(
    sections: list[tuple[str, dict[str, Any]]], name: str, value: object
) -> None:
    text = ""
    for section, kept in sections:
        text = (extended(text, section, kept, "Anmerkung") or text) if kept else text
    after = extended(text, name, {"neu": value})

    assert after is not None
    assert is_kept(text.rstrip("\n"), after)
    data = tomllib.loads(text)
    assert tomllib.loads(after) == {**data, name: {**data.get(name, {}), "neu": value}}


def test_it_is_kept_beside_until_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    draft = draft_of(path, None)
    draft.add("matrix", tomllib.loads(MINIMAL)["matrix"])

    assert not path.exists()
    again = open_draft(path)
    assert again.is_begun
    assert again.get("matrix", "user_id") == "@bot:example.org"
    again.finish()
    assert [each.name for each in tmp_path.iterdir()] == ["config.toml"]
    assert stat.S_IMODE(path.stat().st_mode) in (0o600, 0o640)


def test_a_draft_is_left_alone_if_the_file_has_changed_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    draft_of(path, MINIMAL).add("network", {"name": "Netz"})
    assert open_draft(path).get("network", "name") == "Netz"

    changed = MINIMAL.replace("@bot:example.org", "@other:example.org")
    assert draft_of(path, changed).text == changed


def test_what_would_be_no_configuration_does_not_take_its_place(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    draft = draft_of(path, MINIMAL)
    draft.add("network", {"nam": "Netz"})

    with pytest.raises(Failure, match="nam"):
        draft.finish()
    assert path.read_text(encoding="utf-8") == MINIMAL


def test_rights_of_the_file_stay_when_it_is_completed(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    draft = draft_of(path, MINIMAL)
    path.chmod(0o644)
    draft.add("network", {"name": "Netz"})
    draft.finish()

    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert Config.model_validate(tomllib.loads(path.read_text())).network.name == "Netz"


def test_two_at_once_do_not_meet(tmp_path: Path) -> None:
    with (
        alone_in(tmp_path / "new"),
        pytest.raises(Failure, match="schon ein anderes netzwerkbot init"),
        alone_in(tmp_path / "new"),
    ):
        pass
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
