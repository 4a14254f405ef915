"""What the operator configured, as far as commands need it."""

from dataclasses import dataclass, field
from typing import Annotated
from zoneinfo import ZoneInfo

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


class Submissions(BaseModel):
    """Section [submissions]."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_file_mb: int = Field(default=25, ge=1, le=100)
    remind_after_days: int = Field(default=7, ge=1, le=365)
    check_links: bool = True

    @property
    def max_file_bytes(self) -> int:
        return self.max_file_mb * 1_000_000


Days = Annotated[int, Field(ge=1, le=36_500)]


class RetentionDays(BaseModel):
    """Key retention_days of section [privacy]: how long each kind of data is kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    handled_events: Days = 30
    outbox: Days = 30
    unreadable: Days = 14
    submissions: Days = 730
    dialogues: Days = 90


class Privacy(BaseModel):
    """Section [privacy]."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    retention_days: RetentionDays = RetentionDays()


@dataclass(frozen=True)
class Mail:
    """`daily`: one mail a day instead of one for each submission."""

    daily: bool


@dataclass(frozen=True)
class Settings:
    network: Network
    prefix: str
    version: str
    # Names under which the bot can be addressed: display name, localpart, user id.
    bot_names: tuple[str, ...]
    management_room: str | None
    submissions: Submissions = field(default_factory=Submissions)
    privacy: Privacy = field(default_factory=Privacy)
    mail: Mail | None = None
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Berlin"))
