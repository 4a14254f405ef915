"""netzwerkbot meetings import | export: files and addresses, there and back."""

import asyncio
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner

from bot.cli import meetings as cli
from bot.process.lifecycle import Failure
from storage import key_value
from storage.database import open_database
from storage.meetings import meetings
from storage.meetings.meetings import Meeting
from tests.support.calendar_files import brief, entries, event
from tests.support.calendar_site import calendar_site
from tests.support.config_files import WITH_DIRECTORY
from tests.support.say import NOW

# The command looks at the clock.
DAY = f"{datetime.now(UTC) + timedelta(days=30):%Y%m%d}"
SERIES = event(
    f"DTSTART;TZID=Europe/Berlin:{DAY}T100000",
    f"DTEND;TZID=Europe/Berlin:{DAY}T113000",
    "RRULE:FREQ=WEEKLY;COUNT=3",
    "SEQUENCE:7",
)


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    return configured(tmp_path)


def configured(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / "config.toml"
    file.write_text(WITH_DIRECTORY.format(directory=folder / "data"), encoding="utf-8")
    return file


def run(*words: str | Path) -> str:
    result = CliRunner().invoke(cli.app, [str(word) for word in words])
    if result.exception is not None:
        raise result.exception
    return result.stdout


def refused(*words: str | Path) -> Failure:
    with pytest.raises(Failure) as caught:
        run(*words)
    assert "\n" not in caught.value.text
    return caught.value


def imported(source: str | Path, config_file: Path) -> list[str]:
    return run("import", source, "--config", config_file).splitlines()


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def stored(config_file: Path) -> list[Meeting]:
    async def read() -> list[Meeting]:
        file = config_file.parent / "data/netzwerkbot.db"
        async with open_database(file) as database, database.transaction() as tx:
            return await meetings.everything(tx)

    return asyncio.run(read())


def test_a_file_is_imported_once_and_again_nothing_changes(
    tmp_path: Path, config_file: Path
) -> None:
    file = written(tmp_path / "termine.ics", SERIES)

    assert imported(file, config_file) == [
        "3 Termine gelesen: 3 neu, 0 geändert, 0 abgesagt, 0 unverändert."
    ]
    before = stored(config_file)
    assert imported(file, config_file) == [
        "3 Termine gelesen: 0 neu, 0 geändert, 0 abgesagt, 3 unverändert."
    ]
    assert stored(config_file) == before


def test_what_is_exported_is_imported_elsewhere_and_exported_the_same(
    tmp_path: Path, config_file: Path
) -> None:
    imported(written(tmp_path / "termine.ics", SERIES), config_file)
    first, second = tmp_path / "first.ics", tmp_path / "second.ics"

    told = run("export", first, "--config", config_file)
    other = configured(tmp_path / "other")
    imported(first, other)
    run("export", second, "--config", other)

    assert told == f"3 Termine nach {first} geschrieben.\n"
    assert facts_of(second) == facts_of(first) == facts_of(tmp_path / "termine.ics")


def facts_of(file: Path) -> list[tuple[object, ...]]:
    return [
        (e.uid, e.sequence, e.starts, e.ends, e.rule, e.recurrence)
        for e in entries(file.read_bytes())
    ]


def test_the_bots_own_dates_are_left_alone(tmp_path: Path, config_file: Path) -> None:
    imported(written(tmp_path / "a.ics", SERIES), config_file)
    run("export", tmp_path / "b.ics", "--config", config_file)
    disown(config_file)

    assert imported(tmp_path / "b.ics", config_file)[1:] == [
        "3 Termine gehören schon hierher oder zu einem anderen Kalender und bleiben, wie sie sind."
    ]


def disown(config_file: Path) -> None:
    """As if they had been made here."""

    async def change() -> None:
        file = config_file.parent / "data/netzwerkbot.db"
        async with open_database(file) as database, database.transaction() as tx:
            await tx.execute("UPDATE meeting SET source = NULL")
            await tx.execute("DELETE FROM imported_meeting")

    asyncio.run(change())


def test_reminders_are_planned_for_the_rooms_that_the_bot_knows(
    tmp_path: Path, config_file: Path
) -> None:
    async def prepare() -> None:
        file = config_file.parent / "data/netzwerkbot.db"
        file.parent.mkdir()
        async with open_database(file) as database, database.transaction() as tx:
            await key_value.put(tx, key_value.NETWORK_ROOMS, "!a:x !b:x", NOW)

    async def rooms() -> set[str]:
        file = config_file.parent / "data/netzwerkbot.db"
        async with open_database(file) as database, database.transaction() as tx:
            rows = await tx.execute_fetchall("SELECT room_id FROM reminder")
            return {row["room_id"] for row in rows}

    asyncio.run(prepare())
    imported(written(tmp_path / "a.ics", SERIES), config_file)

    assert asyncio.run(rooms()) == {"!a:x", "!b:x"}


def test_what_is_left_out_is_told_with_the_reason(tmp_path: Path, config_file: Path) -> None:
    file = written(tmp_path / "a.ics", event("DTSTART:20270114T100000", "DTEND:20270113T100000"))

    assert imported(file, config_file) == [
        "0 Termine gelesen: 0 neu, 0 geändert, 0 abgesagt, 0 unverändert.",
        "Nicht übernommen: Treffen. Das Ende liegt vor dem Beginn.",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kein Kalender"),
        (b"<html></html>", "kein Kalender"),
        (b"BEGIN:VCALENDAR\r\n" + b"X-A:a\r\n" * 400_000, "zu groß"),
        (SERIES[:200], "beschädigt"),
        (event("DTSTART:20200101T100000", "RRULE:FREQ=DAILY"), "zu groß"),
    ],
    ids=brief,
)
def test_what_is_no_calendar_is_refused_in_one_line(
    tmp_path: Path, config_file: Path, data: bytes, words: str
) -> None:
    failure = refused("import", written(tmp_path / "a.ics", data), "--config", config_file)

    assert words in failure.text
    assert failure.exit_code == 1


