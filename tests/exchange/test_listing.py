"""!fragen and !frage with a number, !themen and !thema, results in !suche and in exports."""

import json
from typing import Any

import pytest

from commands.collection.transfer.export import Format, export
from commands.exchange.questions.reading import are_alike, stems_of, title_of
from commands.exchange.topics import found_in
from storage.database import Database
from tests.support.asking import ADA, BO, EXCHANGE, Exchange
from tests.support.say import ROOM

HELPED = "Geholfen hat die Losordnung aus der Nachbarstadt, gelost wird aus dem Melderegister."


async def three(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.ask("Wer nutzt das Quorum von Bonn?", BO)
    await exchange.ask("Wie evaluiert Ihr einen Bürgerhaushalt?")
    await exchange.say("!erledigt 2", BO)


async def test_open_questions_are_listed_the_newest_first(exchange: Exchange) -> None:
    await three(exchange)

    [said] = await exchange.chat("!fragen")
    assert said.startswith("2 offene Fragen:\n\n1. Nr. 3: Wie evaluiert Ihr einen Bürgerhaushalt?")
    assert "(Evaluation, Bürgerhaushalt), 24. November 2026" in said
    assert "Nr. 2" not in said


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("fragen offen", [3, 1]),
        ("fragen meine", [3, 1]),
        ("fragen alle", [3, 2, 1]),
        ("fragen Bürgerrat", [1]),
        ("fragen zufallsauswahl", [1]),
        ("fragen Quoren", [2]),
    ],
)
async def test_they_are_listed_by_state_asker_and_topic(
    exchange: Exchange, line: str, numbers: list[int]
) -> None:
    await three(exchange)

    [said] = await exchange.chat(line)
    shown = [row.partition("Nr. ")[2].partition(":")[0] for row in said.splitlines()]
    assert [int(each) for each in shown if each.isdigit()] == numbers


async def test_a_number_shows_one_of_the_list(exchange: Exchange) -> None:
    await three(exchange)
    await exchange.chat("!fragen alle")

    [said] = await exchange.chat("2")
    assert said.startswith("Frage Nr. 2 von Bo Muster: Wer nutzt das Quorum von Bonn?")
    assert "erledigt" in said


async def test_ten_are_a_page(exchange: Exchange) -> None:
    for number in range(12):
        person = f"@p{number}:example.org"
        await exchange.ask(f"Wer kennt Stadt{number} und Dorf{number}?", person)

    [said] = await exchange.chat("!fragen")
    assert said.startswith("12 offene Fragen:")
    assert "Weiter mit !mehr." in said
    [more] = await exchange.chat("!mehr")
    assert "1. Nr. 2: " in more
    assert "2. Nr. 1: " in more


async def test_where_nothing_is_it_says_so(exchange: Exchange) -> None:
    for line, said in (
        ("!fragen", "Keine offene Frage."),
        ("!fragen meine", "Keine von Ihnen."),
        ("!fragen Vergabe", "Keine Frage zu »Vergabe«."),
    ):
        assert (await exchange.chat(line))[0].startswith(said)


async def test_one_is_shown_with_the_link_to_its_thread(exchange: Exchange) -> None:
    root, _ = await exchange.ask()

    [said] = await exchange.chat("!frage 1")
    assert said.startswith("Frage Nr. 1 von Ada Beispiel: wer hat Erfahrung")
    assert "Gestellt am 24. November 2026, offen. Thema: Losverfahren, Bürgerrat." in said
    assert f"https://matrix.to/#/{EXCHANGE}/{root}" in said
    assert said.endswith("Ist sie beantwortet: !erledigt 1")
    [said] = await exchange.chat("!frage Nr. 1", BO)
    assert said.endswith("!folgen 1")


# --- topics


async def test_all_topics_are_shown_in_one_line(exchange: Exchange) -> None:
    [said] = await exchange.chat("!themen")

    assert said.startswith("42 Themen: Bauleitplanung, Beteiligungsbeirat")
    assert "Losverfahren" in said


async def test_one_topic_is_shown_with_its_words(exchange: Exchange) -> None:
    [said] = await exchange.chat("!themen zufallsauswahl")

    assert said.startswith("Losverfahren: Dazu gibt es noch keine Frage.")
    assert "Melderegister" in said
    [said] = await exchange.chat("!themen Raumfahrt")
    assert said.startswith("Das Thema »Raumfahrt« kenne ich nicht.")


async def test_the_management_adds_and_renames_topics(exchange: Exchange) -> None:
    [said] = await exchange.lead("!thema neu Reallabor: Experimentierraum, Pop-up")
    assert said.startswith("Neues Thema: Reallabor.")
    _, reply = await exchange.ask("Wer plant einen Experimentierraum am Markt?")
    assert "(Thema: Reallabor)" in reply

    [said] = await exchange.lead("!thema umbenennen Reallabor | Reallabore")
    assert said.startswith("Das Thema Reallabor heißt jetzt Reallabore.")
    assert (await exchange.question()).topics == ("Reallabore",)
    assert "Nr. 1" in (await exchange.chat("!fragen Reallabor"))[0]


