"""Tell who is new in the network from those who move, return or only enter another room."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta

from commands.conversation.command import Context
from commands.conversation.elsewhere import tell_management
from commands.conversation.events import MembershipChange
from commands.exchange.newcomers.texts import greeting as texts
from storage.exchange import newcomers

WAIT = timedelta(minutes=10)
# Other homeservers may give any time.
_OLDEST = timedelta(days=7)


async def note(
    ctx: Context,
    changes: Iterable[MembershipChange],
    rooms_of: Callable[[str], Collection[str]],
    earlier: Collection[str],
) -> None:
    """Note what one sync told of the network's rooms; `rooms_of` is as it is after that.

    Who is in another of them, also in one of the `earlier` that were replaced, is not new.
    """
    entered: defaultdict[str, set[str]] = defaultdict(set)
    changes = tuple(changes)
    for change in changes:
        if change.joined:
            entered[change.user_id].add(change.room_id)
    for change in changes:
        person = change.user_id
        elsewhere = set(rooms_of(person)) - entered[person]
        if not change.joined:
            if not elsewhere:
                await newcomers.left(ctx.tx, person, ctx.now)
        elif change.room_id not in earlier:
            if not elsewhere:
                at = _believable(ctx, change.at)
                await newcomers.joined(ctx.tx, person, at, at + WAIT, ctx.now)
            elif elsewhere <= set(earlier):
                await _tell_of_move(ctx, change.room_id)


def _believable(ctx: Context, at: datetime) -> datetime:
    return min(max(at, ctx.now - _OLDEST), ctx.now)


async def _tell_of_move(ctx: Context, room_id: str) -> None:
    """Say once that nobody is greeted in a room because it replaced another."""
    await tell_management(ctx, texts.MOVED, f"newcomers-moved-{room_id}")
