"""Draws docs/pictures/karte.png from the shipped collection: python -m tests.support.map_shown."""

import asyncio
from pathlib import Path

from bot.workers.maps import draw_map
from tests.support.collection_fixtures import NOW, shipped

PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "karte.png"


async def main() -> None:
    async with shipped() as database:
        source = {"list": None, "day": NOW.date().isoformat()}
        await asyncio.to_thread(PICTURE.write_bytes, await draw_map(database, source))


if __name__ == "__main__":
    asyncio.run(main())
