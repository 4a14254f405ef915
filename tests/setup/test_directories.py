"""Directories that init makes as root: the account that will run the bot gets in."""

import os
import pwd
import stat
from pathlib import Path

import pytest

from bot.process.accounts import ServiceAccount
from bot.process.lifecycle import Failure
from bot.setup import directories, draft
from bot.setup.answers import Variables
from bot.setup.directories import DirectoryStep
from bot.setup.draft import alone_in, open_draft
from bot.texts import setup_written as written
from tests.support.accounts import let_everybody_in

ACCOUNT = "nobody"

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root makes them for others")


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return what is /etc here, where everybody gets to."""
    let_everybody_in(tmp_path)
    monkeypatch.setattr(written, "SYSTEM", tmp_path)
    monkeypatch.setattr(written, "SYSTEM_DIRECTORY", str(tmp_path / "lib"))
    for module in (draft, directories):
        monkeypatch.setattr(module, "SERVICE", ACCOUNT)
    return tmp_path


@pytest.fixture
def account() -> ServiceAccount:
    found = pwd.getpwnam(ACCOUNT)
    return ServiceAccount(found.pw_uid, found.pw_gid)


@pytest.mark.parametrize("name", ["netzwerkbot", "netzwerkbot/nord"])
def test_the_account_can_read_what_is_written_below_etc(
    system: Path, account: ServiceAccount, name: str
) -> None:
    file = system / name / "config.toml"
    with alone_in(file.parent):
        open_draft(file).add("storage", {"directory": "data"})

    [written] = file.parent.iterdir()
    assert account.may(written, os.R_OK)
    assert not account.may(written, os.W_OK)
    assert not account.may(file.parent, os.W_OK)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o750


def test_without_the_account_it_is_refused_with_the_next_step(
    system: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft, "SERVICE", "niemand-hier")
    with pytest.raises(Failure, match="adduser --system") as failure, alone_in(system / "new"):
        pass

    assert failure.value.exit_code == 2
    assert "\n" not in failure.value.text
    assert not (system / "new").exists()
    # Somebody has made it, for another account.
    (system / "new").mkdir()
    with alone_in(system / "new"):
        pass


def test_elsewhere_it_is_for_root_alone(system: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written, "SYSTEM", Path("/etc"))
    with alone_in(system / "new"):
        pass

    assert stat.S_IMODE((system / "new").stat().st_mode) == 0o700


@pytest.mark.parametrize("is_there", [True, False])
def test_backups_go_where_the_account_gets_to(
    system: Path, account: ServiceAccount, is_there: bool
) -> None:
    data, backups = system / "lib", system / "srv" / "backups" / "bot"
    if is_there:
        data.mkdir()
        os.chown(data, account.uid, account.gid)
    environment = {
        "NETZWERKBOT_STORAGE__DIRECTORY": str(data),
        "NETZWERKBOT_BACKUP__DIRECTORY": str(backups),
    }
    DirectoryStep(open_draft(system / "config.toml"), Variables(environment)).settle()

    assert account.may(backups, os.R_OK | os.W_OK | os.X_OK)
