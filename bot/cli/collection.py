"""netzwerkbot collection search | import | export."""

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import track

from bot.cli.shared import print_lines, read_at_most, write_output
from bot.cli.usage import GermanCommand, GermanGroup
from bot.config.reading import load
from bot.config.sections import Config
from bot.data_directory import has_data, open_data
from bot.process.failures import explained
from bot.process.lifecycle import Failure
from bot.texts import operation
from commands.collection import guidelines, lookup
from commands.collection.place_words import place_and_list
from commands.collection.texts import collection as texts
from commands.collection.texts import guidelines as guideline_texts
from commands.collection.transfer.export import Format, export
from commands.collection.transfer.files import LARGEST_FILE, InvalidFileError, read
from commands.collection.transfer.load import RowChange, store
from commands.collection.transfer.shelf import not_there
from commands.collection.transfer.shipped import seed
from commands.collection.view import whole
from commands.conversation.settings import Network
from commands.language.markup import Text
from storage.collection import register
from storage.database import Database, Transaction, open_database

R = TypeVar("R")
app = typer.Typer(
    name="collection", help=operation.COLLECTION, no_args_is_help=True, cls=GermanGroup
)

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help=texts.HELP_CONFIG, metavar="DATEI")
]
Words = Annotated[list[str] | None, typer.Argument(help=texts.HELP_TEXT, metavar="TEXT")]
AsJson = Annotated[bool, typer.Option("--json", help=texts.HELP_JSON)]
AsLines = Annotated[bool, typer.Option("--jsonl", help=texts.HELP_JSONL)]
Source = Annotated[Path, typer.Argument(help=texts.HELP_FILE, metavar="DATEI")]
Target = Annotated[Path | None, typer.Argument(help=texts.HELP_FILE, metavar="[DATEI]")]
ExportFormat = Annotated[Format, typer.Option("--format", help=texts.HELP_FORMAT, metavar="FORMAT")]


@app.command("search", cls=GermanCommand, help=texts.HELP_SEARCH)
def search_command(
    words: Words = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    config_file: ConfigOption = None,
) -> None:
    text = None if words is None else _as_utf8(" ".join(words))
    if as_lines and text is not None:
        raise Failure(texts.TEXT_AND_LINES, exit_code=2)
    if not as_lines and text is None:
        raise Failure(texts.NO_TEXT, exit_code=2)
    settings = None if config_file is None else load(config_file)
    if text is None:
        _search_lines(settings)
    else:
        _search(text, settings, as_json=as_json)


@app.command("import", cls=GermanCommand, help=texts.HELP_IMPORT)
def import_command(file: Source, config_file: ConfigOption = None) -> None:
    settings = _required(config_file)
    try:
        changes, missing = asyncio.run(_import(file, settings))
    except InvalidFileError as error:
        raise Failure(f"{file}: {error.text}") from None
    print_lines(texts.imported(*(changes[change] for change in RowChange)))
    if missing:
        print_lines(texts.documents_missing(missing))


@app.command("export", cls=GermanCommand, help=texts.HELP_EXPORT)
def export_command(
    file: Target = None, form: ExportFormat = Format.CSV, config_file: ConfigOption = None
) -> None:
    settings = None if config_file is None else load(config_file)
    content, count, credit = asyncio.run(read_collection(settings, lambda tx: _export(tx, form)))
    if file is not None:
        write_output(file, content.encode())
    if form is Format.CSV:
        _print_beside(texts.with_table(credit))
    print_lines(content.removesuffix("\n") if file is None else texts.exported(count, str(file)))


async def _export(tx: Transaction, form: Format) -> tuple[str, int, str]:
    content, count = await export(tx, form, with_results=True)
    return content, count, texts.credit(await register.edition(tx))


def _as_utf8(words: str) -> str:
    """Return the typed words, also where the locale hides all but ASCII from Python."""
    return words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _search(text: str, settings: Config | None, *, as_json: bool) -> None:
    place, wanted_list = place_and_list(text)
    outcome, size = asyncio.run(read_collection(settings, lambda tx: _look_up(tx, place)))
    if as_json:
        print_lines(_json(outcome, wanted_list))
    else:
        network = Network() if settings is None else settings.network
        submitting = guideline_texts.by_mail(network.contact_email)
        answer = guidelines.described(outcome, place, submitting, wanted_list=wanted_list)
        print_lines((answer + size).body)


async def _look_up(tx: Transaction, place: str) -> tuple[lookup.LookUp, Text]:
    """Return what there is of the place, and what is said of its size."""
    outcome = await lookup.look_up(tx, place)
    return outcome, await guidelines.size_told(tx, outcome)


def _search_lines(settings: Config | None) -> None:
    """Answer each line as it comes, from the collection as it was at the start."""
    view = asyncio.run(read_collection(settings, whole))
    for number, line in enumerate(sys.stdin.buffer, start=1):
        place, wanted_list = place_and_list(_string(line, number))
        print_lines(_json(lookup.look_up_in(view, place), wanted_list))


def _string(line: bytes, number: int) -> str:
    try:
        text = json.loads(line)
    except (ValueError, RecursionError):
        text = None
    if not isinstance(text, str):
        raise Failure(texts.not_a_string(number), exit_code=2)
    return text


def _json(outcome: lookup.LookUp, wanted_list: str | None) -> str:
    return json.dumps(lookup.as_json(outcome, wanted_list), ensure_ascii=False)


async def read_collection(
    settings: Config | None, read_from: Callable[[Transaction], Awaitable[R]]
) -> R:
    """Read the collection; without a database, as the first start would load it."""
    if settings is None or not has_data(settings):
        async with open_database(":memory:") as database, _seeded(database) as tx:
            return await read_from(tx)
    with explained(settings):
        async with open_data(settings) as database, _seeded(database) as tx:
            return await read_from(tx)


async def _import(file: Path, settings: Config) -> tuple[dict[RowChange, int], int]:
    """Return the number of entries by change, and the number of missing documents."""
    rows = read(read_at_most(file, LARGEST_FILE))
    console = Console(stderr=True)
    progress = partial(
        track, description=texts.IMPORTING, console=console, disable=not console.is_terminal
    )
    with explained(settings):
        settings.storage.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        files = _documents(settings)
        async with open_data(settings) as database, _seeded(database) as tx:
            provenance = texts.from_file(file.name)
            changes = await store(tx, rows, provenance, _now(), files=files, progress=progress)
            return changes, await not_there(tx, rows)


def _documents(settings: Config) -> frozenset[str]:
    """Return the hashes of the present files, such as those of a backup."""
    directory = settings.storage.directory / "documents"
    files = directory.iterdir() if directory.is_dir() else ()
    return frozenset(file.name for file in files)


@asynccontextmanager
async def _seeded(database: Database) -> AsyncIterator[Transaction]:
    async with database.transaction() as tx:
        await seed(tx, _now())
        yield tx


def _required(config_file: Path | None) -> Config:
    if config_file is None:
        raise Failure(texts.NEEDS_CONFIG, exit_code=2)
    return load(config_file)


def _now() -> datetime:
    return datetime.now(UTC)


def _print_beside(line: str) -> None:
    """Write to standard error, which is no part of the export."""
    # Standard error may be closed.
    with contextlib.suppress(AttributeError, OSError):
        sys.stderr.buffer.write(f"{line}\n".encode())
        sys.stderr.buffer.flush()
