"""!eintrag neu: a new entry is shown before it is saved."""

from tests.support.editing_fixtures import BO, CORA, Desk


async def test_a_new_entry_in_one_line_is_shown_and_saved_by_a_reaction(desk: Desk) -> None:
    shown = await desk.say(
        "!eintrag neu Aachen | https://www.aachen.example/l | Leitlinien | beschlossen 2014"
    )
    for words in (
        "Neuer Eintrag: Aachen (Stadt, Nordrhein-Westfalen), Liste Bürgerbeteiligung.",
        "– Titel: »Leitlinien«",
        "– Status: beschlossen",
        "– Beschlossen am: 2014",
        "– Links: Leitlinien: https://www.aachen.example/l (Stand: 24. November 2026)",
        "Die Kommune kommt damit neu in die Sammlung.",
        "Stimmt das?",
    ):
        assert words in shown
    keys = [c["m.relates_to"]["key"] for c in desk.room.contents if "body" not in c]
    assert keys == ["✅", "❌"]
    assert await desk.entries("Aachen") == []

    told = await desk.react("✅")
    assert told.startswith("Gespeichert: Eintrag Nr. 122, Aachen, Liste Bürgerbeteiligung.")
    assert "1 Eintrag in der Sammlung" in await desk.ask("!leitlinie Aachen")
    [entry] = await desk.entries("Aachen")
    assert (entry.title, entry.status, entry.adopted) == ("Leitlinien", "beschlossen", "2014")
    assert (entry.confirmed_by, entry.certainty) == (BO, "sicher")
    assert entry.provenance == "Vom Netzwerkmanagement eingetragen"
    [version] = await desk.versions(122)
    assert (version.action, version.by.actor, version.before) == ("created", BO, None)
    assert (version.after["title"], version.after["ags"]) == ("Leitlinien", "05334002")


async def test_all_fields_of_a_new_entry_can_be_told(desk: Desk) -> None:
    await desk.do(
        "!eintrag neu Bonn | Liste: Kinder | Titel: Mitmachen | Dokumentart: Konzept"
        " | Status: beschlossen am 25.6.2015, fortgeschrieben 3/2020 | Gremium: Rat"
        " | Zusammenfassung: Worum es geht | Link: Konzept https://x.example/k (Stand: 2016)"
        " | Link: https://x.example/zwei | Quelle: Auskunft | Anmerkung: intern"
    )
    entry = (await desk.entries("Bonn"))[-1]
    told = (entry.list, entry.title, entry.document_type, entry.status, entry.adopted)
    assert told == ("kinder_jugend", "Mitmachen", "Konzept", "fortgeschrieben", "2015-06-25")
    assert (entry.updated, entry.adopted_by, entry.summary) == ("2020-03", "Rat", "Worum es geht")
    assert (entry.source, entry.remark) == ("Auskunft", "intern")
    assert [(link.label, link.url, link.as_of) for link in entry.links] == [
        ("Konzept", "https://x.example/k", "2016"),
        ("Mitmachen", "https://x.example/zwei", "2026-11-24"),
    ]


async def test_the_other_entries_of_the_municipality_are_shown_with_a_new_one(desk: Desk) -> None:
    shown = await desk.say("!eintrag neu Bonn | Noch eine")

    assert "Zu dieser Kommune gibt es schon 2 Einträge:" in shown
    assert "– Eintrag Nr. 17: Bonn (Stadt, kreisfrei, Nordrhein-Westfalen)" in shown


async def test_an_unknown_municipality_needs_kind_and_land(desk: Desk) -> None:
    told = await desk.say("!eintrag neu Hinterstadt | Leitlinien")
    assert "weder in der Sammlung noch im Gemeindeverzeichnis" in told
    assert "!eintrag neu Hinterstadt (Stadt, Hessen) | …" in told

    for words in (
        "Hinterstadt (Gemeinde, bawü) | A",
        "Hinterstadt, Gemeinde, bawü | A",
        "Hinterstadt | A | Kommune: Gemeinde, bawü",
    ):
        shown = await desk.say(f"!eintrag neu {words}")
        assert "Neuer Eintrag: Hinterstadt (Gemeinde, Baden-Württemberg)" in shown
    await desk.say("!eintrag ja")
    assert "Hinterstadt (Gemeinde, Baden-Württemberg)" in await desk.ask("!leitlinie Hinterstadt")


async def test_one_of_several_places_is_chosen_by_its_number(desk: Desk) -> None:
    told = await desk.say("!eintrag neu Mühlhausen | Leitlinien | beschlossen 2014")
    assert "Orte passen zu »Mühlhausen«:" in told
    assert "2. Mühlhausen (" in told
    shown = await desk.say("2")
    assert "Neuer Eintrag: Mühlhausen" in shown
    assert "Beschlossen am: 2014" in shown


async def test_a_namesake_in_the_same_land_is_shown_as_it_will_be_called(desk: Desk) -> None:
    async with desk.database.transaction() as tx:
        keys = [
            row["ags"]
            for row in await tx.execute_fetchall(
                "SELECT ags FROM place_without_entry WHERE name = 'Mühlhausen' AND ags LIKE '09%'"
            )
        ]
    for number, ags in enumerate(keys[:2]):
        shown = await desk.say(f"!eintrag neu Mühlhausen (AGS {ags}) | Leitlinien")
        name = f"Mühlhausen ({ags})" if number else "Mühlhausen"
        assert f"Neuer Eintrag: {name} (" in shown
        assert name in await desk.react("✅")


async def test_a_new_entry_that_another_manager_made_meanwhile_is_shown_anew(desk: Desk) -> None:
    line = "!eintrag neu Aachen | Leitlinien"
    await desk.say(line)
    await desk.say(line, CORA)
    await desk.react("✅", CORA)

    told = await desk.react("✅")
    assert "Inzwischen hat sich etwas geändert." in told
    assert "schon 1 Eintrag:" in told
    assert len(await desk.entries("Aachen")) == 1
    await desk.react("❌")
    assert len(await desk.entries("Aachen")) == 1
