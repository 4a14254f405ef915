"""`python -m tests.drill --runs 100 --seed 7`: restores by chance, and what came of them.

The seed repeats what is decided by chance, not the moments at which processes get their turn.
"""

import argparse
import asyncio
import secrets
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from bot.demo.homeserver import running_homeserver
from tests.drill.running import Verdict, run
from tests.homeserver.world import World
from tests.soak.weakened import WITHOUT


async def run_all(runs: int, seed: int, without: Sequence[str], directory: Path) -> list[Verdict]:
    verdicts: list[Verdict] = []
    async with running_homeserver(directory / "synapse") as homeserver:
        for number in range(1, runs + 1):
            folder = directory / f"run-{number}"
            folder.mkdir()
            async with AsyncExitStack() as stack:
                verdicts.append(
                    await run(World(homeserver, folder, stack), f"{seed}-{number}", without)
                )
            _say(number, verdicts[-1])
    return verdicts


def _say(number: int, verdict: Verdict) -> None:
    forgotten = ", forgotten" if verdict.forgotten else ""
    sys.stdout.write(
        f"{number}: {verdict.seconds:.0f} s, {verdict.answers} answers, {verdict.posts} posts,"
        f" {verdict.reminders} reminders, {verdict.complaints} complaints{forgotten}\n"
    )
    for failure in verdict.failures:
        sys.stdout.write(f"   {failure}\n")
    sys.stdout.flush()


def _summed(verdicts: Sequence[Verdict], seed: int) -> str:
    sums = {
        name: sum(len(getattr(each, name)) for each in verdicts)
        for name in ("doubled", "lost", "returned", "unsound")
    }
    forgotten = sum(each.forgotten for each in verdicts)
    answers = sum(each.answers for each in verdicts)
    told = ", ".join(f"{count} {name}" for name, count in sums.items())
    return (
        f"{len(verdicts)} restores, seed {seed}: {answers} answers, {forgotten} people forgotten;"
        f" {told}\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.drill", description=__doc__)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--without", action="append", default=[], choices=WITHOUT)
    parser.add_argument("--keep", type=Path, help="a folder for the data and the logs of the bot")
    given = parser.parse_args()
    seed = secrets.randbelow(1_000_000) if given.seed is None else given.seed
    with tempfile.TemporaryDirectory() as temporary:
        directory = given.keep or Path(temporary)
        directory.mkdir(exist_ok=True)
        verdicts = asyncio.run(run_all(given.runs, seed, given.without, directory))
    sys.stdout.write(_summed(verdicts, seed))
    return 1 if any(each.failures for each in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
