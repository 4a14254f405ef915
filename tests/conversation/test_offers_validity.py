"""An offer holds for a while, has pages, and gives way to a newer one."""

from datetime import timedelta

from commands.about.housekeeping import forget
from tests.support.look_ups import ADA, BO, last, offered, reactions
from tests.support.say import MANAGEMENT, MANAGER, NOW, Room

# --- too late


async def test_after_an_hour_the_choice_is_over_and_says_how_to_ask(net: Room) -> None:
    target = await offered(net)
    net.now += timedelta(hours=1, seconds=1)

    told = (
        "Diese Auswahl gilt nicht mehr, denn sie ist über eine Stunde alt. So fragen Sie danach:"
        " !leitlinie Göppingen (Stadt)"
    )
    assert await net.react("2️⃣", target, sender=ADA) == [told]
    assert await net.say("2", sender=ADA, reply_to=target) == [told]
    assert await net.say("2", sender=ADA) == [told]


async def test_a_number_hours_later_is_ordinary_talk(net: Room) -> None:
    await offered(net)
    net.now += timedelta(hours=3)

    assert await net.say("2", sender=ADA) == []


async def test_within_the_hour_it_holds(net: Room) -> None:
    await offered(net)
    net.now += timedelta(minutes=59)

    assert len(await net.say("2", sender=ADA)) == 1


# --- pages


async def test_more_shows_the_next_page_until_there_is_none(net: Room) -> None:
    [first] = await net.say("!sammlung", sender=ADA)
    pages = [first]
    while "Weiter mit !mehr" in pages[-1]:
        pages += await net.say("!mehr", sender=ADA)

    assert "Seite 2 von" in pages[1]
    assert len(pages) > 5
    [over] = await net.say("!mehr", sender=ADA)
    assert over.startswith("Es gibt hier gerade keine weitere Seite für Sie.")


async def test_the_numbers_are_those_of_the_newest_page(net: Room) -> None:
    await net.say("!sammlung", sender=ADA)
    [second] = await net.say("!mehr", sender=ADA)
    name = second.split("1. ")[1].split(",")[0]

    [said] = await net.say("1", sender=ADA)
    assert said.startswith(name)


async def test_a_list_is_not_decorated_with_reactions(net: Room) -> None:
    await net.say("!sammlung", sender=ADA)

    assert reactions(net) == []


async def test_after_the_last_page_an_older_list_does_not_go_on(net: Room) -> None:
    await net.say("!sammlung", sender=ADA)
    await net.say("!sammlung NRW", sender=ADA)
    await net.say("!mehr", sender=ADA)

    [over] = await net.say("!mehr", sender=ADA)
    assert over.startswith("Es gibt hier gerade keine weitere Seite für Sie.")


async def test_more_belongs_to_the_person_and_the_thread(net: Room) -> None:
    await net.say("!sammlung", sender=ADA, thread_root="$thread")

    [elsewhere] = await net.say("!mehr", sender=ADA)
    assert elsewhere.startswith("Es gibt hier gerade keine weitere Seite für Sie.")
    [other] = await net.say("!mehr", sender=BO, thread_root="$thread")
    assert other.startswith("Es gibt hier gerade keine weitere Seite für Sie.")
    [more] = await net.say("!mehr", sender=ADA, thread_root="$thread")
    assert "Seite 2 von" in more


async def test_more_works_after_a_restart_and_a_choice_in_between(net: Room) -> None:
    await net.say("!sammlung", sender=ADA)
    restarted = Room(net.database, now=NOW + timedelta(hours=5))
    await restarted.say("!leitlinie Göppingen", sender=ADA, event_id="$g")

    [more] = await restarted.say("!mehr", sender=ADA, event_id="$m")
    assert "Seite 2 von" in more


async def test_what_only_the_management_may_see_cannot_be_chosen_from_elsewhere(
    net: Room,
) -> None:
    """The line is answered where the number is, and by whom it is."""
    [said] = await net.say("!offen", room_id=MANAGEMENT)
    assert "Es wartet keine Einreichung" in said
    net.managers.clear()

    [refused] = await net.say("!offen", room_id=MANAGEMENT)
    assert "nur im Raum des Netzwerkmanagements" in refused


