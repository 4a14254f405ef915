"""Tell the management once a week which links fail, once a month what is unconfirmed."""

from datetime import UTC, date, datetime, timedelta

from commands.collection.texts import maintenance_notes as texts
from commands.conversation.command import Context, Job
from commands.conversation.elsewhere import is_working_time, tell_management
from commands.language import names
from storage import key_value
from storage.collection import browsing, link_checks
from storage.collection.browsing import Unconfirmed
from storage.collection.link_checks import EntryLink

_WEEK = timedelta(days=7)
# Links that still fail are reported again then, at the earliest.
_REMINDED_AFTER = timedelta(days=28)
# A site that is always busy does not hold up the post.
_SOON, _NOT_LONGER = timedelta(minutes=10), timedelta(days=4)
VALID = timedelta(days=365)
# Keys of the day, and of the month, of the last post.
LINKS_TOLD, UNCONFIRMED_TOLD = "links told on", "unconfirmed told in"


async def tell_links(ctx: Context) -> None:
    """Post all that is new since the last post, at least a week ago."""
    tx, today = ctx.tx, ctx.today
    if not ctx.settings.submissions.check_links or not _may_tell(ctx):
        return
    last = await key_value.get(tx, LINKS_TOLD)
    if last is not None and today - date.fromisoformat(last) < _WEEK:
        return
    # More will be known in a few minutes, and the next post is a week away.
    if await link_checks.is_trying_again(tx, ctx.now + _SOON, ctx.now - _NOT_LONGER):
        return
    failing = await link_checks.failing(tx)
    new = [link for link in failing if _is_new(link)]
    again = [link for link in failing if not _is_new(link) and _was_long_ago(ctx, link)]
    back = await link_checks.answering_again(tx)
    if not (new or again or back):
        return
    answer = texts.links_note(new, again, back, ctx.zone, ctx.prefix)
    await tell_management(ctx, answer, f"links-note-{today}")
    await key_value.put(tx, LINKS_TOLD, today.isoformat(), ctx.now)
    await link_checks.mark_reported(tx, [*new, *again], ctx.now)
    await link_checks.mark_reported(tx, back, None)


async def tell_unconfirmed(ctx: Context) -> None:
    """Post on the first working day of a month, or later if that was missed."""
    tx, month = ctx.tx, f"{ctx.today:%Y-%m}"
    if not _may_tell(ctx):
        return
    if await key_value.get(tx, UNCONFIRMED_TOLD) == month or await _has_just_begun(ctx, month):
        return
    unconfirmed = await browsing.unconfirmed_since(tx, ctx.now - VALID)
    await key_value.put(tx, UNCONFIRMED_TOLD, month, ctx.now)
    if not unconfirmed:
        return
    lapsed = [entry for entry in unconfirmed if entry.confirmed_at is not None]
    never = sorted((e for e in unconfirmed if e.confirmed_at is None), key=_by_name)
    answer = texts.unconfirmed(lapsed, never, ctx.zone, ctx.prefix)
    await tell_management(ctx, answer, f"unconfirmed-{month}")


def _may_tell(ctx: Context) -> bool:
    has_room = ctx.settings.management_room is not None
    return has_room and is_working_time(ctx.now, ctx.zone)


def _day(ctx: Context, moment: datetime) -> date:
    return moment.astimezone(ctx.zone).date()


def _is_new(link: EntryLink) -> bool:
    """Return whether it was not reported since it began to fail."""
    since = link.failing_since
    return link.reported_at is None or (since is not None and link.reported_at < since)


def _was_long_ago(ctx: Context, link: EntryLink) -> bool:
    reported_at = link.reported_at
    return reported_at is not None and ctx.today - _day(ctx, reported_at) >= _REMINDED_AFTER


async def _has_just_begun(ctx: Context, month: str) -> bool:
    """Return whether it is the first month of the bot, which has enough to say."""
    started_at = await key_value.get(ctx.tx, "first_started_at")
    if started_at is None:
        return False
    return f"{_day(ctx, datetime.fromtimestamp(int(started_at), UTC)):%Y-%m}" == month


def _by_name(entry: Unconfirmed) -> tuple[str, int]:
    return names.fold(entry.name), entry.guideline_id


TELL_LINKS = Job("tell of links", timedelta(hours=1), tell_links)
TELL_UNCONFIRMED = Job("tell of what is unconfirmed", timedelta(hours=1), tell_unconfirmed)
