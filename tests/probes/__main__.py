"""`python -m tests.probes`: try all hostile probes, number them, and print how many held."""

import argparse
import sys
from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from rich.console import Console
from rich.table import Table

from tests.probes.groups import GROUPS, WANTED


@dataclass(eq=False)  # a plugin has to be hashable
class Counting:
    """Hears what becomes of each test; one that fails in any phase does not hold."""

    failed: set[str] = field(default_factory=set)
    probes: dict[str, list[str]] = field(default_factory=dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)
        if report.when == "call" and not report.skipped:
            named = [str(value) for name, value in report.user_properties if name == "probe"]
            self.probes[report.nodeid] = named or [report.nodeid]

    def by_group(self) -> dict[str, list[tuple[str, bool]]]:
        """Return the probes of each group, each with whether it held."""
        found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for node_id, probes in self.probes.items():
            for name, group in GROUPS.items():
                if any(node_id.startswith(test) for test in group.tests):
                    held = node_id not in self.failed
                    found[name] += [(probe, held) for probe in probes]
                    break
        return found


def show(found: dict[str, list[tuple[str, bool]]], console: Console, *, each: bool) -> bool:
    """Print the table, and `each` probe; return whether all wanted ones are there and held."""
    table, number, fine = Table("group", "numbers", "wanted", "tried", "held"), 0, True
    for column in table.columns[1:]:
        column.justify = "right"
    for name in (*GROUPS,):
        if name not in found and not GROUPS[name].wanted:
            continue
        probes = found.get(name, [])
        held = sum(fits for _, fits in probes)
        numbers = f"{number + 1}–{number + len(probes)}"
        wanted = GROUPS[name].wanted
        table.add_row(name, numbers, str(wanted), str(len(probes)), str(held))
        fine = fine and len(probes) >= wanted and held == len(probes)
        for place, (probe, fits) in enumerate(probes, start=number + 1):
            if each or not fits:
                word = "held" if fits else "BROKE"
                console.print(f"{place} {word} {name}: {probe}", markup=False, highlight=False)
        number += len(probes)
    held = sum(fits for probes in found.values() for _, fits in probes)
    table.add_section()
    table.add_row("all", f"1–{number}", str(WANTED), str(number), str(held))
    console.print(table)
    return fine and number >= WANTED


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.probes", description=__doc__)
    parser.add_argument("--each", action="store_true", help="name each probe with its number")
    parser.add_argument("--only", choices=list(GROUPS), help="one group; the others are missing")
    given = parser.parse_args()
    wanted = [given.only] if given.only else list(GROUPS)
    tests = [test for name in wanted for test in GROUPS[name].tests]
    counting = Counting()
    code = pytest.main(["-q", "--no-header", "-p", "no:xdist", *tests], plugins=[counting])
    found = counting.by_group()
    fine = show(found, Console(width=110), each=given.each)
    return 0 if fine and code == 0 else 1


sys.exit(main())
