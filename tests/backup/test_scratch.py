"""What a dead process left behind is cleared; what others are at work on is not."""

import os
from pathlib import Path

import pytest

from bot.backup.scratch import part_of, scratch
from bot.process.lifecycle import locked


def fail_in_the_middle(parent: Path) -> None:
    with scratch(parent) as folder:
        (folder / "copy").touch()
        assert folder.stat().st_mode & 0o777 == 0o700
        raise KeyError


def test_a_folder_disappears_with_its_use_whatever_happens(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        fail_in_the_middle(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_folders_of_the_dead_are_cleared_and_those_of_the_living_stay(tmp_path: Path) -> None:
    dead, alive = tmp_path / "netzwerkbot-backup-dead", tmp_path / "netzwerkbot-backup-alive"
    (dead / "content").mkdir(parents=True)
    with locked(alive), scratch(tmp_path):
        assert not dead.exists()
        assert alive.exists()


def test_a_link_that_somebody_laid_leads_nowhere(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (tmp_path / "netzwerkbot-backup-x").symlink_to(precious)
    with scratch(tmp_path):
        pass

    assert list(precious.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_folders_of_other_accounts_stay(tmp_path: Path) -> None:
    theirs = tmp_path / "netzwerkbot-backup-theirs"
    theirs.mkdir()
    os.chown(theirs, 65534, 65534)
    with scratch(tmp_path):
        pass

    assert list(theirs.iterdir()) == []


def test_parts_of_the_dead_are_cleared_and_those_of_the_living_stay(tmp_path: Path) -> None:
    dead, other = tmp_path / ".a.tar.gz.netzwerkbot-part", tmp_path / ".b.part"
    dead.touch()
    other.touch()
    with part_of(tmp_path / "b.tar.gz") as (part, _):
        assert not dead.exists()
        with part_of(tmp_path / "c.tar.gz"):
            assert part.exists()
        with pytest.raises(FileExistsError), part_of(tmp_path / "b.tar.gz"):
            pass
        assert part.stat().st_mode & 0o777 == 0o600

    assert list(tmp_path.iterdir()) == [other]


def test_a_large_part_is_written_whole(tmp_path: Path) -> None:
    target, content = tmp_path / "a", os.urandom(20_000_000)
    with part_of(target) as (part, file):
        for start in range(0, len(content), 70_000):
            file.write(content[start : start + 70_000])
        file.flush()
        part.replace(target)

    assert target.read_bytes() == content
