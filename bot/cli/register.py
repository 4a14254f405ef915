"""netzwerkbot register import: put another register of municipalities into force."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shared import ConfigFile, print_lines, read_at_most
from bot.cli.usage import GermanCommand, GermanGroup
from bot.config.reading import load
from bot.config.sections import Config
from bot.data_directory import has_data, open_data
from bot.process.failures import explained
from bot.process.lifecycle import Failure
from commands.collection.renewal.files import LARGEST_FILE, read
from commands.collection.renewal.places import ReadRegister
from commands.collection.renewal.renew import RegisterRenewal, renew
from commands.collection.texts import register as texts
from commands.collection.transfer.files import InvalidFileError
from commands.collection.transfer.shipped import seed
from storage.database import Database, Transaction, open_database

app = typer.Typer(name="register", help=texts.REGISTER, no_args_is_help=True, cls=GermanGroup)

Source = Annotated[Path, typer.Argument(help=texts.HELP_FILE, metavar="DATEI")]
DryRun = Annotated[bool, typer.Option("--dry-run", help=texts.HELP_DRY_RUN)]
Older = Annotated[bool, typer.Option("--older", help=texts.HELP_OLDER)]
Whole = Annotated[bool, typer.Option("--list", help=texts.HELP_LIST)]


class _OnlyTriedError(Exception):
    """Takes back what was tried."""


@app.callback()
def _group() -> None:
    """Keep `import` a word of its own, although it is the only command."""


@app.command("import", cls=GermanCommand, help=texts.HELP_IMPORT)
def import_command(
    file: Source,
    config_file: ConfigFile,
    dry_run: DryRun = False,
    older: Older = False,
    whole: Whole = False,
) -> None:
    settings = load(config_file)
    try:
        found = read(read_at_most(file, LARGEST_FILE))
        outcome = asyncio.run(_renew(settings, found, older=older, dry_run=dry_run))
    except InvalidFileError as error:
        raise Failure(f"{file}: {error.text}") from None
    lines = [*([texts.DRY] if dry_run else []), *_report(found, outcome, whole=whole)]
    print_lines("\n".join(lines))


async def _renew(
    settings: Config, found: ReadRegister, *, older: bool, dry_run: bool
) -> RegisterRenewal:
    with explained(settings):
        async with _opened(settings, dry_run=dry_run) as database:
            with suppress(_OnlyTriedError):
                async with _transaction(database, dry_run=dry_run) as tx:
                    now = datetime.now(UTC)
                    await seed(tx, now)
                    outcome = await renew(tx, found, now, older=older)
            return outcome


@asynccontextmanager
async def _transaction(database: Database, *, dry_run: bool) -> AsyncIterator[Transaction]:
    async with database.transaction() as tx:
        yield tx
        if dry_run:
            raise _OnlyTriedError


@asynccontextmanager
async def _opened(settings: Config, *, dry_run: bool) -> AsyncIterator[Database]:
    """Open the database; a trial makes none where there is none."""
    if dry_run and not has_data(settings):
        async with open_database(":memory:") as database:
            yield database
        return
    settings.storage.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    async with open_data(settings, may_upgrade=not dry_run) as database:
        yield database


def _report(found: ReadRegister, outcome: RegisterRenewal, *, whole: bool) -> Iterator[str]:
    new, gone = outcome.difference.new, outcome.difference.gone
    renamed, rekeyed = outcome.difference.renamed, outcome.difference.rekeyed
    population = sum(place.population is not None for place in found.places)
    yield texts.renewed(found.source, outcome.before, population)
    yield texts.counts(len(new), len(gone), len(renamed), outcome.difference.unchanged)
    yield from texts.new_places(new, whole=whole)
    yield from texts.gone_places(gone, rekeyed, whole=whole)
    yield from texts.renamed_places(renamed, whole=whole)
    no_more = {place.ags for place in gone}
    yield from texts.entries_gone([e for e in outcome.entries if e.ags in no_more], rekeyed)
    now = {place.ags: place for _, place in renamed}
    yield from texts.entries_renamed([e for e in outcome.entries if e.ags in now], now)
    yield found.credit
