"""Who was forgotten is noted outside the database, and forgotten again in a copy of before."""

import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config.sections import BackupSection
from bot.recovery.forgotten import (
    FILE,
    ForgottenFiles,
    ForgottenInTime,
    ForgottenPerson,
    digest_of,
    forget_again,
    forgotten_files,
    read,
)
from commands.conversation.command import Resources
from storage.database import Database
from storage.privacy.findings import people
from storage.privacy.personal.kinds import FoundBy
from storage.privacy.personal.tables import TABLES
from tests.support.people import ADA, CORA, everything, forget_ada, put, put_about_ada
from tests.support.say import NOW, Room
from tests.support.serving import configured

SECOND = timedelta(seconds=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backups" / FILE


@pytest.fixture
def files(file: Path, tmp_path: Path) -> ForgottenFiles:
    return ForgottenFiles([tmp_path / "data" / FILE, file])


async def note(database: Database, files: ForgottenFiles, user_id: str = ADA) -> None:
    async with database.transaction() as tx:
        await files.note(tx, user_id, NOW)


async def forget_noted(room: Room, database: Database, files: ForgottenFiles) -> int:
    async with database.transaction() as tx:
        return await forget_again(room.context(tx), read(files.files))


async def test_forgetting_is_noted_in_each_file_for_the_bot_alone_without_the_name(
    room: Room, files: ForgottenFiles
) -> None:
    room.live.resources = Resources(note_forgotten=files.note)
    await forget_ada(room)

    for each in files.files:
        assert stat.S_IMODE(each.stat().st_mode) == 0o600
        assert stat.S_IMODE(each.parent.stat().st_mode) == 0o700
        assert "example.org" not in each.read_text(encoding="ascii")
        [line] = read([each])
        assert line.digest == digest_of(ADA, line.salt)


async def test_a_forgetting_that_cannot_be_noted_is_not_done(
    room: Room, database: Database, tmp_path: Path
) -> None:
    (tmp_path / "datei").touch()
    room.live.resources = Resources(note_forgotten=ForgottenFiles([tmp_path / "datei" / FILE]).note)
    async with database.transaction() as tx:
        await put(tx, "direct_chat", user_id=ADA, room_id="!ada:example.org")

    assert "vergessen" not in await forget_ada(room)
    assert ADA in await everything(database)


async def test_one_file_that_cannot_be_written_keeps_nobody_from_being_forgotten(
    database: Database, tmp_path: Path
) -> None:
    (tmp_path / "datei").touch()
    good = tmp_path / FILE
    await note(database, ForgottenFiles([tmp_path / "datei" / FILE, good]))

    assert len(read([good])) == 1


WAYS = [(table, way) for table, content in TABLES.items() for way in content.found]


@pytest.mark.parametrize(("table", "way"), WAYS, ids=[way.subject for _, way in WAYS])
async def test_a_copy_of_before_is_cleared_of_the_person_whatever_names_them(
    room: Room, database: Database, files: ForgottenFiles, table: str, way: FoundBy
) -> None:
    async with database.transaction() as tx:
        await put_about_ada(tx, table, way)
    assert ADA in await everything(database)
    files.merge([line_for(ADA)])

    assert await forget_noted(room, database, files) == 1
    assert ADA not in await everything(database)


async def test_whoever_came_back_after_being_forgotten_stays_in_a_later_copy(
    room: Room, database: Database, files: ForgottenFiles
) -> None:
    await note(database, files)
    async with database.transaction() as tx:
        await put(tx, "direct_chat", user_id=ADA, room_id="!ada:example.org")

    assert await forget_noted(room, database, files) == 0
    assert ADA in await everything(database)


async def test_of_two_only_the_one_forgotten_after_the_copy_goes(
    room: Room, database: Database, files: ForgottenFiles
) -> None:
    await note(database, files, CORA)
    async with database.transaction() as tx:
        for name in (ADA, CORA):
            await put(tx, "direct_chat", user_id=name, room_id=f"!{name[1:]}")
    [first] = read(files.files)
    files.merge([line_for(ADA, salt=first.salt, number=first.number + 1)])

    assert await forget_noted(room, database, files) == 1
    assert await forget_noted(room, database, files) == 0
    found = await everything(database)
    assert (ADA in found, CORA in found) == (False, True)


async def test_a_torn_or_foreign_line_is_skipped(files: ForgottenFiles, file: Path) -> None:
    files.merge([line_for(ADA)])
    with file.open("a", encoding="ascii") as stream:
        stream.write(
            '["x"]\n{"salt": 1}\n{"salt": "zz", "number": 1, "digest": "", "at": 1}\n{"sal'
        )

    assert len(read(files.files)) == 1


def test_a_file_that_was_away_gets_the_lines_of_the_other_one(
    files: ForgottenFiles, file: Path
) -> None:
    files.merge([line_for(ADA)])
    before = read([file])
    file.unlink()
    files.merge()

    assert read([file]) == before


MERGING = """
import sys
from pathlib import Path
from bot.recovery.forgotten import ForgottenFiles, ForgottenPerson
files = ForgottenFiles([Path(each) for each in sys.argv[2:]])
print(flush=True)
sys.stdin.readline()
for number in range(30):
    files.merge([ForgottenPerson(sys.argv[1], number, "00", 0)])
"""


def test_two_processes_lose_no_line_of_each_other(files: ForgottenFiles) -> None:
    """The bot notes whom it forgets while a backup is made by hand."""
    processes = [
        subprocess.Popen(
            (sys.executable, "-c", MERGING, salt, *map(str, files.files)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for salt in ("aa", "bb")
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.close()
    for process in processes:
        with process:
            assert process.wait() == 0

    for each in files.files:
        assert len(read([each])) == 60


async def test_what_was_said_before_is_left_out_and_what_was_said_after_is_taken() -> None:
    in_time = ForgottenInTime([line_for(ADA)])

    assert await in_time.includes(ADA, NOW - SECOND)
    assert await in_time.includes(ADA, NOW)
    assert not await in_time.includes(ADA, NOW + 2 * SECOND)
    assert not await in_time.includes(CORA, NOW - SECOND)


async def test_ids_are_found_inside_of_texts(database: Database) -> None:
    async with database.transaction() as tx:
        await put(
            tx, "outbox", room_id="mail:@dora:example.org:8448", content='{"a": "@eva:b.de."}'
        )
        assert await people(tx) == {"@dora:example.org:8448", "@eva:b.de"}


def line_for(user_id: str, *, salt: str = "00ff", number: int = 1) -> ForgottenPerson:
    return ForgottenPerson(salt, number, digest_of(user_id, salt), int(NOW.timestamp()))


async def test_bots_that_share_a_backup_directory_keep_their_lines_apart(
    database: Database, tmp_path: Path
) -> None:
    shared = BackupSection(directory=tmp_path / "backups")
    ours, theirs = (
        config.model_copy(
            update={
                "backup": shared,
                "matrix": config.matrix.model_copy(update={"user_id": user_id}),
            }
        )
        for user_id in ("@one:example.org", "@two:example.org")
        for config in [configured(tmp_path / user_id, token=None)]
    )
    await note(database, ForgottenFiles(forgotten_files(ours)))

    assert len(read(forgotten_files(ours))) == 1
    assert read(forgotten_files(theirs)) == []


async def test_no_number_is_given_twice_when_the_file_is_older_than_the_database(
    database: Database, files: ForgottenFiles
) -> None:
    await note(database, files)
    old = [(file, file.read_bytes()) for file in files.files]
    await note(database, files, CORA)
    for file, content in old:
        file.write_bytes(content)
    await note(database, files, "@bo:example.org")

    assert [line.number for line in read(files.files)] == [1, 3]
