"""Who is in a room, and what makes it unsafe, as the syncs tell."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from nio import MatrixRoom

from bot.matrix.room_states import RoomStates, faults_of
from bot.matrix.session import Session
from commands.conversation.room_facts import RoomFault
from commands.conversation.texts.admission import management_room_open

ADA, EVE, BOT = "@ada:x", "@eve:x", "@bot:x"


def event(kind: str, sender: str = ADA, **content: Any) -> dict[str, Any]:
    return {"type": kind, "state_key": "", "sender": sender, "content": content}


def states(**members: set[str]) -> RoomStates:
    """Rooms with their members; who is asked to come has a ?."""
    rooms = {}
    for name, people in members.items():
        room = MatrixRoom(f"!{name}", BOT, encrypted=True)
        for person in people:
            room.add_member(person.rstrip("?"), None, None, invited=person.endswith("?"))
        rooms[room.room_id] = room
    return RoomStates(
        cast("Session", SimpleNamespace(client=SimpleNamespace(rooms=rooms), user_id=BOT))
    )


# --- members


def test_a_member_is_who_is_joined_to_one_of_the_rooms() -> None:
    known = states(a={ADA, BOT}, b={BOT, "@gast:x?"})

    assert known.membership(ADA, ["!a", "!b"]) is True
    assert known.membership(EVE, ["!a", "!b"]) is False
    assert known.membership("@gast:x", ["!a", "!b"]) is False


def test_of_a_room_that_is_not_known_nothing_is_assumed() -> None:
    known = states(a={ADA, BOT})

    assert known.membership(ADA, ["!a", "!b"]) is True
    assert known.membership(EVE, ["!a", "!b"]) is None
    assert known.membership(EVE, []) is None


def test_who_is_still_in_a_room_that_was_upgraded_has_not_left() -> None:
    known = states(new={BOT}, old={ADA, BOT})

    assert known.membership(ADA, ["!new"], ["!old"]) is None
    assert known.membership(EVE, ["!new"], ["!old"]) is False


# --- the management room

PRIVATE = [event("m.room.create"), event("m.room.encryption", algorithm="m.megolm.v1.aes-sha2")]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ([], set()),
        ([event("m.room.join_rules", join_rule="invite")], set()),
        ([event("m.room.join_rules", join_rule="knock")], set()),
        ([event("m.room.join_rules", join_rule="public")], {RoomFault.NO_INVITATION}),
        ([event("m.room.join_rules", join_rule="restricted")], {RoomFault.NO_INVITATION}),
        ([event("m.room.join_rules", join_rule="new in 2030")], {RoomFault.NO_INVITATION}),
        ([event("m.room.join_rules", join_rule=5)], {RoomFault.NO_INVITATION}),
        (
            [event("m.room.history_visibility", history_visibility="world_readable")],
            {RoomFault.WORLD_READABLE},
        ),
        ([event("m.room.history_visibility", history_visibility="shared")], set()),
    ],
)
def test_what_makes_a_room_unsafe(state: list[dict[str, Any]], found: set[RoomFault]) -> None:
    assert faults_of([*PRIVATE, *state]) == found


def test_a_room_without_encryption_is_one_fault() -> None:
    assert faults_of([event("m.room.create")]) == {RoomFault.UNENCRYPTED}


def test_both_reasons_are_named_in_one_sentence() -> None:
    both = frozenset({RoomFault.NO_INVITATION, RoomFault.WORLD_READABLE})

    assert "betreten kann und weil jede Person" in management_room_open(both).body


# --- direct chats


@pytest.mark.parametrize(
    ("more", "private"),
    [
        ([], True),
        ([event("m.room.create", sender=BOT)], True),
        ([event("m.room.create", sender=EVE)], False),
        ([event("m.room.join_rules", join_rule="public")], False),
        ([event("m.room.history_visibility", history_visibility="world_readable")], False),
    ],
)
def test_a_chat_is_private_if_nobody_else_can_read_there(
    more: list[dict[str, Any]], private: bool
) -> None:
    known = states(a={ADA, BOT})
    known.learn("!a", [*PRIVATE, *more])

    assert known.is_private("!a", ADA) is private
    assert not known.is_private("!a", EVE)


def test_a_chat_of_three_or_without_encryption_is_not_private() -> None:
    three, plain = states(a={ADA, BOT, "@eve:x?"}), states(a={ADA, BOT})
    three.learn("!a", PRIVATE)
    plain.learn("!a", PRIVATE)
    plain.session.client.rooms["!a"].encrypted = False

    assert not three.is_private("!a", ADA)
    assert not plain.is_private("!a", ADA)
    assert not states(a={ADA, BOT}).is_private("!a", ADA)


@pytest.mark.parametrize("kind", [{}, [], None, 5])
def test_an_event_of_an_odd_type_is_nothing(kind: object) -> None:
    known = states(a={ADA, BOT})
    odd = {"type": kind, "state_key": "", "sender": EVE, "content": {}}
    known.learn("!a", [*PRIVATE, odd])

    assert known.creator("!a") == ADA
    assert not known.concerned(cast("Any", SimpleNamespace(source=odd)))
