"""netzwerkbot collection search | import | export."""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import mkstemp
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from bot import config
from bot.errors import Failure
from bot.failures import explained
from commands import collection, guidelines, names
from commands.collection import Change, Format
from commands.settings import Network
from commands.texts import cli as texts_cli
from commands.texts import collection as texts
from commands.texts import guidelines as guideline_texts
from commands.texts import operation
from storage.database import Database, Transaction, open_database

app = typer.Typer(name="collection", help=texts_cli.COLLECTION, no_args_is_help=True)

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help=texts.HELP_CONFIG, metavar="DATEI")
]
Words = Annotated[list[str] | None, typer.Argument(help=texts.HELP_TEXT, metavar="TEXT")]
AsJson = Annotated[bool, typer.Option("--json", help=texts.HELP_JSON)]
AsLines = Annotated[bool, typer.Option("--jsonl", help=texts.HELP_JSONL)]
Source = Annotated[Path, typer.Argument(help=texts.HELP_FILE, metavar="FILE")]
Target = Annotated[Path | None, typer.Argument(help=texts.HELP_FILE, metavar="[FILE]")]
WantedFormat = Annotated[Format, typer.Option("--format", help=texts.HELP_FORMAT)]


@app.command("search", help=texts.HELP_SEARCH)
def search_command(
    words: Words = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    config_file: ConfigOption = None,
) -> None:
    asked = None if words is None else _as_utf8(" ".join(words))
    if as_lines and asked is not None:
        raise Failure(texts.TEXT_AND_LINES, exit_code=2)
    if not as_lines and asked is None:
        raise Failure(texts.NO_TEXT, exit_code=2)
    settings = None if config_file is None else config.load(config_file)
    if asked is None:
        _search_lines(settings)
    else:
        _search(asked, settings, as_json=as_json)


@app.command("import", help=texts.HELP_IMPORT)
def import_command(file: Source, config_file: ConfigOption = None) -> None:
    settings = _required(config_file)
    try:
        changes, missing = asyncio.run(_import(file, settings))
    except collection.InvalidFileError as error:
        raise Failure(f"{file}: {error.text}") from None
    _print(texts.imported(*(changes[change] for change in Change)))
    if missing:
        _print(texts.documents_missing(missing))


@app.command("export", help=texts.HELP_EXPORT)
def export_command(
    file: Target = None, wanted: WantedFormat = Format.CSV, config_file: ConfigOption = None
) -> None:
    settings = None if config_file is None else config.load(config_file)
    content, count = asyncio.run(_export(wanted, settings))
    if file is not None:
        _write(file, content)
    if wanted is Format.CSV:
        _print_beside(texts.CREDIT_WITH_TABLE)
    _print(content.removesuffix("\n") if file is None else texts.exported(count, str(file)))


def _as_utf8(words: str) -> str:
    """What was typed, also where the locale hides all but ASCII from Python."""
    return words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _search(asked: str, settings: config.Config | None, *, as_json: bool) -> None:
    outcome = asyncio.run(_outcome(asked, settings))
    if as_json:
        _print(_json(outcome))
    else:
        network = Network() if settings is None else settings.network
        submitting = guideline_texts.by_mail(network.contact_email)
        _print(guidelines.described(outcome, asked, submitting).body)


def _search_lines(settings: config.Config | None) -> None:
    """Answers each line as it comes, from the collection as it was at the start."""
    view = asyncio.run(_view(settings))
    for number, line in enumerate(sys.stdin.buffer, start=1):
        query = names.parse(_string(line, number))
        _print(_json(collection.answer(view, query)))


def _string(line: bytes, number: int) -> str:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, str):
        raise Failure(texts.not_a_string(number), exit_code=2)
    return asked


def _json(outcome: collection.Outcome) -> str:
    return json.dumps(collection.as_json(outcome), ensure_ascii=False)


async def _outcome(asked: str, settings: config.Config | None) -> collection.Outcome:
    async with _reading(settings) as tx:
        return await collection.search(tx, asked)


async def _view(settings: config.Config | None) -> collection.View:
    async with _reading(settings) as tx:
        return await collection.whole(tx)


async def _export(wanted: Format, settings: config.Config | None) -> tuple[str, int]:
    async with _reading(settings) as tx:
        return await collection.export(tx, wanted)


async def _import(file: Path, settings: config.Config) -> tuple[dict[Change, int], int]:
    """What became of the entries, and how many documents are not there."""
    rows = collection.read(_read(file))
    console = Console(stderr=True)
    progress = partial(
        track, description=texts.IMPORTING, console=console, disable=not console.is_terminal
    )
    with explained(settings):
        settings.storage.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        files = _documents(settings)
        async with open_database(settings.database_file) as database, _seeded(database) as tx:
            provenance = texts.from_file(file.name)
            changes = await collection.store(
                tx, rows, provenance, _now(), files=files, progress=progress
            )
            return changes, await collection.not_there(tx, rows)


def _documents(settings: config.Config) -> frozenset[str]:
    """Hashes of the files that are there, such as those of a backup."""
    directory = settings.storage.directory / "documents"
    return (
        frozenset(path.name for path in directory.iterdir()) if directory.is_dir() else frozenset()
    )


@asynccontextmanager
async def _reading(settings: config.Config | None) -> AsyncIterator[Transaction]:
    """Without a database, the collection as the first start would load it."""
    if settings is None or not settings.database_file.exists():
        async with open_database(":memory:") as database, _seeded(database) as tx:
            yield tx
    else:
        with explained(settings):
            async with open_database(settings.database_file) as database, _seeded(database) as tx:
                yield tx


@asynccontextmanager
async def _seeded(database: Database) -> AsyncIterator[Transaction]:
    async with database.transaction() as tx:
        await collection.seed(tx, _now())
        yield tx


def _required(config_file: Path | None) -> config.Config:
    if config_file is None:
        raise Failure(texts.NEEDS_CONFIG, exit_code=2)
    return config.load(config_file)


def _now() -> datetime:
    return datetime.now(UTC)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(collection.LARGEST_FILE + 1)
    except OSError as error:
        raise Failure(texts.cannot_read(str(file), operation.reason(error))) from None


def _write(file: Path, content: str) -> None:
    """Whole or not at all; a pipe or a device cannot be replaced and is written to."""
    try:
        target = file.resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(content.encode())
            return
        _replace(target, content.encode())
    except OSError as error:
        raise Failure(texts.cannot_write(str(file), operation.reason(error))) from None


def _replace(target: Path, content: bytes) -> None:
    descriptor, name = mkstemp(dir=target.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


def _print(line: str) -> None:
    """In UTF-8 whatever the locale; a reader that has gone away is no error."""
    try:
        sys.stdout.buffer.write(f"{line}\n".encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None
    except OSError as error:
        raise Failure(texts.cannot_print(operation.reason(error))) from None


def _print_beside(line: str) -> None:
    """On standard error, where it is no part of what is exported; nobody has to read it."""
    # It may be closed; then there is none.
    with contextlib.suppress(AttributeError, OSError):
        sys.stderr.buffer.write(f"{line}\n".encode())
        sys.stderr.buffer.flush()
