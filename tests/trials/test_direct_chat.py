"""What people typed into the direct chat who never read the help, and what they read now."""

from dataclasses import replace

import pytest

from commands.conversation.events import Medium
from storage.database import Database
from tests.support.meeting_fixtures import Net
from tests.support.say import Room
from tests.support.submitting import PDF

GREETING = "Guten Tag, ich bin der Netzwerkbot."
BONN = "Bonn (Stadt, kreisfrei, Nordrhein-Westfalen): 2 Einträge"
# Nothing at all is said.
SILENCE = ""
TYPED = [
    ("Hallo", GREETING),
    ("hallo!", GREETING),
    ("Guten Morgen", GREETING),
    ("hilfe", GREETING),
    ("Hilfe!", GREETING),
    ("help", GREETING),
    ("?", GREETING),
    ("Was kannst du?", GREETING),
    ("Wer bist du?", GREETING),
    ("Gibt es eine Leitlinie in Bonn?", BONN),
    ("Leitlinie Bonn bitte", BONN),
    ("leitlinie bonn", BONN),
    ("Bonn", BONN),
    ("danke", "Gern."),
    ("Vielen Dank!", "Gern."),
    ("wann ist das nächste treffen?", "1 Termin:"),
    ("Ich möchte etwas einreichen", "Soll ich das ausführen: !einreichen?"),
    ("Können Sie mir sagen, welche Kommunen in NRW Leitlinien haben", "Sammlung (NRW): 21"),
    ("einreichen", "Schritt 1 von 7: Kommune"),
    ("abbrechen", "Es ist kein Dialog offen."),
    ("Termine?", "1 Termin:"),
    ("Du bist doof", SILENCE),
    ("Stop", SILENCE),
    ("ok", SILENCE),
    ("👍", SILENCE),
    ("https://www.example.org/musterstadt", "Möchten Sie den Link für die Sammlung einreichen?"),
    (
        "Wir haben in Musterstadt jetzt auch Leitlinien: https://www.example.org/leitlinien",
        "Möchten Sie den Link für die Sammlung einreichen?",
    ),
    ("dabei", "Sie sind dabei: Termin Nr. 1"),
    ("!dabei", "Sie sind dabei: Termin Nr. 1"),
    ("bin dabei", "Soll ich Sie anmelden für Termin Nr. 1"),
    ("termin", "Termin Nr. 1, Online-Konferenz »Losverfahren«"),
    ("nächster termin", "1 Termin:"),
    ("mehr", "Es gibt hier gerade keine weitere Seite für Sie."),
]


@pytest.fixture
async def room(collection: Database) -> Room:
    """A chat with the bot; one date is to come."""
    net = Net(collection)
    await net.create()
    await net.read()
    return Room(collection)


@pytest.mark.parametrize(("typed", "read"), TYPED, ids=[typed for typed, _ in TYPED])
async def test_what_is_typed_is_answered_as_a_kind_person_would(
    room: Room, typed: str, read: str
) -> None:
    said = "\n\n".join(await room.say(typed, direct=True))

    assert read in said if read else said == ""
    assert "Diesen Befehl kenne ich nicht" not in said


async def test_a_help_of_six_lines_fits_on_one_screen(room: Room) -> None:
    [said] = await room.say("hilfe", direct=True)

    assert said.count("\n– ") == 6
    assert len(said.split()) < 70


async def test_a_yes_after_the_question_whether_to_forget_is_taken(room: Room) -> None:
    [asked] = await room.say("!vergissmich", direct=True)
    assert asked.startswith("Soll ich Sie vergessen?")
    [done] = await room.say("ja", direct=True)
    assert done.startswith("Erledigt.")


async def test_a_file_without_words_is_offered_to_be_submitted(room: Room) -> None:
    said = await room.say("", direct=True, file=PDF)

    assert said[0].startswith("Möchten Sie die Datei »leitlinien.pdf« für die Sammlung einreichen?")
    assert "Zu welcher Kommune?" in said[0]


async def test_a_file_with_the_command_as_its_caption_is_submitted(room: Room) -> None:
    [said] = await room.say("!einreichen Kiel", direct=True, file=PDF)

    assert "Ihre Einreichung Nr. 1 ist eingegangen: Kiel" in said


@pytest.mark.parametrize(
    ("medium", "read"),
    [(Medium.VOICE, "Ich kann nur lesen"), (Medium.PICTURE, SILENCE), (Medium.SOUND, SILENCE)],
)
async def test_what_cannot_be_read_is_said_of_a_voice_message_only(
    room: Room, medium: Medium, read: str
) -> None:
    said = "".join(await room.say("", direct=True, file=replace(PDF, medium=medium)))

    assert said.startswith(read) if read else said == ""
