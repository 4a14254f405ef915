"""What a member types becomes a draft, or a sentence that says which part does not fit."""

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.collection.fields import (
    parse_list,
    parse_note,
    parse_place,
    parse_status,
    parse_title,
    parse_url,
)
from commands.conversation.command import UnfitError
from commands.language.times.partial import parse_date
from commands.language.visible import cleaned
from commands.submissions.draft import SubmissionDraft, parse_line

URL = "https://www.example.org/leitlinien"


def understood(line: str) -> dict[str, Any]:
    """All but the defaults."""
    return parse_line(line).model_dump(exclude_defaults=True)


def refusal(line: str) -> str:
    with pytest.raises(UnfitError) as refused:
        parse_line(line)
    return refused.value.text.body


# --- one line


def test_place_and_link_are_enough() -> None:
    assert parse_line(f"Bonn {URL}") == SubmissionDraft(place="Bonn", url=URL)


def test_all_fields_stand_between_bars() -> None:
    line = f"Bonn | {URL} | Leitlinien Bürgerbeteiligung | beschlossen 2014 | Bitte prüfen"

    assert understood(line) == {
        "place": "Bonn",
        "url": URL,
        "title": "Leitlinien Bürgerbeteiligung",
        "status": "beschlossen",
        "adopted": "2014",
        "note": "Bitte prüfen",
    }


def test_a_place_alone_may_go_with_a_file() -> None:
    assert understood("Frankfurt (Oder)") == {"place": "Frankfurt (Oder)"}


@pytest.mark.parametrize(
    "line",
    [
        f"Bonn kinder {URL}",
        f"Bonn Kinder und Jugend {URL}",
        f"Bonn Kinder- und Jugendbeteiligung | {URL}",
        f"Bonn | Kinder und Jugend | {URL}",
        f"Bonn | {URL} | Jugend",
        f"Bonn {URL} kinder",
        f"Bonn {URL} | Liste Kinder",
        f"Bonn, Jugendbeteiligung\n{URL}",
    ],
)
def test_the_list_may_be_named_in_many_places(line: str) -> None:
    assert understood(line) == {"place": "Bonn", "list": "kinder_jugend", "url": URL}


def test_the_word_of_a_list_alone_is_a_place() -> None:
    assert parse_line("Kinder").place == "Kinder"


@pytest.mark.parametrize(
    ("line", "more"),
    [
        (f"Bonn {URL} Leitlinien", {"title": "Leitlinien"}),
        (f"Bonn {URL} beschlossen 2014", {"status": "beschlossen", "adopted": "2014"}),
        (f"Bonn {URL} | 2014", {"status": "beschlossen", "adopted": "2014"}),
        (f"Bonn | {URL} | | | Nur ein Hinweis", {"note": "Nur ein Hinweis"}),
        (f"Bonn | {URL} | T | Rat war einstimmig", {"title": "T", "note": "Rat war einstimmig"}),
        (
            f"Bonn | {URL} | in Erarbeitung | Hinweis",
            {"status": "in Erarbeitung", "note": "Hinweis"},
        ),
        (f"Bonn\n{URL}\nTitel\nEins\nZwei", {"title": "Titel", "note": "Eins\nZwei"}),
        (f"Bonn | {URL} | T | 2014 | a | b", {
            "title": "T", "status": "beschlossen", "adopted": "2014", "note": "a\nb",
        }),
        (
            f"Bonn | {URL} | Fortschreibung der Leitlinien",
            {"title": "Fortschreibung der Leitlinien"},
        ),
    ],
)  # fmt: skip
def test_fields_that_are_left_out_do_not_confuse(line: str, more: dict[str, Any]) -> None:
    assert understood(line) == {"place": "Bonn", "url": URL} | more


def test_without_a_link_the_title_comes_second() -> None:
    wanted = {"place": "Bonn", "title": "Leitlinien", "status": "in Erarbeitung"}

    assert understood("Bonn | Leitlinien | in Erarbeitung") == wanted
    assert understood("Bonn | | Leitlinien | in Erarbeitung") == wanted


@pytest.mark.parametrize(
    "line",
    [f"Bonn: <{URL}>", f"Bonn, {URL}.", f"Bonn ({URL})", f"Bonn »{URL}«", f"  Bonn \u200b {URL} ;"],
)
def test_what_is_put_around_place_and_link_is_taken_off(line: str) -> None:
    assert understood(line) == {"place": "Bonn", "url": URL}


LINES = (Path(__file__).parent / "cases" / "34-submission-lines.txt").read_text().splitlines()


@pytest.mark.parametrize(
    ("number", "more"),
    [
        (0, {"url": "https://www.example.org/a"}),
        (1, {"url": URL, "title": "Leitlinien"}),
        (2, {"url": URL}),
        (3, "mehrere Links"),
        (4, "Leerzeichen"),
    ],
)
def test_a_line_from_the_field_is_understood_or_asked_about(
    number: int, more: dict[str, Any] | str
) -> None:
    line = LINES[number].removeprefix("!einreichen ")
    if isinstance(more, str):
        assert more in refusal(line)
    else:
        assert understood(line) == {"place": "Bonn"} | more


