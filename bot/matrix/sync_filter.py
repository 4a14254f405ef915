"""Of which rooms and events the homeserver is to tell us."""

from typing import Any

from bot.matrix.room_states import KINDS

PAGE = 100  # Synapse gives no more, whatever is asked
# What is told by the room, and what is said in it; nobody here reads other kinds of events.
_STATE = ("m.room.member", "m.room.name", "m.room.tombstone", *sorted(KINDS))
_SPOKEN = ("m.room.message", "m.room.encrypted", "m.reaction", "m.room.redaction")


def sync_filter(user_id: str) -> dict[str, Any]:
    """Lean: no presence, no typing, not our own messages, no kinds that nobody reads."""
    nothing: dict[str, Any] = {"types": []}
    return {
        "presence": nothing,
        "account_data": nothing,
        "room": {
            # Members lazily would come again and again, each time with a question for keys.
            "timeline": {
                "limit": PAGE,
                "not_senders": [user_id],
                "types": [*_SPOKEN, *_STATE],
            },
            "state": {"lazy_load_members": False, "types": [*_STATE]},
            "ephemeral": nothing,
            "account_data": nothing,
        },
    }
