"""Tell the management on Mondays of questions without a reply and topics without anybody."""

from datetime import datetime, timedelta

from commands.conversation.command import Context
from commands.conversation.elsewhere import is_working_time, tell_management
from commands.exchange.texts import weekly_note as texts
from storage import key_value
from storage.exchange import questions
from storage.exchange.questions import AskedQuestion

_OLD = timedelta(days=15)
_WEEK = timedelta(days=7)
# Key of the week of the last note.
TOLD = "exchange told in"


async def tell(ctx: Context) -> None:
    """Post it once a week; on a later day if Monday was missed."""
    if ctx.settings.management_room is None or not is_working_time(ctx.now, ctx.zone):
        return
    week = f"{ctx.today:%G-W%V}"
    last = await key_value.noted(ctx.tx, TOLD)
    if last is not None and last[0] == week:
        return
    await key_value.put(ctx.tx, TOLD, week, ctx.now)
    since = ctx.now - _WEEK if last is None else last[1]
    old = await _unanswered(ctx)
    new = [each for each in old if _old_at(each) > since]
    topics = await questions.topics_without_anybody(ctx.tx, ctx.now - timedelta(days=365))
    if new or topics:
        note = texts.note(new, len(old), topics, ctx.prefix)
        await tell_management(ctx, note, f"exchange-note-{week}")


async def _unanswered(ctx: Context) -> list[AskedQuestion]:
    """Return open questions that are old and have no reply."""
    found = await questions.open_ones(ctx.tx)
    return [each for each in found if not each.replies and _old_at(each) <= ctx.now]


def _old_at(question: AskedQuestion) -> datetime:
    return (question.watch_from or question.asked_at) + _OLD
