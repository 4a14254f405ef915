"""A module for Synapse: accounts whose names begin with "stumm" may create no rooms."""

from typing import Any

NAMES = "stumm"


class NoRooms:
    def __init__(self, config: Any, api: Any) -> None:
        api.register_spam_checker_callbacks(user_may_create_room=self.may_create)

    async def may_create(self, user_id: str, *_: object) -> bool:
        return not user_id.startswith(f"@{NAMES}")
