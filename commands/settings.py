"""What the operator configured, as far as commands need it."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field


class Network(BaseModel):
    """Section [network]: who the network is; the defaults are its own published facts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(default="", max_length=200)


@dataclass(frozen=True)
class Settings:
    network: Network
    prefix: str
    version: str
    # Names under which the bot can be addressed: display name, localpart, user id.
    bot_names: tuple[str, ...]
    management_room: str | None
