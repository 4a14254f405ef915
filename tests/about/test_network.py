"""!nekopa, !mitmachen, !kontakt, !broschüre: facts from the configuration, and no others."""

from dataclasses import replace

import pytest

from commands.conversation.settings import Network
from storage.database import Database
from tests.support.say import SETTINGS, Room

RENAMED = Network(
    name="Netzwerk Beteiligung vor Ort",
    short_name="NBO",
    about="Wir tauschen uns aus.",
    website="https://nbo.example.org",
    contact_name="Ada Beispiel",
    contact_email="post@nbo.example.org",
    contact_address="Marktplatz 1, 12345 Beispielstadt",
    contact_phone="01234 56",
    contact_fax="",
    join_text="Schreiben Sie an Ada Beispiel.",
    brochure_title="Beteiligung",
    brochure_url="https://nbo.example.org/heft",
)


async def said(database: Database, network: Network, body: str) -> str:
    room = Room(database, settings=replace(SETTINGS, network=network))
    [answer] = await room.say(body, event_id=f"${body}")
    return answer


async def test_the_network_by_default(room: Room) -> None:
    [answer] = await room.say("!nekopa")

    assert answer.startswith("Netzwerk Kommunale Partizipationsbeauftragte (NeKoPa)\n\n")
    assert "vertrauensvollen kollegialen Austausch" in answer
    assert "2013 unter dem Dach des Netzwerks Bürgerbeteiligung gegründet" in answer
    assert "im Mai 2024 waren es 120 aus mehr als 95 Kommunen." in answer
    assert "Mehr auf der Internetseite: https://www.netzwerk-buergerbeteiligung.de" in answer


async def test_joining_by_default(room: Room) -> None:
    [answer] = await room.say("!mitmachen")

    assert "Marion Stock, stock@netzwerk-buergerbeteiligung.de" in answer
    assert "Beschäftigte von Kommunen" in answer


async def test_the_contact_by_default(room: Room) -> None:
    [answer] = await room.say("!kontakt")

    assert answer == (
        "Kontakt zu NeKoPa\n\n"
        "Anschrift: NeKoPa, c/o Stiftung Mitarbeit, Bundesgeschäftsstelle,"
        " Am Kurpark 6, 53177 Bonn\n"
        "Telefon: (02 28) 6 04 24-0\n"
        "Telefax: (02 28) 6 04 24-22\n"
        "E-Mail: info@netzwerk-buergerbeteiligung.de\n"
        "Internet: https://www.netzwerk-buergerbeteiligung.de"
    )


async def test_the_brochure_by_default(room: Room) -> None:
    [answer] = await room.say("!broschüre")

    assert "»Kommunale Partizipationsbeauftragte – ein neues Berufsbild entsteht«" in answer
    assert "https://www.netzwerk-buergerbeteiligung.de/nekopa/" in answer


@pytest.mark.parametrize(
    "body", ["!nekopa", "!mitmachen", "!kontakt", "!broschüre", "!datenschutz"]
)
async def test_a_renamed_network_is_nowhere_called_by_its_old_name(
    database: Database, body: str
) -> None:
    answer = await said(database, RENAMED, body)

    assert "NeKoPa" not in answer
    assert "Stock" not in answer


async def test_only_the_name_needs_to_change_for_a_new_name(database: Database) -> None:
    """The defaults for the other keys do not name the network."""
    for body in ("!nekopa", "!mitmachen", "!kontakt", "!broschüre", "!datenschutz"):
        assert "NeKoPa" not in await said(database, Network(name="Neu", short_name="Neu"), body)


async def test_both_names_are_shown_where_they_differ(database: Database) -> None:
    answer = await said(database, RENAMED, "!nekopa")

    assert answer.startswith("Netzwerk Beteiligung vor Ort (NBO)\n\nWir tauschen uns aus.")


async def test_a_contact_person_comes_first_and_what_is_empty_is_left_out(
    database: Database,
) -> None:
    answer = await said(database, RENAMED, "!kontakt")

    assert answer.splitlines()[2] == "Ansprechperson: Ada Beispiel"
    assert "Telefax" not in answer


async def test_joining_is_what_the_configuration_says(database: Database) -> None:
    answer = await said(database, RENAMED, "!mitmachen")

    assert answer == "Mitmachen bei NBO\n\nSchreiben Sie an Ada Beispiel."


async def test_what_is_not_configured_is_said_in_words(database: Database) -> None:
    bare = Network(
        about="", website="", contact_email="", contact_address="", contact_phone="",
        contact_fax="", join_text="", brochure_url="", brochure_title="",
    )  # fmt: skip

    assert (await said(database, bare, "!nekopa")).startswith(
        "Netzwerk Kommunale Partizipationsbeauftragte (NeKoPa)\n\nWie Sie Mitglied"
    )
    assert "Netzwerkmanagement" in await said(database, bare, "!mitmachen")
    assert "keine Broschüre" in await said(database, bare, "!broschüre")
    assert (await said(database, bare, "!kontakt")).endswith(
        "Zurzeit sind keine Angaben hinterlegt."
    )


async def test_a_brochure_without_a_title_is_still_a_link(database: Database) -> None:
    untitled = RENAMED.model_copy(update={"brochure_title": ""})

    assert (await said(database, untitled, "!broschüre")).endswith(
        "Broschüre: https://nbo.example.org/heft"
    )


async def test_the_prefix_in_the_texts_is_the_configured_one(database: Database) -> None:
    room = Room(database, settings=replace(SETTINGS, prefix="§"))

    assert "§mitmachen" in (await room.say("§nekopa"))[0]
    assert "!" not in (await room.say("§nekopa"))[0]
