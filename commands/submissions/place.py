"""The municipality of the collection that a submission is about."""

from commands import names
from storage import guidelines
from storage.database import Transaction
from storage.guidelines import Municipality
from storage.submissions import Submission


async def known_municipality(tx: Transaction, submission: Submission) -> Municipality | None:
    """It may have come into the collection since this was submitted, or gone from it."""
    if submission.municipality_id is not None:
        found = await guidelines.municipality(tx, submission.municipality_id)
        if found is not None:
            return found
    known = await guidelines.known_municipalities(tx)
    if submission.ags is not None:
        return next((m for m in known if m.certain.ags == submission.ags), None)
    key = names.fold(submission.place)
    same = [municipality for municipality in known if names.fold(municipality.name) == key]
    return same[0] if len(same) == 1 else None
