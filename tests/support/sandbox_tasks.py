"""What a process apart may come to do, to its own harm and to ours if it could."""

import ctypes
import os
import sys
import time
from pathlib import Path
from typing import BinaryIO


def echo(source: BinaryIO, target: BinaryIO) -> None:
    target.write(source.read())


def count(source: BinaryIO, target: BinaryIO) -> None:
    target.write(str(len(source.read())).encode())


def ignore(source: BinaryIO, target: BinaryIO) -> None:
    """Ends without having read."""
    target.write(b"done")


def memory_bomb(source: BinaryIO, target: BinaryIO) -> None:
    target.write(b"before")
    target.flush()
    kept = []
    while True:
        kept.append(bytes(2**24))


def loop(source: BinaryIO, target: BinaryIO) -> None:
    target.write(b"before")
    target.flush()
    while True:
        pass


def silent_loop(source: BinaryIO, target: BinaryIO) -> None:
    """Nobody who waits for the end of its output notices."""
    target.write(b"before")
    target.flush()
    os.close(target.fileno())
    while True:
        time.sleep(1)


def endless(source: BinaryIO, target: BinaryIO) -> None:
    while True:
        target.write(b"x" * 2**16)


def crash(source: BinaryIO, target: BinaryIO) -> None:
    target.write(b"before")
    target.flush()
    ctypes.string_at(0)


def fail(source: BinaryIO, target: BinaryIO) -> None:
    target.write(b"before")
    raise ValueError


def environment(source: BinaryIO, target: BinaryIO) -> None:
    target.write(repr(dict(os.environ)).encode())


def folder(source: BinaryIO, target: BinaryIO) -> None:
    target.write(str(Path(sys.modules["bot.sandbox"].__file__ or "").resolve()).encode())


def writing(source: BinaryIO, target: BinaryIO) -> None:
    Path(source.read().decode()).write_bytes(b"something")


def chatter(source: BinaryIO, target: BinaryIO) -> None:
    print("what a library has to say")  # noqa: T201  it is what we test
    target.write(b"done")


def speaking(source: BinaryIO, target: BinaryIO) -> None:
    """What a library complains of may quote the file, and look like an error of Python."""
    words = source.read().decode()
    sys.stderr.write(f"Traceback:\nPermissionError: {words}\n")
    sys.stderr.flush()
    raise LookupError(words)


def forbidden(source: BinaryIO, target: BinaryIO) -> None:
    raise PermissionError("seccomp")
