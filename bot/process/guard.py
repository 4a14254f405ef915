"""Errors that must not end the bot: which pass by themselves, how a log names them, and a guard."""

import errno
import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import aiohttp
import peewee

from bot.matrix.api import RefusedError, UnreachableError
from storage.database import is_damage, is_environment_error

_TROUBLE = (
    aiohttp.ClientError,
    TimeoutError,
    UnreachableError,
    RefusedError,
    peewee.PeeweeException,
)
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS)


@dataclass
class Attempt:
    """`error` is what the guard has logged, without its frames; None if all went well."""

    error: Exception | None = None


def storage_error(error: BaseException) -> BaseException | None:
    """Return SQLite's word that the disk or a file failed, also from nio's store or a whole group.

    Another attempt may succeed; nothing that anybody writes to us causes one.
    """
    if isinstance(error, BaseExceptionGroup):
        causes = [storage_error(each) for each in error.exceptions]
        return None if None in causes else causes[0]
    return _cause(error, is_environment_error)


def is_storage_error(error: BaseException) -> bool:
    return storage_error(error) is not None


def damage(error: BaseException) -> BaseException | None:
    """Return SQLite's word that a file is broken: no further attempt will succeed."""
    if isinstance(error, BaseExceptionGroup):
        return next(filter(None, map(damage, error.exceptions)), None)
    return _cause(error, is_damage)


def _cause(error: BaseException, is_meant: Callable[[BaseException], bool]) -> BaseException | None:
    cause: BaseException | None = error
    while cause is not None and not is_meant(cause):
        # peewee wraps the error; then its roll-back fails if SQLite did that already.
        cause = cause.__context__ if isinstance(error, peewee.PeeweeException) else None
    return cause


def is_trouble(error: Exception) -> bool:
    """Return whether the network, the homeserver or the disk failed: that passes by itself."""
    on_disk = isinstance(error, OSError) and error.errno in _DISK
    return on_disk or isinstance(error, _TROUBLE) or is_storage_error(error)


def described(error: Exception) -> str:
    """Return kind and place; only our own errors and SQLite's quote nothing from a room."""
    cause, kind = storage_error(error), type(error).__name__
    if cause is not None:
        return f"{type(cause).__name__} {cause}"
    if isinstance(error, UnreachableError | RefusedError):
        return f"{kind} {error}"
    if is_trouble(error):
        return kind
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)[-5:]
    ]
    return f"{kind} at {' > '.join(places)}"


@contextmanager
def guard(
    logger: logging.Logger,
    words: str,
    *,
    passes: Callable[[Exception], bool] = is_storage_error,
    level: int = logging.ERROR,
) -> Iterator[Attempt]:
    """Log a bug by its kind and place and go on behind the block; raise errors that `passes` names.

    A storage error passes unless told otherwise: whoever supervises the work repeats it. That a
    file is broken always passes, for the process to end.
    """
    attempt = Attempt()
    try:
        yield attempt
    except Exception as error:
        if passes(error) or damage(error) is not None:
            raise
        logger.log(level, "%s: %s", words, described(error))
        # Its frames would keep alive all that was at work.
        attempt.error = error.with_traceback(None)


def backoff(
    failures: int, longest: timedelta, first: timedelta = timedelta(seconds=1)
) -> timedelta:
    """Return how long to wait: `first`, doubled by each failure before, at most `longest`."""
    return min(first * (1 << min(failures, 20)), longest)
