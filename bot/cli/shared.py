"""Shared by the commands: the option --config, files, and lines on standard output."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.process.files import write_whole
from bot.process.lifecycle import Failure
from bot.texts import operation
from commands.collection.texts import collection as texts

# What cannot be read is told by what reads it, in German.
ConfigFile = Annotated[
    Path, typer.Option("--config", help=operation.CONFIG, metavar="DATEI", readable=False)
]


def write_output(file: Path, content: bytes) -> None:
    """Write it whole or not at all, except to a pipe or a device. Raises Failure."""
    try:
        target = file.resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            write_whole(target, content)
    except OSError as error:
        raise Failure(texts.cannot_write(str(file), operation.reason(error))) from None


def read_at_most(file: Path, limit: int) -> bytes:
    """Return at most one byte more than the limit. Raises Failure."""
    try:
        with file.open("rb") as stream:
            return stream.read(limit + 1)
    except OSError as error:
        raise Failure(texts.cannot_read(str(file), operation.reason(error))) from None
    except ValueError:  # NUL in the name
        raise Failure(texts.cannot_read(repr(str(file)), "")) from None


def print_lines(lines: str) -> None:
    """Print in UTF-8 whatever the locale; a closed pipe is no error."""
    try:
        sys.stdout.buffer.write(f"{lines}\n".encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None
    except OSError as error:
        raise Failure(texts.cannot_print(operation.reason(error))) from None
