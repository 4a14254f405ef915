"""The map that !karte promises: what it shows is read here, and drawn in a process apart."""

import asyncio
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from bot.sandbox import End, Limits
from bot.workers.sandboxed import sandboxed
from commands.collection.collection_map import HEIGHT, WIDTH
from commands.collection.texts import collection_map as texts
from storage.collection import collection_map
from storage.collection.collection_map import Mapped
from storage.database import Database

_LIMITS = Limits(seconds=60, memory_mb=512, output_bytes=1_000_000)
_SHAPES = {"buergerbeteiligung": "circle", "kinder_jugend": "diamond"}


class NotDrawnError(Exception):
    """The process did not come to a good end."""


async def draw_map(
    database: Database, source: Mapping[str, object], *, limits: Limits = _LIMITS
) -> bytes:
    """`source` is that of the Attachment. Raises NotDrawnError, SandboxError."""
    list_name = source["list"]
    async with database.statement() as tx:
        shown = await collection_map.mapped(tx, None if list_name is None else str(list_name))
    asked = await asyncio.to_thread(wanted, shown, date.fromisoformat(str(source["day"])))
    outcome = await sandboxed(database, "bot.sandbox.map.drawing:draw", asked, limits)
    if outcome.end is not End.DONE:
        raise NotDrawnError(outcome.end.name)
    return outcome.output


def wanted(shown: Sequence[Mapped], day: date) -> bytes:
    """Return what bot/sandbox/map draws: all words, and the keys of the places."""
    dots: dict[str, list[str]] = {}
    numbers, counts, of_lists = Counter[str](), Counter[str](), Counter[str]()
    for each in shown:
        # A Land abroad has its country behind it: "Steiermark (Österreich)".
        land = each.land.partition(" (")[0]
        numbers[land] += each.entries
        of_lists[each.list] += each.entries
        key = each.ags or f"{land}/{each.name}"
        counts[key] += each.entries
        shapes = dots.setdefault(key, [])
        if _SHAPES[each.list] not in shapes:
            shapes.append(_SHAPES[each.list])
    asked = {
        "width": WIDTH,
        "height": HEIGHT,
        "title": texts.TITLE,
        "heading": texts.heading(of_lists.total(), day),
        "legend": [(_SHAPES[n], texts.legend(n, of_lists[n])) for n in _SHAPES if of_lists[n]],
        "notes": texts.NOTES,
        "dots": [*dots.items()],
        "counts": counts,
        "numbers": numbers,
    }
    return json.dumps(asked).encode()
