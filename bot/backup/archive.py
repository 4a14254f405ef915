"""The format of a backup: a compressed tar, the manifest first, encrypted or not.

Pack and unpack are streams: no member is ever in memory. docs/backup.md describes the format.
"""

import gzip
import hashlib
import io
import os
import shutil
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from pydantic import ValidationError

from bot.backup import manifest
from bot.backup.manifest import ArchiveMember, Beginning, Manifest
from bot.backup.scratch import known_place
from bot.backup.sealing import (
    COST,
    SealBrokenError,
    SealingWriter,
    UnsealingReader,
    WrongPassphraseError,
    is_sealed,
)
from bot.process.lifecycle import Failure
from bot.texts import backup as texts
from bot.texts import operation

_BLOCK = 2**20
_MOST_MANIFEST = 50_000_000
# Little is gained above, and much of the processor lost.
_COMPRESSION = 4
_GZIP = b"\x1f\x8b"
# What the disk keeps free beside all that is unpacked.
RESERVE = 20_000_000


class UnfitBackupError(Failure):
    """A file is no backup that this program can use; `of_new` tells it of one just made."""

    def __init__(self, text: str, exit_code: int = 1, of_new: str = texts.NEW_DAMAGED) -> None:
        super().__init__(text, exit_code)
        self.of_new = of_new


def pack(
    directory: Path,
    file: BinaryIO,
    facts: Manifest,
    passphrase: str | None,
    *,
    cost: int = COST,
) -> Manifest:
    """Write what lies in the directory; return `facts` with its members. Raises OSError.

    Documents whose content is another than their name says are left out, as missing.
    """
    names = sorted(
        path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file()
    )
    found = [_described(directory, name) for name in names]
    damaged = [each for each in found if _is_document(each) and not each.name.endswith(each.sha256)]
    members = tuple(each for each in found if each not in damaged)
    missing = sorted({*facts.missing, *(each.name.rpartition("/")[2] for each in damaged)})
    made = facts.model_copy(update={"members": members, "missing": tuple(missing)})
    sealing = None if passphrase is None else SealingWriter(file, passphrase, cost)
    with (
        gzip.GzipFile("", "wb", _COMPRESSION, sealing or file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.GNU_FORMAT) as tar,
    ):
        content = made.model_dump_json(indent=1).encode()
        _add(tar, manifest.NAME, len(content), made, io.BytesIO(content))
        for member in members:
            with (directory / member.name).open("rb") as source:
                _add(tar, member.name, member.bytes, made, source)
    if sealing is not None:
        sealing.finish()
    return made


def read_manifest(file: Path, passphrase: str | None) -> Manifest:
    """Return what a backup says of itself, without reading the rest. Raises Failure."""
    with _opened(file, passphrase) as (_, tar):
        return _manifest(file, tar)


def unpack(
    file: Path,
    directory: Path,
    passphrase: str | None,
    wanted: Callable[[ArchiveMember], bool] = lambda _: True,
    *,
    synced: bool = True,
) -> Manifest:
    """Unpack it into an empty directory, laid out as the data directory; all is verified then.

    Each file (0600) has the bytes that the manifest tells and, if `synced`, is on the disk; nothing
    is missing, nothing more is in it. What is not `wanted` is verified as well, but not written.
    Raises Failure, after which the directory is to be removed.
    """
    with _opened(file, passphrase, directory) as (packed, tar):
        made = _manifest(file, tar)
        refuse_without_room(directory, sum(each.bytes for each in made.members if wanted(each)))
        expected = {member.name: member for member in made.members}
        while (info := tar.next()) is not None:
            member = expected.pop(info.name, None)
            source = tar.extractfile(info) if info.isreg() else None
            if member is None or source is None or info.size != member.bytes:
                raise SealBrokenError
            if wanted(member):
                sha256 = _stored(source, directory / member.name, synced=synced)
            else:
                sha256 = _read(source)
            if sha256 != member.sha256:
                raise SealBrokenError
        # What follows the last member is padding.
        while piece := packed.read(_BLOCK):
            if piece.strip(b"\0"):
                raise SealBrokenError
        if expected:
            raise SealBrokenError
        return made


