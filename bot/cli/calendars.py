"""netzwerkbot meetings import | export."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import config
from bot.calendar_files import CalendarError, fetch, is_address, source_of
from bot.calendars import AT_ONCE, explained_problem
from bot.cli.options import ConfigFile
from bot.cli.writing import printed, read_at_most, write_whole
from bot.config.sections import calendar_url
from bot.errors import Failure
from bot.failures import explained
from bot.version import VERSION
from commands.calendar.imported import Reading, Refused
from commands.calendar.lines import MAX_BYTES
from commands.calendar.read import read
from commands.calendar.write import write
from commands.command import Occasion
from commands.meetings.imported_facts import Group, understood
from commands.meetings.imports import FROM_FILE, Import, Outcome, take_in
from commands.settings import Settings
from commands.texts import calendar_problems, operation
from commands.texts import imports as texts
from storage import facts, meetings
from storage.database import Database, Transaction, open_database

Source = Annotated[str, typer.Argument(help=texts.HELP_SOURCE, metavar="FILE|URL")]
Target = Annotated[Path, typer.Argument(help=texts.HELP_TARGET, metavar="FILE")]


@dataclass(frozen=True)
class _Calendar:
    reading: Reading
    groups: tuple[Group, ...]


def import_command(source: Source, config_file: ConfigFile) -> None:
    settings = config.load(config_file)
    now = datetime.now(UTC)
    if is_address(source):
        url = _address(source)
        data, name = asyncio.run(_fetched(url)), source_of(url)
    else:
        data, name = read_at_most(Path(source), MAX_BYTES), FROM_FILE
    found = _read(data, settings, now)
    polled = frozenset(source_of(url.get_secret_value()) for url in settings.calendar.urls)
    how = Import(name, polled, past=True)
    outcome = asyncio.run(_import(found.groups, how, settings, now))
    lines = [
        texts.result(outcome.created, outcome.changed, outcome.cancelled, outcome.unchanged),
        *([texts.elsewhere(outcome.foreign)] if outcome.foreign else []),
        *(calendar_problems.skipped(each).body for each in found.reading.skipped),
    ]
    printed("\n".join(lines))


def export_command(file: Target, config_file: ConfigFile) -> None:
    settings = config.load(config_file)
    content, count = asyncio.run(_export(settings, datetime.now(UTC)))
    write_whole(file, content)
    printed(texts.exported(count, str(file)))


def _address(words: str) -> str:
    try:
        return calendar_url(words)
    except ValueError as error:
        raise Failure(str(error), exit_code=2) from None


async def _fetched(url: str) -> bytes:
    try:
        fetched = await fetch(url)
    except CalendarError as error:
        raise Failure(explained_problem(error.problem)) from None
    return b"" if fetched is None else fetched.data


def _read(data: bytes, settings: config.Config, now: datetime) -> _Calendar:
    reading = read(data, settings.reminders.timezone)
    if isinstance(reading, Refused):
        raise Failure(calendar_problems.refused(reading).body)
    groups = understood(reading, settings.calendar.kind, now)
    if isinstance(groups, Refused):
        raise Failure(calendar_problems.refused(groups).body)
    return _Calendar(reading, groups)


async def _import(
    groups: tuple[Group, ...], how: Import, settings: config.Config, now: datetime
) -> Outcome:
    """A few at a time: the bot may be running."""
    outcome = Outcome()
    with explained(settings):
        settings.storage.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        async with open_database(settings.database_file) as database:
            for start in range(0, len(groups), AT_ONCE):
                outcome += await _take_in(
                    database, groups[start : start + AT_ONCE], how, settings, now
                )
    return outcome


async def _take_in(
    database: Database,
    groups: tuple[Group, ...],
    how: Import,
    settings: config.Config,
    now: datetime,
) -> Outcome:
    async with database.transaction() as tx:
        occasion = Occasion(now, tx, await _settings(tx, settings))
        return await take_in(occasion, groups, how)


async def _settings(tx: Transaction, settings: config.Config) -> Settings:
    """Rooms as the bot has found them; if it never ran, it plans for them when it starts."""
    rooms = (await facts.get(tx, facts.NETWORK_ROOMS) or "").split()
    return Settings(
        settings.network,
        settings.matrix.command_prefix,
        VERSION,
        (settings.matrix.user_id,),
        None,
        reminders=settings.reminders,
        network_rooms=tuple(rooms),
    )


async def _export(settings: config.Config, now: datetime) -> tuple[bytes, int]:
    """Without a database there is nothing, which is a calendar, too."""
    name = operation.calendar_name(settings.network.short_name)
    if not settings.database_file.exists():
        return write((), now=now, name=name), 0
    with explained(settings):
        async with open_database(settings.database_file) as database, database.transaction() as tx:
            found = await meetings.everything(tx)
            series = await meetings.all_series(tx)
            slots = await meetings.slots_of(tx, *(each.meeting_id for each in found))
    stamp = max((each.changed_at for each in found), default=now)
    return write(found, series, slots, now=stamp, name=name), len(found)
