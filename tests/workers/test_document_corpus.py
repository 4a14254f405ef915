"""Whatever a document is, something comes of it: its text, or why there is none.

Here most are read in this process, because that is fast. CORPUS=all reads every one as the bot
does, apart and within its limits, and tries thousands of spoiled ones; `pytest -s` shows what the
worst of them took.
"""

import contextlib
import io
import json
import os
import random
import threading
import time
import zlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from bot.sandbox import End, TaskOutcome, apart
from bot.workers.text_extraction import _TASKS, LIMITS, ExtractionResult, understood
from tests.support.corpus_case import Case
from tests.support.document_corpus import CORPUS
from tests.support.growth import measured
from tests.support.hostile_files import docx, odt, pdf
from tests.support.made_files import archive, docx_entries, entry
from tests.support.made_pdfs import locked, nested_forms, with_streamed_index, with_unicode_map

pytestmark = pytest.mark.slow

ALL = os.environ.get("CORPUS") == "all"
MUTANTS = 5_000 if ALL else 300


def read_here(kind: str, data: bytes) -> ExtractionResult:
    module, _, function = _TASKS[kind].partition(":")
    target = io.BytesIO()
    getattr(import_module(module), function)(io.BytesIO(data), target)
    assert json.loads(target.getvalue().splitlines()[-1]).keys() == {"end"}
    return understood(TaskOutcome(End.DONE, target.getvalue()))


def check(case: Case, found: ExtractionResult) -> None:
    problem = None if found.problem is None else found.problem.name
    assert problem in case.problems
    texts = {page.number: page.text for page in found.pages}
    assert all(texts.values())
    if case.says is not None:
        said = tuple(texts.get(number, "") for number in range(1, found.count + 1))
        assert said == case.says


@pytest.mark.parametrize("name", [name for name in CORPUS if not CORPUS[name].heavy])
def test_something_comes_of_every_document(name: str) -> None:
    case = CORPUS[name]
    with measured() as effort:
        check(case, read_here(case.kind, case.make()))
    assert effort.spent < 2000


def test_there_are_enough_of_them() -> None:
    assert len(CORPUS) >= 120


@pytest.mark.parametrize("word", ["passwd", "root:", "lol"])
def test_nothing_of_this_machine_is_in_any_text(word: str) -> None:
    for name, case in CORPUS.items():
        if "ours" in name or "laughs" in name or "elsewhere" in name:
            found = read_here(case.kind, case.make())
            assert not any(word in page.text for page in found.pages)


class Watch(threading.Thread):
    """The most memory that the processes started from here took, in megabytes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.over = 0, threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.02):
            for file in Path("/proc/self/task").glob("*/children"):
                for number in file.read_text().split():
                    self._look(Path("/proc") / number)

    def _look(self, process: Path) -> None:
        with contextlib.suppress(OSError):
            # Until it is another program, it is a copy of this one.
            if b"bot.sandbox" not in (process / "cmdline").read_bytes():
                return
            for line in (process / "status").read_text().splitlines():
                if line.startswith("VmHWM"):
                    self.most = max(self.most, int(line.split()[1]) // 1024)


@pytest.mark.skipif(not ALL, reason="takes minutes: CORPUS=all")
@pytest.mark.timeout(180)
@pytest.mark.parametrize("name", CORPUS if ALL else ["none"])
async def test_something_comes_of_it_within_the_limits(name: str) -> None:
    case, watch = CORPUS[name], Watch()
    data = case.make()
    watch.start()
    started = time.perf_counter()
    outcome = await apart(_TASKS[case.kind], data, LIMITS)
    seconds = time.perf_counter() - started
    watch.over.set()
    print(f"\n{name}: {seconds:.1f} s, {watch.most} MB, {outcome.end.name}")  # noqa: T201
    check(case, understood(outcome))


# --- spoiled at random, always the same


def repacked(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A package that is in order, of what is not."""
    parts = docx_entries("Leitlinien Bonn\nzweite Zeile")
    xml = zlib.decompress(parts[-1].packed, -zlib.MAX_WBITS)
    return archive([*parts[:-1], entry("word/document.xml", change(xml))])


ORIGINALS: dict[str, tuple[str, bytes]] = {
    "pages": ("PDF", pdf("Eins\fZwei\fDrei")),
    "packed index": ("PDF", with_streamed_index("Leitlinien Bonn")),
    "locked": ("PDF", locked("")),
    "map": ("PDF", with_unicode_map(b"1 beginbfchar <0001> <0041> endbfchar", b"\0\1")),
    "forms": ("PDF", nested_forms(3)),
    "docx": ("DOCX", docx("Leitlinien Bonn")),
    "odt": ("ODT", odt("Leitlinien Bonn")),
}


def spoil(data: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(spoiled))
        match chance.randrange(5):
            case 0:
                spoiled[at] = chance.randrange(256)
            case 1:
                del spoiled[at : at + chance.randint(1, 40)]
            case 2:
                spoiled[at:at] = chance.randbytes(chance.randint(1, 20))
            case 3:
                other = chance.randrange(len(spoiled))
                spoiled[at:at] = spoiled[other : other + chance.randint(1, 200)]
            case _:
                spoiled[at : at + 1] = str(chance.choice([0, -1, 2**31, 2**64, 7])).encode()
        if not spoiled:
            break
    return bytes(spoiled)


@pytest.mark.timeout(1200 if ALL else 60)
@pytest.mark.parametrize("name", ORIGINALS)
def test_something_comes_of_every_spoiled_document(name: str) -> None:
    kind, data = ORIGINALS[name]
    chance = random.Random(name)
    with measured() as effort:
        for _ in range(MUTANTS // len(ORIGINALS)):
            read_here(kind, spoil(data, chance))
    assert effort.spent < 200 * MUTANTS // len(ORIGINALS)


@pytest.mark.parametrize("seed", range(3))
def test_something_comes_of_spoiled_xml_in_a_package_that_is_in_order(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(MUTANTS // 10):
        read_here("DOCX", repacked(b"", lambda xml: spoil(xml, chance)))
