"""A backup under everything that the unit of systemd forbids, and with root at the terminal."""

import json
import os
import subprocess
import sys

import pytest

from bot.backup.making import carry_out
from tests.support import unit_filter
from tests.support.backing_up import Operated


@pytest.mark.slow
@pytest.mark.skipif(unit_filter.missing() is not None, reason=unit_filter.missing() or "")
def test_the_unit_lets_it_be_made(operated: Operated) -> None:
    under = (sys.executable, "-m", "tests.support.unit_filter", "--writable", operated.folder, "--")
    done = subprocess.run(
        (*under, sys.executable, "-m", "bot.backup"),
        input=operated.job().model_dump_json(),
        capture_output=True,
        check=False,
        text=True,
    )

    assert done.stderr == ""
    made = json.loads(done.stdout)
    assert made.get("documents") == 1, made
    assert operated.left() == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_what_root_leaves_behind_belongs_to_the_bot(operated: Operated) -> None:
    for path in (operated.data, *operated.data.rglob("*"), operated.backups):
        os.chown(path, unit_filter.NOBODY, unit_filter.NOBODY)
    carry_out(operated.job())

    left = (operated.data, *operated.data.rglob("*"), operated.file)
    owners = {path.stat().st_uid for path in left}
    assert owners == {unit_filter.NOBODY}
