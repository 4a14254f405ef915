"""What the collection adds to the weekly note: links that fail, entries to be confirmed."""

from collections.abc import Sequence
from datetime import timedelta

from commands.collection.texts import maintenance_notes as texts
from commands.conversation.command import Context
from commands.conversation.weekly import WeeklySubject, WeeklyTotal
from storage.collection import guidelines, link_checks
from storage.collection.link_checks import EntryLink

# So long a confirmation counts.
VALID = timedelta(days=365)


async def _totals(ctx: Context) -> Sequence[WeeklyTotal]:
    totals = []
    failing = await link_checks.failing(ctx.tx) if ctx.settings.submissions.check_links else []
    if failing:
        new = sum(_is_new(link) for link in failing)
        words = texts.failing_links(len(failing), new)
        totals.append(WeeklyTotal(words, texts.LINKS, numbers=2 if 0 < new < len(failing) else 1))
        await link_checks.mark_reported(ctx.tx, failing, ctx.now)
    unconfirmed = await guidelines.count_unconfirmed(ctx.tx, ctx.now - VALID)
    if unconfirmed:
        totals.append(WeeklyTotal(texts.unconfirmed(unconfirmed), texts.UNCONFIRMED))
    return totals


def _is_new(link: EntryLink) -> bool:
    """Return whether it was not reported since it began to fail."""
    since = link.failing_since
    return link.reported_at is None or (since is not None and link.reported_at < since)


WEEKLY = WeeklySubject("collection", _totals)
