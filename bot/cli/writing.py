"""Files that are written whole or not at all, and lines for whoever reads them."""

import os
import sys
from pathlib import Path
from tempfile import mkstemp

import typer

from bot.errors import Failure
from commands.texts import collection as texts
from commands.texts import operation


def write_whole(file: Path, content: bytes) -> None:
    """A pipe or a device cannot be replaced and is written to. Raises Failure."""
    try:
        target = file.resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        _replace(target, content)
    except OSError as error:
        raise Failure(texts.cannot_write(str(file), operation.reason(error))) from None


def read_at_most(file: Path, limit: int) -> bytes:
    """One byte more than the limit, if there is more. Raises Failure."""
    try:
        with file.open("rb") as stream:
            return stream.read(limit + 1)
    except OSError as error:
        raise Failure(texts.cannot_read(str(file), operation.reason(error))) from None
    except ValueError:  # NUL in the name
        raise Failure(texts.cannot_read(repr(str(file)), "")) from None


def printed(lines: str) -> None:
    """In UTF-8 whatever the locale; a reader that has gone away is no error."""
    try:
        sys.stdout.buffer.write(f"{lines}\n".encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None
    except OSError as error:
        raise Failure(texts.cannot_print(operation.reason(error))) from None


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
