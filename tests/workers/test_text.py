"""The text of a page is clean, and no more of it is taken than we can use."""

import io
import json
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.text import pages
from bot.sandbox.text.cleaning import cleaned
from bot.sandbox.text.pages import EnoughError, PasswordError, read_all


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Bürger-\nbeteiligung", "Bürgerbeteiligung"),
        ("Bürger- \n  beteiligung", "Bürgerbeteiligung"),
        ("Bür\u00adger\u00ad\nbeteili\u2010\ngung", "Bürgerbeteiligung"),
        ("Bürger- und Jugend", "Bürger- und Jugend"),
        ("Bürger-\nund Jugendrat", "Bürger- und Jugendrat"),
        ("Kinder-\noder Jugendrat", "Kinder- oder Jugendrat"),
        ("Kinder-\nBeteiligung", "Kinder-Beteiligung"),
        ("EU-\nweit, E-\nMail", "EU-weit, E-Mail"),
        ("2014-\n2016", "2014-2016"),
        ("eins –\nzwei", "eins – zwei"),
        ("- eins\n- zwei", "- eins - zwei"),
        ("Ende-\n\nAnfang", "Ende- Anfang"),
        ("o\ufb03ziell, \ufb02ach", "offiziell, flach"),
        ("Bu\u0308rger, Cafe\u0301", "Bürger, Café"),
        ("a\u00a0\t b\r\nc\u2028d\u3000e", "a b c d e"),
        ("a\x00b\x07\u200b\u202ec\ufeff\ue000\ufffd", "abc"),
        ("a\ud800b", "ab"),
        ("non\u2011breaking", "non-breaking"),
        ("½ m² für 3 € – „gut“ 👍", "½ m² für 3 € – „gut“ 👍"),
        ("", ""),
        (" \n\u00ad\u200b", ""),
    ],
)
def test_a_text_is_cleaned(raw: str, clean: str) -> None:
    assert cleaned(raw) == clean


@given(st.text() | st.text("aÄ\u0308-\u00ad\u2010 \n\tund\ufb01\ud800\0", max_size=200))
def test_every_text_becomes_one_clean_line(raw: str) -> None:
    clean = cleaned(raw)
    clean.encode()
    assert clean == " ".join(clean.split(" ")).strip()
    assert unicodedata.is_normalized("NFC", clean)
    assert all(character.isprintable() for character in clean)


# --- what is written


def told(texts: object) -> list[dict[str, object]]:
    """The lines that come of it."""
    target = io.BytesIO()

    def given_texts(_source: BinaryIO) -> Iterator[str | None]:
        yield from texts  # type: ignore[misc]

    read_all(given_texts, io.BytesIO(), target)
    return [json.loads(line) for line in target.getvalue().splitlines()]


def failing(error: BaseException) -> Iterator[str]:
    yield "Eins"
    raise error


def test_each_page_is_a_line_and_then_the_end() -> None:
    assert told(["Eins", "", "Drei"]) == [
        {"page": 1, "text": "Eins"},
        {"page": 2, "text": ""},
        {"page": 3, "text": "Drei"},
        {"end": None},
    ]


def test_a_page_that_cannot_be_read_is_counted() -> None:
    assert told(["Eins", None, "Drei"])[1:] == [
        {"page": 2, "text": ""},
        {"page": 3, "text": "Drei"},
        {"end": "PARTLY"},
    ]


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (PasswordError(), "PASSWORD"),
        (EnoughError(), "TOO_LONG"),
        (MemoryError(), "TOO_COSTLY"),
        (RecursionError(), "BROKEN"),
        (ValueError(), "BROKEN"),
    ],
)
def test_what_came_before_a_failure_is_there(error: Exception, problem: str) -> None:
    assert told(failing(error)) == [{"page": 1, "text": "Eins"}, {"end": problem}]


def test_each_page_is_out_before_the_next_is_read() -> None:
    target = io.BytesIO()

    def watching(_source: BinaryIO) -> Iterator[str]:
        yield "Eins"
        assert b"Eins" in target.getvalue()
        yield "Zwei"

    read_all(watching, io.BytesIO(), target)
    assert target.getvalue().endswith(b'{"end": null}\n')


def test_no_more_pages_are_taken_than_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_PAGES", 2)
    assert told(["a", "b"])[-1] == {"end": None}
    assert told(["a", "b", "c"])[1:] == [{"page": 2, "text": "b"}, {"end": "TOO_LONG"}]


def test_of_a_long_page_the_beginning_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_ON_PAGE", 10)
    assert told(["x" * 10, "y"])[-1] == {"end": None}
    assert told(["x" * 11, "y"]) == [{"page": 1, "text": "x" * 10}, {"end": "TOO_LONG"}]
    assert told([" " * 5 + "x" * 9])[-1] == {"end": None}
    assert told([" " * 15 + "x" * 9])[-1] == {"end": "TOO_LONG"}


def test_of_a_long_document_the_beginning_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_CHARACTERS", 15)
    assert told(["x" * 10, "y" * 5])[-1] == {"end": None}
    assert told(["x" * 10, "y" * 6])[1:] == [
        {"page": 2, "text": "y" * 5},
        {"end": "TOO_LONG"},
    ]
