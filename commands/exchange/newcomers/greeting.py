"""Greet new members once in the direct chat, and ask them one thing four weeks later."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Literal

from commands.conversation.apart import one_by_one
from commands.conversation.command import Context
from commands.conversation.elsewhere import tell_management
from commands.conversation.posting import post, to_person
from commands.conversation.settings import Settings
from commands.exchange.newcomers.texts import greeting as texts
from commands.exchange.unasked import Telling, after_quiet, may_tell
from commands.language.markup import Text
from commands.language.numbers import NUMBERS
from storage import key_value
from storage.conversation import awaited
from storage.conversation.awaited import Awaited
from storage.exchange import newcomers
from storage.exchange.newcomers import Newcomer
from storage.key_value import GREETING_SINCE
from storage.matrix import direct_chats
from storage.meetings import meetings

WELCOME = "welcome"
Occasion = Literal["greeting", "question"]
FOUR_WEEKS = timedelta(weeks=4)
# After a start nobody knows for some seconds who is a member.
_UNKNOWN_FOR = timedelta(seconds=10)
# So many first joins within an hour are no welcome of single people.
RUSH, _HOUR = 10, timedelta(hours=1)
# For so long a bare number in the direct chat answers.
_ANSWER_WITHIN = timedelta(days=7)


async def look_after(ctx: Context) -> None:
    """Do what is due now."""
    await _begin(ctx)
    await _tell_of_returned(ctx)
    waiting = await newcomers.in_state(ctx.tx, "waiting", ctx.now)
    greeted = await newcomers.in_state(ctx.tx, "greeted", ctx.now)
    for due, look in ((waiting, _greet), (greeted, _ask)):
        named = [(f"newcomer-{_mark(each.user_id)}", each) for each in due]
        await one_by_one(ctx, named, partial(look, ctx), lambda _newcomer: texts.NOT_GREETED)


def upcoming(
    known: Sequence[Newcomer], settings: Settings, until: datetime
) -> Iterator[tuple[datetime, Occasion]]:
    """Yield what these people will be told until then, if they stay; in no particular order."""
    for newcomer in known:
        greeted_at = newcomer.joined_at
        if newcomer.state == "waiting":
            greeted_at = after_quiet(settings, newcomer.due_at)
            if greeted_at <= until:
                yield greeted_at, "greeting"
        asked_at = after_quiet(settings, max(greeted_at, newcomer.joined_at + FOUR_WEEKS))
        if newcomer.state in ("waiting", "greeted") and asked_at <= until:
            yield asked_at, "question"


def is_rush(joins: Sequence[datetime], at: datetime) -> bool:
    """Return whether the join at that moment is one of many within an hour; `joins` in order."""
    for number in range(len(joins) - RUSH + 1):
        first, last = joins[number], joins[number + RUSH - 1]
        if last - first <= _HOUR and first <= at <= first + _HOUR:
            return True
    return False


async def _begin(ctx: Context) -> None:
    """Tell the management once that those who are there already are not greeted."""
    if await key_value.get(ctx.tx, GREETING_SINCE) is None:
        await key_value.put(ctx.tx, GREETING_SINCE, str(int(ctx.now.timestamp())), ctx.now)
        await tell_management(ctx, texts.FIRST_START, "newcomers-first-start")


async def _tell_of_returned(ctx: Context) -> None:
    returned = await newcomers.in_state(ctx.tx, "returned")
    if not returned:
        return
    for newcomer in returned:
        await newcomers.change(ctx.tx, newcomer.user_id, "done", ctx.now)
    names = [ctx.called(each.user_id) for each in returned]
    name = f"newcomers-returned-{int(ctx.now.timestamp())}"
    await tell_management(ctx, texts.returned(names), name)


async def _greet(ctx: Context, newcomer: Newcomer) -> None:
    person, at = newcomer.user_id, newcomer.joined_at
    if not await _is_here(ctx, newcomer):
        return
    joins = await newcomers.joins_between(ctx.tx, at - _HOUR, at + _HOUR)
    if is_rush(joins, at):
        await newcomers.change(ctx.tx, person, "done", ctx.now)
        day = at.astimezone(ctx.zone).date()
        await tell_management(ctx, texts.rush(RUSH), f"newcomers-rush-{day}")
        return
    verdict = await may_tell(ctx, person, WELCOME, "greeting")
    if verdict is Telling.LATER:
        await newcomers.postpone(ctx.tx, person, after_quiet(ctx.settings, ctx.now))
        return
    said = verdict is Telling.NOW
    await newcomers.change(ctx.tx, person, "greeted" if said else "done", ctx.now)
    await newcomers.postpone(ctx.tx, person, newcomer.joined_at + FOUR_WEEKS)
    if said:
        coming = [
            each
            for each in await meetings.ending_after(ctx.tx, ctx.now)
            if each.state == "planned" and each.starts_at > ctx.now
        ]
        first = min(coming, key=lambda each: each.starts_at, default=None)
        network = ctx.settings.network.short_name
        text = texts.greeting(network, first, ctx.prefix)
        await _tell(ctx, newcomer, "greeting", text)


async def _ask(ctx: Context, newcomer: Newcomer) -> None:
    """Ask the one question, unless the person did not want to talk to us."""
    person = newcomer.user_id
    if not await _is_here(ctx, newcomer):
        return
    chat = await direct_chats.of(ctx.tx, person)
    verdict = Telling.BEFORE
    if chat is not None and chat.membership == "join":
        verdict = await may_tell(ctx, person, WELCOME, "question")
    if verdict is Telling.LATER:
        await newcomers.postpone(ctx.tx, person, after_quiet(ctx.settings, ctx.now))
        return
    await newcomers.change(ctx.tx, person, "done", ctx.now)
    if verdict is Telling.NOW:
        await _tell(ctx, newcomer, "question", texts.after_four_weeks())


async def _is_here(ctx: Context, newcomer: Newcomer) -> bool:
    """Return whether the person is a member still; note it of one who is not."""
    membership = ctx.membership(newcomer.user_id)
    if membership is False:
        await newcomers.left(ctx.tx, newcomer.user_id, ctx.now)
    elif membership is None:
        await newcomers.postpone(ctx.tx, newcomer.user_id, ctx.now + _UNKNOWN_FOR)
    return membership is True


async def _tell(ctx: Context, newcomer: Newcomer, occasion: Occasion, text: Text) -> None:
    person = newcomer.user_id
    name = f"{WELCOME}-{occasion}-{int(newcomer.joined_at.timestamp())}-{_mark(person)}"
    subject = f"{WELCOME}:{occasion}"
    told = to_person(ctx, person, text)
    await post(ctx, person, told, name, subject=subject, reactions=NUMBERS)
    until = ctx.now + _ANSWER_WITHIN
    waiting = Awaited(person, WELCOME, {"occasion": occasion}, ctx.now, until)
    await awaited.put(ctx.tx, waiting)


def _mark(user_id: str) -> str:
    """Return what stands for the person in names of posts, and leads to nobody."""
    return sha256(user_id.encode()).hexdigest()[:16]
