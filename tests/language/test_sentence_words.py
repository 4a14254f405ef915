"""Words that rules know stay what they are: none is taken for a slip of another."""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from commands import sentences
from commands.language.patterns import plain
from commands.language.understanding import Rulebook
from commands.language.understanding.tokens import one_form

COMMANDS = Path(__file__).parents[2] / "commands"
TEXTS = sorted(
    path.relative_to(COMMANDS.parent).with_suffix("")
    for pattern in ("*/texts/sentences*.py", "language/texts/said_[acmrs]*.py")
    for path in COMMANDS.glob(pattern)
)
# Whole words of a pattern: not a beginning such as "förder\w*", nor one with a letter to choose.
WORD = re.compile(r"(?<![\w\\\]])[a-zäöüß]{4,}(?![\w\\\[(?*+{-])")
KNOWN = Rulebook(sentences()).known


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable) and not isinstance(value, dict):
        for each in value:
            yield from strings(each)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_no_word_of_a_pattern_is_mended_into_another(path: Path) -> None:
    module = import_module(".".join(path.parts))
    lines = [
        line for name, value in vars(module).items() if name.isupper() for line in strings(value)
    ]
    words = {plain(word) for line in lines for word in WORD.findall(line.replace("\\b", " "))}

    assert {(word, KNOWN.mended(word)) for word in words - one_form().keys()} <= {
        (word, word) for word in words
    }


@pytest.mark.parametrize(
    "word", ["Konzert", "Vortrag", "Nachrichten", "Mädchen", "Regen", "gehen", "Staat", "Schätzung"]
)
def test_an_ordinary_word_is_no_slip_of_a_keyword(word: str) -> None:
    assert KNOWN.mended(plain(word)) == plain(word)


@pytest.mark.parametrize(
    ("slip", "word"), [("kalendr", "kalender"), ("erinerung", "erinnerung"), ("satzug", "satzung")]
)
def test_a_slip_is_mended(slip: str, word: str) -> None:
    assert KNOWN.mended(slip) == word
