"""What people typed into a room who never read the help, and what they read now."""

import pytest

from commands.conversation.events import Pill
from storage.database import Database
from tests.support.meeting_fixtures import Net
from tests.support.say import Room
from tests.support.submitting import PDF

GREETING = "Guten Tag, ich bin der Netzwerkbot."
BONN, BONNS_CHILDREN = "Bonn (Stadt, kreisfrei,", "Nordrhein-Westfalen): 1 Eintrag"
UNKNOWN = "Diesen Befehl kenne ich nicht."
BOT = Pill("@bot:example.org", "netzwerkbot")
SILENCE = ""
# In the words of use.md; where nothing else is said, a text without a pill.
TYPED = [
    # Not for the bot.
    ("Hallo", SILENCE),
    ("Hilfe!", SILENCE),
    ("Hallo Netzwerkbot", SILENCE),
    ("Gibt es eine Leitlinie in Bonn?", SILENCE),
    ("danke", SILENCE),
    ("/leitlinie Bonn", SILENCE),
    ("*!leitlinie Bonn*", SILENCE),
    ("`!leitlinie Bonn`", SILENCE),
    ("> !leitlinie Bonn", SILENCE),
    ("Versucht es mit !leitlinie Bonn", SILENCE),
    ("Kann jemand mal !hilfe eingeben?", SILENCE),
    ("Wir haben in Musterstadt jetzt auch Leitlinien: https://example.org/leitlinien", SILENCE),
    # By name.
    ("Netzwerkbot: Hilfe!", GREETING),
    ("Netzwerkbot, hilfe", GREETING),
    ("@netzwerkbot: hilfe", GREETING),
    ("@bot:example.org: hilfe", GREETING),
    ("Netzwerkbot hilfe", GREETING),
    ("@netzwerkbot hilfe", GREETING),
    ("@netzwerkbot", GREETING),
    ("Netzwerkbot: danke!", SILENCE),
    ("Netzwerkbot: Wer bist du?", GREETING),
    ("Netzwerkbot: gibt es eine Leitlinie in Bonn?", BONN),
    ("Netzwerkbot: bonn", BONN),
    ("Netzwerkbot: du bist doof", SILENCE),
    # A municipality.
    ("!Leitlinie bonn", BONN),
    ("!LEITLINIE BONN", BONN),
    ("!leitlinie: Bonn", BONN),
    ("!leitlinie Bonn?", BONN),
    ("!Leitlinie  Bonn.", BONN),
    ("!leitlinie bon", BONN),
    ("!leitlinie „Bonn“", BONN),
    ("!leitlinie »Bonn«", BONN),
    ("!leitlinie 'Bonn'", BONN),
    ("!leitlinie\u00a0Bonn", BONN),
    ("\u00a0!leitlinie Bonn", BONN),
    ("!leitlinie Bonn – Kinder", BONNS_CHILDREN),
    ("! leitlinie Bonn", BONN),
    ("❗leitlinie Bonn", BONN),
    ("\uff01leitlinie Bonn", BONN),
    ("\u200b!leitlinie Bonn", BONN),
    ("!leitlinie:Bonn", BONN),
    ("!leitlinien Heidelberg Kinder", "Heidelberg steht nicht auf der Liste »Kinder-"),
    ("!leitlinie Stadt Bonn in NRW", BONN),
    ("!leitlinie in Bonn", BONN),
    ("!leitlinie Bonn, NRW", BONN),
    ("!leitlinie Bonn bitte", BONN),
    ("!leitlinie Bonn 🙏", BONN),
    ("!leitlinie 🏙 Bonn", BONN),
    ("!leitlinie Bonn-Kinder", BONNS_CHILDREN),
    ("!leitlinie für Bonn", BONN),
    ("!leitlinie die Stadt Bonn", BONN),
    ("!leitlinie kinder Bonn", BONNS_CHILDREN),
    ("!leitlinie bonn kinder und jugend", BONNS_CHILDREN),
    ("!leitlinie Bonn\n\nViele Grüße\nPetra Muster", BONN),
    ("!leitlinie Köln und Bonn", BONN),
    ("!leitlinie Bonn Kiel", "Meinten Sie eine dieser 2 Kommunen?"),
    ("!leitlinie NRW", "Alle Einträge von dort zeigt !sammlung NRW"),
    ("!leitlinie Österreich", "Alle Einträge von dort zeigt !sammlung Österreich"),
    ("!leitlinie Frankfurt", "»Frankfurt« passt zu 2 Kommunen der Sammlung:"),
    ("!leitlinie Gottingen", "»Gottingen« habe ich nicht gefunden."),
    ("!leitlinie Hintertupfingen", "»Hintertupfingen« habe ich nicht gefunden."),
    ("!leitlinie", "Für welche Kommune?"),
    # Other words for a command.
    ("!leitline Bonn", "Meinten Sie !leitlinie Bonn?"),
    ("!Bonn", "Meinten Sie !leitlinie Bonn?"),
    ("!leitfaden Bonn", "Meinten Sie !leitlinie Bonn?"),
    ("!satzung Bonn", "Meinten Sie !leitlinie Bonn?"),
    ("!pdf Bonn", "Meinten Sie !dokument Bonn?"),
    ("!Leit Linie Bonn", UNKNOWN),
    ("!help", GREETING),
    ("!befehle", GREETING),
    ("!search Jugend", "»Jugend«"),
    ("!start", GREETING),
    ("!hallo", GREETING),
    ("!info", GREETING),
    ("!commands", GREETING),
    ("!was", GREETING),
    # Dates.
    ("!wann ist das nächste treffen?", "Meinten Sie !termine?"),
    ("!treffen", "1 Termin:"),
    ("!nächster termin", "1 Termin:"),
    ("!termine", "1 Termin:"),
    ("!termine januar", "1 Termin im Januar 2027:"),
    ("!termine märz", "Es steht kein Termin im März 2027 an."),
    ("!termine 2027", "1 Termin im Jahr 2027:"),
    ("!termine online", "1 Termin der Art Online-Konferenz:"),
    ("!termine heute", "Es steht kein Termin heute an."),
    ("!termine diese Woche", "Es steht kein Termin in dieser Woche an."),
    ("!termine nächste Woche", "Es steht kein Termin in der nächsten Woche an."),
    # Submissions.
    ("!einreichen https://www.kiel.de/leitlinien Kiel", "eingegangen: Kiel (Stadt,"),
    ("!einreichen Kiel www.kiel.de/leitlinien", "eingegangen: Kiel (Stadt,"),
    ("!einreichen Kiel: https://www.kiel.de/leitlinien", "eingegangen: Kiel (Stadt,"),
    ("!einreichen Leitlinien der Stadt Kiel https://www.kiel.de/l", "eingegangen: Kiel (Stadt,"),
    ("!einreichen Leitlinien Bonn: www.bonn.de/leitlinien", "eingegangen: Bonn (Stadt,"),
    # The collection.
    ("!sammlung Sachsen-Anhalt", "Zu Sachsen-Anhalt steht noch nichts in der Sammlung."),
    ("!sammlung Köln", "Möchten Sie den Eintrag zu Köln sehen?"),
    ("!karte", "121 Einträge aus 119 Kommunen in 15 Ländern:"),
    ("!karte NRW", "Die Karte gibt es nur für ganz Deutschland und Österreich"),
    # Private matters.
    ("!datenschutz", "alles andere in den Räumen speichere ich nicht"),
    ("!vergissmich", "Die Antwort finden Sie in unserem Direktchat."),
    ("!meinedaten", "sende ich Ihnen in den Direktchat"),
    ("!erinnerungen", "Ich erinnere Sie zurzeit an nichts im Direktchat."),
    ("!frage Wer hat eine Satzung?", "Einen Raum für Fragen gibt es hier noch nicht"),
]


