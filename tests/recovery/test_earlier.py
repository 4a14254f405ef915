"""What was said in the lost time is found by its mark, and not said again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.delivery.outbox import NotSentError
from bot.matrix.api import UnreachableError
from bot.matrix.marks import FIELD, Marker, mark_in
from bot.recovery.earlier import EarlierPostsFirst
from storage import key_value
from storage.conversation import outbox, refusals
from storage.conversation.outbox import MAIL, OutgoingEvent
from storage.database import Database
from storage.matrix import sync
from storage.recovery import earlier_posts, state
from storage.recovery.earlier_posts import EarlierPost
from tests.support.people import put
from tests.support.say import NOW, ROOM

MARKER, OTHER = Marker("geheim"), Marker("ein anderes")
MOMENT = int(NOW.timestamp())


@dataclass
class Line:
    sent: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    is_down: bool = False

    async def send(self, event: OutgoingEvent) -> str:
        self.sent.append(event.transaction_id)
        return "$neu"

    async def find(self, event: OutgoingEvent) -> str | None:
        return None

    async def open_chat(self, user_id: str) -> None:
        self.asked.append(user_id)

    async def read(self, room_id: str) -> None:
        if self.is_down:
            raise UnreachableError("down")
        self.asked.append(room_id)


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
async def first(database: Database, line: Line) -> EarlierPostsFirst:
    """Look first as for a copy that had given the numbers up to 5."""
    async with database.transaction() as tx:
        await sync.advance(tx, "token", NOW)
        await put(tx, "meeting", meeting_id=5)
        await state.note_device(tx, "ALT", NOW)
        assert await state.note_device(tx, "ALT", NOW) is None
        assert await state.note_device(tx, "NEU", NOW) is not None
    return EarlierPostsFirst(line, database, line.read, MARKER)


def row(
    name: str,
    body: str = "Bonn",
    *,
    room_id: str = ROOM,
    event_type: str = "m.room.message",
    content: Mapping[str, object] | None = None,
    not_before: datetime = NOW,
) -> OutgoingEvent:
    content = {"body": body} if content is None else content
    return OutgoingEvent(1, name, room_id, event_type, content, 0, NOW, not_before)


async def was_said(
    database: Database, name: str, body: str = "Bonn", *, by: Marker = MARKER
) -> None:
    mark = by.of(name, {"body": body})
    async with database.transaction() as tx:
        post = EarlierPost(mark.name, mark.words, ROOM, "$alt")
        await earlier_posts.put(tx, ROOM, [post], NOW)


async def test_an_answer_that_stands_there_is_not_sent_whatever_it_says_now(
    first: EarlierPostsFirst, database: Database, line: Line
) -> None:
    await was_said(database, "answer-$frage", "Bonn hat Leitlinien.")

    assert await first.send(row("answer-$frage", "(verspätet) Bonn hat Leitlinien.")) == "$alt"
    assert await first.send(row("answer-$andere")) == "$neu"
    assert line.sent == ["answer-$andere"]


async def test_the_mark_of_another_database_says_nothing(
    first: EarlierPostsFirst, database: Database
) -> None:
    await was_said(database, "answer-$frage", by=OTHER)

    assert await first.send(row("answer-$frage")) == "$neu"


@pytest.mark.parametrize(
    ("name", "same_words", "event_id"),
    [
        ("meeting-5-announcement-!raum:example.org", False, "$alt"),
        (f"reminder-5-1h-{MOMENT}-!raum:example.org", False, "$alt"),
        ("meeting-6-announcement-!raum:example.org", False, "$neu"),
        ("meeting-6-announcement-!raum:example.org", True, "$alt"),
        ("otherwise-submission-1-notice", False, "$neu"),
        ("otherwise-submission-1-notice", True, "$alt"),
        (f"digest-{MOMENT}-@ada:example.org", False, "$alt"),
    ],
)
async def test_a_number_that_the_copy_had_not_given_may_be_of_something_else(
    first: EarlierPostsFirst, database: Database, name: str, event_id: str, *, same_words: bool
) -> None:
    await was_said(database, name)

    assert await first.send(row(name, "Bonn" if same_words else "Kiel")) == event_id


@pytest.mark.parametrize(("body", "event_id"), [("Bonn", "$alt"), ("Kiel", "$neu")])
async def test_the_moment_at_which_a_row_is_made_does_not_make_it_another_post(
    first: EarlierPostsFirst, database: Database, body: str, event_id: str
) -> None:
    await was_said(database, f"exchange-1-closed-{MOMENT}")

    assert await first.send(row(f"exchange-1-closed-{MOMENT + 600}", body)) == event_id


async def test_what_was_said_and_removed_again_stays_away(
    first: EarlierPostsFirst, database: Database
) -> None:
    await was_said(database, "answer-$frage-removed", "")

    assert await first.send(row("answer-$frage")) == "$alt"


@pytest.mark.parametrize(
    ("event_type", "content"),
    [
        ("m.reaction", {}),
        ("m.room.redaction", {}),
        ("m.room.message", {"body": "* Bonn", "m.new_content": {"body": "Bonn"}}),
    ],
)
async def test_what_changes_nothing_when_it_comes_again_is_sent(
    first: EarlierPostsFirst, database: Database, event_type: str, content: Mapping[str, object]
) -> None:
    await was_said(database, "meeting-5-edit-1")

    assert (
        await first.send(row("meeting-5-edit-1", event_type=event_type, content=content)) == "$neu"
    )


async def test_nothing_is_said_in_a_room_that_cannot_be_read(
    first: EarlierPostsFirst, line: Line
) -> None:
    line.is_down = True

    with pytest.raises(NotSentError, match="not read back"):
        await first.send(row("answer-$frage"))
    assert line.sent == []


async def test_mails_wait_until_the_recovery_has_settled(
    first: EarlierPostsFirst, database: Database
) -> None:
    mail = row("mail-submissions-1", room_id=MAIL, event_type="mail")
    code = row("mail-digest-code-1", room_id="mail:@ada:example.org", event_type="mail")

    with pytest.raises(NotSentError) as caught:
        await first.send(mail)
    assert caught.value.after is not None
    assert await first.send(code) == "$neu"
    async with database.transaction() as tx:
        await state.settle(tx, NOW)
    assert await first.send(mail) == "$neu"


@pytest.mark.parametrize("lost", [True, False])
async def test_mails_are_given_up_only_if_some_may_have_gone_out(
    first: EarlierPostsFirst, database: Database, *, lost: bool
) -> None:
    async with database.transaction() as tx:
        for name in ("mail-1", "mail-digest-code-1"):
            await outbox.put(tx, MAIL, {}, name, NOW, event_type="mail")
        if lost:
            await state.note_lost(tx, NOW)
        assert await state.settle(tx, NOW) == lost
        assert await state.settle(tx, NOW) == 0
        [waiting] = await outbox.heads(tx)
        assert waiting.transaction_id == ("mail-digest-code-1" if lost else "mail-1")
        # Then the management says so.
        assert await refusals.send_again(tx, NOW + timedelta(hours=1)) == lost
    assert await first.send(row("mail-1", room_id=MAIL, event_type="mail")) == "$neu"


async def test_the_database_of_another_device_is_no_older_copy_by_that_alone(
    first: EarlierPostsFirst, database: Database
) -> None:
    async with database.transaction() as tx:
        await outbox.put(tx, ROOM, {}, "answer-$frage", NOW)
        await outbox.mark_sent(tx, 1, "$bekannt")
        known = EarlierPost("a", "b", ROOM, "$bekannt")
        assert await earlier_posts.are_known(tx, [known])
        assert not await earlier_posts.are_known(tx, [known, EarlierPost("c", "d", ROOM, "$neu")])
        await state.settle(tx, NOW)
        await put(tx, "submission", submission_id=None)
        rows = await tx.execute_fetchall("SELECT submission_id FROM submission")
        assert [tuple(each) for each in rows] == [(1,)]


async def test_numbers_begin_higher_once_and_all_is_forgotten_in_time(
    first: EarlierPostsFirst, database: Database
) -> None:
    await was_said(database, "answer-$frage")
    async with database.transaction() as tx:
        await state.note_lost(tx, NOW)
        for _ in range(2):
            await state.settle(tx, NOW)
        await put(tx, "meeting", uid="neu", meeting_id=None)
        await put(tx, "submission")
        rows = await tx.execute_fetchall("SELECT max(meeting_id) FROM meeting")
        assert [tuple(each) for each in rows] == [(106,)]
        rows = await tx.execute_fetchall("SELECT submission_id FROM submission")
        assert [tuple(each) for each in rows] == [(101,)]
        await state.end_before(tx, NOW)
        assert await state.current(tx) is not None
        await state.end_before(tx, NOW + timedelta(seconds=1))
        assert await state.current(tx) is None
        assert not await earlier_posts.is_read(tx, ROOM)


def test_a_mark_tells_nothing_and_nothing_else_is_one() -> None:
    mark = MARKER.of("meeting-5-changed-1-@ada:example.org", {"body": "Bonn"})

    assert mark_in({FIELD: str(mark)}) == mark
    assert "ada" not in str(mark)
    assert "geheim" not in repr(MARKER)
    for other in (None, 1, "", "x", f"{mark}x", [str(mark)]):
        assert mark_in({FIELD: other}) is None


async def test_a_clock_that_was_ahead_does_not_hide_the_lost_time(database: Database) -> None:
    async with database.transaction() as tx:
        await sync.advance(tx, "token", NOW)
        await key_value.put(tx, key_value.CLOCK_OFF, "86400", NOW)
        await state.begin(tx, NOW, lost=True)
        recovery = await state.current(tx)
    assert recovery is not None
    assert recovery.read_to == NOW - timedelta(days=1)
