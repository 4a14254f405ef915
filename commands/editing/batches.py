"""What was done together, in parts: an import may have changed all of the collection."""

from collections.abc import AsyncIterator

from storage import versions
from storage.database import Transaction
from storage.versions import Version, Whole

PART = 200


async def of_batch(tx: Transaction, batch: int) -> AsyncIterator[tuple[Version, Whole | None]]:
    """Newest first, each with its entry as it was when its part was read."""
    last: int | None = None
    while part := await versions.of_batch(tx, batch, PART, last):
        wholes = await versions.wholes(tx, {version.guideline_id for version in part})
        for version in part:
            yield version, wholes.get(version.guideline_id)
        last = part[-1].version_id