@pytest.fixture
async def room(collection: Database) -> Room:
    net = Net(collection)
    await net.create()
    await net.read()
    return Room(collection)


@pytest.mark.parametrize(("typed", "read"), TYPED, ids=[repr(typed) for typed, _ in TYPED])
async def test_what_is_typed_is_answered_as_a_kind_person_would(
    room: Room, typed: str, read: str
) -> None:
    said = "\n\n".join(await room.say(typed))

    assert read in said if read else said == ""
    # Never as if it were in no list, and never the example before what may be meant.
    assert "keinen Treffer" not in said or "search" in typed


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("netzwerkbot: leitlinie bonn", BONN),
        ("netzwerkbot leitlinie bonn", BONN),
        ("@bot:example.org leitlinie bonn", BONN),
        ("[netzwerkbot](https://matrix.to/#/@bot:example.org) leitlinie bonn", BONN),
        ("@[netzwerkbot] leitlinie bonn", BONN),
        ("netzwerkbot", GREETING),
        ("netzwerkbot:", GREETING),
        ("Hallo netzwerkbot, gibt es eine Leitlinie in Bonn?", BONN),
        ("netzwerkbot !leitlinie bonn", BONN),
    ],
)
async def test_a_pill_is_read_in_the_spelling_of_every_client(
    room: Room, body: str, read: str
) -> None:
    said = "\n\n".join(await room.say(body, pill=BOT, mentioned=frozenset({BOT.user_id})))

    assert read in said


