"""Who was forgotten, as salted digests beside the backups: no backup brings anybody back.

The files hold lines of JSON. A line is whole in itself, so files are merged line by line. `number`
counts within a salt; the database knows up to which number of each salt it has forgotten.
"""

import asyncio
import fcntl
import json
import logging
import os
import secrets
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import scrypt
from pathlib import Path
from typing import Any

from bot.config.sections import Config
from bot.process.accounts import as_owner_of
from bot.process.files import write_whole
from commands.about.privacy.forget_me import forget_person
from commands.conversation.command import Context
from storage import key_value
from storage.database import Transaction
from storage.privacy.findings import people
from storage.records import from_row, to_row

logger = logging.getLogger(__name__)

FILE = "forgotten.jsonl"
# In the database: by salt, up to which number it has forgotten.
_KNOWN = "forgotten"
# A backup may bring the files in line while somebody is being forgotten, also one made by hand.
_LOCK = threading.Lock()


@dataclass(frozen=True)
class ForgottenPerson:
    """A line of the file; `at` is in Unix seconds."""

    salt: str
    number: int
    digest: str
    at: int


def forgotten_files(config: Config) -> list[Path]:
    """Return where the lines are kept: with the data, and where backups are."""
    data, beside = config.storage.directory / FILE, config.backup.directory
    return [data] if beside is None else [data, beside / name_beside(config)]


def name_beside(config: Config) -> str:
    """Return the name beside backups: the bots of several networks may share their directory."""
    # Only where there are backups.
    from bot.backup.thinning import account_of

    return f"forgotten-{account_of(config.matrix.user_id)}.jsonl"


def bring_beside(config: Config, directory: Path) -> None:
    """Write the lines into a directory with backups that is not the configured one.

    What is forgotten later is not known there. Raises OSError.
    """
    if directory != config.storage.directory:
        ForgottenFiles(forgotten_files(config)).bring(directory / name_beside(config))


def digest_of(user_id: str, salt: str) -> str:
    """Return what stands for the person; slow, so that nobody tries out all names."""
    made = scrypt(user_id.encode(), salt=bytes.fromhex(salt), n=2**14, r=8, p=1, dklen=24)
    return made.hex()


def read(files: Iterable[Path]) -> list[ForgottenPerson]:
    """Return the lines of all files that are there, each once. Raises OSError.

    Half a line was never answered for: the process died over it, and the event came again.
    """
    found: dict[ForgottenPerson, None] = {}
    for file in files:
        with suppress(FileNotFoundError, NotADirectoryError):
            for line in file.read_text(encoding="ascii", errors="replace").splitlines():
                with suppress(ValueError, TypeError, LookupError):
                    found[_person_in(json.loads(line))] = None
    return list(found)


def _person_in(line: Any) -> ForgottenPerson:
    """Raises ValueError, TypeError, LookupError."""
    bytes.fromhex(line["salt"] + line["digest"])
    return ForgottenPerson(line["salt"], int(line["number"]), line["digest"], int(line["at"]))


@dataclass(frozen=True)
class ForgottenFiles:
    """The same lines in each of the files, for the bot alone."""

    files: Sequence[Path]

    async def note(self, tx: Transaction, user_id: str, at: datetime) -> None:
        """Write the line before the transaction ends: it is known when the answer goes.

        Raises OSError if none of the files can be written.
        """
        known = await _known(tx)
        person = await asyncio.to_thread(self._add, user_id, at, known)
        known[person.salt] = max(person.number, known.get(person.salt, 0))
        await key_value.put(tx, _KNOWN, json.dumps(known), at)

    def _add(self, user_id: str, at: datetime, known: Mapping[str, int]) -> ForgottenPerson:
        with self._alone():
            before = _readable(self.files)
            salt = before[-1].salt if before else secrets.token_hex(16)
            numbers = (each.number for each in before if each.salt == salt)
            # The file may be an older one than the database.
            number = max(known.get(salt, 0), *numbers, 0) + 1
            person = ForgottenPerson(salt, number, digest_of(user_id, salt), to_row(at))
            _merge(self.files, [person])
            return person

    def merge(self, lines: Iterable[ForgottenPerson] = ()) -> None:
        """Write these lines, and those of the other files, where they are missing.

        Raises as `note`. What cannot be read is not written over.
        """
        with self._alone():
            _merge(self.files, lines)

    def bring(self, target: Path) -> None:
        """Write these lines into another file as well, beside those that it has. Raises OSError."""
        with self._alone():
            _merge([target], _readable(self.files))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep out other threads, and other processes of the same bot."""
        with _LOCK, ExitStack() as stack:
            # A data directory that is away must keep nobody from being forgotten.
            with suppress(OSError):
                directory = self.files[0].parent
                directory.mkdir(mode=0o700, parents=True, exist_ok=True)
                descriptor = os.open(directory, os.O_RDONLY)
                stack.callback(os.close, descriptor)
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield


def _readable(files: Iterable[Path]) -> list[ForgottenPerson]:
    found: list[ForgottenPerson] = []
    for file in files:
        with suppress(OSError):
            found += read([file])
    return list(dict.fromkeys(found))


def _merge(files: Sequence[Path], lines: Iterable[ForgottenPerson]) -> None:
    """Write the lines of each file, and these, into every one. Raises as `note`."""
    merged = list(dict.fromkeys([*_readable(files), *lines]))
    content = "".join(f"{json.dumps(asdict(each))}\n" for each in merged).encode()
    failures: list[OSError] = []
    for file in files if merged else ():
        try:
            read([file])
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(file, content)
            as_owner_of(file.parent, file)
        except OSError as error:
            logger.warning("who was forgotten is not noted in %s: %s", file, error.strerror)
            failures.append(error)
    if failures and len(failures) == len(files):
        raise failures[0]


@dataclass
class ForgottenInTime:
    """Answers whether somebody had said something before they were forgotten."""

    lines: Sequence[ForgottenPerson]

    def __post_init__(self) -> None:
        self._digests: dict[str, set[str]] = {}

    async def includes(self, user_id: str, said_at: datetime) -> bool:
        """Return whether the person was forgotten after that moment."""
        later = [each for each in self.lines if said_at <= from_row(each.at + 1)]
        if not later:
            return False
        if user_id not in self._digests:
            salts = {each.salt for each in self.lines}
            self._digests[user_id] = await asyncio.to_thread(_digests, user_id, salts)
        return any(each.digest in self._digests[user_id] for each in later)


def _digests(user_id: str, salts: Iterable[str]) -> set[str]:
    return {digest_of(user_id, salt) for salt in salts}


async def forget_again(ctx: Context, lines: Sequence[ForgottenPerson]) -> int:
    """Forget whom the database does not know to be forgotten; return how many it had."""
    known = await _known(ctx.tx)
    new = [each for each in lines if each.number > known.get(each.salt, 0)]
    if not new:
        return 0
    salts, count = {each.salt for each in new}, 0
    digests = {each.digest for each in new}
    for user_id in sorted(await people(ctx.tx)):
        if digests & await asyncio.to_thread(_digests, user_id, salts):
            await forget_person(ctx, user_id)
            count += 1
    for each in new:
        known[each.salt] = max(each.number, known.get(each.salt, 0))
    await key_value.put(ctx.tx, _KNOWN, json.dumps(known), ctx.now)
    return count


async def _known(tx: Transaction) -> dict[str, int]:
    stored = await key_value.get(tx, _KNOWN)
    return {} if stored is None else {str(k): int(v) for k, v in json.loads(stored).items()}
