"""What ended the program, in one sentence for the operator."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import aiohttp
import peewee

from bot.config.sections import Config
from bot.data_directory import LostDatabaseError
from bot.matrix.aliases import NoSuchRoomError
from bot.matrix.api import RefusedError, UnreachableError, origin
from bot.matrix.greeting import AstrayError
from bot.matrix.key_generation import OutdatedKeysError
from bot.matrix.session import (
    USER_LOCKED,
    DamagedFileError,
    LostKeysError,
    WrongAccountError,
    WrongCredentialError,
)
from bot.process.guard import damage
from bot.process.lifecycle import Failure, InUseError
from bot.texts import operation as texts
from storage.database import (
    AlteredDatabaseError,
    ForeignDatabaseError,
    NewerDatabaseError,
    is_full,
)


@contextmanager
def explained(config: Config) -> Iterator[None]:
    """Turn the causes that an operator can do something about into a Failure."""
    try:
        yield
    except BaseException as error:
        # Not `except*`: what is raised in it stays in a group before Python 3.11.4.
        causes = leaves(error)
        causes = [cause for cause in causes if damage(cause) is not None] or causes
        if not all(isinstance(cause, _KNOWN) for cause in causes):
            raise
        raise explain(causes[0], config) from None


def leaves(error: BaseException) -> list[BaseException]:
    """Return the causes in a group of errors, however deep; one that is no group alone."""
    if isinstance(error, BaseExceptionGroup):
        return [leaf for inner in error.exceptions for leaf in leaves(inner)]
    return [error]


def explain(error: BaseException, config: Config) -> Failure:
    matrix = config.matrix
    match error:
        case Failure():
            return error
        case UnreachableError():
            return Failure(unreachable(error, matrix.homeserver))
        case WrongCredentialError():
            return Failure(texts.wrong_credential(matrix.user_id), exit_code=2)
        case WrongAccountError():
            return Failure(texts.wrong_account(matrix.user_id, str(error)), exit_code=2)
        case TimeoutError() | aiohttp.ClientError():
            return Failure(texts.unreachable(matrix.homeserver, type(error).__name__))
        case DamagedFileError():
            return Failure(texts.damaged_file(str(error)))
        case LostKeysError():
            return Failure(texts.lost_keys(str(error)), exit_code=2)
        case OutdatedKeysError():
            return Failure(texts.outdated_keys(str(error)), exit_code=2)
        case NoSuchRoomError():
            return Failure(texts.no_such_room(str(error)), exit_code=2)
        case RefusedError() if error.errcode == USER_LOCKED:
            return Failure(texts.locked(matrix.user_id))
        case RefusedError():
            return Failure(texts.refused(str(error)))
        case _:
            return _explain_storage(error, config)


def unreachable(error: UnreachableError, homeserver: str) -> str:
    """Return what is in the way, and what to do about it."""
    if isinstance(error, AstrayError) and error.homeserver is not None:
        return texts.delegated(homeserver, error.homeserver)
    if isinstance(error, AstrayError) and urlsplit(homeserver).path:
        return texts.homeserver_with_path(homeserver, origin(homeserver))
    reason = texts.obstacle(error.obstacle.name, error.detail) or str(error)
    return texts.unreachable(homeserver, reason)


def _explain_storage(error: BaseException, config: Config) -> Failure:
    directory, file = config.storage.directory, config.database_file
    match error:
        case InUseError():
            return Failure(texts.in_use(directory))
        case ForeignDatabaseError():
            return Failure(texts.foreign_database(file), lasting=True)
        case NewerDatabaseError():
            from bot.backup.upgrading import last_before

            return Failure(texts.newer_database(file, last_before(config)), lasting=True)
        case AlteredDatabaseError():
            return Failure(texts.altered_database(file, error.name), lasting=True)
        case LostDatabaseError():
            return Failure(texts.lost_database(file), lasting=True)
        case peewee.PeeweeException() if damage(error) is not None:
            return Failure(texts.store_damaged(config.matrix_directory), lasting=True)
        case sqlite3.Error() if damage(error) is not None:
            return Failure(texts.database_damaged(file), lasting=True)
        case sqlite3.OperationalError() if is_full(error):
            return Failure(texts.disk_full(directory))
        case OSError() if error.errno == 28:
            return Failure(texts.disk_full(directory))
        case OSError():
            return Failure(texts.directory_failed(directory, texts.reason(error)))
        case peewee.PeeweeException():
            return Failure(texts.store_failed(directory))
        case _:
            return Failure(texts.database_failed(file, str(error)))


_KNOWN = (
    Failure,
    UnreachableError,
    RefusedError,
    WrongCredentialError,
    WrongAccountError,
    LostKeysError,
    OutdatedKeysError,
    DamagedFileError,
    NoSuchRoomError,
    InUseError,
    ForeignDatabaseError,
    NewerDatabaseError,
    AlteredDatabaseError,
    LostDatabaseError,
    sqlite3.Error,
    peewee.PeeweeException,
    OSError,
)