async def test_two_commands_on_two_lines_are_two(room: Room) -> None:
    bonn, kiel = await room.say("!leitlinie Bonn\n!leitlinie Kiel")

    assert bonn.startswith("Bonn")
    assert kiel.startswith("Kiel")


@pytest.mark.parametrize("answer", ["1", "Nr. 1", "1.", "1️⃣", "die erste"])
async def test_a_choice_is_taken_however_it_is_numbered(room: Room, answer: str) -> None:
    await room.say("!leitlinie Frankfurt")
    [said] = await room.say(answer)

    assert said.startswith("Frankfurt am Main (Stadt, kreisfrei, Hessen)")


async def test_a_name_chooses_where_nobody_else_is_spoken_to(room: Room) -> None:
    """In a room a name alone is talk among people, which the bot does not look at."""
    await room.say("!leitlinie Frankfurt")
    assert await room.say("Frankfurt am Main") == []
    await room.say("leitlinie Frankfurt", direct=True)
    [said] = await room.say("Frankfurt am Main", direct=True)

    assert said.startswith("Frankfurt am Main (Stadt, kreisfrei, Hessen)")


@pytest.mark.parametrize("answer", ["ja", "Ja bitte", "1"])
async def test_a_single_suggestion_is_taken_by_a_yes(room: Room, answer: str) -> None:
    await room.say("!leitline Bonn")
    [said] = await room.say(answer)

    assert said.startswith(BONN)


async def test_private_matters_are_answered_in_the_direct_chat(room: Room) -> None:
    await room.say("!einreichen Kiel https://www.kiel.de/leitlinien")
    for typed in ("!meine", "!einreichung 1"):
        assert await room.say(typed) == ["Die Antwort finden Sie in unserem Direktchat."]
        assert "Kiel" in "\n".join(await room.read("@ada:example.org"))


async def test_a_privacy_notice_in_a_room_is_short(room: Room) -> None:
    [said] = await room.say("!datenschutz")

    assert len(said.split()) < 150


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("!einreichen", "Ich habe Ihnen im Direktchat geschrieben, dort geht es weiter."),
        ("!einreichen Bonn", "Es fehlt das Dokument"),
    ],
)
async def test_a_file_before_the_command_is_no_reply_to_it(
    room: Room, typed: str, read: str
) -> None:
    assert await room.say("", file=PDF) == []
    [said] = await room.say(typed)

    assert read in said


@pytest.mark.parametrize("typed", ["!einreichen Bonn", "!einreichen: Bonn"])
async def test_a_reply_to_the_file_submits_it(room: Room, typed: str) -> None:
    [said] = await room.say(typed, reply_to="$datei", replied_file=PDF)

    assert "Ihre Einreichung Nr. 1 ist eingegangen: Bonn" in said
