"""A failure of this machine is no verdict on a file: it is tried again, and !status tells."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.sandbox import End, TaskOutcome, apart
from bot.workers import sandboxed, text_extraction
from tests.support.hostile_files import pdf
from tests.support.library import Library
from tests.support.say import MANAGEMENT

NOT_STARTED = TaskOutcome(End.FAILED, b"", started=False, kind="ImportError")
FORBIDDEN = TaskOutcome(End.FAILED, b"", kind="PermissionError")


@dataclass
class Sandbox:
    """Fails as this machine would, so many times."""

    outcome: TaskOutcome = NOT_STARTED
    failures: int = 1_000_000
    tasks: list[str] = field(default_factory=list)

    async def apart(self, task: str, data: Any, limits: Any) -> TaskOutcome:
        self.tasks.append(task)
        if self.failures:
            self.failures -= 1
            # It may have read a part.
            if not isinstance(data, bytes):
                os.read(data.fileno(), 5)
            return self.outcome
        return await apart(task, data, limits)


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    found = Sandbox()
    monkeypatch.setattr(sandboxed, "apart", found.apart)
    monkeypatch.setattr(sandboxed, "_PAUSE", 0)
    return found


async def status(library: Library) -> str:
    library.room.now = datetime.now(UTC) + timedelta(hours=2)
    [said] = await library.room.say("!status genau", room_id=MANAGEMENT)
    return said


@pytest.mark.parametrize("outcome", [NOT_STARTED, FORBIDDEN])
async def test_a_document_is_not_called_broken_and_read_as_soon_as_it_can_be(
    library: Library,
    sandbox: Sandbox,
    outcome: TaskOutcome,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    sandbox.outcome = outcome
    sha256 = await library.keep("Bonn", pdf("Leitlinien"))
    await library.read()
    assert await library.text(sha256) is None
    assert await library.room.read(MANAGEMENT) == []
    assert outcome.kind in caplog.text
    told = await status(library)
    assert "kann der Bot keine Dokumente lesen" in told
    assert f"Rechner ({outcome.kind})" in told
    assert "Seit 2 Stunden" in told

    sandbox.failures = 0
    assert await library.read() == 0  # not at once
    monkeypatch.setattr(text_extraction, "_AGAIN_SOON", -1)
    library.restart()
    assert await library.read() == 1
    assert await library.pages(sha256) == [(1, "Leitlinien")]
    assert "Dokumente lesen" not in await status(library)


async def test_it_is_tried_again_at_once_from_the_beginning_of_the_file(
    library: Library, sandbox: Sandbox
) -> None:
    sandbox.failures = 2
    sha256 = await library.keep("Bonn", pdf("Leitlinien"))
    assert await library.read() == 1
    assert await library.pages(sha256) == [(1, "Leitlinien")]
    assert len(sandbox.tasks) == 3
    assert "Dokumente lesen" not in await status(library)


async def test_where_nothing_starts_not_every_document_is_tried(
    library: Library, sandbox: Sandbox
) -> None:
    for place in ("Bonn", "Köln"):
        await library.keep(place, pdf(place))
    await library.read()
    assert len(sandbox.tasks) == 3


@pytest.mark.slow
@pytest.mark.parametrize(("failures", "told"), [(2, ""), (3, "Rechner (ImportError)")])
async def test_a_map_is_tried_again(
    library: Library, sandbox: Sandbox, failures: int, told: str
) -> None:
    sandbox.failures = failures
    room = library.room
    await room.say("!karte")
    await library.bring()
    await room.read()
    kind = "m.notice" if told else "m.image"
    assert room.contents[-1]["msgtype"] == kind
    assert told in await status(library)
    assert ("keine Dokumente" in await status(library)) is bool(told)
