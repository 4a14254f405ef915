"""Ordinary German about profiles: a change is read back, and nothing is done by mistake."""

import pytest

from commands import sentences
from commands.collection.gazetteer import names_for
from commands.language.understanding import Response, Rulebook, Where, understand
from storage.database import Database
from tests.support.asking import ADA, BO, Exchange
from tests.support.profiling import LINE, make, profile_of

CHANGES = [
    ("Ich möchte erst gefragt werden.", "profil auf anfrage"),
    ("ich will lieber vorher gefragt werden", "profil auf anfrage"),
    ("Ich möchte erst gefragt werden, bevor Sie meinen Kontakt weitergeben.", "profil auf anfrage"),
    ("Stellen Sie mein Profil bitte auf Anfrage.", "profil auf anfrage"),
    ("Bitte machen Sie mein Profil sichtbar.", "profil sichtbar"),
    ("Können Sie mein Profil sichtbar machen?", "profil sichtbar"),
    ("Mein Profil soll für alle sichtbar sein.", "profil sichtbar"),
    ("Blenden Sie mein Profil bitte aus.", "profil aus"),
    ("Bitte mein Profil ausblenden", "profil aus"),
    ("Löschen Sie bitte mein Profil.", "profil löschen"),
    ("Ich möchte mein Profil löschen.", "profil löschen"),
    ("Sie dürfen mich gern erwähnen.", "profil erwähnen ja"),
    ("Ich möchte nicht mehr erwähnt werden.", "profil erwähnen nein"),
    ("Bitte erwähnen Sie mich nicht mehr.", "profil erwähnen nein"),
    ("Pausieren Sie mein Profil für drei Wochen.", "profil pause drei wochen"),
]
LOOK_UPS = [
    ("Wer kennt sich mit Losverfahren aus?", "wer Losverfahren"),
    ("Wer ist in einer ähnlichen Lage wie ich?", "wer wie ich"),
    ("Zeigen Sie mir mein Profil.", "profil"),
    ("Mein Profil ändern", "profil"),
    ("Ist mein Profil sichtbar?", "profil"),
]
# They sound like it, and mean something else.
OTHERS = [
    "Ich möchte erst gefragt werden, bevor das Protokoll verschickt wird.",
    "Die Kollegin möchte erst gefragt werden.",
    "Wir haben ein neues Profil für die Stelle ausgeschrieben.",
    "Soll ich mein Profil sichtbar machen?",
    "Kann ich mein Profil löschen?",
    "Mein Profilbild soll sichtbar sein.",
    "Löschen Sie bitte mein Profilbild.",
    "Wenn ich mein Profil löschen würde, was passiert dann?",
    "Ich möchte mein Profil nicht löschen.",
    "Das sollten wir im Protokoll erwähnen.",
    "Ich möchte sichtbar machen, was wir tun.",
    "Die Stadt Bonn hat ihr Profil geschärft.",
    "Sie dürfen mich gern anrufen.",
    "Das Gesuch wurde auf Anfrage gestellt.",
]


async def understood(database: Database, text: str) -> tuple[Response, tuple[str, ...]]:
    rulebook = Rulebook(sentences())
    said = rulebook.heard(Where.DIRECT, text)
    assert said is not None
    async with database.transaction() as tx:
        found = understand(rulebook, await names_for(tx, rulebook, said), said)
    return found.response, found.lines


@pytest.mark.parametrize(("sentence", "line"), CHANGES)
async def test_a_wish_is_read_and_asked_about(
    collection: Database, sentence: str, line: str
) -> None:
    assert await understood(collection, sentence) == (Response.CONFIRM, (line,))


@pytest.mark.parametrize(("sentence", "line"), LOOK_UPS)
async def test_a_question_is_answered_at_once(
    collection: Database, sentence: str, line: str
) -> None:
    response, lines = await understood(collection, sentence)

    assert lines[0] == line
    assert response in (Response.COMMAND, Response.CHOICE)


@pytest.mark.parametrize("sentence", OTHERS)
async def test_what_only_sounds_like_it_changes_nothing(
    collection: Database, sentence: str
) -> None:
    response, lines = await understood(collection, sentence)

    assert response is not Response.CONFIRM or not lines[0].startswith("profil")


async def test_who_wants_out_of_the_directory_chooses_how(collection: Database) -> None:
    sentence = "Ich möchte im Verzeichnis nicht mehr auftauchen"

    response, lines = await understood(collection, sentence)
    assert response is Response.CHOICE
    assert set(lines) == {"profil löschen", "profil aus"}


async def test_a_setting_is_read_back_in_words_before_it_is_made(exchange: Exchange) -> None:
    await make(exchange, ADA, LINE, "sichtbar")
    [asked] = await exchange.chat("Ich möchte erst gefragt werden.")
    assert asked.startswith("Soll ich Ihr Profil so einstellen: auf Anfrage, ich frage Sie")
    profile = await profile_of(exchange, ADA)
    assert profile is not None
    assert profile.visibility == "visible"
    [said] = await exchange.chat("ja")

    assert said.startswith("Ihr Profil: auf Anfrage.")


async def test_to_delete_is_asked_about_once(exchange: Exchange) -> None:
    await make(exchange, ADA)
    [asked] = await exchange.chat("Löschen Sie bitte mein Profil.")
    assert asked.startswith("Soll ich Ihr Profil löschen?")
    await exchange.chat("ja")

    assert await profile_of(exchange, ADA) is None


async def test_a_sentence_with_details_leads_to_the_preview(exchange: Exchange) -> None:
    sentence = "Bitte tragen Sie mich ins Verzeichnis ein: Witten, Thema Bürgerhaushalt"
    [shown] = await exchange.chat(sentence)

    assert "1. Kommune: Witten, Nordrhein-Westfalen" in shown
    assert "2. Themen: Bürgerhaushalt" in shown
    assert await profile_of(exchange, ADA) is None


@pytest.mark.parametrize("prefix", ["", "!"])
async def test_who_knows_about_something_is_answered_from_a_sentence(
    exchange: Exchange, prefix: str
) -> None:
    await make(exchange, BO, LINE, "sichtbar")
    [said] = await exchange.chat(f"{prefix}Wer kennt sich mit Losverfahren aus?")

    assert "Verstanden als: !wer Losverfahren" in said
    assert "Bo Muster" in said


@pytest.mark.parametrize(
    "sentence",
    [
        "Wer kennt den Weg zum Treffen?",
        "Wer bringt Kuchen mit?",
        "Wer übernimmt das Protokoll?",
        "wer hält den vortrag morgen",
    ],
)
async def test_other_questions_with_who_search_no_directory(
    exchange: Exchange, sentence: str
) -> None:
    [said] = await exchange.chat(sentence)

    assert "im Verzeichnis" not in said
