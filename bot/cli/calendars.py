"""netzwerkbot meetings import | export."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shared import ConfigFile, print_lines, read_at_most, write_output
from bot.config.reading import load
from bot.config.sections import Config, calendar_url
from bot.data_directory import has_data, open_data
from bot.fetching.calendar_files import CalendarError, fetch, is_address, source_of
from bot.process.failures import explained
from bot.process.lifecycle import VERSION, Failure
from bot.workers.calendars import AT_ONCE, explained_problem
from bot.workers.sandboxed import NotStartedError, read_calendar
from commands.conversation.command import Context
from commands.conversation.settings import Settings
from commands.meetings.calendar.imported import ReadCalendar, RefusedCalendar
from commands.meetings.calendar.read import MAX_BYTES
from commands.meetings.calendar.write import write
from commands.meetings.imported_facts import Group, understood
from commands.meetings.imports import FROM_FILE, Import, ImportOutcome, take_in
from commands.meetings.imports_recognition import recognise
from commands.meetings.texts import calendar_problems
from commands.meetings.texts import imports as texts
from commands.meetings.texts.calendar import calendar_name
from storage import key_value
from storage.database import Transaction
from storage.meetings import meetings

Source = Annotated[str, typer.Argument(help=texts.HELP_SOURCE, metavar="DATEI|URL")]
Target = Annotated[Path, typer.Argument(help=texts.HELP_TARGET, metavar="DATEI")]


def import_command(source: Source, config_file: ConfigFile) -> None:
    settings = load(config_file)
    now = datetime.now(UTC)
    if is_address(source):
        url = _address(source)
        data, name = asyncio.run(_fetch(url)), source_of(url)
    else:
        data, name = read_at_most(Path(source), MAX_BYTES), FROM_FILE
    reading, groups = _read(data, settings, now)
    polled = frozenset(source_of(url.get_secret_value()) for url in settings.calendar.urls)
    how = Import(name, polled, past=True)
    outcome = asyncio.run(_import(reading.uids, groups, how, settings, now))
    lines = [
        texts.result(outcome.created, outcome.changed, outcome.cancelled, outcome.unchanged),
        *([texts.elsewhere(outcome.foreign)] if outcome.foreign else []),
        *(calendar_problems.skipped(each).body for each in reading.skipped),
    ]
    print_lines("\n".join(lines))


def export_command(file: Target, config_file: ConfigFile) -> None:
    settings = load(config_file)
    content, count = asyncio.run(_export(settings, datetime.now(UTC)))
    write_output(file, content)
    print_lines(texts.exported(count, str(file)))


def _address(words: str) -> str:
    try:
        return calendar_url(words)
    except ValueError as error:
        raise Failure(str(error), exit_code=2) from None


async def _fetch(url: str) -> bytes:
    try:
        answer = await fetch(url)
    except CalendarError as error:
        raise Failure(explained_problem(error.problem)) from None
    return b"" if answer is None else answer.data


def _read(data: bytes, settings: Config, now: datetime) -> tuple[ReadCalendar, tuple[Group, ...]]:
    try:
        reading = asyncio.run(read_calendar(data, settings.reminders.timezone, now))
    except NotStartedError:
        raise Failure(texts.NOT_STARTED) from None
    if isinstance(reading, RefusedCalendar):
        raise Failure(calendar_problems.refused(reading).body)
    groups = understood(reading, settings.calendar.kind, now)
    if isinstance(groups, RefusedCalendar):
        raise Failure(calendar_problems.refused(groups).body)
    return reading, groups


async def _import(
    uids: frozenset[str], groups: tuple[Group, ...], how: Import, settings: Config, now: datetime
) -> ImportOutcome:
    """Import a few meetings per transaction: the bot may be running."""
    outcome = ImportOutcome()
    with explained(settings):
        settings.storage.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        async with open_data(settings) as database:
            async with database.transaction() as tx:
                ctx = Context(now, tx, await _settings(tx, settings))
                await recognise(ctx, groups, uids, how)
            for start in range(0, len(groups), AT_ONCE):
                async with database.transaction() as tx:
                    ctx = Context(now, tx, await _settings(tx, settings))
                    outcome += await take_in(ctx, groups[start : start + AT_ONCE], how)
    return outcome


async def _settings(tx: Transaction, settings: Config) -> Settings:
    """Return settings with the rooms that the bot stored; without any, its start plans for them."""
    rooms = (await key_value.get(tx, key_value.NETWORK_ROOMS) or "").split()
    return Settings(
        settings.network,
        settings.matrix.command_prefix,
        VERSION,
        (settings.matrix.user_id,),
        None,
        reminders=settings.reminders,
        network_rooms=tuple(rooms),
    )


async def _export(settings: Config, now: datetime) -> tuple[bytes, int]:
    """Return the calendar and the number of meetings; it is empty without a database."""
    name = calendar_name(settings.network.short_name)
    if not has_data(settings):
        return write((), now=now, name=name), 0
    with explained(settings):
        async with open_data(settings) as database, database.transaction() as tx:
            found = await meetings.everything(tx)
            series = await meetings.all_series(tx)
            slots = await meetings.slots_of(tx, *(each.meeting_id for each in found))
    stamp = max((each.changed_at for each in found), default=now)
    return write(found, series, slots, now=stamp, name=name), len(found)
