"""However long and odd a text is, it is read in a number of steps that grows as its length."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.language.times import parse_lead, parse_recurrence, parse_when, unread
from commands.language.times.cursor import Cursor
from tests.support.growth import growth

MONDAY = date(2026, 11, 30)
PIECES = (
    "am 31. ", "am 32. ", "Dienstag, der 32., ", "(", "((4.3.", "4.3. (13 Uhr) bis ", "KW 12 ",
    "zwischen 10 und ", "eine halbe ", "1 Tag und ", "vierten achten ", "10⁰⁰-", "½ ", "jeden ",
    "Mo-Fr ", "mittwochs alle 2 Wochen ", "außer ", "von ca. ", "3. Febr. 27 ", "\ufdfa", "a\u0301",
    "\u0344", "Straße des 17. ", "›", "'", "/ ", "x" * 50 + " ", "12", "Febuar 3 ", "-",
)  # fmt: skip
READERS: tuple[Callable[[str], Any], ...] = (
    lambda text: parse_when(text, MONDAY),
    lambda text: parse_when(text, MONDAY, day=MONDAY),
    lambda text: parse_recurrence(text, MONDAY),
    parse_lead,
)


def steps(monkeypatch: pytest.MonkeyPatch, read: Callable[[str], Any], text: str) -> int:
    """How often a pattern or a word was looked for."""
    counted = 0
    take, word = Cursor.take, Cursor.word

    def counting_take(cursor: Cursor, pattern: Any) -> Any:
        nonlocal counted
        counted += 1
        return take(cursor, pattern)

    def counting_word(cursor: Cursor, known: Any) -> str:
        nonlocal counted
        counted += 1
        return word(cursor, known)

    with monkeypatch.context() as patch:
        patch.setattr(Cursor, "take", counting_take)
        patch.setattr(Cursor, "word", counting_word)
        read(text)
    return counted


@pytest.mark.parametrize("piece", PIECES)
def test_the_steps_grow_as_the_text(monkeypatch: pytest.MonkeyPatch, piece: str) -> None:
    for read in READERS:
        short, long = (steps(monkeypatch, read, (piece * size)[:size]) for size in (1000, 4000))
        assert long <= 5 * short + 100
        assert long <= 100 * 4000


@pytest.mark.parametrize("piece", PIECES)
def test_what_is_left_over_is_looked_through_in_no_time(piece: str) -> None:
    assert growth(unread, piece) < 9


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join), st.booleans())
def test_no_text_upsets_the_search_for_times_left_over(text: str, title: bool) -> None:
    found = unread(text, title=title)

    assert found is None or len(found.written) <= max(80, len(text))
