"""Nothing that a member writes appears in a log, whatever happens to it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bot.config.sections import Logging
from bot.delivery.outbox import NotAllowedError, Outbox
from bot.matrix.api import UnreachableError
from bot.matrix.olm import logger as of_encryption
from bot.matrix.rooms import of_invitations
from bot.process import logs
from bot.process.logs import Summing
from bot.workers.document_store import Documents
from bot.workers.submission_checks import SubmissionChecks
from commands import COMMANDS, JOBS, LISTENERS, ROUTES
from commands.conversation.command import (
    Arguments,
    Command,
    CommandContext,
    Context,
    Listener,
    Reply,
)
from commands.conversation.events import File, Message
from commands.conversation.settings import MailSettings
from storage.conversation.outbox import OutgoingEvent
from storage.database import Database
from tests.support.collection_fixtures import shipped
from tests.support.people import ADA, DIRECT, everything
from tests.support.say import MANAGEMENT, NOW, ROOM, SETTINGS, Room
from tests.support.workers import examine

WORD = "Wiesenschaumkraut"
LEAD = "@leitung:example.org"
URL = f"https://www.example.org/{WORD}.pdf"
FILE = File(f"{WORD}.pdf", {"url": f"mxc://example.org/{WORD}"}, encrypted=False)

LINES = [
    f"!einreichen Bonn {URL}",
    f"!einreichen Bonn | {URL} | {WORD} | beschlossen 2014 | {WORD}",
    f"!einreichen {WORD} https://user:{WORD}@example.org/",
    f"!einreichen {WORD} http://10.0.0.1/{WORD}",
    f"!einreichen {WORD} javascript:{WORD}",
    f"!einreichen <b>{WORD}</b> | {URL} | \u202e{WORD}\x00 | %s %d {{0}}",
    f"!einreichung {WORD}",
    f"!zurückziehen {WORD}",
    f"!leitlinie {WORD}",
    f"!hilfe {WORD}",
    f"!{WORD}",
    f"!vergissmich {WORD}",
    f"!meinedaten {WORD}",
    f"!annehmen 1 {WORD}",
    f"!ablehnen {WORD} {WORD}",
    f"!rückfrage 1 {WORD}",
    f"Netzwerkbot: {WORD}",
    f"!leitlinie {WORD * 500}",
    f"!leitlinie {WORD} \ud800",
    f"Guten Morgen {WORD}",
    f"!kaputt {WORD}",
    f"kaputt {WORD}",
]
ANSWERS = [WORD, URL, f"{WORD} <script>", "zurück", "weiter", f"1 {WORD}", "vorschau", "senden"]


class Words(Arguments):
    words: str


class BrokenError(Exception):
    """Quotes what it was given, as errors of libraries do."""


async def broken(_ctx: CommandContext, args: Words) -> Reply:
    raise BrokenError(args.words)


async def broken_listener(_ctx: Context, message: Message) -> Reply | None:
    if message.body.startswith("kaputt"):
        raise BrokenError(message.body)
    return None


BROKEN = Command("kaputt", broken, Words, "Zeigt nichts.", "kaputt")


class Refusing:
    """A homeserver that takes nothing."""

    async def send(self, event: OutgoingEvent) -> str:
        raise NotAllowedError("M_FORBIDDEN")

    async def find(self, event: OutgoingEvent) -> str | None:
        return None

    async def open_chat(self, user_id: str) -> None:
        raise NotAllowedError("M_FORBIDDEN")


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    async with shipped() as database:
        yield Room(
            database,
            (*COMMANDS, BROKEN),
            ROUTES,
            (Listener(Message, broken_listener), *LISTENERS),
            replace(SETTINGS, mail=MailSettings(daily=False)),
            limit=10_000,
        )


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """All that the running bot would write at DEBUG, the chattiest it can be set to."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    quiet = {name: logging.getLogger(name).level for name in logging.root.manager.loggerDict}
    logs.set_up(Logging(level="DEBUG"))
    root.addHandler(caplog.handler)
    caplog.handler.setLevel(logging.DEBUG)
    yield caplog
    root.handlers[:] = before
    root.setLevel(level)
    for name, earlier in quiet.items():
        logging.getLogger(name).setLevel(earlier)


def quoting(log: pytest.LogCaptureFixture) -> list[str]:
    """Records in which the word is, in whatever form they could be written."""
    formatter = logging.Formatter()
    written = [formatter.format(record) + repr(record.__dict__) for record in log.records]
    return [text for text in written if WORD.casefold() in text.casefold()]


async def say_everything(room: Room) -> None:
    for line in LINES:
        for room_id, sender in ((ROOM, ADA), (DIRECT, ADA), (MANAGEMENT, LEAD)):
            await room.say(line, sender=sender, room_id=room_id, direct=room_id == DIRECT)


