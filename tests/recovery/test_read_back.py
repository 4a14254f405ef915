"""Rooms are read back each by itself: one that cannot be read hides no other."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.matrix.api import UnreachableError
from bot.matrix.session import Session
from bot.recovery.read_back import PostReader
from storage.database import Database
from tests.support.say import NOW


@dataclass
class Rooms:
    """Stand in for a homeserver of two rooms, of which one cannot be read at first."""

    failing: set[str]
    read: list[str] = field(default_factory=list)

    async def call(self, _method: str, path: str, **_: Any) -> dict[str, Any]:
        if path == "v3/joined_rooms":
            return {"joined_rooms": ["!a:x", "!b:x"]}
        room = "!a:x" if "a" in path.split("/")[2] else "!b:x"
        if room in self.failing:
            raise UnreachableError("busy")
        self.read.append(room)
        return {"chunk": []}


async def test_the_other_rooms_are_read_though_one_fails_and_that_one_the_next_time(
    database: Database,
) -> None:
    rooms = Rooms({"!a:x"})
    session = cast("Session", SimpleNamespace(api=rooms, user_id="@bot:x"))
    reader = PostReader(session, database, NOW, lambda: NOW)
    with pytest.raises(UnreachableError):
        await reader.read_all()
    assert rooms.read == ["!b:x"]

    rooms.failing.clear()
    await reader.read_all()
    assert rooms.read == ["!b:x", "!a:x"]
