"""What is offered with an answer: a number, a reaction or !mehr goes on with it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.command import Reaction
from commands.numbers import number_of
from commands.upkeep import forget
from storage.database import Database
from tests.collection_fixtures import shipped
from tests.people import everything
from tests.say import MANAGEMENT, MANAGER, NOW, ROOM, Room

ADA, BO = "@ada:example.org", "@bo:example.org"
CITY = "Göppingen (Stadt, Kreis Göppingen, Baden-Württemberg): 1 Eintrag"
DISTRICT = "Göppingen (Landkreis) (Landkreis, Baden-Württemberg): 1 Eintrag"


@pytest.fixture
async def collection() -> AsyncIterator[Database]:
    async with shipped() as database:
        yield database


@pytest.fixture
def net(collection: Database) -> Room:
    return Room(collection)


async def offered(net: Room, **more: Any) -> str:
    """The id of the bot's message with the choice between the two."""
    [said] = await net.say("!leitlinie Göppingen", event_id="$frage", sender=ADA, **more)
    assert "nämlich 2:" in said
    return next(
        event_id
        for event_id, content in zip(net.sent_ids, net.contents, strict=True)
        if content.get("body") == said
    )


def reactions(net: Room) -> list[str]:
    return [
        content["m.relates_to"]["key"]
        for content in net.contents
        if content.get("m.relates_to", {}).get("rel_type") == "m.annotation"
    ]


def last(net: Room) -> dict[str, Any]:
    return [content for content in net.contents if "body" in content][-1]


# --- by number


@pytest.mark.parametrize("number", ["2", "2.", " 2 ", "Nr. 2", "nummer 2", "2️⃣", "(2)", "!2"])
async def test_the_number_is_answered_as_if_the_name_had_been_asked_for(
    net: Room, number: str
) -> None:
    await offered(net)

    [said] = await net.say(number, sender=ADA)
    assert said.startswith("Göppingen (Stadt)")


async def test_the_answer_replies_to_the_number(net: Room) -> None:
    await offered(net)
    await net.say("1", sender=ADA, event_id="$eins")

    assert last(net)["m.relates_to"] == {"m.in_reply_to": {"event_id": "$eins"}}


async def test_one_choice_can_be_taken_after_the_other(net: Room) -> None:
    await offered(net)

    [district] = await net.say("1", sender=ADA)
    [city] = await net.say("2", sender=ADA)
    assert district.startswith("Göppingen (Landkreis)")
    assert city.startswith("Göppingen (Stadt)")


async def test_only_who_asked_can_choose(net: Room) -> None:
    target = await offered(net)

    assert await net.say("1", sender=BO) == []
    assert await net.say("1", sender=BO, reply_to=target) == []
    assert await net.react("1️⃣", target, sender=BO) == []


async def test_a_number_elsewhere_is_ordinary_talk(net: Room) -> None:
    await offered(net)

    assert await net.say("1", sender=ADA, room_id="!andere:example.org") == []
    assert await net.say("1", sender=ADA, thread_root="$thread") == []


@pytest.mark.parametrize("said", ["3", "0", "99", "1 2", "1,5", "12:30", "1. Punkt", "ja", "eins"])
async def test_what_is_no_number_of_the_choice_is_ordinary_talk_in_a_room(
    net: Room, said: str
) -> None:
    await offered(net)
    before = await everything(net.database)

    assert await net.say(said, sender=ADA) == []
    assert await everything(net.database) == before


async def test_a_number_without_a_choice_leaves_nothing_behind(net: Room) -> None:
    before = await everything(net.database)

    assert await net.say("1", sender=ADA) == []
    assert await everything(net.database) == before


async def test_below_the_choice_a_wrong_number_is_told_what_there_is(net: Room) -> None:
    target = await offered(net)

    assert await net.say("7", sender=ADA, reply_to=target) == [
        "Zur Wahl stehen hier die Nummern 1 bis 2."
    ]
    assert await net.react("9️⃣", target, sender=ADA) == ["Zur Wahl stehen hier die Nummern 1 bis 2."]


async def test_in_a_thread_the_choice_belongs_to_the_thread(net: Room) -> None:
    await offered(net, thread_root="$thread")

    assert await net.say("1", sender=ADA) == []
    [said] = await net.say("1", sender=ADA, thread_root="$thread", event_id="$eins")
    assert said.startswith("Göppingen (Landkreis)")
    relation = last(net)["m.relates_to"]
    assert (relation["rel_type"], relation["event_id"]) == ("m.thread", "$thread")


async def test_a_thread_opened_below_the_choice_is_understood(net: Room) -> None:
    target = await offered(net)

    [said] = await net.say("2", sender=ADA, thread_root=target)
    assert said.startswith("Göppingen (Stadt)")
    assert last(net)["m.relates_to"]["event_id"] == target


async def test_in_the_direct_chat_the_same_holds(net: Room) -> None:
    await net.say("leitlinie Göppingen", sender=ADA, direct=True)

    [said] = await net.say("2", sender=ADA, direct=True)
    assert said.startswith("Göppingen (Stadt)")


async def test_a_dialogue_that_asked_later_gets_the_number(net: Room) -> None:
    chat = "!direkt:example.org"
    await net.say("leitlinie Göppingen", sender=ADA, direct=True, room_id=chat)
    net.now += timedelta(minutes=1)
    await net.say("einreichen", sender=ADA, direct=True, room_id=chat)
    await net.say("Bonn", sender=ADA, direct=True, room_id=chat)

    [said] = await net.say("2", sender=ADA, direct=True, room_id=chat)
    assert "Göppingen" not in said
    assert "Schritt" in said


