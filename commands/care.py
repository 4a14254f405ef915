"""Once a week the management is told of links that fail, once a month of what is unconfirmed."""

from datetime import UTC, date, datetime, timedelta

from commands import names
from commands.command import Occasion
from commands.job import Job
from commands.posting import say
from commands.texts import care as texts
from commands.working_hours import is_working_time
from storage import care, facts, link_checks
from storage.care import Unconfirmed
from storage.link_checks import EntryLink

_WEEK = timedelta(days=7)
# Of what still fails the management is reminded then, at the earliest.
_REMINDED_AFTER = timedelta(days=28)
# A site that is always busy when it is asked again keeps nobody waiting.
_SOON, _NOT_LONGER = timedelta(minutes=10), timedelta(days=4)
VALID = timedelta(days=365)
# What is noted among the facts: the day, and the month, of the last post.
LINKS_TOLD, UNCONFIRMED_TOLD = "links told on", "unconfirmed told in"


async def tell_links(occasion: Occasion) -> None:
    """One post for all that is new since the last one, which is a week ago at least."""
    tx, settings = occasion.tx, occasion.settings
    room, today = settings.management_room, _day(occasion, occasion.now)
    if room is None or not settings.submissions.check_links or not _is_working_time(occasion):
        return
    last = await facts.get(tx, LINKS_TOLD)
    if last is not None and today - date.fromisoformat(last) < _WEEK:
        return
    # In a few minutes more will be known, and the next post is a week away.
    if await link_checks.is_trying_again(tx, occasion.now + _SOON, occasion.now - _NOT_LONGER):
        return
    failing = await link_checks.failing(tx)
    new = [link for link in failing if _is_new(link)]
    again = [link for link in failing if not _is_new(link) and _was_long_ago(occasion, link)]
    back = await link_checks.answering_again(tx)
    if not (new or again or back):
        return
    told = texts.links_note(new, again, back, settings.timezone, settings.prefix)
    await say(occasion, room, told, f"links-note-{today}")
    await facts.put(tx, LINKS_TOLD, today.isoformat(), occasion.now)
    await link_checks.mark_told(tx, [*new, *again], occasion.now)
    await link_checks.mark_told(tx, back, None)


async def tell_unconfirmed(occasion: Occasion) -> None:
    """On the first working day of a month, or later in it if that was missed."""
    tx, settings = occasion.tx, occasion.settings
    room, month = settings.management_room, f"{_day(occasion, occasion.now):%Y-%m}"
    if room is None or not _is_working_time(occasion):
        return
    if await facts.get(tx, UNCONFIRMED_TOLD) == month or await _has_just_begun(occasion, month):
        return
    unconfirmed = await care.unconfirmed_since(tx, occasion.now - VALID)
    await facts.put(tx, UNCONFIRMED_TOLD, month, occasion.now)
    if not unconfirmed:
        return
    lapsed = [entry for entry in unconfirmed if entry.confirmed_at is not None]
    never = sorted((e for e in unconfirmed if e.confirmed_at is None), key=_by_name)
    told = texts.unconfirmed(lapsed, never, settings.timezone, settings.prefix)
    await say(occasion, room, told, f"unconfirmed-{month}")


def _is_working_time(occasion: Occasion) -> bool:
    return is_working_time(occasion.now, occasion.settings.timezone)


def _day(occasion: Occasion, moment: datetime) -> date:
    return moment.astimezone(occasion.settings.timezone).date()


def _is_new(link: EntryLink) -> bool:
    """Also if it worked in between, whether that was told or not."""
    since = link.failing_since
    return link.told_at is None or (since is not None and link.told_at < since)


def _was_long_ago(occasion: Occasion, link: EntryLink) -> bool:
    today = _day(occasion, occasion.now)
    return link.told_at is not None and today - _day(occasion, link.told_at) >= _REMINDED_AFTER


async def _has_just_begun(occasion: Occasion, month: str) -> bool:
    """In its first month the bot has enough to say; the collection has only just come."""
    started_at = await facts.get(occasion.tx, "first_started_at")
    if started_at is None:
        return False
    return f"{_day(occasion, datetime.fromtimestamp(int(started_at), UTC)):%Y-%m}" == month


def _by_name(entry: Unconfirmed) -> tuple[str, int]:
    return names.fold(entry.name), entry.guideline_id


TELL_LINKS = Job("tell of links", timedelta(hours=1), tell_links)
TELL_UNCONFIRMED = Job("tell of what is unconfirmed", timedelta(hours=1), tell_unconfirmed)
