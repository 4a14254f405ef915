"""Work in a process of its own: whatever happens there, it ends, and nothing of it stays."""

import asyncio
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.sandbox import End, Limits, TaskOutcome, apart
from tests.support.seccomp import why_not
from tests.support.waiting import until

SHORT = Limits(seconds=1.5, memory_mb=256, output_bytes=1_000_000)
ENOUGH = Limits(seconds=30)
ROOT = Path(__file__).parents[2]


def task(name: str) -> str:
    return f"tests.support.sandbox_tasks:{name}"


def children() -> set[int]:
    """Processes started from here, zombies as well."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(number) for each in tasks for number in each.read_text().split()}


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    before = children()
    yield
    assert children() <= before


async def test_what_goes_in_is_worked_on_and_comes_back() -> None:
    data = bytes(range(256)) * 40_000
    assert await apart(task("echo"), data, ENOUGH) == TaskOutcome(End.DONE, data)
    assert await apart(task("echo"), b"", ENOUGH) == TaskOutcome(End.DONE, b"")


async def test_an_open_file_does_not_pass_through_this_process(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"beginning" + bytes(20_000_000))
    tracemalloc.start()
    try:
        with path.open("rb") as file:
            found = await apart(task("count"), file, ENOUGH)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()
    assert found == TaskOutcome(End.DONE, b"20000009")


async def test_it_may_end_before_it_has_read_all() -> None:
    found = await apart(task("ignore"), bytes(20_000_000), ENOUGH)
    assert found == TaskOutcome(End.DONE, b"done")


async def test_a_memory_bomb_fails_soon_and_what_came_before_is_kept() -> None:
    found = await apart(task("memory_bomb"), b"", Limits(30, 256))
    assert found == TaskOutcome(End.FAILED, b"before")  # not TOO_LONG


@pytest.mark.slow
@pytest.mark.parametrize("name", ["loop", "silent_loop"])
async def test_an_endless_loop_is_ended_in_time_and_what_came_before_is_kept(name: str) -> None:
    for seconds in (1.5, 6, 24):
        found = await apart(task(name), b"x" * 10_000_000, replace(SHORT, seconds=seconds))
        assert found.end is End.TOO_LONG
        if found.output:  # a busy machine takes its time until it begins
            break
    assert found == TaskOutcome(End.TOO_LONG, b"before")


async def test_of_endless_output_no_more_is_kept_than_wanted() -> None:
    found = await apart(task("endless"), b"", Limits(120, 256, 1_000_000))
    assert found == TaskOutcome(End.TOO_MUCH, b"x" * 1_000_000)


@pytest.mark.parametrize("name", ["crash", "fail"])
async def test_a_crash_is_contained(name: str) -> None:
    found = await apart(task(name), b"", ENOUGH)
    assert found == TaskOutcome(End.FAILED, b"before")


@pytest.mark.parametrize("wrong", ["tests.support.sandbox_tasks:nothing", "tests.nothing:at_all"])
async def test_a_task_that_is_not_there_fails_without_having_started(wrong: str) -> None:
    found = await apart(wrong, b"", ENOUGH)
    assert found == TaskOutcome(End.FAILED, b"")
    assert not found.started
    assert (await apart(task("crash"), b"", ENOUGH)).started


@pytest.mark.parametrize(
    ("name", "kind"), [("fail", "ValueError"), ("crash", "SIGSEGV"), ("speaking", "LookupError")]
)
async def test_the_kind_of_the_error_is_known_and_no_word_of_what_it_read(
    name: str, kind: str
) -> None:
    found = await apart(task(name), b"ein Wort aus der Datei", ENOUGH)
    assert found.kind == kind
    assert not found.is_ours


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [("tests.nothing:at_all", "ModuleNotFoundError"), (task("x"), "AttributeError")],
)
async def test_the_kind_is_known_of_what_did_not_start(wrong: str, kind: str) -> None:
    found = await apart(wrong, b"", ENOUGH)
    assert (found.kind, found.is_ours) == (kind, True)


async def test_what_this_machine_forbids_is_no_verdict() -> None:
    found = await apart(task("forbidden"), b"", ENOUGH)
    assert (found.started, found.kind, found.is_ours) == (True, "PermissionError", True)


async def test_no_process_to_be_had_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    found = await apart(task("echo"), b"", ENOUGH)
    assert (found.end, found.kind, found.is_ours) == (End.FAILED, "FileNotFoundError", True)


@pytest.mark.skipif(why_not() is not None, reason=str(why_not()))
def test_it_works_under_the_calls_that_the_unit_allows() -> None:
    """Such as without leave to change its own priority."""
    code = (
        "import asyncio, os\nfrom bot.sandbox import Limits, apart\n"
        "from tests.support.seccomp import filter_unit\n"
        "from tests.support.unit_filter import Unit\n"
        "filter_unit(Unit.read().options)\n"
        "try: os.nice(1)\nexcept PermissionError: print('no nice')\n"
        "print(asyncio.run(apart('tests.support.sandbox_tasks:echo', b'x', Limits())).output)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "no nice\nb'x'\n", done.stderr


async def test_a_process_that_is_killed_has_failed() -> None:
    before = children()
    running = asyncio.create_task(apart(task("loop"), b"", ENOUGH))
    await until(lambda: children() - before)
    for number in children() - before:
        os.kill(number, signal.SIGKILL)
    found = await running
    assert found.end is End.FAILED
    # By whoever is short of memory: that says nothing of the file.
    assert found.is_ours


@pytest.mark.parametrize("pause", [0, 0.001, 0.02, 0.5])
async def test_who_is_cancelled_leaves_no_process_behind(pause: float) -> None:
    running = asyncio.create_task(apart(task("loop"), bytes(5_000_000), ENOUGH))
    await asyncio.sleep(pause)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


@pytest.mark.slow
def test_whose_parent_is_killed_ends_with_it() -> None:
    code = (
        "import asyncio\nfrom bot.sandbox import Limits, apart\n"
        "asyncio.run(apart('tests.support.sandbox_tasks:loop', b'', Limits(seconds=2)))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    file = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    while not (found := file.read_text().split()):
        time.sleep(0.01)
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 15
    while Path(f"/proc/{found[0]}").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert time.monotonic() < deadline


async def test_no_secret_of_ours_is_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETZWERKBOT_MATRIX__PASSWORD", "ein gutes Passwort")
    found = await apart(task("environment"), b"", ENOUGH)
    names = set(eval(found.output))  # noqa: S307  our own repr
    assert names <= {"PYTHONUTF8", "PYTHONHASHSEED", "PYTHONPATH", "LC_CTYPE"}
    assert b"Passwort" not in found.output


async def test_it_is_the_same_program_wherever_we_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "__init__.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    found = await apart(task("folder"), b"", ENOUGH)
    assert found.output.decode() == str(ROOT / "bot" / "sandbox" / "__init__.py")


async def test_it_writes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    found = await apart(task("writing"), str(path).encode(), ENOUGH)
    assert found.end is End.FAILED
    assert not path.exists() or path.read_bytes() == b""


async def test_what_a_library_prints_is_no_output() -> None:
    assert await apart(task("chatter"), b"", ENOUGH) == TaskOutcome(End.DONE, b"done")


@pytest.mark.parametrize("closed", [(0,), (1,), (0, 1, 2)])
def test_it_works_whatever_our_own_input_and_output_are(
    closed: tuple[int, ...], tmp_path: Path
) -> None:
    """Some supervisors start programs without them."""
    result = tmp_path / "result"
    code = (
        f"import os\nfor number in {closed}: os.close(number)\n"
        "import asyncio\nfrom pathlib import Path\nfrom bot.sandbox import Limits, apart\n"
        "found = asyncio.run(apart('tests.support.sandbox_tasks:echo', b'x' * 200_000, Limits()))\n"
        f"Path({str(result)!r}).write_text(found.end.name + str(len(found.output)))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=60)
    assert result.read_text() == "DONE200000"


async def test_the_others_have_their_turn_meanwhile() -> None:
    """In the time of this thread, since other programs may be at work."""
    turns, longest, last = 0, 0.0, 0.0

    async def watch() -> None:
        nonlocal turns, longest, last
        last = time.thread_time()
        while True:
            await asyncio.sleep(0.001)
            now = time.thread_time()
            turns, longest, last = turns + 1, max(longest, now - last), now

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    await apart(task("echo"), bytes(25_000_000), ENOUGH)
    watching.cancel()
    assert longest < 0.2
    assert turns > 20