# --- by reaction


async def test_the_first_numbers_are_there_as_reactions(net: Room) -> None:
    await offered(net)

    assert reactions(net) == ["1️⃣", "2️⃣"]


@pytest.mark.parametrize("key", ["2️⃣", "2⃣"])
async def test_a_reaction_chooses_also_after_a_restart(net: Room, key: str) -> None:
    target = await offered(net)
    restarted = Room(net.database, now=NOW + timedelta(minutes=50))

    [said] = await restarted.react(key, target, sender=ADA)
    assert said.startswith("Göppingen (Stadt)")
    assert last(restarted)["m.relates_to"] == {"m.in_reply_to": {"event_id": target}}


async def test_a_reaction_in_a_thread_is_answered_there(net: Room) -> None:
    target = await offered(net, thread_root="$thread")

    await net.react("1️⃣", target, sender=ADA)
    assert last(net)["m.relates_to"]["event_id"] == "$thread"
    assert last(net)["m.relates_to"]["m.in_reply_to"] == {"event_id": target}


@pytest.mark.parametrize("key", ["👍", "1", "❌", "0️⃣", "🔟", "#️⃣", ""])
async def test_other_reactions_choose_nothing(net: Room, key: str) -> None:
    target = await offered(net)

    assert await net.react(key, target, sender=ADA) == []


async def test_the_same_reaction_is_answered_once(net: Room) -> None:
    target = await offered(net)
    reaction = Reaction(ROOM, ADA, "$eins", "1️⃣", target, NOW)

    assert await net.dispatch.handle(reaction)
    assert not await net.dispatch.handle(reaction)
    assert len(await net.read()) == 1


async def test_numbers_count_like_commands(net: Room) -> None:
    net = Room(net.database, limit=2)
    await offered(net)
    await net.say("1", sender=ADA)

    assert "sehr viele Befehle" in (await net.say("2", sender=ADA))[0]
    assert await net.say("1", sender=ADA) == []


async def test_an_edited_number_edits_the_answer(net: Room) -> None:
    await offered(net)
    await net.say("1", sender=ADA, event_id="$eins")
    answer = net.sent_ids[-1]

    [said] = await net.say("2", sender=ADA, replaces="$eins")
    assert said.startswith("* Göppingen (Stadt)")
    assert last(net)["m.relates_to"] == {"rel_type": "m.replace", "event_id": answer}


async def test_a_yes_chooses_none_of_several(net: Room) -> None:
    target = await offered(net)

    assert await net.say("ja", sender=ADA, reply_to=target) == [
        "Zur Wahl stehen hier die Nummern 1 bis 2."
    ]


async def test_reactions_count_like_commands(net: Room) -> None:
    net = Room(net.database, limit=2)
    target = await offered(net)
    await net.react("1️⃣", target, sender=ADA)

    [said] = await net.react("2️⃣", target, sender=ADA)
    assert "sehr viele Befehle" in said
    assert await net.react("2️⃣", target, sender=ADA) == []


# --- a single one


async def test_a_single_suggestion_is_taken_by_a_yes(net: Room) -> None:
    [said] = await net.say("!leitlinie Kreis Soest", sender=ADA)
    assert "Meinten Sie das?" in said

    target = net.sent_ids[net.contents.index(last(net))]
    [answer] = await net.say("Ja!", sender=ADA, reply_to=target)
    assert answer.startswith("Soest (Stadt")


async def test_similar_names_can_be_chosen_but_do_not_answer(net: Room) -> None:
    [said] = await net.say("!leitlinie Göttingen", sender=ADA)

    assert said.startswith("»Göttingen« ist nicht in der Sammlung.")
    [answer] = await net.say("1", sender=ADA)
    assert answer.startswith("Göppingen (")


async def test_the_list_that_was_asked_for_stays(net: Room) -> None:
    [said] = await net.say("!leitlinie Rastat kinder", sender=ADA)
    assert "1. Rastatt" in said or said.startswith("Rastatt")

    [answer] = await net.say("!leitlinie Rastatd kinder", sender=ADA)
    assert "1. Rastatt" in answer
    [chosen] = await net.say("1", sender=ADA)
    assert "Liste Kinder- und Jugendbeteiligung" in chosen


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
        await forget(net.occasion(tx))
        rows = await tx.execute_fetchall("SELECT * FROM offer")
        kept = await tx.execute_fetchall("SELECT * FROM outbox WHERE about LIKE 'offer:%'")

    assert (list(rows), list(kept)) == ([], [])


# --- numbers


@given(st.text(max_size=40))
def test_no_text_is_too_odd_to_be_no_number(text: str) -> None:
    number = number_of(text)

    assert number is None or 0 <= number < 1000


@pytest.mark.parametrize("text", ["²", "٣", "1\n2", "1" * 30, "Nr", "nr. x", "1 Tag"])
def test_what_looks_like_a_number_is_none(text: str) -> None:
    assert number_of(text) is None


def test_a_room_is_not_read_for_long_numbers() -> None:
    assert number_of("!" * 3000 + "1") is None


# --- what was meant


async def test_in_a_thread_below_a_list_a_newer_choice_there_is_meant(net: Room) -> None:
    await net.say("!sammlung NRW", sender=ADA)
    root = net.sent_ids[-1]
    [choice] = await net.say("!leitlinie Göppingen", sender=ADA, thread_root=root)
    assert "nämlich 2" in choice

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
