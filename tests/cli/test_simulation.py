"""netzwerkbot meetings list | simulate: what is to come, for the operator; nothing is sent."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import meetings as cli
from bot.process.lifecycle import Failure
from commands.conversation.settings import Reminders
from commands.meetings.reminders.planning import PlannedFrom, upcoming_posts
from storage.database import open_database
from storage.meetings import meetings, reminders
from storage.meetings.meetings import Meeting
from storage.meetings.reminders import Wish
from tests.support.databases import in_memory
from tests.support.reminding import DAY, ROOM, Bot, a_meeting, berlin, headline, sample_meetings

NOW = berlin("2026-11-22 12:00")
CONFIG = """
[matrix]
homeserver = "https://matrix.example.org"
user_id = "@bot:example.org"
password = "geheim"
[rooms]
network = ["#austausch:example.org", "#zwei:example.org"]
[storage]
directory = "{directory}"
"""


@pytest.fixture
def config_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cli, "_now", lambda: NOW)
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(directory=tmp_path / "data"), encoding="utf-8")
    return file


def run(*words: str | Path) -> str:
    result = CliRunner().invoke(cli.app, [str(word) for word in words])
    if result.exception is not None:
        raise result.exception
    return result.stdout


def fill(config_file: Path, stored: Sequence[Meeting], *wishes: Wish) -> None:
    (config_file.parent / "data").mkdir()
    asyncio.run(_fill(config_file.parent / "data", stored, wishes))


async def _fill(directory: Path, stored: Sequence[Meeting], wishes: Sequence[Wish]) -> None:
    file = directory / "netzwerkbot.db"
    async with open_database(file) as database, database.transaction() as tx:
        for meeting in stored:
            await meetings.add(tx, meeting)
        for wish in wishes:
            await reminders.wish(tx, wish)


def contents(config_file: Path) -> list[Any]:
    async def rows() -> list[Any]:
        file = config_file.parent / "data" / "netzwerkbot.db"
        async with open_database(file) as database, database.transaction() as tx:
            meeting = await tx.execute_fetchall("SELECT * FROM meeting")
            reminder = await tx.execute_fetchall("SELECT * FROM reminder")
            waiting = await tx.execute_fetchall("SELECT * FROM outbox")
            return [tuple(row) for row in (*meeting, *reminder, *waiting)]

    return asyncio.run(rows())


def test_every_post_to_come_is_shown_with_moment_room_and_text(config_file: Path) -> None:
    conference, *_ = sample_meetings().values()
    fill(config_file, [conference])

    shown = run("simulate", "--days", "9", "--config", config_file)
    assert shown.startswith(
        "4 Erinnerungen in den kommenden 9 Tagen. Gesendet wird jetzt nichts.\n\n"
        "Mittwoch, 25. November 2026, 10:00 Uhr, im Raum #austausch:example.org, im Raum"
        " #zwei:example.org:\n\n"
        "    Erinnerung: In 1 Woche, am Mittwoch, 2. Dezember 2026, um 10:00 Uhr, beginnt"
    )
    assert "Dienstag, 1. Dezember 2026, 10:00 Uhr, im Raum" in shown
    assert "09:00 Uhr, im Raum" not in shown


def test_nothing_is_changed_by_looking(config_file: Path) -> None:
    fill(config_file, list(sample_meetings().values()))
    before = contents(config_file)

    run("simulate", "--days", "60", "--config", config_file)
    run("list", "--config", config_file)
    assert contents(config_file) == before


def test_persons_are_counted_and_not_named(config_file: Path) -> None:
    conference, *_ = sample_meetings().values()
    wishes = [Wish("@ada:example.org", 1, "30min"), Wish("@bo:example.org", 1, "30min")]
    fill(config_file, [conference], *wishes)

    shown = run("simulate", "--days", "60", "--config", config_file)
    assert "Mittwoch, 2. Dezember 2026, 09:30 Uhr, an 2 Personen direkt:" in shown
    assert "@ada" not in shown


def test_without_dates_it_says_so(config_file: Path) -> None:
    shown = run("simulate", "--days", "1", "--config", config_file)

    assert shown == "Keine Erinnerung am kommenden Tag. Gesendet wird jetzt nichts.\n"
    assert run("list", "--config", config_file) == "Es sind keine Termine eingetragen.\n"
    assert run("list", "--json", "--config", config_file) == "[]\n"
    assert not (config_file.parent / "data").exists()


def test_what_is_not_over_is_listed_by_its_start(config_file: Path) -> None:
    over = a_meeting("2026-11-20T10:00", "2026-11-20T11:00", meeting_id=0, uid="over")
    cancelled = replace(sample_meetings()["NeKoPa-Netzwerktreffen 2027 (zwei Tage)"], uid="x")
    conference, *_ = sample_meetings().values()
    fill(config_file, [replace(cancelled, state="cancelled"), over, conference])

    assert run("list", "--config", config_file).splitlines() == [
        "2 Termine:",
        (
            "– Nr. 3: NeKoPa-Online-Konferenz: Vorhabenlisten in der Praxis (Online-Konferenz),"
            " Mittwoch, 2. Dezember 2026, 10:00 bis 11:30 Uhr,"
            " https://konferenz.example.org/nekopa-01"
        ),
        (
            "– Nr. 1: abgesagt: NeKoPa-Netzwerktreffen 2027 (zwei Tage) (Netzwerktreffen),"
            " Donnerstag, 4. März 2027, 13:00 Uhr bis Freitag, 5. März 2027, 14:00 Uhr,"
            " Bonn, Tagungsort folgt"
        ),
    ]
    listed = json.loads(run("list", "--json", "--config", config_file))
    assert [(one["number"], one["state"]) for one in listed] == [(3, "planned"), (1, "cancelled")]
    assert listed[0]["starts_at"] == "2026-12-02T09:00:00+00:00"


@pytest.mark.parametrize("days", ["0", "-1", "401", "bald"])
def test_days_beyond_reason_are_wrong_usage(config_file: Path, days: str) -> None:
    result = CliRunner().invoke(cli.app, ["simulate", "--days", days, "--config", str(config_file)])

    assert result.exit_code == 2


def test_a_configuration_that_does_not_fit_is_named(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        run("list", "--config", tmp_path / "none.toml")
    assert caught.value.exit_code == 2


def test_what_is_foretold_is_what_is_posted() -> None:
    foretold, posted = asyncio.run(_foretold_and_posted())

    assert foretold == posted
    assert len(foretold) == 13
    assert [body.splitlines()[0] for _, _, body in foretold if "Termine" in body] == [
        "Erinnerung: 2 Termine"
    ] * 3


async def _foretold_and_posted() -> tuple[list[Any], list[Any]]:
    """The bot's clock is turned from one foretold moment to the next."""
    stored = list(sample_meetings().values())
    until = NOW + 120 * DAY
    posts = upcoming_posts(PlannedFrom(stored), Reminders(), (ROOM,), "!", NOW, until)
    async with in_memory() as database:
        bot = Bot(database, NOW)
        for meeting in stored:
            await bot.add(meeting)
        for moment in sorted({post.at for post in posts}):
            await bot.turn(moment)
        sent = sorted((at, room, body) for at, room, body in bot.sent)
    return sorted((post.at, post.room_id, post.text.body) for post in posts), sent


def test_whoever_wants_it_is_foretold_too() -> None:
    meeting = a_meeting("2026-12-02T10:00")
    dates = PlannedFrom([meeting], (), [Wish("@ada:example.org", 1, "30min")])
    configured = Reminders.model_validate({"online-konferenz": []})

    [post] = upcoming_posts(dates, configured, (ROOM,), "!", NOW, NOW + 60 * DAY)
    assert post.at == datetime(2026, 12, 2, 8, 30, tzinfo=UTC)
    assert post.room_id == "@ada:example.org"
    assert headline(post.text.body).startswith("Erinnerung: In 30 Minuten")
