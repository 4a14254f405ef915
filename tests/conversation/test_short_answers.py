"""Yes, no, a number or a word, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.conversation.short_answers import Decision, read_reaction, read_words


@pytest.mark.parametrize(
    "said",
    [
        "ja",
        "Ja!",
        "JA.",
        "»ja«",
        "„Ja“",
        "'ok'",
        "okay",
        "gern",
        "Gerne",
        "speichern",
        "✅",
        "ja bitte",
        "Ja, gern!",
        "👍",
        "👍🏽",
    ],
)
def test_yes_in_words(said: str) -> None:
    assert read_words(said).decision is Decision.YES


@pytest.mark.parametrize(
    "said", ["nein", "Nein!", "verwerfen", "abbrechen", "»Abbruch«", "❌", "👎"]
)
def test_no_in_words(said: str) -> None:
    assert read_words(said).decision is Decision.NO


@pytest.mark.parametrize(
    "said", ["2", "2.", "Nr. 2", "nummer 2", "2️⃣", "2⃣", "(2)", "»2«", "die zweite"]
)
def test_a_number_in_words(said: str) -> None:
    assert (read_words(said).number, read_words(said).decision) == (2, None)


@pytest.mark.parametrize(
    "said", ["", "jawohl ja", "na ja", "nicht", "🎉", "1 2", "zwei", "?", "die zweite Antwort"]
)
def test_what_says_more_or_less_is_only_a_word(said: str) -> None:
    assert (read_words(said).number, read_words(said).decision) == (None, None)


@pytest.mark.parametrize(("said", "word"), [("»Zurück!«", "zurueck"), ("ZURU\u0308CK", "zurueck")])
def test_a_word_is_folded(said: str, word: str) -> None:
    assert read_words(said).word == word


@pytest.mark.parametrize(
    ("key", "decision"),
    [
        *((key, Decision.YES) for key in ("✅", "✔", "✔️", "☑️", "☑", "👍", "👍🏿")),
        *((key, Decision.NO) for key in ("❌", "✖️", "✖", "❌\ufe0f", "👎")),
        *((key, Decision.MAYBE) for key in ("❔", "❓", "❓\ufe0f")),
        *((key, None) for key in ("🎉", "ja", "✅✅", "✅ ", "", "1", "\ufe0f")),
    ],
)
def test_a_reaction_is_an_answer_if_it_is_a_sign(key: str, decision: Decision | None) -> None:
    assert read_reaction(key).decision is decision


@pytest.mark.parametrize(
    ("key", "number"),
    [("1️⃣", 1), ("2⃣", 2), ("9️⃣", 9), ("0️⃣", None), ("🔟", None), ("#️⃣", None), ("1", None)],
)
def test_a_reaction_is_a_number_if_it_is_a_keycap(key: str, number: int | None) -> None:
    assert read_reaction(key).number == number


@given(said=st.text(st.characters(codec=None), max_size=60))
def test_nothing_is_too_odd_to_be_read(said: str) -> None:
    read_words(said)
    read_reaction(said)
