"""The table on the terminal and the same as JSON."""

import json
import math
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tests.bench.contestants import FLOOR, OURS
from tests.bench.counting import ratio
from tests.bench.figures import WANTED, Figure, Load

Figures = Mapping[tuple[str, str], Figure]


def show(console: Console, figures: Sequence[Figure], loads: Mapping[str, Load]) -> None:
    found: Figures = {(each.measure, each.contestant): each for each in figures}
    names = list(dict.fromkeys(each.contestant for each in figures))
    table = Table(title="Our bot beside the floor (median of rounds, lowest–highest)")
    table.add_column("measure")
    table.add_column("wanted")
    for name in names:
        table.add_column(name, justify="right")
    table.add_column("ours × floor", justify="right")
    for measure in dict.fromkeys(each.measure for each in figures):
        wanted = WANTED.get(measure)
        cells = [_cell(found.get((measure, name)), measure) for name in names]
        times = factor(found, measure)
        table.add_row(measure, wanted.text if wanted else "", *cells, _times(times, measure))
    console.print(table)
    for scenario, load in loads.items():
        console.print(f"load average {scenario}: {load.before:.2f} → {load.after:.2f}")


def factor(found: Figures, measure: str) -> float | None:
    """Ours over the floor's same measure, or over the one that is wanted as its base."""
    wanted = WANTED.get(measure)
    base = wanted.times if wanted and wanted.times else measure
    ours, floor = found.get((measure, OURS)), found.get((base, FLOOR))
    return ratio(ours.values, floor.values) if ours and floor else None


def _times(times: float | None, measure: str) -> Text:
    if times is None:
        return Text("")
    wanted = WANTED.get(measure)
    missed = wanted is not None and wanted.times is not None and times > wanted.limit
    return Text(f"{times:.2f}", style="yellow" if missed else "")


def _cell(figure: Figure | None, measure: str) -> Text:
    if figure is None:
        return Text("–")
    text = Text()
    if figure.median is not None:
        text.append(_value(figure), style="yellow" if _too_much(figure, measure) else "")
    if figure.tally is not None:
        text.append("\n" if text else "")
        for count, word in (
            (figure.tally.lost, "lost"),
            (figure.tally.doubled, "doubled"),
            (figure.tally.swapped, "out of order"),
        ):
            text.append(f"{count} {word} ", style="bold red" if count else "green")
        text.append(f"of {figure.tally.asked}")
    if figure.note:
        text.append(f"\n{figure.note}", style="red" if "unreadable" in figure.note else "dim")
    return text


def _value(figure: Figure) -> str:
    low, high = min(figure.values), max(figure.values)
    span = f" ({low:.3g}–{high:.3g})" if len(figure.values) > 1 else ""
    return f"{figure.median:.3g} {figure.unit}{span}"


def _too_much(figure: Figure, measure: str) -> bool:
    wanted = WANTED.get(measure)
    if wanted is None or wanted.times or figure.contestant != OURS or figure.tally is not None:
        return False
    return figure.median is not None and figure.median > wanted.limit


def save(
    path: Path, figures: Sequence[Figure], loads: Mapping[str, Load], options: Mapping[str, object]
) -> None:
    path.parent.mkdir(exist_ok=True)
    found: Figures = {(each.measure, each.contestant): each for each in figures}
    measures = dict.fromkeys(each.measure for each in figures)
    content = {
        "options": options,
        "machine": {"python": platform.python_version(), "system": platform.platform()},
        "load_average": {name: asdict(load) for name, load in loads.items()},
        "ours_times_floor": {each: factor(found, each) for each in measures},
        "wanted": {each: asdict(WANTED[each]) for each in measures if each in WANTED},
        "figures": [
            {
                **asdict(each),
                "median": _finite(each.median),
                "values": list(map(_finite, each.values)),
            }
            for each in figures
        ],
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")


def _finite(value: float | None) -> float | None:
    """JSON has no infinity: what never came is null."""
    return value if value is not None and math.isfinite(value) else None
