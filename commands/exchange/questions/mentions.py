"""Whom a question mentions: people who agreed to it, the one first who was asked longest ago."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from commands.conversation.command import Context
from commands.conversation.posting import subject_of
from commands.exchange.questions.posts import KIND
from commands.exchange.unasked import Telling, may_tell
from commands.language.markup import PersonMention
from storage.exchange import questions
from storage.exchange.questions import AskedQuestion, Mentionable

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
MOST_A_WEEK = 2


def fair(
    candidates: Iterable[Mentionable], besides: Collection[str], now: datetime, most: int
) -> list[str]:
    """Return those to mention now; nobody twice within a day or more than twice in a week."""
    free = [
        each
        for each in candidates
        if each.user_id not in besides
        and each.in_week < MOST_A_WEEK
        and (each.last_at is None or now - each.last_at >= _DAY)
    ]
    free.sort(key=_asked_last)
    return [each.user_id for each in free[:most]]


def _asked_last(one: Mentionable) -> tuple[float, int, str]:
    """Sort several who were mentioned together by how often they ever were."""
    last_at = 0.0 if one.last_at is None else one.last_at.timestamp()
    return last_at, one.ever, one.user_id


async def mention(ctx: Context, question: AskedQuestion) -> list[PersonMention]:
    """Choose them, and note that they are mentioned."""
    if not question.topics or not ctx.settings.exchange.mentions:
        return []
    candidates = await questions.mentionable(ctx.tx, question.topics, ctx.now - _WEEK)
    members = [each for each in candidates if ctx.membership(each.user_id) is True]
    already = {question.asker, *await questions.mentioned(ctx.tx, question.question_id)}
    besides = {each for each in already if each is not None}
    chosen: list[PersonMention] = []
    for user_id in fair(members, besides, ctx.now, len(members)):
        about = subject_of(KIND, question.question_id)
        if len(chosen) == ctx.settings.exchange.mentions:
            break
        if await may_tell(ctx, user_id, "mention", about) is Telling.NOW:
            await questions.mention(ctx.tx, question.question_id, user_id, ctx.now)
            chosen.append(PersonMention(user_id, ctx.name_of(user_id) or ""))
    return chosen
