"""What ended the program, in one sentence for the operator."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import peewee

from bot.config import Config
from bot.errors import Failure
from bot.lock import InUseError
from bot.matrix.api import RefusedError, UnreachableError
from bot.matrix.directory import NoSuchRoomError
from bot.matrix.session import (
    DamagedFileError,
    LostKeysError,
    WrongAccountError,
    WrongCredentialError,
)
from commands.texts import operation as texts
from storage.database import ForeignDatabaseError, NewerDatabaseError, is_full


@contextmanager
def explained(config: Config) -> Iterator[None]:
    """Turns the causes that an operator can do something about into a Failure."""
    try:
        yield
    except* _KNOWN as group:
        raise explain(_first(group), config) from None


def _first(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def explain(error: BaseException, config: Config) -> Failure:
    matrix = config.matrix
    match error:
        case Failure():
            return error
        case UnreachableError():
            return Failure(texts.unreachable(matrix.homeserver, str(error)))
        case WrongCredentialError():
            return Failure(texts.wrong_credential(matrix.user_id))
        case WrongAccountError():
            return Failure(texts.wrong_account(matrix.user_id, str(error)), exit_code=2)
        case TimeoutError() | aiohttp.ClientError():
            return Failure(texts.unreachable(matrix.homeserver, type(error).__name__))
        case DamagedFileError():
            return Failure(texts.damaged_file(str(error)))
        case LostKeysError():
            return Failure(texts.lost_keys(str(error)), exit_code=2)
        case NoSuchRoomError():
            return Failure(texts.no_such_room(str(error)), exit_code=2)
        case RefusedError():
            return Failure(texts.refused(str(error)))
        case _:
            return _explain_storage(error, config)


def _explain_storage(error: BaseException, config: Config) -> Failure:
    directory, file = config.storage.directory, config.database_file
    match error:
        case InUseError():
            return Failure(texts.in_use(directory))
        case ForeignDatabaseError():
            return Failure(texts.foreign_database(file))
        case NewerDatabaseError():
            return Failure(texts.newer_database(file))
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
    DamagedFileError,
    NoSuchRoomError,
    InUseError,
    ForeignDatabaseError,
    NewerDatabaseError,
    sqlite3.Error,
    peewee.PeeweeException,
    OSError,
)
