"""A notice that waits says what would change: it follows when an entry is edited meanwhile."""

from datetime import timedelta

from commands.command import Occasion
from commands.job import Job
from commands.submissions import notices
from commands.submissions.place import known_municipality
from storage import facts, submissions, versions

_SEEN = "version that the notices know"


async def refresh(occasion: Occasion) -> None:
    tx = occasion.tx
    newest, seen = await versions.newest(tx), int(await facts.get(tx, _SEEN) or 0)
    if newest == seen:
        return
    changed = set(await versions.municipalities_since(tx, seen))
    for submission in await submissions.in_state(tx, "open"):
        municipality = await known_municipality(tx, submission)
        if municipality is not None and municipality.municipality_id in changed:
            await notices.refresh(occasion, submission)
    await facts.put(tx, _SEEN, str(newest), occasion.now)


REFRESH = Job("refresh notices", timedelta(seconds=30), refresh)
