"""What the operator configured, as far as commands need it."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from commands.texts import network as texts


class Network(BaseModel):
    """Section [network]: who the network is. The defaults are its own published facts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(default=texts.NAME, min_length=1, max_length=200)
    short_name: str = Field(default=texts.NAME, min_length=1, max_length=60)
    about: str = Field(default=texts.ABOUT, max_length=2000)
    website: str = Field(default=texts.WEBSITE, max_length=300)
    contact_name: str = Field(default="", max_length=200)
    contact_email: str = Field(default=texts.CONTACT_EMAIL, max_length=200)
    contact_address: str = Field(default=texts.CONTACT_ADDRESS, max_length=500)
    contact_phone: str = Field(default=texts.CONTACT_PHONE, max_length=60)
    contact_fax: str = Field(default=texts.CONTACT_FAX, max_length=60)
    join_text: str = Field(default=texts.JOIN_TEXT, max_length=2000)
    brochure_title: str = Field(default=texts.BROCHURE_TITLE, max_length=300)
    brochure_url: str = Field(default=texts.BROCHURE_URL, max_length=300)


@dataclass(frozen=True)
class Settings:
    network: Network
    prefix: str
    version: str
    # Names under which the bot can be addressed: display name, localpart, user id.
    bot_names: tuple[str, ...]
    management_room: str | None