@pytest.mark.parametrize(
    ("line", "more"),
    [
        (f"[Bonn]({URL})", {}),
        (f"Bonn [hier]({URL})", {}),
        (f"Bonn [{URL}]({URL}) Leitlinien", {"title": "Leitlinien"}),
        (f"Bonn [Satzung]({URL}) | Leitlinien", {"title": "Leitlinien"}),
        (f"Bonn | [Satzung](<{URL}> 'Titel') | | beschlossen 2014", {
            "title": "Satzung", "status": "beschlossen", "adopted": "2014",
        }),
        (f"Bonn | Leitlinien {URL}", {"title": "Leitlinien"}),
        (f"Bonn | {URL} | Leitlinien von mitreden.org", {"title": "Leitlinien von mitreden.org"}),
        (f"Bonn {URL} Stadt/Land 2.0", {"title": "Stadt/Land 2.0"}),
        (f"Bonn | {URL} | T | | Mehr unter {URL}/2", {"title": "T", "note": f"Mehr unter {URL}/2"}),
        ("Bonn [Satzung](https://www.example.org/leitlinien_(alt))", {
            "url": "https://www.example.org/leitlinien_(alt)", "title": "Satzung",
        }),
        ("Bonn https://www.example.org/a.pdf neu.pdf", {
            "url": "https://www.example.org/a.pdf", "title": "neu.pdf",
        }),
    ],
)  # fmt: skip
def test_a_link_in_markdown_is_a_link_and_its_words_a_title(
    line: str, more: dict[str, Any]
) -> None:
    assert understood(line) == {"place": "Bonn", "url": URL} | more


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (f"Bonn {URL} und {URL}/2", "mehrere Links"),
        (f"Bonn | {URL} | siehe {URL}/2", "mehrere Links"),
        (f"Bonn | {URL} | www.example.org", "mehrere Links"),
        (f"Bonn [a]({URL}) [b]({URL}/2)", "mehrere Links"),
        (f"Bonn | {URL} {URL}/2", "mehrere Links"),
        ("Bonn | https://www.example.org/datei mit leerzeichen.pdf | T", "Leerzeichen"),
        ("Bonn https://www.example.org/meine ordner/datei.pdf?a=1", "Leerzeichen"),
        ("Bonn https://www.example.org/meine seite.html#teil", "Leerzeichen"),
    ],
)
def test_a_second_link_and_a_blank_are_asked_about(line: str, says: str) -> None:
    assert says in refusal(line)


def test_a_link_in_markdown_is_taken_where_a_link_is_asked_for() -> None:
    assert parse_url(f"[Leitlinien]({URL})") == URL
    for text, says in ((f"{URL} {URL}", "mehrere Links"), (f"{URL} neu.pdf", "Leerzeichen")):
        with pytest.raises(UnfitError) as refused:
            parse_url(text)
        assert says in refused.value.text.body


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "Zu welcher Kommune"),
        ("| |", "Zu welcher Kommune"),
        (URL, "Zu welcher Kommune"),
        (f"?! {URL}", "Zu welcher Kommune"),
        ("x" * 201, "höchstens 200 Zeichen"),
        (f"Bonn {URL} {'x' * 301}", "höchstens 300 Zeichen"),
        (f"Bonn | {URL} | T | | {'x' * 1001}", "höchstens 1000 Zeichen"),
        (f"Bonn | {URL} | {URL}/2", "mehrere Links"),
        ("Bonn ftp://example.org/a", "muss mit https:// oder http:// beginnen"),
        ("Bonn javascript:alert(1)", "muss mit https:// oder http:// beginnen"),
        ("Bonn http://ada:geheim@example.org/", "Zugangsdaten"),
        ("Bonn http://127.0.0.1/", "internes Netz"),
        ("Bonn https:/example.org", "Tippfehler"),
        (f"Bonn https://example.org/{'x' * 1000}", "zu lang"),
        (f"Bonn | {URL} | T | beschlossen 31.2.2014", "Das Datum verstehe ich nicht"),
        (f"Bonn | {URL} | T | in Erarbeitung 2014", "Ein Datum kann ich nur zu »beschlossen«"),
    ],
)
def test_what_does_not_fit_is_said_with_reason_and_example(line: str, says: str) -> None:
    assert says in refusal(line)


@given(st.text())
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        draft = parse_line(text)
    except UnfitError:
        return
    for value in draft.model_dump(exclude_none=True).values():
        assert value
        assert not any(unicodedata.category(c) in ("Cf", "Cs") for c in value)
        assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in value)
    assert len(draft.place) <= 200
    assert "\n" not in draft.place + (draft.title or "")
    assert len(draft.title or "") <= 300
    assert len(draft.note or "") <= 1000


WORDS = st.from_regex(r"[A-ZÄÖÜ][a-zäöüß]{2,12}", fullmatch=True)


