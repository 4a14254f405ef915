"""Take out of a copy of the database who asks without a name: copies are kept, links are not."""

from pathlib import Path

from storage.connection import connect
from storage.database import ForeignDatabaseError, open_unchanged, prepared, version_of


async def forget_askers(path: Path) -> int:
    """Return how many links were in the copy. Raises as open_database."""
    async with open_unchanged(path) as tx:
        if not await version_of(tx):
            raise ForeignDatabaseError
    async with connect(f"{path.as_uri()}?mode=rw", uri=True) as connection:
        database = await prepared(connection)
        async with database.transaction() as tx:
            links = await tx.execute("DELETE FROM anonymous_link")
            await tx.execute("DELETE FROM anonymous_mark")
            await tx.execute("DELETE FROM outbox WHERE untraced = 1")
            await tx.execute(
                "DELETE FROM awaited WHERE kind IN ('anonymous', 'asking-dialogue')"
                " OR payload ->> 'untraced' IS NOT NULL"
            )
        await database.checkpoint()
        await connection.execute("VACUUM")
        await database.checkpoint()
        await database.close()
        return links.rowcount
