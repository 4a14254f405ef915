"""Who speaks to the bot: each client's spelling, signs that look alike, talk about the bot."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from nio import Event

from bot.matrix.messages import to_incoming_event
from commands import COMMANDS
from commands.conversation.addressing import Address, addressed, parts_of
from commands.conversation.command_words import find
from commands.conversation.events import Message
from tests.support.say import NOW, ROOM, SETTINGS

CASES = Path(__file__).parent / "cases"
BOT = "@bot:example.org"
BONN = "leitlinie Bonn"
# What is meant, where it is not just Bonn; None: nothing is.
MEANT: Mapping[str, list[str] | None] = {
    "Code-Striche um den Befehl": None,
    "fett gesetzter Befehl": None,
    "Ort kursiv": ["leitlinie *Bonn*"],
    "Befehl mit Komma": ["leitlinie, Bonn"],
    "Emote": None,
    "zwei Befehle": [BONN, "leitlinie Kiel"],
    "Richtungszeichen davor": ["leitlinie Bonn\u2069"],
    "Direktchat: Wort mit grossem Anfang und Punkt": ["Leitlinie Bonn."],
    "normale Rede, faengt mit Bot-ID an": ["ist das hier der richtige Raum?"],
    "nur die Pille": ["hilfe"],
    "nur die Pille, Element X": ["hilfe"],
    "Sprachnachricht": None,
    "extensible event (MSC1767)": None,
    "Umfrage": None,
    "Tastatur-Anfuehrung: !leitlinie „Bonn“": ["leitlinie „Bonn“"],
    "Punkt hinter dem Ort": ["leitlinie Bonn!"],
    "zwei Woerter Hoeflichkeit": ["leitlinie Bonn bitte"],
    "NFD-Umlaut im Befehl": ["broschüre"],
    "weiches Trennzeichen im Befehl": ["leit\u00adlinie Bonn"],
    "kyrillisches a": ["kont\u0430kt"],
}


def cases() -> list[dict[str, Any]]:
    files = ("30-messages.json", "32-messages-2.json")
    return [each for name in files for each in json.loads((CASES / name).read_text("utf-8"))]


def is_command(words: str) -> bool:
    return find(words, COMMANDS) is not None


def meant(message: Message) -> list[str] | None:
    parts = parts_of(message, SETTINGS, is_command)
    found = [addressed(part, SETTINGS, is_command) for part in parts]
    return [each.words for each in found if each is not None] or None


def said(body: str, *, mentions: bool = False, direct: bool = False) -> Message:
    mentioned = frozenset({BOT}) if mentions else frozenset()
    return Message(ROOM, "@ada:example.org", "$e", body, NOW, direct=direct, mentioned=mentioned)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_every_clients_spelling_is_understood(case: dict[str, Any]) -> None:
    source = {
        "type": case.get("type", "m.room.message"),
        "content": case["content"],
        "sender": "@ada:example.org",
        "event_id": "$e",
        "origin_server_ts": int(NOW.timestamp() * 1000),
    }
    event = to_incoming_event(ROOM, Event.from_dict(source), direct=case.get("direct", False))
    expected = MEANT.get(case["name"], [BONN])

    assert (meant(event) if isinstance(event, Message) else None) == expected


@pytest.mark.parametrize(
    "body",
    [
        "! leitlinie Bonn", "❗leitlinie Bonn", "❗️leitlinie Bonn", "❕ leitlinie Bonn",
        "\ufe57leitlinie Bonn", "\u200b\u200e! leitlinie Bonn", "!leitlinie:Bonn",
        "👋🏽 !leitlinie Bonn", "！ leitlinie:Bonn", "\\!leitlinie Bonn",
        "Netzwerkbot leitlinie Bonn", "@netzwerkbot leitlinie Bonn",
        "@[Netzwerkbot]: leitlinie Bonn", "NETZWERKBOT: ! leitlinie Bonn",
    ],
)  # fmt: skip
def test_signs_that_look_alike_and_names_without_colon_are_enough(body: str) -> None:
    assert meant(said(body)) == [BONN]


@pytest.mark.parametrize(
    "body", ["!!leitlinie Bonn", "❗❗leitlinie Bonn", "!?", "! ", "! Achtung", "‼️leitlinie Bonn",
             "👋 Hallo !leitlinie Bonn", "👉 !unbekannt", "Netzwerkbot",
             "Netzwerkbots leitlinie Bonn",
             "@netzwerkbot:anderswo.org leitlinie Bonn", "Der Netzwerkbot leitlinie Bonn"]
)  # fmt: skip
def test_what_is_no_call_stays_talk(body: str) -> None:
    assert meant(said(body)) is None


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("@Netzwerkbot", "hilfe"),
        ("Netzwerkbot:", "hilfe"),
        ("Hallo @Netzwerkbot!", "hilfe"),
        ("Hallo @Netzwerkbot, gibt es eine Leitlinie in Bonn?", "gibt es eine Leitlinie in Bonn?"),
        ("Guten Morgen Netzwerkbot gibt es Leitlinien?", "gibt es Leitlinien?"),
        ("Gibt es etwas aus Bonn, @Netzwerkbot?", "Gibt es etwas aus Bonn ?"),
        ("Gibt es etwas aus Bonn? @Netzwerkbot", "Gibt es etwas aus Bonn?"),
        ("Sag mal, Netzwerkbot, wo ist das?", "wo ist das?"),
        ("Frage an @Netzwerkbot: wo ist das?", "wo ist das?"),
        ("Netzwerkbot wer bist du?", "wer bist du?"),
    ],
)
def test_a_mention_anywhere_calls_the_bot(body: str, words: str) -> None:
    found = addressed(said(body, mentions=True), SETTINGS, is_command)

    assert found is not None
    assert " ".join(found.words.split()) == words
    assert found.called


@pytest.mark.parametrize(
    "body",
    [
        "fragt doch @Netzwerkbot",
        "Frag doch mal den @Netzwerkbot, der weiß das",
        "Das hat mir @Netzwerkbot gezeigt",
        "Danke @Netzwerkbot",
        "Vielen Dank, @Netzwerkbot!",
        "@Netzwerkbot ist heute langsam",
        "Netzwerkbot hat geantwortet",
        "Habt ihr das von @Netzwerkbot gelesen?",
        "Liebe Kolleginnen, @Netzwerkbot kann das",
    ],
)
def test_who_speaks_about_the_bot_does_not_speak_to_it(body: str) -> None:
    assert addressed(said(body, mentions=True), SETTINGS, is_command) is None


def test_a_name_that_nobody_mentions_is_only_a_call_with_a_command_behind() -> None:
    assert addressed(said("Netzwerkbot woher kommst du?"), SETTINGS, is_command) is None
    assert addressed(said("?", direct=True), SETTINGS) == Address("hilfe", called=False)
    assert addressed(said("?"), SETTINGS) is None


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("!leitlinie Bonn\n! hilfe\n\n❗termine", ["leitlinie Bonn", "hilfe", "termine"]),
        ("Netzwerkbot:\n!hilfe\n!termine", ["hilfe", "termine"]),
        ("!termin neu frist »X«\n!weiß nicht", ["termin neu frist »X«", "weiß nicht"]),
        ("!leitlinie Bonn\n> !hilfe\nso geht !hilfe", ["leitlinie Bonn\n> !hilfe\nso geht !hilfe"]),
        ("So geht das:\n!hilfe\n!termine", None),
    ],
)
def test_a_line_with_the_prefix_begins_another_command(body: str, words: list[str] | None) -> None:
    assert meant(said(body)) == words