async def test_offers_are_forgotten_and_so_is_what_hung_on_them(net: Room) -> None:
    await offered(net)
    net.now += timedelta(days=1, minutes=1)
    async with net.database.transaction() as tx:
        await forget(net.context(tx))
        rows = await tx.execute_fetchall("SELECT * FROM awaited")
        kept = await tx.execute_fetchall("SELECT * FROM outbox WHERE subject LIKE 'offer:%'")

    assert (list(rows), list(kept)) == ([], [])


# --- what was meant


async def test_in_a_thread_below_a_list_a_newer_choice_there_is_meant(net: Room) -> None:
    await net.say("!sammlung NRW", sender=ADA)
    root = net.sent_ids[-1]
    [choice] = await net.say("!leitlinie Göppingen", sender=ADA, thread_root=root)
    assert "passt zu 2 Kommunen" in choice

    [said] = await net.say("2", sender=ADA, thread_root=root)
    assert said.startswith("Göppingen (Stadt)")


async def test_the_page_of_a_list_is_turned_in_a_thread_below_it(net: Room) -> None:
    await net.say("!sammlung NRW", sender=ADA)
    root = net.sent_ids[-1]

    [other] = await net.say("!mehr", sender=BO, thread_root=root)
    assert other.startswith("Es gibt hier gerade keine weitere Seite für Sie.")
    [more] = await net.say("!mehr", sender=ADA, thread_root=root)
    assert "Seite 2 von 2" in more


async def test_a_number_that_answers_somebody_else_is_ordinary_talk(net: Room) -> None:
    await offered(net)

    assert await net.say("2", sender=ADA, reply_to="$von-bo") == []


async def test_after_another_command_a_number_alone_means_the_choice_no_more(net: Room) -> None:
    target = await offered(net)
    await net.say("!leitlinie Bonn", sender=ADA)

    assert await net.say("2", sender=ADA) == []
    [said] = await net.say("2", sender=ADA, reply_to=target)
    assert said.startswith("Göppingen (Stadt)")


async def test_a_list_is_meant_by_a_number_alone_for_a_short_time_only(net: Room) -> None:
    await net.say("!sammlung NRW", sender=ADA)
    target = net.sent_ids[-1]
    net.now += timedelta(minutes=16)

    assert await net.say("10", sender=ADA) == []
    assert len(await net.say("10", sender=ADA, reply_to=target)) == 1


async def test_what_was_chosen_and_done_is_not_done_again(net: Room) -> None:
    await net.say("!eintrag bestätigen Bonn", room_id=MANAGEMENT)
    target = next(
        event_id
        for event_id, content in zip(net.sent_ids, net.contents, strict=True)
        if "Welche meinen Sie" in content.get("body", "")
    )
    await net.say("1", room_id=MANAGEMENT, event_id="$eins")

    [asked] = await net.say("2", room_id=MANAGEMENT, replaces="$eins", reply_to=target)
    assert "schon gewählt" in asked or "Soll ich jetzt" in asked
    [again] = await net.react("1️⃣", target, sender=MANAGER, room_id=MANAGEMENT)
    assert again.startswith("Daraus haben Sie schon gewählt")
    async with net.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT count(*) AS n FROM guideline_version")
    assert [row["n"] for row in rows] == [1]


async def test_a_question_whether_to_do_it_again_is_answered_once(net: Room) -> None:
    await net.say("!eintrag bestätigen 12", room_id=MANAGEMENT, event_id="$b")
    [asked] = await net.say("!eintrag bestätigen 13", room_id=MANAGEMENT, replaces="$b")
    assert "Soll ich jetzt !eintrag bestätigen 13 ausführen?" in asked
    target = net.sent_ids[net.contents.index(last(net))]

    await net.say("ja", room_id=MANAGEMENT, reply_to=target, event_id="$ja")
    await net.say("ja!", room_id=MANAGEMENT, replaces="$ja", reply_to=target)
    await net.react("1️⃣", target, sender=MANAGER, room_id=MANAGEMENT)
    async with net.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT guideline_id FROM guideline_version")
    assert [row["guideline_id"] for row in rows] == [12, 13]


async def test_nothing_is_chosen_by_a_zero(net: Room) -> None:
    await net.say("!leitlinie Kreis Soest", sender=ADA)
    target = net.sent_ids[net.contents.index(last(net))]

    assert await net.say("0", sender=ADA, reply_to=target) == [
        "Hier steht nur die Nummer 1 zur Wahl."
    ]
