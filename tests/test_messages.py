"""From Matrix events to messages of people."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from nio import Event

from bot.matrix.messages import is_ours_to_read, to_message

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def event(content: dict[str, Any], **more: Any) -> Event:
    source = {
        "type": "m.room.message",
        "event_id": "$e",
        "sender": "@ada:example.org",
        "origin_server_ts": 1_795_000_000_000,
        "content": content,
    }
    return Event.parse_event(source | more)


def text(body: str, **relation: Any) -> Event:
    content: dict[str, Any] = {"msgtype": "m.text", "body": body}
    return event(content | ({"m.relates_to": relation} if relation else {}))


def test_a_text_is_a_message() -> None:
    message = to_message("!r:x", text("!hilfe"), direct=True)

    assert message is not None
    assert (message.body, message.sender, message.direct) == ("!hilfe", "@ada:example.org", True)
    assert message.thread_root is None


def test_notices_images_and_edits_are_none() -> None:
    for content in ({"msgtype": "m.notice", "body": "!hilfe"}, {"msgtype": "m.emote", "body": "x"}):
        assert to_message("!r:x", event(content), direct=True) is None
    assert to_message("!r:x", text("* x", rel_type="m.replace", event_id="$a"), direct=True) is None


def test_the_quote_of_older_clients_is_no_part_of_the_message() -> None:
    body = "> <@ben:example.org> Frage?\n> zweite Zeile\n\n!hilfe"
    message = to_message("!r:x", text(body, **{"m.in_reply_to": {"event_id": "$a"}}), direct=False)

    assert message is not None
    assert message.body == "!hilfe"


def test_a_quote_that_was_meant_stays() -> None:
    message = to_message("!r:x", text("> wichtig"), direct=False)

    assert message is not None
    assert message.body == "> wichtig"


def test_a_thread_is_known_by_its_root() -> None:
    message = to_message("!r:x", text("x", rel_type="m.thread", event_id="$root"), direct=False)

    assert message is not None
    assert message.thread_root == "$root"


def test_only_what_came_before_we_joined_is_not_ours_to_read() -> None:
    content = {"msgtype": "m.text", "body": "x"}
    assert is_ours_to_read(event(content))
    assert is_ours_to_read(event(content, unsigned={"membership": "join"}))
    assert not is_ours_to_read(event(content, unsigned={"membership": "leave"}))
    assert not is_ours_to_read(event(content, unsigned={"membership": "invite"}))


@given(relation=JSON, unsigned=JSON, at=st.integers(-(2**63), 2**63))
def test_whatever_a_hostile_member_relates_to_is_a_message_or_none(
    relation: Any, unsigned: Any, at: int
) -> None:
    content = {"msgtype": "m.text", "body": "!hilfe", "m.relates_to": relation}
    hostile = event(content, unsigned=unsigned, origin_server_ts=at)

    if isinstance(hostile, Event) and is_ours_to_read(hostile):
        to_message("!r:x", hostile, direct=False)
