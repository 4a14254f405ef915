"""The place that is quoted: what was looked for is in it, and no word is cut."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.collection.search.snippets import LENGTH, Finder, Snippet
from commands.collection.search.words import plain, read, words
from commands.language.markup import Bold, text

FILLING = "Die Verwaltung berichtet jedes Jahr über ihre Vorhaben und deren Stand. " * 12
VISIBLE = st.text(st.characters(categories=["L", "Zs", "Po", "Nd"]), max_size=400)


def snippet(page: str, *asked: str) -> Snippet:
    stems = [[known[1]] for known in map(read, asked) if known is not None]
    return Finder(stems).snippet(page)


def quoted(found: Snippet) -> str:
    return text(*found.parts).body if found.parts else ""


def bold(found: Snippet) -> list[str]:
    return [part.text for part in found.parts if isinstance(part, Bold)]


def test_what_was_looked_for_is_bold_in_every_form() -> None:
    found = snippet("Der Bürger, die BÜRGER und Buergern: Burger!", "bürger")

    assert bold(found) == ["Bürger", "BÜRGER", "Buergern", "Burger"]
    assert quoted(found) == "»Der Bürger, die BÜRGER und Buergern: Burger!«"


@pytest.mark.parametrize("word", ["Café", "Straße", "STRASSE", "Śląsk", "가나다", "Häuser"])
def test_any_letters_are_found(word: str) -> None:
    assert bold(snippet(f"Im {word} steht es.", word.lower())) == [word]


def test_a_long_text_is_cut_between_words() -> None:
    found = snippet(f"{FILLING}Das Losverfahren gilt. {FILLING}", "losverfahren")
    said = quoted(found)

    assert bold(found) == ["Losverfahren"]
    assert said.startswith("»…")
    assert said.endswith("…«")
    assert len(said) <= LENGTH + len("»……«")
    assert set(words(said)) <= {*words(FILLING), "Das", "Losverfahren", "gilt"}


def test_the_part_with_most_of_the_words_is_quoted() -> None:
    page = f"Das Los. {FILLING}Der Rat. {FILLING}Der Rat zieht das Los. {FILLING}Los."
    found = snippet(page, "los", "rat")

    assert found.words == 2
    assert bold(found) == ["Rat", "Los"]


def test_what_is_not_there_is_not_quoted() -> None:
    assert snippet(FILLING, "losverfahren") == Snippet(0, ())


def test_lines_become_blanks_and_what_turns_text_around_is_left_out() -> None:
    found = snippet("Das\n\n  Los\t\u202eund\0 der\u200b Rat-\nhaussaal", "los")

    assert quoted(found) == "»Das Los und der Rathaussaal«"


def test_markup_is_text() -> None:
    found = snippet("<b>Los</b> & <i>", "los")

    assert text(*found.parts).formatted_body == (
        "<p>»&lt;b&gt;<strong>Los</strong>&lt;/b&gt; &amp; &lt;i&gt;«</p>"
    )


@pytest.mark.parametrize("page", ["x" * 5000 + " Los", "Los" + " " * 5000, "Los " + "y" * 5000])
def test_a_text_without_words_is_cut_as_well(page: str) -> None:
    found = snippet(page, "los")

    assert bold(found) == ["Los"]
    assert len(quoted(found)) <= LENGTH + len("»……«")


@given(before=VISIBLE, after=VISIBLE, asked=st.sampled_from(["Bürger", "Los", "Haus", "2016"]))
def test_what_is_there_is_always_seen_and_no_word_is_cut(
    before: str, after: str, asked: str
) -> None:
    page = f"{before} {asked} {after}"
    found = snippet(page, asked)

    assert found.words == 1
    assert asked in bold(found) or bold(found)
    assert len(quoted(found)) <= LENGTH + len("»……«")
    assert _cut(found, page) <= {word for word in words(page) if len(word) > LENGTH // 2}


def _cut(found: Snippet, page: str) -> set[str]:
    """Words of the snippet that are not words of the page."""
    inside: Sequence[str] = words(quoted(found)[1:-1])
    return {word for word in inside if word not in words(plain(page))}


# --- long texts


@pytest.mark.parametrize("before", ["", "(", "»", "\n", "Rathaus-"])
@pytest.mark.parametrize("word", ["Rat", "RÄTE", "Raete"])
def test_a_word_at_the_end_of_a_long_text_is_quoted(word: str, before: str) -> None:
    page = f"Sie beraten über Vorräte. {FILLING}" * 60 + f"Am Ende {before}{word} der Kommune."
    found = snippet(page, word)

    assert bold(found) == [word]
    assert quoted(found).endswith(f"Am Ende {before.strip()}{word} der Kommune.«")


@pytest.mark.parametrize("word", ["Café", "Straße", "Śląsk", "가나다", "2016", "Größe"])
def test_any_letters_are_found_in_a_long_text(word: str) -> None:
    found = snippet(f"{FILLING * 9}Im {word} steht es. {FILLING * 9}", word)

    assert bold(found) == [word]


def test_of_a_long_text_the_part_with_most_of_the_words_is_quoted() -> None:
    far = FILLING * 9
    found = snippet(f"Das Los. {far}Der Rat. {far}Der Rat zieht das Los. {far}Los.", "los", "rat")

    assert found.words == 2
    assert bold(found) == ["Rat", "Los"]


@given(length=st.integers(3_700, 4_400), filling=st.sampled_from(["x", "x ", "ab\n"]))
def test_where_a_long_text_is_cut_nothing_is_lost(length: int, filling: str) -> None:
    page = f"{(filling * 4_400)[:length]} Los und Rat {filling * 3_000}"
    found = snippet(page, "los", "rat")

    assert bold(found) == ["Los", "Rat"]


def test_only_few_pieces_of_a_long_text_are_read_word_by_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_pieces = []
    matches = Finder._matches

    def counted(finder: Finder, text: str, begin: int, until: int) -> object:
        read_pieces.append(until - begin)
        return matches(finder, text, begin, until)

    monkeypatch.setattr(Finder, "_matches", counted)
    snippet("Die Lose und die losen Blätter. " * 6_000, "losverfahren", "los")
    assert len(read_pieces) <= 12
    read_pieces.clear()
    snippet(f"{FILLING * 200}Das Losverfahren gilt. {FILLING * 9}", "losverfahren")

    assert len(read_pieces) == 1
    assert sum(read_pieces) < 5_000
