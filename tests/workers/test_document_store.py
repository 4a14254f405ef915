"""Documents lie on the disk whole, private, and under their hash."""

import asyncio
import contextlib
import hashlib
import os
import resource
import stat
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.workers.document_store import DamagedDocumentError, Documents

DATA = b"Leitlinien"
HASH = hashlib.sha256(DATA).hexdigest()
OTHER = hashlib.sha256(b"other").hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "storage" / "documents"


@pytest.fixture
def documents(folder: Path) -> Documents:
    return Documents(folder)


@contextlib.contextmanager
def mask(value: int) -> Iterator[None]:
    before = os.umask(value)
    try:
        yield
    finally:
        os.umask(before)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def permissions(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def make_older(path: Path, seconds: int) -> None:
    moment = time.time() - seconds
    os.utime(path, (moment, moment))


def remove_folder(folder: Path) -> None:
    folder.rmdir()


async def test_what_is_stored_can_be_read(documents: Documents, folder: Path) -> None:
    assert await documents.store(DATA) == HASH
    assert await documents.read(HASH) == DATA
    assert names(folder) == [HASH]


async def test_storing_twice_keeps_one_file(documents: Documents, folder: Path) -> None:
    assert {await documents.store(DATA) for _ in range(3)} == {HASH}
    assert names(folder) == [HASH]


async def test_storing_side_by_side_keeps_every_document_whole(
    documents: Documents, folder: Path
) -> None:
    contents = [bytes([number % 4]) * 10**6 for number in range(16)]
    hashes = await asyncio.gather(*map(documents.store, contents))
    assert [await documents.read(sha256) for sha256 in hashes] == contents
    assert names(folder) == sorted(set(hashes))


async def test_an_empty_document_can_be_stored(documents: Documents) -> None:
    assert await documents.read(await documents.store(b"")) == b""


@pytest.mark.parametrize("value", [0, 0o077, 0o777])
async def test_nobody_else_may_read(tmp_path: Path, value: int) -> None:
    folder = tmp_path / "documents"
    with mask(value):
        documents = Documents(folder)
        await documents.store(DATA)
    assert permissions(folder) == 0o700
    assert permissions(folder / HASH) == 0o600


def test_a_folder_that_was_open_is_closed(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    Documents(folder)
    assert permissions(folder) == 0o700


async def test_a_missing_document_is_told(documents: Documents) -> None:
    with pytest.raises(FileNotFoundError):
        await documents.read(HASH)


async def test_a_damaged_document_is_told_and_healed(documents: Documents, folder: Path) -> None:
    await documents.store(DATA)
    (folder / HASH).write_bytes(b"Leitlinie")
    with pytest.raises(DamagedDocumentError):
        await documents.read(HASH)
    await documents.store(DATA)
    assert await documents.read(HASH) == DATA


async def test_a_removed_document_is_gone(documents: Documents, folder: Path) -> None:
    await documents.store(DATA)
    await documents.remove(HASH)
    await documents.remove(HASH)
    assert names(folder) == []


@pytest.mark.parametrize(
    "name", ["", "../secret", "/etc/passwd", HASH.upper(), HASH[:-1], f"{HASH}\n", f"{HASH}/../a"]
)
async def test_only_a_hash_is_a_name(documents: Documents, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        await documents.read(name)
    with pytest.raises(ValueError, match="SHA-256"):
        await documents.remove(name)


async def test_the_event_loop_goes_on_meanwhile(documents: Documents) -> None:
    storing = asyncio.create_task(documents.store(bytes(25 * 2**20)))
    turns = 0
    while not storing.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 10


# --- tidying up


async def test_what_nothing_refers_to_is_removed(documents: Documents, folder: Path) -> None:
    for data in (DATA, b"other"):
        await documents.store(data)
        make_older(folder / hashlib.sha256(data).hexdigest(), 3700)
    assert await documents.keep_only([HASH]) == 1
    assert names(folder) == [HASH]


async def test_what_was_just_stored_stays_until_it_is_referred_to(
    documents: Documents, folder: Path
) -> None:
    await documents.store(DATA)
    assert await documents.keep_only([]) == 0
    make_older(folder / HASH, 3700)
    await documents.store(DATA)
    assert await documents.keep_only([]) == 0
    assert await documents.keep_only([], timedelta(0)) == 1
    assert names(folder) == []


async def test_only_old_leftovers_are_removed(documents: Documents, folder: Path) -> None:
    for name in ("old.unfinished", "new.unfinished"):
        (folder / name).touch()
    make_older(folder / "old.unfinished", 3700)
    assert await documents.keep_only([], timedelta(0)) == 1
    assert names(folder) == ["new.unfinished"]


async def test_files_of_others_are_left_alone(documents: Documents, folder: Path) -> None:
    (folder / "README").touch()
    make_older(folder / "README", 10**6)
    assert await documents.keep_only([], timedelta(0)) == 0
    assert names(folder) == ["README"]


# --- when it goes wrong


@contextlib.contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow beyond a kilobyte."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_a_full_disk_is_told_and_leaves_nothing(documents: Documents, folder: Path) -> None:
    with full_disk(), pytest.raises(OSError, match="too large"):
        await documents.store(bytes(10**6))
    assert names(folder) == []


async def test_a_folder_that_is_gone_is_told(documents: Documents, folder: Path) -> None:
    remove_folder(folder)
    with pytest.raises(FileNotFoundError):
        await documents.store(DATA)


KILLED = """
import asyncio, os, sys
from pathlib import Path
from bot.workers.document_store import Documents
os.fsync = lambda descriptor: os.kill(os.getpid(), 9)
asyncio.run(Documents(Path(sys.argv[1])).store(b"Leitlinien"))
"""


async def test_a_kill_while_writing_leaves_no_half_document(folder: Path) -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(folder))
    assert await process.wait() == -9
    [leftover] = names(folder)
    assert leftover.endswith(".unfinished")
    documents = Documents(folder)
    with pytest.raises(FileNotFoundError):
        await documents.read(HASH)
    assert await documents.keep_only([HASH]) == 0
    make_older(folder / leftover, 3700)
    assert await documents.keep_only([HASH]) == 1
    assert names(folder) == []
