"""Databases as releases left them, see tests/upgrade/fill.py: no git history and no network."""

import re
from collections.abc import Mapping
from pathlib import Path

from storage.records import to_row
from tests.support import stored
from tests.support.asking import ADA, BO, EXCHANGE
from tests.support.say import MANAGEMENT, MANAGER, NOW, ROOM

FOLDER = Path(__file__).parents[1] / "upgrade"
# The schema of each release.
SCHEMAS: Mapping[str, int] = {"0.1.0": 9}
# Rooms of another homeserver, in which nothing can be said.
_THERE = re.compile(r"^INSERT INTO \"(?:direct_chat|room)\" .*\n", re.MULTILINE)


def script(release: str) -> str:
    return (FOLDER / f"{release}.sql").read_text(encoding="utf-8")


def left_behind(release: str, file: Path) -> None:
    """Write the database (0600) that the release left."""
    _write(script(release), release, file)


def moved_here(
    release: str,
    file: Path,
    read_to: str,
    *,
    network: str,
    management: str,
    ada: str,
    bea: str,
    cem: str,
) -> None:
    """Write it as if these people had filled it in these rooms; `read_to` is a sync's position."""
    here = {
        ROOM: network,
        EXCHANGE: network,
        MANAGEMENT: management,
        ADA: ada,
        MANAGER: bea,
        BO: cem,
    }
    text = _THERE.sub("", script(release))
    for there, place in here.items():
        text = text.replace(there, place)
    position = f"(1, '{read_to}', {to_row(NOW)});\n"
    _write(" ".join((text, "INSERT INTO sync VALUES", position)), release, file)


def _write(text: str, release: str, file: Path) -> None:
    file.touch(mode=0o600)
    stored.restore(text, SCHEMAS[release], file)
