"""What is offered with an answer: a number or a reaction goes on with it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.conversation.events import Reaction
from commands.language.numbers import number_of
from tests.support.look_ups import ADA, BO, last, offered, reactions
from tests.support.people import everything
from tests.support.say import NOW, ROOM, Room

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
    assert "Tippen Sie auf 1️⃣" in said

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
    assert "Meinten Sie Rastatt?" in answer
    [chosen] = await net.say("1", sender=ADA)
    assert "Liste Kinder- und Jugendbeteiligung" in chosen


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
