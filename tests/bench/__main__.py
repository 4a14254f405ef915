"""`python -m tests.bench`: run the scenarios, show the table, write the figures."""

import argparse
import asyncio
import os
import pstats
import shutil
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from tests.bench import latency, load, loss, reminding
from tests.bench.contestants import BEFORE, FIFTY, FLOOR, OURS
from tests.bench.figures import Figure, Load
from tests.bench.report import save, show
from tests.bench.world import World, world

RESULTS = Path("bench-results")
Scenario = Callable[[World, int], Awaitable[list[Figure]]]
SCENARIOS: Mapping[str, Scenario] = {
    "latency": latency.latency,
    "restart": latency.restart,
    "rest": load.rest,
    "burst": load.burst,
    "away": loss.away,
    "kill": loss.kill,
    "remind": reminding.remind,
    "long": load.long_run,
    "limit": loss.default_limit,
}
ITS_OWN_HOMESERVER = "limit"
_TABLE_WIDTH = 120


@dataclass(frozen=True)
class Options:
    only: Sequence[str]
    contestants: Sequence[str]
    rounds: int
    commands: int
    command: str
    profile: bool
    before: str | None


def options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", default=",".join(SCENARIOS), metavar="NAME[,NAME]")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--full", action="store_true", help="10,000 commands instead of 2,000")
    parser.add_argument("--command", default="!leitlinie Bamberg")
    parser.add_argument("--with-fifty", action="store_true", help="also fifty lines of nio")
    parser.add_argument("--without-ours", action="store_true")
    parser.add_argument("--before", metavar="DIRECTORY", help="also ours from another checkout")
    parser.add_argument("--profile", action="store_true", help="where our time goes (cProfile)")
    given = parser.parse_args()
    only = given.only.split(",")
    if unknown := set(only) - set(SCENARIOS):
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(SCENARIOS)}")
    ours = () if given.without_ours else (OURS,)
    fifty = (FIFTY,) if given.with_fifty else ()
    before = (BEFORE,) if given.before else ()
    return Options(
        only=["latency"] if given.profile else only,
        contestants=[OURS] if given.profile else [FLOOR, *before, *ours, *fifty],
        rounds=given.rounds,
        commands=10_000 if given.full else 2_000,
        command=given.command,
        profile=given.profile,
        before=given.before,
    )


class Bench:
    def __init__(self, chosen: Options, directory: Path, console: Console) -> None:
        self._options = chosen
        self._directory = directory
        self._console = console
        self.figures: list[Figure] = []
        self.loads: dict[str, Load] = {}

    @property
    def profile(self) -> Path:
        return self._directory / "profile"

    @property
    def _launcher(self) -> list[str]:
        profiler = ["-m", "cProfile", "-o", str(self.profile)]
        return [sys.executable, *(profiler if self._options.profile else ())]

    async def run(self) -> None:
        together = [name for name in self._options.only if name != ITS_OWN_HOMESERVER]
        if together:
            await self._in_a_world("all", together, None)
        if ITS_OWN_HOMESERVER in self._options.only:
            await self._in_a_world("limited", [ITS_OWN_HOMESERVER], loss.DEFAULT_MESSAGE_LIMIT)

    async def _in_a_world(
        self, folder: str, scenarios: Sequence[str], extra: Mapping[str, object] | None
    ) -> None:
        directory = self._directory / folder
        directory.mkdir()
        names, command = self._options.contestants, self._options.command
        before = self._options.before
        async with world(
            directory,
            names,
            command,
            extra=extra,
            launcher=self._launcher,
            checkout=Path(before) if before else None,
        ) as homeserver_and_all:
            for scenario in scenarios:
                await self._scenario(scenario, homeserver_and_all)

    async def _scenario(self, name: str, where: World) -> None:
        self.loads[name] = Load(os.getloadavg()[0])
        count = self._options.commands if name == "long" else self._options.rounds
        with self._console.status(f"{name} …"):
            self.figures += await SCENARIOS[name](where, count)
        self.loads[name].after = os.getloadavg()[0]
        self._console.print(f"{datetime.now(UTC):%H:%M:%S} {name} done")


def main() -> None:
    chosen = options()
    console = Console(width=max(_TABLE_WIDTH, Console().width))
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        bench = Bench(chosen, Path(folder), console)
        try:
            asyncio.run(_until_terminated(bench))
        finally:
            if bench.figures:
                _report(bench, chosen, console)
        if chosen.profile:
            _show_profile(bench.profile)


def _show_profile(found: Path) -> None:
    """By what a function and its callees took, then by what it took alone."""
    kept = shutil.copy(found, RESULTS / "profile.pstats")
    statistics = pstats.Stats(str(kept), stream=sys.stdout).strip_dirs()
    statistics.sort_stats(pstats.SortKey.CUMULATIVE).print_stats(60)
    statistics.sort_stats(pstats.SortKey.TIME).print_stats(25)


async def _until_terminated(bench: Bench) -> None:
    """SIGTERM ends it like Ctrl-C: nothing that was started stays behind."""
    task = asyncio.ensure_future(bench.run())
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    await task


def _report(bench: Bench, chosen: Options, console: Console) -> None:
    """Also what was measured before something failed."""
    show(console, bench.figures, bench.loads)
    path = RESULTS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    save(path, bench.figures, bench.loads, vars(chosen))
    console.print(f"written to {path}")


if __name__ == "__main__":
    main()