def refuse_without_room(directory: Path, needed: int) -> None:
    """Raise Failure unless the disk has room for so many bytes and a reserve."""
    free = shutil.disk_usage(directory).free
    if free < needed + RESERVE:
        raise Failure(texts.no_room(known_place(directory), needed + RESERVE, free))


def _described(directory: Path, name: str) -> ArchiveMember:
    with (directory / name).open("rb") as source:
        sha256 = hashlib.file_digest(source, "sha256").hexdigest()
        return ArchiveMember(name=name, bytes=os.fstat(source.fileno()).st_size, sha256=sha256)


def _is_document(member: ArchiveMember) -> bool:
    return member.name.startswith(f"{manifest.DOCUMENTS}/")


def _add(tar: tarfile.TarFile, name: str, size: int, made: Manifest, source: IO[bytes]) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(made.made_at.timestamp())
    tar.addfile(info, source)


def _stored(source: IO[bytes], target: Path, *, synced: bool) -> str:
    """Return the SHA-256 in hexadecimal of what was stored."""
    target.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as output:
        sha256 = _read(source, output.write)
        output.flush()
        if synced:
            os.fsync(output.fileno())
    return sha256


def _read(source: IO[bytes], write: Callable[[bytes], object] = bool) -> str:
    """Return the SHA-256 in hexadecimal of what was read."""
    digest = hashlib.sha256()
    while piece := source.read(_BLOCK):
        digest.update(piece)
        write(piece)
    return digest.hexdigest()


@contextmanager
def _opened(
    file: Path, passphrase: str | None, directory: Path | None = None
) -> Iterator[tuple[gzip.GzipFile, tarfile.TarFile]]:
    """Open it. Raises Failure, also of what fails in the block: the file, or the directory."""
    with _told(file), file.open("rb") as stream, _told(file, directory):
        beginning = stream.read(8)
        stream.seek(0)
        plain: IO[bytes] = stream
        if is_sealed(beginning):
            if passphrase is None:
                raise UnfitBackupError(texts.needs_passphrase(file), exit_code=2)
            plain = io.BufferedReader(UnsealingReader(stream, passphrase), _BLOCK)
        elif not beginning.startswith(_GZIP):
            raise UnfitBackupError(texts.no_backup(file))
        with (
            gzip.GzipFile(fileobj=plain, mode="rb") as packed,
            tarfile.open(fileobj=packed, mode="r|") as tar,
        ):
            yield packed, tar


def _manifest(file: Path, tar: tarfile.TarFile) -> Manifest:
    info = tar.next()
    source = tar.extractfile(info) if info is not None and info.isreg() else None
    if info is None or source is None or info.name != manifest.NAME or info.size > _MOST_MANIFEST:
        raise UnfitBackupError(texts.no_backup(file))
    content = source.read()
    try:
        beginning = Beginning.model_validate_json(content)
        if beginning.format > manifest.FORMAT:
            raise UnfitBackupError(texts.newer_backup(file, beginning.version))
        return Manifest.model_validate_json(content)
    except ValidationError:
        raise UnfitBackupError(texts.no_backup(file)) from None


@contextmanager
def _told(file: Path, directory: Path | None = None) -> Iterator[None]:
    """Tell what is wrong with the file, or with the directory into which it is unpacked."""
    try:
        yield
    except WrongPassphraseError:
        raise UnfitBackupError(texts.wrong_passphrase(file), exit_code=2) from None
    except (SealBrokenError, gzip.BadGzipFile, EOFError, zlib.error, tarfile.TarError):
        raise UnfitBackupError(texts.damaged(file)) from None
    except OSError as error:
        where = known_place(file if directory is None else directory)
        raise Failure(texts.failed(where, operation.reason(error))) from None