def test_a_file_that_is_not_there_is_told(tmp_path: Path, config_file: Path) -> None:
    failure = refused("import", tmp_path / "nichts.ics", "--config", config_file)

    assert "es gibt es nicht" in failure.text


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(
    tmp_path: Path, config_file: Path
) -> None:
    failure = refused("export", tmp_path / "nichts/a.ics", "--config", config_file)

    assert failure.exit_code == 1
    assert not list(tmp_path.glob(".*"))


def test_without_a_database_an_empty_calendar_is_written(tmp_path: Path, config_file: Path) -> None:
    file = tmp_path / "a.ics"

    assert "0 Termine" in run("export", file, "--config", config_file)
    assert entries(file.read_bytes()) == ()
    assert stat.S_ISREG(file.stat().st_mode)


# --- addresses


def test_an_address_is_imported(config_file: Path) -> None:
    with site(SERIES) as url:
        assert "3 neu" in imported(url, config_file)[0]
        assert "3 unverändert" in imported(url, config_file)[0]


@pytest.mark.parametrize(
    "url", ["http://example.org/a.ics", "https://", "https://[", "webcal:///a", "http://10.0.0.1/"]
)
def test_an_address_without_encryption_is_wrong_usage(config_file: Path, url: str) -> None:
    failure = refused("import", url, "--config", config_file)

    assert failure.text.startswith("Erwartet wird die Adresse eines Kalenders")
    assert failure.exit_code == 2


def test_an_address_that_does_not_answer_is_told(config_file: Path) -> None:
    failure = refused("import", "http://127.0.0.1:1/a.ics", "--config", config_file)

    assert failure.text == "Der Server ist nicht erreichbar oder antwortet nicht rechtzeitig."


@contextmanager
def site(data: bytes) -> Iterator[str]:
    """In a thread of its own: the command has an event loop of its own, too."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    serving = calendar_site(data)
    try:
        found = asyncio.run_coroutine_threadsafe(serving.__aenter__(), loop).result(10)
        yield found.url
    finally:
        asyncio.run_coroutine_threadsafe(serving.__aexit__(None, None, None), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
