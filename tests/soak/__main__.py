"""`python -m tests.soak --kills 300`: run the soak and print what was lost and doubled.

The seed repeats what is decided by chance, not the moments at which processes get their turn.
"""

import argparse
import asyncio
import secrets
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.demo.homeserver import running_homeserver
from tests.homeserver.world import World
from tests.soak.running import Outcome, soak
from tests.soak.weakened import WITHOUT

_MOST_SHOWN = 30


async def run(kills: int, seed: int, without: list[str], directory: Path) -> Outcome:
    async with running_homeserver(directory / "synapse") as homeserver, AsyncExitStack() as stack:
        return await soak(World(homeserver, directory, stack), kills, seed, without)


def show(outcome: Outcome, console: Console) -> None:
    table = Table("what", "expected", "lost", "doubled")
    for column in table.columns[1:]:
        column.justify = "right"
    for kind, tally in sorted(outcome.tallies.items()):
        table.add_row(kind, str(tally.expected), str(len(tally.lost)), str(len(tally.doubled)))
    console.print(table)
    for failure in outcome.failures()[:_MOST_SHOWN]:
        console.print(failure, markup=False, highlight=False)
    faults = ", ".join(f"{count} {name}" for name, count in sorted(outcome.faults.items()))
    console.print(
        f"{outcome.kills} kills in {outcome.seconds:.0f} s, seed {outcome.seed}; line: {faults};"
        f" ended by itself {len(outcome.ended)} times\n"
        f"lost {outcome.lost}, doubled {outcome.doubled}, out of order {len(outcome.out_of_order)},"
        f" unreadable {outcome.unreadable}",
        markup=False,
        highlight=False,
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--without", action="append", default=[], choices=WITHOUT)
    parser.add_argument("--keep", type=Path, help="a folder for the data and the log of the bot")
    given = parser.parse_args()
    seed = secrets.randbelow(1_000_000) if given.seed is None else given.seed
    console = Console(width=110)
    with tempfile.TemporaryDirectory() as temporary:
        directory = given.keep or Path(temporary)
        directory.mkdir(exist_ok=True)
        outcome = asyncio.run(run(given.kills, seed, given.without, directory))
        show(outcome, console)
    return 1 if outcome.failures() else 0


sys.exit(main())
