"""Sizes, years, lines and addresses, as people write them."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.collection.terms import SIZE_BOUNDS, class_of
from commands.collection.texts.place_words import SIZES
from commands.exchange.profiles.reading import (
    Reachable,
    parts_of,
    reachable_by,
    size_of,
    year_in,
)
from commands.exchange.profiles.texts.dialogue import is_yes, visibility_called
from commands.language.texts.counting import grouped
from tests.support.asking import BO, Exchange
from tests.support.growth import calls
from tests.support.profiling import make

# --- size


@pytest.mark.parametrize(("label", "size"), [(each, n) for n, each in enumerate(SIZES, start=1)])
def test_each_label_means_its_class(label: str, size: int) -> None:
    assert size_of(label) == size
    assert size_of(f"{label} Einwohner/innen") == size


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("unter 20.000", 2),
        ("<5000", 1),
        ("mehr als 100.000", 5),
        ("Über 100000 Einwohner", 5),
        ("mehr", 5),
        ("100.000+", 5),
        ("12345", 2),
        ("12.345 Einwohner", 2),
        ("49 999", 3),
        ("20 Tsd.", 3),
        ("unter 50 tausend", 3),
        ("20.000-50.000", 3),
        ("5.000 bis 20.000 Einwohner/innen", 2),
        ("Kommunen unter 5.000", 1),
        ("Gemeinden mit 8.000 Einwohnern", 2),
    ],
)
def test_a_size_is_read_in_many_words(words: str, size: int) -> None:
    assert size_of(words) == size


@pytest.mark.parametrize(
    "words",
    ["", "Bonn", "3", "999", "groß", "5.000 bis 50.000", "seit 2019", "2019/2020", "0815", "1.2.3"],
)
def test_what_names_no_single_class_is_no_size(words: str) -> None:
    assert size_of(words) is None


@given(st.integers(min_value=1_000, max_value=9_999_999))
def test_every_count_has_the_class_it_lies_in(inhabitants: int) -> None:
    size = class_of(inhabitants)
    low, high = (0, *SIZE_BOUNDS)[size - 1], (*SIZE_BOUNDS, 10**9)[size - 1]

    assert low <= inhabitants < high
    assert size_of(str(inhabitants)) == size
    assert size_of(f"{grouped(inhabitants)} Einwohner") == size


@given(st.text(max_size=80))
def test_any_text_is_a_size_or_none(words: str) -> None:
    assert size_of(words) in (None, 1, 2, 3, 4, 5)
    assert year_in(words, 2026) in (None, *range(1990, 2027))


# --- years


@pytest.mark.parametrize(
    "words", ["2019", "seit 2019", "Seit 2019.", "dabei seit 2019", "2019 dabei"]
)
def test_a_year_is_read(words: str) -> None:
    assert year_in(words, 2026) == 2019


@pytest.mark.parametrize("words", ["2027", "1989", "19", "seit", "20190", "2019 und 2020", "x2019"])
def test_a_year_to_come_or_something_else_is_none(words: str) -> None:
    assert year_in(words, 2026) is None


# --- lines


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "Bonn | Losverfahren, Bürgerrat | Leitung",
            ["Bonn", "Losverfahren, Bürgerrat", "Leitung"],
        ),
        ("Bonn|Losverfahren", ["Bonn", "Losverfahren"]),
        ("Witten, Thema Bürgerhaushalt", ["Witten", "Bürgerhaushalt"]),
        ("Witten | Themen: Quorum", ["Witten", "Quorum"]),
        ("Witten, Quorum, Vergabe", ["Witten", "Quorum, Vergabe"]),
        ("Bonn", ["Bonn"]),
        ("| Quorum", ["", "Quorum"]),
    ],
)
def test_a_line_is_parted(line: str, parts: list[str]) -> None:
    assert parts_of(line) == parts


@pytest.mark.parametrize(
    ("words", "visibility"),
    [
        ("sichtbar", "visible"),
        ("Auf Anfrage", "on_request"),
        ("auf Anfrage: nur gezählt", "on_request"),
        ("aus.", "off"),
        ("unsichtbar", "off"),
        ("ja", None),
        ("nicht sichtbar", None),
    ],
)
def test_who_may_see_it_is_read(words: str, visibility: str | None) -> None:
    assert visibility_called(words) == visibility


@pytest.mark.parametrize(
    ("words", "yes"),
    [("ja", True), ("Ja, gern", True), ("an", True), ("nein", False), ("ab", None)],
)
def test_a_yes_and_a_no_are_read(words: str, yes: bool | None) -> None:
    assert is_yes(words) is yes


# --- addresses and numbers


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("ada@example.org", Reachable.MAIL),
        ("ada＠example.org", Reachable.MAIL),
        ("ada (at) example.org", Reachable.MAIL),
        ("ada [at] example punkt org", Reachable.MAIL),
        ("ada at example dot org", Reachable.MAIL),
        ("@ada:example.org", Reachable.MAIL),
        ("0228 / 77 00 00", Reachable.PHONE),
        ("+49 228 770000", Reachable.PHONE),
        ("(0228) 770-12", Reachable.PHONE),
        ("0151/12345678", Reachable.PHONE),
        ("0228.77.00.00", Reachable.PHONE),
        ("0228 77", Reachable.PHONE),
        ("+49 1999 2001", Reachable.PHONE),
        ("Tel. 77 12", Reachable.PHONE),
        ("Durchwahl: 123", Reachable.PHONE),
        ("Mobil 0170 1234567", Reachable.PHONE),
        ("228 770000 bis mittags", Reachable.PHONE),
        ("ab 9 Uhr: 02\u200b28 770000", Reachable.PHONE),
        ("Rathausstraße 5", Reachable.STREET),
        ("Marktplatz 12, Bonn", Reachable.STREET),
    ],
)
def test_what_others_could_reach_somebody_by_is_noticed(text: str, what: Reachable) -> None:
    assert reachable_by(text) is what


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Leitung Fachstelle",
        "3 Bürgerräte und 12 Beiräte",
        "2014-2019, 2021",
        "seit 01.02.2019",
        "vom 1.3. bis 4.3.2027",
        "20.000 bis 50.000 Einwohner/innen",
        "1.500.000 Euro im Bürgerbudget",
        "§ 26 GO, Paragraf 13a",
        "Mobil 2030",
        "400 ausgeloste von 4.000",
        "Weg 3 zur Satzung",
        "Platz 1 beim Wettbewerb",
    ],
)
def test_years_counts_and_dates_are_no_numbers_to_call(text: str) -> None:
    assert reachable_by(text) is None


@given(
    st.sampled_from(["+49", "0049", "0", "(0", "+43 "]),
    st.lists(st.integers(min_value=10, max_value=99), min_size=3, max_size=6),
    st.sampled_from(["", " ", "-", "/", " / ", "–", ")"]),
    st.sampled_from(["", "Rufen Sie an: ", "ab 2019 ", "x | "]),
)
def test_a_number_that_dials_is_noticed_however_it_is_parted(
    start: str, pairs: list[int], gap: str, before: str
) -> None:
    number = start + gap.join(map(str, pairs))

    assert reachable_by(before + number) is Reachable.PHONE


@given(st.emails(), st.sampled_from(["", "Mail: ", "schreiben Sie an "]))
def test_every_mail_address_is_noticed(mail: str, before: str) -> None:
    assert reachable_by(before + mail) is Reachable.MAIL


@given(st.text(max_size=200))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert reachable_by(text) in (None, *Reachable)


# --- bounded work

# What grows when it is folded or taken apart, in as many pieces as a message can hold.
PIECES = ("\ufdfa", "a ", "1 ", "|", "a,", "(at)", "0 ", "in a ", "bis ", "seit 2019 | ")


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("command", ["profil", "wer", "wer fragen", "profil pause"])
async def test_no_line_holds_the_loop(exchange: Exchange, command: str, piece: str) -> None:
    await make(exchange, BO)
    long = await calls(partial(exchange.chat, f"!{command} {(piece * 3_900)[:3_900]}", BO))
    short = await calls(partial(exchange.chat, f"!{command} {(piece * 975)[:975]}", BO))

    assert long < 450_000
    assert long < 8 * short or long < 45_000
