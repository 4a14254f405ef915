"""Ordinary German about questions: asked about first, in words, and never twice."""

import pytest

from tests.support.asking import BO, Exchange
from tests.support.digesting import change, with_mail


async def test_a_sentence_that_closes_a_question_is_read_back_with_its_title(
    exchange: Exchange,
) -> None:
    await exchange.ask()

    [asked] = await exchange.chat("Frage 1 ist erledigt.")
    assert asked.startswith("Soll ich Frage Nr. 1 schließen, weil sie erledigt ist: wer hat")
    assert (await exchange.question()).state == "open"
    [said] = await exchange.chat("ja")
    assert said.startswith("Frage Nr. 1 ist erledigt.")
    assert (await exchange.question()).state == "done"


async def test_of_a_question_of_somebody_else_the_line_is_read_back(exchange: Exchange) -> None:
    await exchange.ask()

    [asked] = await exchange.chat("Frage 1 ist erledigt.", BO)
    assert "!erledigt 1" in asked
    assert "Losverfahren" not in asked
    [said] = await exchange.chat("ja", BO)
    assert said.startswith("Frage Nr. 1 schließt, wer sie gestellt hat.")


@pytest.mark.parametrize(
    ("sentence", "line", "said"),
    [
        ("Ich möchte der Frage 1 gern folgen.", "!folgen 1", "Sie folgen jetzt Frage Nr. 1"),
        ("Können Sie Frage 1 wieder öffnen?", "!frage öffnen 1", "Frage Nr. 1 schließt"),
    ],
)
async def test_other_changes_are_asked_about_too(
    exchange: Exchange, sentence: str, line: str, said: str
) -> None:
    await exchange.ask()

    [asked] = await exchange.chat(sentence, BO)
    assert line in asked
    [done] = await exchange.chat("ja", BO)
    assert done.startswith(said)


@pytest.mark.parametrize(
    "sentence",
    [
        "Fragen Sie bitte alle: Wer hat ein Losverfahren?",
        "Könnten Sie bitte in die Runde fragen, wer ein Losverfahren hat?",
        "frage an alle: Wer hat ein Losverfahren?",
        "Frage: Wer hat ein Losverfahren?",
    ],
)
async def test_a_sentence_to_the_network_is_shown_once_and_asked_once(
    exchange: Exchange, sentence: str
) -> None:
    [shown] = await exchange.chat(sentence)
    assert shown.count("Soll ich sie so stellen?") == 1
    assert "hat ein Losverfahren?" in shown or "ein Losverfahren hat?" in shown
    assert "an alle" not in shown
    [told] = await exchange.chat("ja")

    assert told.startswith("Frage Nr. 1 steht jetzt im Raum für Fragen")
    root, _ = await exchange.posted()
    assert "(Thema: Losverfahren)" in root


async def test_who_asks_for_open_questions_gets_them(exchange: Exchange) -> None:
    await exchange.ask()

    [said] = await exchange.chat("Welche Fragen sind noch offen?", BO)
    assert "1 offene Frage:" in said


# --- what is new


@pytest.mark.parametrize(
    "sentence",
    [
        "Was gibt es Neues?",
        "Was habe ich verpasst?",
        "Was gibts Neues?",
        "Habe ich etwas verpasst?",
        "Was ist seit letzter Woche passiert?",
        "Guten Tag, was gibt es Neues im Netzwerk?",
    ],
)
async def test_who_asks_what_is_new_gets_the_state(exchange: Exchange, sentence: str) -> None:
    await change(exchange, "Kiel")
    [said] = await exchange.chat(sentence)

    assert "Verstanden als: !stand" in said
    assert "1 geänderter Eintrag der Sammlung: Kiel" in said


async def test_what_is_new_in_the_collection_is_asked_of_the_collection(exchange: Exchange) -> None:
    [said] = await exchange.chat("Was gibt es Neues in der Sammlung?")

    assert "Verstanden als: !sammlung neu" in said


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        (
            "Ich möchte den Rundbrief per Mail an ada@example.org",
            "Soll ich Ihnen den Rundbrief per E-Mail an ada@example.org senden?",
        ),
        ("Ich möchte den Rundbrief per Mail.", "Soll ich Ihnen den Rundbrief per E-Mail senden?"),
        (
            "Bitte schicken Sie mir den Rundbrief jede Woche.",
            "Soll ich Ihnen den Rundbrief wöchentlich senden?",
        ),
        ("Ich möchte den Rundbrief abbestellen.", "Soll ich den Rundbrief abbestellen?"),
        ("Bitte keinen Rundbrief mehr.", "Soll ich den Rundbrief abbestellen?"),
        ("Den Newsletter bitte abbestellen", "Soll ich den Rundbrief abbestellen?"),
    ],
)
async def test_an_order_is_asked_about_in_words(
    exchange: Exchange, sentence: str, asked: str
) -> None:
    [said] = await exchange.chat(sentence)

    assert said.startswith(asked)


async def test_the_order_is_taken_after_a_yes(exchange: Exchange) -> None:
    with_mail(exchange)
    await exchange.chat("Ich möchte den Rundbrief per Mail an ada@example.org")
    [said] = await exchange.chat("ja")
    assert "An ada@example.org habe ich einen Code" in said
    await exchange.chat("Ich möchte den Rundbrief jeden Monat bekommen.")
    [said] = await exchange.chat("ja")
    assert "Sie bekommen den Rundbrief monatlich im Direktchat." in said
    await exchange.chat("Ich möchte keinen Rundbrief mehr bekommen.")
    [said] = await exchange.chat("ja")
    assert "abbestellt" in said


@pytest.mark.parametrize(
    "sentence",
    ["Ich möchte den Rundbrief nicht abbestellen.", "Unser Rundbrief ist heute erschienen."],
)
async def test_what_is_no_order_orders_nothing(exchange: Exchange, sentence: str) -> None:
    [said] = await exchange.chat(sentence)

    assert "Soll ich" not in said
