"""What monitoring reads is right, and says nothing about persons."""

import logging
from datetime import timedelta

import pytest
from prometheus_client import REGISTRY, Counter
from prometheus_client.parser import text_string_to_metric_families

from bot.http.metrics import Metrics
from bot.process.lifecycle import VERSION
from commands import COMMANDS
from commands.conversation.command import Arguments, Command, CommandContext, Reply
from storage.conversation import outbox
from storage.database import Database
from storage.matrix import sync
from storage.meetings import meetings
from storage.meetings.meetings import Meeting
from storage.records import to_row
from tests.support.say import MANAGEMENT, NOW, ROOM, Room

Values = dict[tuple[str, ...], float]


@pytest.fixture
def metrics(database: Database) -> Metrics:
    return Metrics(database, lambda: NOW)


@pytest.fixture
def counted(room: Room, metrics: Metrics) -> Room:
    """A room whose commands are counted."""
    room.live.count = metrics.count_command
    return room


async def scraped(metrics: Metrics) -> Values:
    """Name and values of the labels -> number, as a second program reads it."""
    text = (await metrics.scrape()).decode()
    return {
        (sample.name.removeprefix("netzwerkbot_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def counts(counter: Counter) -> Values:
    """Values of the labels -> number."""
    samples = [sample for family in counter.collect() for sample in family.samples]
    assert {sample.name for sample in samples} <= {f"{counter._name}_total"}
    return {tuple(sample.labels.values()): sample.value for sample in samples}


async def test_a_bot_that_has_done_nothing_yet_has_numbers(metrics: Metrics) -> None:
    values = await scraped(metrics)

    assert values["build_info", VERSION] == 1
    assert values["outbox_waiting", "rooms"] == 0
    assert values["reminders_overdue",] == 0
    assert values["submissions_open",] == 0
    assert values["database_bytes",] > 100_000
    assert ("sync_age_seconds",) not in values


async def test_the_sync_has_an_age(metrics: Metrics, database: Database) -> None:
    async with database.transaction() as tx:
        await sync.advance(tx, "s1", NOW - timedelta(seconds=42))

    assert (await scraped(metrics))["sync_age_seconds",] == 42


async def test_what_waits_is_counted_for_rooms_and_for_mail(
    metrics: Metrics, database: Database
) -> None:
    async with database.transaction() as tx:
        await outbox.put(tx, ROOM, {}, "a", NOW - timedelta(minutes=3))
        await outbox.put(tx, ROOM, {}, "b", NOW)
        await outbox.put(tx, outbox.MAIL, {}, "c", NOW - timedelta(hours=1))
        await outbox.put(tx, "!other:example.org", {}, "d", NOW)
        await outbox.fail_room(tx, "!other:example.org", "left", NOW)
    values = await scraped(metrics)

    assert (values["outbox_waiting", "rooms"], values["outbox_waiting", "mail"]) == (2, 1)
    assert (values["outbox_age_seconds", "rooms"], values["outbox_age_seconds", "mail"]) == (
        180,
        3600,
    )
    assert (values["outbox_failed", "rooms"], values["outbox_failed", "mail"]) == (1, 0)


def meeting() -> Meeting:
    day = timedelta(days=1)
    return Meeting(
        meeting_id=0,
        uid="uid",
        kind="arbeitsgruppe",
        title="Losverfahren",
        starts="2026-11-25T10:00",
        ends="2026-11-25T11:00",
        timezone="Europe/Berlin",
        all_day=False,
        starts_at=NOW + day,
        ends_at=NOW + day,
        created_at=NOW,
        changed_at=NOW,
    )


async def test_reminders_have_a_lag_once_posted_and_an_age_while_overdue(
    metrics: Metrics, database: Database
) -> None:
    def ago(seconds: float) -> int:
        return to_row(NOW - timedelta(seconds=seconds))

    rows = [
        ("1d", "posted", ago(100), ago(90)),
        ("1h", "posted", ago(100), ago(80)),
        ("2d", "posted", ago(200_000), ago(100_000)),
        ("3d", "skipped", ago(5_000), ago(10)),
        ("30min", "planned", ago(50), None),
        ("10min", "planned", ago(-50), None),
    ]
    async with database.transaction() as tx:
        number = (await meetings.add(tx, meeting())).meeting_id
        for stage, state, due_at, done_at in rows:
            await tx.execute(
                "INSERT INTO reminder (meeting_id, stage, room_id, starts_at, due_at, state,"
                " done_at) VALUES (?, ?, ?, 0, ?, ?, ?)",
                (number, stage, ROOM, due_at, state, done_at),
            )
    values = await scraped(metrics)

    assert values["reminders_posted",] == 2
    assert values["reminder_lag_seconds_max",] == 20
    assert values["reminder_lag_seconds_mean",] == 15
    assert values["reminders_overdue",] == 1
    assert values["reminder_overdue_seconds",] == 50


async def test_open_submissions_are_counted(metrics: Metrics, room: Room) -> None:
    await room.say("!einreichen Bonn https://example.org/leitlinien")

    assert (await scraped(metrics))["submissions_open",] == 1


# --- commands


async def test_commands_are_counted_by_name_and_outcome(counted: Room, metrics: Metrics) -> None:
    await counted.say("!leitlinie Bonn")
    await counted.say("!LEITLINIE Bonn")
    await counted.say("!leitlinie")
    await counted.say("!status")
    await counted.say("!status", room_id=MANAGEMENT, sender="@leitung:example.org")
    await counted.say("!hilfe " + "x" * 5_000)

    assert counts(metrics.commands) == {
        ("leitlinie", "ok"): 2,
        ("leitlinie", "usage"): 1,
        ("status", "refused"): 1,
        ("status", "ok"): 1,
        ("hilfe", "refused"): 1,
    }


async def test_words_that_are_no_command_are_not_kept(counted: Room, metrics: Metrics) -> None:
    await counted.say("!geheimnis von Ada")
    await counted.say("!" + "geheimnis" * 1_000)

    assert counts(metrics.commands) == {("unknown", "unknown"): 1, ("unknown", "refused"): 1}
    assert b"geheimnis" not in await metrics.scrape()


async def test_talk_is_not_counted(counted: Room, metrics: Metrics) -> None:
    await counted.say("Guten Morgen")
    await counted.say("!?")

    assert counts(metrics.commands) == {}


async def test_what_comes_twice_is_counted_once(counted: Room, metrics: Metrics) -> None:
    await counted.say("!hilfe", event_id="$one")
    await counted.say("!hilfe", event_id="$one")

    assert counts(metrics.commands) == {("hilfe", "ok"): 1}


async def test_who_says_too_much_is_counted_as_limited(
    database: Database, metrics: Metrics
) -> None:
    room = Room(database, limit=1)
    room.live.count = metrics.count_command
    for words in ("!hilfe", "!hilfe", "!nichts"):
        await room.say(words)

    assert counts(metrics.commands) == {
        ("hilfe", "ok"): 1,
        ("hilfe", "limited"): 1,
        ("unknown", "limited"): 1,
    }


async def test_a_bug_is_counted_as_internal_and_by_where_it_was_logged(
    database: Database, metrics: Metrics
) -> None:
    async def fail(_ctx: CommandContext, _args: Arguments) -> Reply:
        raise ValueError("what a member wrote")

    room = Room(database, [*COMMANDS, Command("kaputt", fail, Arguments, "Geht nicht.", "kaputt")])
    room.live.count = metrics.count_command
    with metrics.counting_errors():
        await room.say("!kaputt")

    assert counts(metrics.commands) == {("kaputt", "internal"): 1}
    assert counts(metrics.logged) == {("error", "bot.dispatch.command_runner"): 1}


# --- errors


def test_errors_and_warnings_are_counted_while_wanted_and_only_those(metrics: Metrics) -> None:
    logger = logging.getLogger("bot.matrix.sync")
    with metrics.counting_errors():
        logger.error("one")
        logger.warning("two")
        logger.warning("three")
        logger.info("four")
        logging.getLogger("somebody.else").error("five")
    logger.error("six")

    assert counts(metrics.logged) == {
        ("error", "bot.matrix.sync"): 1,
        ("warning", "bot.matrix.sync"): 2,
    }
    assert logging.getLogger("bot").handlers == []


# --- as a whole


async def test_a_second_scrape_tells_the_same_once(metrics: Metrics) -> None:
    metrics.count_request("/healthz", 200)

    assert await metrics.scrape() == await metrics.scrape()
    assert (await scraped(metrics))["http_requests_total", "/healthz", "200"] == 1


async def test_nothing_is_registered_for_the_whole_process(metrics: Metrics) -> None:
    before = list(REGISTRY.collect())
    await metrics.scrape()

    assert [family.name for family in REGISTRY.collect()] == [family.name for family in before]


async def test_no_person_and_no_room_is_named(counted: Room, metrics: Metrics) -> None:
    await counted.say("!einreichen Bonn https://example.org/leitlinien")
    await counted.say("!leitlinie Bonn")
    text = (await metrics.scrape()).decode()

    for word in ("ada", "Bonn", "example.org", "!raum", "@"):
        assert word not in text


async def test_labels_cannot_break_the_format(metrics: Metrics) -> None:
    metrics.count_command('a"\n\\', "ok")

    assert (await scraped(metrics))["commands_total", 'a"\n\\', "ok"] == 1