async def test_no_command_is_quoted_however_it_fails(
    room: Room, log: pytest.LogCaptureFixture
) -> None:
    await say_everything(room)

    assert "failed: kaputt, reference" in log.text
    assert "failed: broken_listener, reference" in log.text
    assert quoting(log) == []


async def test_no_answer_in_a_dialogue_is_quoted(room: Room, log: pytest.LogCaptureFixture) -> None:
    for text in ("!einreichen", *ANSWERS * 2):
        await room.say(text, sender=ADA, room_id=DIRECT, direct=True)
    await room.say(WORD, sender=ADA, room_id=DIRECT, direct=True, file=FILE)

    assert WORD in await everything(room.database)
    assert quoting(log) == []


async def test_no_edit_reaction_or_reply_is_quoted(
    room: Room, log: pytest.LogCaptureFixture
) -> None:
    await room.say(f"!einreichen Bonn {URL}", sender=ADA, event_id="$first")
    await room.say(f"* !einreichen {WORD} {URL}", sender=ADA, replaces="$first")
    await room.say(f"!einreichen {WORD}", sender=ADA, reply_to="$file", replied_file=FILE)
    await room.say(f"!einreichen {WORD}", sender=ADA, reply_to="$x", replies_to_unreadable=True)
    await room.react(WORD, "$first", sender=ADA)
    await room.redact("$first", sender=ADA)

    assert quoting(log) == []


async def test_what_cannot_be_sent_or_fetched_is_not_quoted(
    room: Room, log: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    async def download(_source: Mapping[str, object], _largest: int) -> bytes:
        raise UnreachableError(WORD)

    await room.say("!einreichen Bonn", sender=ADA, file=FILE, event_id="$with-file")
    folder = Documents(tmp_path / "documents")
    checks = SubmissionChecks(room.database, folder, None, download, room.live, 1_000, lambda: None)
    await examine(checks)
    await deliver(room.database)

    assert "no file, UnreachableError" in log.text
    assert "not sent: row" in log.text
    assert quoting(log) == []


async def deliver(database: Database) -> None:
    """Whatever waits is tried, and refused, until it is given up."""
    waiting = Outbox(database, Refusing(), lambda: NOW)
    for _ in range(3):
        async with database.transaction() as tx:
            rows = await tx.execute_fetchall("SELECT count(*) AS n FROM outbox")
            await tx.execute("UPDATE outbox SET not_before = 0")
        assert rows
        await _one_round(waiting)


async def _one_round(waiting: Outbox) -> None:
    async with asyncio.TaskGroup() as rooms:
        waiting._rooms = rooms
        await waiting.look()


async def test_no_job_quotes_anything(room: Room, log: pytest.LogCaptureFixture) -> None:
    await say_everything(room)
    for job in JOBS:
        async with room.database.transaction() as tx:
            await job.run(room.context(tx))

    assert quoting(log) == []


async def test_handing_out_and_forgetting_quote_nothing(
    room: Room, log: pytest.LogCaptureFixture
) -> None:
    await say_everything(room)
    for text in ("!meinedaten", "!vergissmich", "!vergissmich ja"):
        await room.say(text, sender=ADA, room_id=DIRECT, direct=True)

    assert quoting(log) == []


def test_the_word_would_be_found(log: pytest.LogCaptureFixture) -> None:
    logging.getLogger("bot.dispatch.dispatch").debug("said %s", WORD)
    logging.getLogger("commands").info("said", extra={"body": WORD.upper()})

    assert len(quoting(log)) == 2


def test_what_repeats_statements_with_their_values_is_silent(
    log: pytest.LogCaptureFixture,
) -> None:
    for name in ("aiosqlite", "peewee", "apscheduler", "nio"):
        logging.getLogger(name).info(WORD)

    assert quoting(log) == []


def test_many_of_a_kind_are_one_line_and_a_number(caplog: pytest.LogCaptureFixture) -> None:
    at = 0.0
    logger = logging.getLogger("bot.test")
    logger.addFilter(Summing(lambda: at))
    for number in range(80):
        logger.warning("refused an invitation: %s", f"!{number}:x")
    logger.warning("another kind: %s", "ValueError")
    at = 601.0
    logger.warning("refused an invitation: %s", "!b:x")

    assert [record.getMessage() for record in caplog.records] == [
        "refused an invitation: !0:x",
        "another kind: ValueError",
        "refused an invitation: !b:x (79 more before)",
    ]


@pytest.mark.parametrize("logger", [of_encryption, of_invitations], ids=lambda each: each.name)
def test_what_strangers_cause_is_summed_up(logger: logging.Logger) -> None:
    assert any(isinstance(each, Summing) for each in logger.filters)