@given(place=WORDS, title=WORDS, year=st.integers(1950, 2030), note=WORDS)
def test_what_is_written_in_full_comes_back_in_full(
    place: str, title: str, year: int, note: str
) -> None:
    draft = parse_line(f"{place} | {URL} | {title} x | beschlossen {year} | {note}")

    assert draft == SubmissionDraft(
        place=place,
        url=URL,
        title=f"{title} x",
        status="beschlossen",
        adopted=str(year),
        note=note,
    )


# --- single fields


def test_invisible_and_turning_characters_are_removed() -> None:
    assert parse_place("Bo\u202enn\x00") == "Bonn"
    assert parse_title("Leit\u200blinien\tBonn\x07") == "Leitlinien Bonn"
    assert parse_title("» Leitlinien »") == "Leitlinien"
    assert parse_note("eins\r\n\r\n\r\n\r\nzwei\u2028drei") == "eins\n\nzwei\ndrei"


def test_letters_are_composed() -> None:
    assert parse_place("Ko\u0308ln") == "Köln"


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\x00"])
@pytest.mark.parametrize(
    "parse", [parse_place, parse_list, parse_url, parse_title, parse_status, parse_note]
)
def test_nothing_is_no_answer(parse: Any, text: str) -> None:
    with pytest.raises(UnfitError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bürger", "buergerbeteiligung"),
        ("BÜRGERBETEILIGUNG", "buergerbeteiligung"),
        ("buergerbeteiligung", "buergerbeteiligung"),
        ("Liste Bürgerbeteiligung", "buergerbeteiligung"),
        ("Einwohner/innen", "buergerbeteiligung"),
        ("Kinder- und Jugendbeteiligung", "kinder_jugend"),
        ("kinder", "kinder_jugend"),
        ("Jugend", "kinder_jugend"),
        ("Senioren", None),
    ],
)
def test_a_list_has_many_names(text: str, name: str | None) -> None:
    if name is None:
        with pytest.raises(UnfitError, match="unfit"):
            parse_list(text)
    else:
        assert parse_list(text) == name


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("HTTPS://WWW.Example.ORG/Pfad", "https://www.example.org/Pfad"),
        ("www.example.org", "https://www.example.org"),
        ("example.org/leitlinien.pdf", "https://example.org/leitlinien.pdf"),
        (
            "https://de.example.org/wiki/Bonn_(Begriff)",
            "https://de.example.org/wiki/Bonn_(Begriff)",
        ),
        ("(https://example.org/a)", "https://example.org/a"),
    ],
)
def test_a_link_is_taken_as_it_was_meant(text: str, url: str) -> None:
    assert parse_url(text) == url


@pytest.mark.parametrize(
    "text", ["Bonn", "ada@example.org", "https://exa mple.org", "St.Georgen/Ort"]
)
def test_what_is_no_link_is_refused(text: str) -> None:
    with pytest.raises(UnfitError):
        parse_url(text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("beschlossen", ("beschlossen", None)),
        ("Beschluss vom 25.06.2015", ("beschlossen", "2015-06-25")),
        ("beschlossen am 3. März 2014.", ("beschlossen", "2014-03-03")),
        ("beschlossen im Jänner 2014", ("beschlossen", "2014-01")),
        ("beschlossen (2014)", ("beschlossen", "2014")),
        ("beschlossen: 7/2013", ("beschlossen", "2013-07")),
        ("2014", ("beschlossen", "2014")),
        ("fortgeschrieben 2020", ("fortgeschrieben", "2020")),
        ("in Erarbeitung", ("in Erarbeitung", None)),
        ("laufend", ("in Erarbeitung", None)),
        ("Entwurf", ("in Erarbeitung", None)),
        ("unbekannt", ("unbekannt", None)),
        ("weiß nicht", ("unbekannt", None)),
    ],
)
def test_a_status_is_read_with_its_date(text: str, status: tuple[str, str | None]) -> None:
    assert parse_status(text) == status


@pytest.mark.parametrize("text", ["gut", "beschlossen vom Rat", "beschlossen 2014 oder 2015", "12"])
def test_what_is_no_status_is_refused(text: str) -> None:
    with pytest.raises(UnfitError):
        parse_status(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2014", "2014"),
        ("2014-3", "2014-03"),
        ("2014-03-09", "2014-03-09"),
        ("3.2014", "2014-03"),
        ("03/2014", "2014-03"),
        ("9.3.2014", "2014-03-09"),
        ("9. 3. 14", "2014-03-09"),
        ("1.1.98", "1998-01-01"),
        ("9. Mär. 2014", "2014-03-09"),
        ("Maerz 2014", "2014-03"),
        ("29.2.2016", "2016-02-29"),
        ("29.2.2015", None),
        ("0.3.2014", None),
        ("13/2014", None),
        ("2014-00", None),
        ("1899", None),
        ("2101", None),
        ("Brumaire 2014", None),
        ("20144", None),
        ("٢٠١٤", None),
    ],
)
def test_dates_are_as_exact_as_they_were_written(text: str, day: str | None) -> None:
    assert parse_date(text) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_read_in_both_ways_of_writing(day: Any) -> None:
    assert parse_date(day.isoformat()) == day.isoformat()
    assert parse_date(f"{day.day}.{day.month}.{day.year}") == day.isoformat()


@given(st.text())
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
