"""The account's own list of direct chats, m.direct, which its other clients read and write, too."""

from collections.abc import Mapping

from bot.matrix.api import RefusedError, segment
from bot.matrix.session import Session


async def listed(session: Session, user_id: str) -> list[str]:
    """The rooms that are direct chats with the person, latest last.

    Raises UnreachableError, RefusedError.
    """
    return _rooms((await _list(session)).get(user_id))


async def add(session: Session, chats: Mapping[str, str]) -> None:
    """User id -> room id; what else stands in the list stays. Raises as listed."""
    before = await _list(session)
    after = dict(before)
    for user_id, room_id in chats.items():
        rooms = _rooms(after.get(user_id))
        after[user_id] = rooms if room_id in rooms else [*rooms, room_id]
    if after != before:
        await session.api.call("PUT", _path(session), after)


def _rooms(value: object) -> list[str]:
    """Anything may stand there."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


async def _list(session: Session) -> dict[str, object]:
    try:
        answer = await session.api.call("GET", _path(session))
    except RefusedError as error:
        if error.status != 404:
            raise
        return {}
    return answer if isinstance(answer, dict) else {}


def _path(session: Session) -> str:
    return f"v3/user/{segment(session.user_id)}/account_data/m.direct"