async def test_words_are_added_to_a_topic(exchange: Exchange) -> None:
    [said] = await exchange.lead("!thema neu Quorum: Mindestzahl")
    assert said == "Das Thema Quorum erkenne ich jetzt auch an Mindestzahl."

    _, reply = await exchange.ask("Welche Mindestzahl ist bei Euch nötig?")
    assert "(Thema: Quorum)" in reply


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("!thema neu Zufallsauswahl", "»Zufallsauswahl« gehört schon zum Thema Losverfahren."),
        ("!thema neu Quorum", "Das Thema Quorum gibt es schon."),
        ("!thema neu !!!", "Ein Thema braucht einen Namen"),
        ("!thema umbenennen Quorum", "Bitte nennen Sie den alten und den neuen Namen"),
        ("!thema umbenennen Quorum | Losverfahren", "Das Thema Losverfahren gibt es schon."),
        ("!thema umbenennen Raumfahrt | Mond", "Das Thema »Raumfahrt« kenne ich nicht."),
    ],
)
async def test_what_is_no_change_is_said(exchange: Exchange, line: str, why: str) -> None:
    [said] = await exchange.lead(line)

    assert said.startswith(why)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Wie macht Ihr die Auslosung?", ("Losverfahren",)),
        ("Erfahrungen mit Bürgerräten auf dem Land", ("Bürgerrat",)),
        ("Wer hat einen Klimabürgerrat?", ("Bürgerrat",)),
        ("Stellenbeschreibung für Beteiligungsbeauftragte", ("Rolle und Stelle",)),
        ("Wie gewinnen wir Fraktionen und den Stadtrat?", ("Politik gewinnen",)),
        ("Kinder- und Jugendbeteiligung bei Spielplätzen", ("Kinder und Jugend",)),
        ("Wer hat eine Lösung?", ()),
        ("Darf ich eine Frage stellen?", ()),
        ("Einwohnerinnen beraten über die Schulung", ("Fortbildung und Austausch",)),
    ],
)
async def test_topics_are_recognised_by_the_words_of_the_profession(
    database: Database, text: str, topics: tuple[str, ...]
) -> None:
    async with database.transaction() as tx:
        assert await found_in(tx, text) == topics


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Wer lost aus?", "Wer lost aus?"),
        ("Hallo zusammen,\nwer lost aus? Danke!", "wer lost aus?"),
        ("Wir planen einen Rat. Wer lost aus? Gruß, Ada", "Wer lost aus?"),
        ("Ich suche ein Muster. Es eilt.", "Ich suche ein Muster."),
        ("x" * 120, "x" * 99 + "…"),
    ],
)
def test_the_title_is_the_sentence_that_asks(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Wer hat Erfahrung mit Losverfahren?", "Hat jemand Erfahrungen mit Losverfahren?", True),
        ("Wer hat Erfahrung mit Losverfahren?", "Wer hat Erfahrung mit Quoren?", False),
        ("Wie lost Ihr Bürgerräte aus?", "Wie werden Bürgerräte ausgelost?", False),
        ("Losverfahren im Bürgerrat", "Losverfahren für den Bürgerrat in Bonn", True),
        ("Danke", "Danke", False),
    ],
)
def test_questions_are_compared_by_what_they_are_about(one: str, other: str, alike: bool) -> None:
    assert are_alike(stems_of(one), stems_of(other)) is alike


# --- results elsewhere


async def with_result(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.chat(f"!erledigt 1 {HELPED}")
    await exchange.chat("ja")
    await exchange.posted()


async def test_a_result_is_found_by_the_search(exchange: Exchange) -> None:
    await with_result(exchange)

    for words in ("Losordnung", "Nachbarstadt Bürgerrat", "ordnung"):
        [said] = await exchange.room.say(f"!suche {words}", sender=BO, room_id=ROOM)
        assert "Aus dem Austausch (1 Ergebnis):\n\n– Frage Nr. 1: wer hat" in said
        assert "!frage 1" in said
    [said] = await exchange.room.say("!suche Raumfahrt", sender=BO, room_id=ROOM)
    assert "Austausch" not in said


async def test_an_outsider_does_not_find_it(exchange: Exchange) -> None:
    await with_result(exchange)
    exchange.room.outsiders = {BO}

    [said] = await exchange.chat("!suche Losordnung", BO)
    assert "Austausch" not in said


async def test_an_earlier_result_is_related_to_a_new_question(exchange: Exchange) -> None:
    await with_result(exchange)

    _, reply = await exchange.ask("Wie lange dauert ein Bürgerrat?", BO)
    assert "– Ergebnis zu Frage Nr. 1: wer hat Erfahrung" in reply


async def exported(exchange: Exchange, form: Format, **more: Any) -> str:
    async with exchange.database.transaction() as tx:
        return (await export(tx, form, **more))[0]


async def test_results_are_exported_for_the_operator_only(exchange: Exchange) -> None:
    await with_result(exchange)

    [result] = json.loads(await exported(exchange, Format.JSON, with_results=True))["results"]
    assert (result["question"], result["text"]) == (1, HELPED)
    assert result["topics"] == ["Losverfahren", "Bürgerrat"]
    assert HELPED in await exported(exchange, Format.MD, with_results=True)
    assert ADA not in await exported(exchange, Format.JSON, with_results=True)
    for form in Format:
        assert HELPED not in await exported(exchange, form)
