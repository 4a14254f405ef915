"""From Matrix events to what people meant by them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nio import BadEvent, Event

from bot.matrix.messages import (
    as_edit_of,
    is_event,
    is_of_use,
    is_ours_to_read,
    membership_in,
    reply_in,
    sent_at,
    to_incoming_event,
)
from commands.conversation.events import File, Medium, Message, Pill, Reaction, Redaction

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
ENCRYPTED_FILE = {
    "url": "mxc://example.org/abc",
    "key": {"kty": "oct", "alg": "A256CTR", "k": "k" * 43},
    "iv": "i" * 22,
    "hashes": {"sha256": "h" * 43},
    "v": "v2",
}


def event(content: Any, kind: str = "m.room.message", **more: Any) -> Any:
    source = {
        "type": kind,
        "event_id": "$e",
        "sender": "@ada:example.org",
        "origin_server_ts": 1_795_000_000_000,
        "content": content,
    }
    return Event.parse_event(source | more)


def text(body: str, **relation: Any) -> Any:
    content: dict[str, Any] = {"msgtype": "m.text", "body": body}
    return event(content | ({"m.relates_to": relation} if relation else {}))


def to_message(given: Any, *, direct: bool = False) -> Message | None:
    heard = to_incoming_event("!r:x", given, direct=direct)
    assert heard is None or isinstance(heard, Message)
    return heard


def said(given: Any) -> Message:
    message = to_message(given)
    assert message is not None
    return message


def test_a_text_is_a_message() -> None:
    message = to_message(text("!hilfe"), direct=True)

    assert message is not None
    assert (message.body, message.sender, message.direct) == ("!hilfe", "@ada:example.org", True)
    assert (message.thread_root, message.reply_to, message.file) == (None, None, None)


@pytest.mark.parametrize("msgtype", ["m.notice", "m.emote", "m.location", 5, None])
def test_what_is_neither_text_nor_file_is_none(msgtype: object) -> None:
    assert to_message(event({"msgtype": msgtype, "body": "!hilfe"})) is None


def test_state_is_none_whatever_it_is_called() -> None:
    content = {"msgtype": "m.text", "body": "!hilfe"}
    assert to_message(event(content, state_key="")) is None


def test_what_was_removed_is_none() -> None:
    because = {"redacted_because": {"sender": "@ada:example.org", "content": {}}}
    content = {"msgtype": "m.text", "body": "!hilfe"}
    assert to_message(event(content, unsigned=because)) is None
    assert to_message(event({}, unsigned=because)) is None


def test_the_quote_of_older_clients_is_no_part_of_the_message() -> None:
    body = "> <@ben:example.org> Frage?\n> zweite Zeile\n\n!hilfe"
    assert said(text(body, **{"m.in_reply_to": {"event_id": "$a"}})).body == "!hilfe"


def test_a_quote_that_was_meant_stays() -> None:
    assert said(text("> wichtig")).body == "> wichtig"


def test_a_reply_knows_what_it_answers() -> None:
    assert said(text("x", **{"m.in_reply_to": {"event_id": "$a"}})).reply_to == "$a"
    assert said(text("x", **{"m.in_reply_to": {"event_id": "no id"}})).reply_to is None


def test_a_thread_is_known_by_its_root() -> None:
    message = said(text("x", rel_type="m.thread", event_id="$root"))

    assert (message.thread_root, message.reply_to) == ("$root", None)


def test_in_a_thread_only_a_reply_that_was_meant_is_one() -> None:
    relation = {"rel_type": "m.thread", "event_id": "$r", "m.in_reply_to": {"event_id": "$a"}}

    assert said(text("x", **relation)).reply_to == "$a"
    assert said(text("x", **relation, is_falling_back=False)).reply_to == "$a"
    assert said(text("x", **relation, is_falling_back=True)).reply_to is None


def test_a_plain_file_is_a_message_whose_body_is_what_was_written_with_it() -> None:
    content = {"msgtype": "m.file", "body": "leitlinien.pdf", "url": "mxc://example.org/abc"}
    bare = said(event(content))
    captioned = said(event(content | {"body": "!einreichen Bonn", "filename": "leitlinien.pdf"}))

    file = File("leitlinien.pdf", {"url": "mxc://example.org/abc"}, encrypted=False)
    assert (bare.body, bare.file) == ("", file)
    assert (captioned.body, captioned.file) == ("!einreichen Bonn", file)


@pytest.mark.parametrize(
    ("msgtype", "medium"),
    [
        ("m.file", Medium.FILE),
        ("m.image", Medium.PICTURE),
        ("m.video", Medium.PICTURE),
        ("m.audio", Medium.SOUND),
    ],
)
def test_an_encrypted_file_brings_what_it_takes_to_read_it(msgtype: str, medium: Medium) -> None:
    content = {"msgtype": msgtype, "body": "x.pdf", "file": ENCRYPTED_FILE | {"odd": 5}}
    decrypted = Event.parse_decrypted_event(event(content).source)

    assert said(decrypted).file == File("x.pdf", {"file": ENCRYPTED_FILE}, True, medium)


@pytest.mark.parametrize("mark", ["org.matrix.msc3245.voice", "m.voice"])
def test_a_voice_message_is_no_other_sound(mark: str) -> None:
    content = {"msgtype": "m.audio", "body": "Sprachnachricht", "url": "mxc://example.org/abc"}
    file = said(event(content | {mark: {}})).file

    assert file is not None
    assert file.medium is Medium.VOICE


@pytest.mark.parametrize(
    "url",
    ["https://example.org/x", "mxc://example.org/../x", "mxc://example.org", 5, None, "mxc://"],
)
def test_a_file_at_an_odd_place_is_none(url: object) -> None:
    content = {"msgtype": "m.file", "body": "x.pdf"}
    assert to_message(event(content | {"url": url})) is None
    assert to_message(event(content | {"file": ENCRYPTED_FILE | {"url": url}})) is None


@given(key=st.sampled_from(["url", "key", "iv", "hashes"]), value=JSON)
def test_an_encrypted_file_with_an_odd_part_is_none(key: str, value: Any) -> None:
    content = {"msgtype": "m.file", "body": "x", "file": ENCRYPTED_FILE | {key: value}}
    assert to_message(event(content)) is None


BOT = "https://matrix.to/#/@bot:example.org"
MENTION = Pill("@bot:example.org", "Netzwerkbot")


@pytest.mark.parametrize(
    ("html", "pill"),
    [
        (f'<a href="{BOT}">Netzwerkbot</a> hilfe', MENTION),
        (f'<a href="{BOT}">Netzwerkbot</a>: hilfe', MENTION),
        (f'<p>\n<a href="{BOT}">Netzwerkbot</a> hilfe</p>', MENTION),
        ('<a href="https://matrix.to/#/%40bot%3Aexample.org?via=x">Netzwerkbot</a> ja', MENTION),
        (
            f'<a data-mention-type="user" href="{BOT}" contenteditable="false">Netzwerkbot</a>',
            MENTION,
        ),
        (f'<mx-reply><blockquote>x</blockquote></mx-reply><a href="{BOT}">A &amp; B</a>', "A & B"),
        (f'Hallo <a href="{BOT}">Netzwerkbot</a>', None),
        ('<a href="https://matrix.to/#/!raum:example.org">Raum</a>', None),
        ('<a href="https://example.org/#/@bot:example.org">Netzwerkbot</a>', None),
        (f'<a href="{BOT}">Netzwerkbot', None),
        (5, None),
    ],
)
def test_the_mention_that_a_message_begins_with_is_known(html: object, pill: Any) -> None:
    rich = {"msgtype": "m.text", "body": "x", "format": "org.matrix.custom.html"}
    new = {**rich, "formatted_body": html}
    relation = {"rel_type": "m.replace", "event_id": "$first"}

    expected = Pill("@bot:example.org", pill) if isinstance(pill, str) else pill
    assert said(event(new)).pill == expected
    edit = {**rich, "m.new_content": new, "m.relates_to": relation}
    assert said(event(edit)).pill == expected


def test_an_edit_is_the_new_text_with_what_it_replaces() -> None:
    new = {"msgtype": "m.text", "body": "!leitlinie Bonn"}
    relation = {"rel_type": "m.replace", "event_id": "$a"}
    content = {"msgtype": "m.text", "body": "* x", "m.new_content": new, "m.relates_to": relation}
    message = said(event(content))

    assert (message.body, message.replaces, message.event_id) == ("!leitlinie Bonn", "$a", "$e")
    odd: Any
    for odd in (5, [], {}, {"msgtype": "m.notice", "body": "x"}, {"msgtype": "m.text", "body": 5}):
        assert to_message(event(content | {"m.new_content": odd})) is None
    assert to_message(event(content | {"m.relates_to": relation | {"event_id": "a"}})) is None


def test_an_edit_stands_where_its_original_stands_and_only_its_author_can_edit() -> None:
    new = {"msgtype": "m.text", "body": "neu"}
    relation = {"rel_type": "m.replace", "event_id": "$a"}
    content = {"msgtype": "m.text", "body": "* x", "m.new_content": new, "m.relates_to": relation}
    edit = said(event(content))
    thread = {"rel_type": "m.thread", "event_id": "$root", "m.in_reply_to": {"event_id": "$b"}}
    original = text("alt", **thread)

    found = as_edit_of(original, edit)
    assert found is not None
    assert (found.thread_root, found.reply_to, found.body) == ("$root", "$b", "neu")
    original.sender = "@eve:example.org"
    assert as_edit_of(original, edit) is None


def test_a_reaction_is_its_key_and_its_target() -> None:
    relation = {"rel_type": "m.annotation", "event_id": "$a", "key": "✅"}
    heard = to_incoming_event("!r:x", event({"m.relates_to": relation}, "m.reaction"), direct=True)

    assert isinstance(heard, Reaction)
    assert (heard.key, heard.target, heard.event_id, heard.direct) == ("✅", "$a", "$e", True)
    for odd in ({"key": ""}, {"key": "x" * 101}, {"key": 5}, {"event_id": "a"}, {"rel_type": "x"}):
        strange = event({"m.relates_to": relation | odd}, "m.reaction")
        assert to_incoming_event("!r:x", strange, direct=True) is None


def test_a_redaction_names_its_target_beside_or_inside_the_content() -> None:
    old = event({"reason": "x"}, "m.room.redaction", redacts="$a")
    new = event({"redacts": "$a"}, "m.room.redaction")

    assert isinstance(new, BadEvent)  # nio knows the old form only
    for given_event in (old, new):
        heard = to_incoming_event("!r:x", given_event, direct=False)
        assert isinstance(heard, Redaction)
        assert heard.target == "$a"
    assert (
        to_incoming_event("!r:x", event({"redacts": "a"}, "m.room.redaction"), direct=False) is None
    )


def test_a_redaction_that_was_encrypted_is_a_lie() -> None:
    inner = event({"redacts": "$a"}, "m.room.redaction")
    inner.decrypted = True
    assert to_incoming_event("!r:x", inner, direct=False) is None


def test_only_what_came_before_we_joined_is_not_ours_to_read() -> None:
    content = {"msgtype": "m.text", "body": "x"}
    assert is_ours_to_read(event(content))
    assert is_ours_to_read(event(content, unsigned={"membership": "join"}))
    assert not is_ours_to_read(event(content, unsigned={"membership": "leave"}))
    assert not is_ours_to_read(event(content, unsigned={"membership": "invite"}))


def test_only_what_somebody_could_handle_is_kept_of_a_gap() -> None:
    assert is_of_use(text("x"))
    assert is_of_use(event({"redacts": "$a"}, "m.room.redaction"))
    assert not is_of_use(event({"msgtype": "m.notice", "body": "x"}))
    assert is_of_use(event({"membership": "join"}, "m.room.member", state_key="@b:x"))
    assert not is_of_use(event({"membership": "invite"}, "m.room.member", state_key="@b:x"))


@pytest.mark.parametrize(
    ("before", "now", "joined"),
    [
        (None, "join", True),
        ("invite", "join", True),
        ("leave", "join", True),
        ("join", "leave", False),
        ("join", "ban", False),
        # A new name or picture, and what never was a membership.
        ("join", "join", None),
        ("invite", "leave", None),
        (None, "invite", None),
        ("ban", "leave", None),
        ("join", 7, None),
    ],
)
def test_who_comes_and_goes_is_told_by_the_membership_before(
    before: str | None, now: object, joined: bool | None
) -> None:
    unsigned = {} if before is None else {"prev_content": {"membership": before}}
    found = membership_in(
        "!r:x", event({"membership": now}, "m.room.member", state_key="@b:x", unsigned=unsigned)
    )

    assert (None if found is None else (found.user_id, found.joined)) == (
        None if joined is None else ("@b:x", joined)
    )


def test_a_membership_of_nobody_is_none() -> None:
    assert membership_in("!r:x", event({"membership": "join"}, "m.room.member")) is None
    assert membership_in("!r:x", text("x")) is None


KINDS = st.sampled_from(["m.room.message", "m.reaction", "m.room.redaction", "m.room.encrypted"])
MSGTYPES = st.sampled_from(["m.text", "m.file", "m.image", "m.video", "m.audio"])
CONTENTS = st.fixed_dictionaries(
    {},
    optional={
        "msgtype": MSGTYPES | JSON,
        "body": st.just("!hilfe") | JSON,
        "filename": JSON,
        "url": JSON,
        "file": st.just(ENCRYPTED_FILE) | JSON,
        "redacts": JSON,
        "m.new_content": JSON,
        "m.relates_to": JSON
        | st.fixed_dictionaries(
            {},
            optional={
                "rel_type": st.sampled_from(["m.replace", "m.annotation", "m.thread"]) | JSON,
                "event_id": st.just("$a") | JSON,
                "key": JSON,
                "m.in_reply_to": JSON | st.fixed_dictionaries({"event_id": JSON}),
                "is_falling_back": JSON,
            },
        ),
    },
)


@given(kind=KINDS, content=CONTENTS | JSON, unsigned=JSON, at=st.integers(-(2**63), 2**63))
def test_whatever_a_hostile_member_sends_is_heard_or_none(
    kind: str, content: Any, unsigned: Any, at: int
) -> None:
    source = {
        "type": kind,
        "event_id": "$e",
        "sender": "@ada:example.org",
        "origin_server_ts": at,
        "unsigned": unsigned,
        "content": content,
    }
    good, bad = Event(source), BadEvent.from_dict(source)
    for hostile in (good, bad):
        if is_event(hostile) and is_ours_to_read(hostile):
            sent_at(hostile)
            is_of_use(hostile)
            heard = to_incoming_event("!r:x", hostile, direct=False)
            if isinstance(heard, Message):
                as_edit_of(hostile, heard)


# --- replies, of which only the relation is read


THREAD = {"rel_type": "m.thread", "event_id": "$wurzel"}
REPLY = {"m.in_reply_to": {"event_id": "$wurzel"}}


@pytest.mark.parametrize("relation", [THREAD, REPLY, THREAD | REPLY])
def test_a_reply_is_known_also_if_nobody_can_decrypt_it(relation: dict[str, Any]) -> None:
    sealed = {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "x", "m.relates_to": relation}
    found = reply_in("!r:x", event(sealed, "m.room.encrypted"))

    assert found is not None
    assert (found.target, found.sender, found.body) == ("$wurzel", "@ada:example.org", None)
    found = reply_in("!r:x", text("!hilfe", **relation))
    assert found is not None
    assert found.body == "!hilfe"


@pytest.mark.parametrize(
    "given",
    [
        text("Guten Morgen"),
        text("* geändert", rel_type="m.replace", event_id="$wurzel"),
        event(
            {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$wurzel", "key": "✅"}},
            "m.reaction",
        ),
        event({"msgtype": "m.text", "body": "x", "m.relates_to": "$wurzel"}),
        event(
            {"msgtype": "m.text", "body": "x", "m.relates_to": THREAD},
            unsigned={"redacted_because": {}},
        ),
    ],
)
def test_what_is_no_reply_is_none(given: Any) -> None:
    assert reply_in("!r:x", given) is None
