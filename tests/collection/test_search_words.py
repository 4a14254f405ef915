"""Which spellings and forms are one word."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.collection.search import indexing
from commands.collection.search.indexing import IndexDraft, count, index
from commands.collection.search.question import MOST_WORDS, parse, parted
from commands.collection.search.words import LONGEST_WORD, fold, match, plain, read, words
from storage.collection.search import IndexedEntry


def stems(text: str) -> list[str]:
    return [known[1] for known in map(read, words(text)) if known is not None]


# --- one word


@pytest.mark.parametrize(
    "forms",
    [
        "Bürger Buerger Burger bürgern BÜRGER Bürgerinnen BürgerInnen Bu\u0308rger",
        "Beteiligung Beteiligungen beteiligung",
        "Satzung Satzungen",
        "Verfahren Verfahrens verfahren",
        "Häuser Haeuser Hauser",
        "Straße Strasse STRASSE straßen",
        "Größe Groesse grosse",
        "Jugendliche jugendlicher Jugendlichen",
        "Leitlinie Leitlinien",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    found = stems(forms)

    assert len(found) == len(forms.split())
    assert len(set(found)) == 1


@pytest.mark.parametrize("pair", ["Göttingen Göppingen", "Rat Rad", "Land Stadt", "2014 2015"])
def test_other_words_have_another_stem(pair: str) -> None:
    assert len(set(stems(pair))) == 2


def test_a_number_is_a_word() -> None:
    assert stems("§ 41 der GO NRW, Stand 2016") == ["41", "go", "nrw", "stand", "2016"]


@pytest.mark.parametrize(
    "text",
    ["Bürger\u00adbeteiligung", "Bürgerbeteili-\ngung", "Bürgerbeteili- \r\n  gung"],
)
def test_a_word_parted_by_a_line_is_whole(text: str) -> None:
    assert words(plain(text)) == ["Bürgerbeteiligung"]


@pytest.mark.parametrize("text", ["Kinder-\nund Jugendrat", "Kinder- und Jugendrat"])
def test_two_words_with_one_ending_stay_two(text: str) -> None:
    assert stems(text) == ["kind", "jugendrat"]


@pytest.mark.parametrize(
    "text", ["Bürger*innen", "Bürger/innen", "Bürger:innen", "Bürger_innen", "Bürger-innen"]
)
def test_both_genders_are_the_same_people(text: str) -> None:
    assert stems(text) == stems("Bürger")


@pytest.mark.parametrize("text", ["und der", "für die", "FÜR über", "innen"])
def test_words_that_stand_everywhere_say_nothing(text: str) -> None:
    assert stems(text) == []


@given(st.text())
def test_no_text_fails_and_a_stem_is_nothing_but_letters_and_digits(text: str) -> None:
    for stem in stems(text):
        assert stem.isalnum()
        assert '"' not in match([stem])[1:-1]


@given(st.text(min_size=1))
def test_who_writes_a_word_the_same_finds_the_same(text: str) -> None:
    for word in words(text):
        for other in (word.upper(), word.lower()):
            if fold(word) == fold(other):
                assert read(word) == read(other)


def test_what_is_no_word_any_more_is_cut() -> None:
    [stem] = stems("x" * 5000)

    assert len(stem) <= LONGEST_WORD


# --- what is asked


@pytest.mark.parametrize(
    ("text", "words", "page"),
    [
        ("losverfahren", "losverfahren", 1),
        ("losverfahren seite 2", "losverfahren", 2),
        ("losverfahren bonn Seite 12 ", "losverfahren bonn", 12),
        ("seite 2", "seite 2", 1),
        ("losverfahren seite 0", "losverfahren seite 0", 1),
        ("losverfahren seite 12345", "losverfahren seite 12345", 1),
        ("losverfahren seite zwei", "losverfahren seite zwei", 1),
        ("losverfahren auf seite 3 von 5", "losverfahren auf seite 3 von 5", 1),
        ("losverfahrenseite 2", "losverfahrenseite 2", 1),
    ],
)
def test_the_page_stands_at_the_end(text: str, words: str, page: int) -> None:
    assert parted(text) == (words, page)


@given(st.text(), st.integers(1, 9999))
def test_words_and_page_are_read_as_they_are_written(text: str, page: int) -> None:
    if text.strip():
        assert parted(f"{text} seite {page}") == (" ".join(text.split()), page)


def test_the_same_word_twice_is_one() -> None:
    assert [each.typed for each in parse("Bürger bürgern Buerger Rat").wanted] == ["Bürger", "Rat"]


def test_only_the_first_words_are_looked_for() -> None:
    question = parse(" ".join(f"wort{number}" for number in range(50)))

    assert question.shortened
    assert len(question.wanted) == MOST_WORDS
    assert not parse(" ".join(f"wort{number}" for number in range(MOST_WORDS))).shortened


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("NRW", True),
        ("nrw", True),
        ("BaWü", True),
        ("MV", True),
        ("mv", False),
        ("st", False),
        ("Rat", False),
    ],
)
def test_the_short_form_of_a_land_is_its_name(word: str, found: bool) -> None:
    [wanted] = parse(word).wanted

    assert (len(wanted.stems) == 2) is found


# --- what is kept


def entry(**fields: Any) -> IndexedEntry:
    nothing = IndexedEntry(1, 1, "", "", "", "", "", "", "", None, None, None, None, "")
    return replace(nothing, **fields)


def kept(pages: dict[int, str], **fields: Any) -> set[str]:
    draft = IndexDraft(entry(**fields), read)
    for number, text in pages.items():
        draft.add(count({number: text}))
    return set(index(draft).words.split())


def test_a_word_is_kept_once_where_it_says_most() -> None:
    pages = {1: "Losverfahren Rat"}

    assert kept(pages, title="Losverfahren", summary="Losverfahren Rat") == {"1losverfahr", "2rat"}


def test_a_word_may_be_often_in_a_document() -> None:
    pages = {1: "Rat Rat Haushalt", 2: "Rat"}

    assert kept(pages) == {"3rat", "4haushalt"}


def test_often_depends_on_how_long_the_document_is() -> None:
    pages = dict.fromkeys((1, 2, 3), f"Rat {'Haushalt ' * 999}")

    assert kept(pages) == {"4rat", "3haushalt"}


def test_a_land_is_kept_under_one_word_too() -> None:
    assert "2nordrheinwestfalen" in kept({}, land="Nordrhein-Westfalen")


def test_pages_are_kept_without_the_words_of_others() -> None:
    draft = IndexDraft(entry(title="Titel"), read)

    assert draft.add(count({7: "Der Rat", 9: "Das Los"})) == {7: "rat", 9: "los"}


def test_of_very_many_words_not_all_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "_MOST_STEMS", 3)
    pages = {1: "eins zwei drei vier", 2: "zwei fünf"}

    assert kept(pages, title="Titel") == {"1titel", "4ein", "4zwei", "4drei"}
