"""Ordinary German is understood by rules: sentences of all kinds, and none of it ever harms."""

import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands import COMMANDS
from commands.conversation.command import UsageError
from commands.conversation.command_words import match
from commands.language.patterns import plain
from commands.language.understanding import (
    Response,
    Understanding,
    Where,
    understand,
)
from tests.support.german import read, rulebook, the_names

SENTENCES_FOLDER = Path(__file__).parent / "sentences"
NOT_YET = SENTENCES_FOLDER.parent / "not_yet.csv"
# Read already, although their commands are still to come.
TO_COME = {"frage", "fragen", "wer", "profil", "erledigt"}
CHANGES = {
    *("einreichen", "zurückziehen", "dabei", "nichtdabei", "vielleicht", "erinnern"),
    *("nichterinnern", "frage", "erledigt", "vergissmich", "abbrechen"),
}
# Begin or show something, and ask by themselves.
ASK_THEMSELVES = {"einreichen", "frage", "profil", "vergissmich", "abbrechen"}


def rows() -> Sequence[dict[str, str]]:
    return [row for path in sorted(SENTENCES_FOLDER.glob("*.csv")) for row in rows_of(path)]


def rows_of(path: Path) -> Sequence[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def accepted(row: dict[str, str]) -> list[str]:
    return [row["expected"], *filter(None, row["auch_ok"].split(";"))]


def fits(found: Understanding, wanted: str) -> bool:
    """Words in brackets may be left out; the checker compares places and dates more freely."""
    kinds = {"NONE": Response.SILENCE, "UNCLEAR": Response.UNCLEAR, "CHOICE:*": Response.CHOICE}
    if wanted in kinds:
        return found.response is kinds[wanted]
    if wanted.startswith("CHOICE:"):
        offered = wanted.removeprefix("CHOICE:").split("|")
        return found.response is Response.CHOICE and sorted(found.lines) == sorted(offered)
    said, needed = set(_words(" ".join(found.lines))), set(_words(re.sub(r"\[.*?\]", "", wanted)))
    is_one = found.response in (Response.COMMAND, Response.CONFIRM)
    return is_one and needed <= said <= set(_words(wanted))


def _words(line: str) -> list[str]:
    folded = plain(line).translate(str.maketrans("", "", "[].,?!()"))
    # The same list, the same Land.
    same = {"kinder": "jugend", "nordrhein-westfalen": "nrw"}
    return [same.get(word, word) for word in folded.split()]


def test_every_kind_of_sentence_is_there_more_than_once() -> None:
    kinds = [row["class"] for row in rows()]

    assert len(set(kinds)) == 51
    assert min(kinds.count(kind) for kind in kinds) >= 5


@pytest.mark.parametrize("path", sorted(SENTENCES_FOLDER.glob("*.csv")), ids=lambda path: path.stem)
def test_sentences_are_understood_and_change_nothing_unasked(path: Path) -> None:
    read_as = [(row, read(row["where"], row["text"])) for row in rows_of(path)]

    assert [
        (row["id"], row["text"], found, accepted(row))
        for row, found in read_as
        if not any(fits(found, wanted) for wanted in accepted(row))
    ] == []
    assert all(harmless(found) for _, found in read_as)


def test_sentences_that_are_not_understood_yet_change_nothing() -> None:
    for row in rows_of(NOT_YET):
        found = read(row["where"], row["text"])

        assert found.response is not Response.CONFIRM, row
        assert harmless(found)


def harmless(found: Understanding) -> bool:
    """What is run at once changes nothing, and all that is offered can be run."""
    for line in found.lines:
        command, rest = match(line, COMMANDS)
        name = line.partition(" ")[0]
        if command is None:
            assert name in TO_COME
            continue
        try:
            command.parse(rest)
        except UsageError:
            # A date that is still open; the chat asks for it.
            assert command.read_back is not None
        if found.response is Response.COMMAND and rest:
            assert name not in CHANGES
        if found.response is Response.COMMAND and not rest:
            assert name not in CHANGES - ASK_THEMSELVES
    return True


PIECES = sorted({word for row in rows() for word in row["text"].split()})
TALK = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)


@given(where=st.sampled_from(Where), text=st.one_of(TALK, st.text(max_size=200)))
@settings(max_examples=300)
def test_whatever_is_said_nothing_is_raised_and_nothing_changes_unasked(
    where: Where, text: str
) -> None:
    found = read(where.value, text)

    assert harmless(found)
    if where is Where.ROOM:
        assert found.response is Response.SILENCE
    if found.response is Response.UNCLEAR:
        assert 2 <= len(found.lines) <= 3
    json.dumps(found.lines)


HOSTILE = [
    "bin nicht dabei " * 250,
    "a" * 4_000,
    "Bonn " * 800,
    "wer kennt sich mit " * 200,
    "((((" * 1_000,
    "> " * 2_000,
    "„" * 4_000,
    "erinnern Sie mich " * 220,
    "!?.,;" * 800,
    "\u202e\u200b" * 2_000,
    "Xaver " * 660,
    "ich komme und " * 280,
    "\n" * 4_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("where", ["direct", "mention", "reply_to_announcement"])
def test_a_hostile_message_takes_bounded_work(where: str, text: str) -> None:
    """As many tokens are read and as few names compared, whatever the message."""
    said = rulebook().heard(Where(where), text[:4_000])

    assert said is None or len(said.tokens) <= 4_000
    assert harmless(understand(rulebook(), the_names(), said))


def test_only_what_may_begin_a_name_is_looked_up() -> None:
    """Most words of a letter have no capital: a name is sought at the others only."""
    letter = "Ich schreibe Ihnen, weil wir in Bonn gerade neue Leitlinien vorbereiten wollen."
    said = rulebook().heard(Where.DIRECT, letter)

    assert said is not None
    assert rulebook().place_keys(said) <= {
        *("ich", "ihnen", "bonn", "leitlinien", "ichschreibeihnen", "bonngeradeneueleitlinien"),
        *("bon", "leitlini", "leitlin"),
    }


PAGE = Path(__file__).parents[2] / "docs" / "die-sechs-wichtigsten.md"
SHOWN = [
    line.strip() for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:4] == "    "
]


@pytest.mark.parametrize("sentence", SHOWN)
def test_what_the_page_for_members_shows_is_understood(sentence: str) -> None:
    found = read("mention", sentence)

    assert found.response in (Response.COMMAND, Response.CONFIRM)


def test_the_page_for_members_shows_its_sentences() -> None:
    assert len(SHOWN) >= 4
