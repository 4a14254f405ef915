"""What the operator configured, as far as commands need it."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field


class Network(BaseModel):
    """Section [network]: who the network is. The defaults are its own published facts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(
        default="Netzwerk Kommunale Partizipationsbeauftragte", min_length=1, max_length=200
    )
    short_name: str = Field(default="NeKoPa", min_length=1, max_length=60)
    website: str = Field(default="https://www.netzwerk-buergerbeteiligung.de", max_length=300)
    contact_email: str = Field(default="info@netzwerk-buergerbeteiligung.de", max_length=200)
    contact_name: str = Field(default="", max_length=200)
    contact_address: str = Field(default="", max_length=500)
    contact_phone: str = Field(default="", max_length=60)
    join_text: str = Field(default="", max_length=2000)
    brochure_title: str = Field(default="", max_length=300)
    brochure_url: str = Field(
        default="https://www.netzwerk-buergerbeteiligung.de/nekopa/", max_length=300
    )
    about: str = Field(default="", max_length=2000)


@dataclass(frozen=True)
class Settings:
    network: Network
    prefix: str
    version: str
    # Names under which the bot can be addressed: display name, localpart, user id.
    bot_names: tuple[str, ...]
    management_room: str | None
