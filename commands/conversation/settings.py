"""The part of the configuration that commands need."""

import re
from dataclasses import dataclass, field
from datetime import time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from commands.conversation.texts import configuration
from commands.language.patterns import Pattern
from commands.language.texts.dates import WEEKDAYS
from commands.language.times import Lead, parse_lead
from commands.language.times.quiet_hours import NEVER, QuietHours


class Network(BaseModel):
    """Section [network]; the defaults are the network's own published facts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(default=configuration.NAME, min_length=1, max_length=200)
    short_name: str = Field(default=configuration.SHORT_NAME, min_length=1, max_length=60)
    about: str = Field(default=configuration.ABOUT, max_length=2000)
    website: str = Field(default=configuration.WEBSITE, max_length=300)
    contact_name: str = Field(default="", max_length=200)
    contact_email: str = Field(default=configuration.CONTACT_EMAIL, max_length=200)
    contact_address: str = Field(default=configuration.CONTACT_ADDRESS, max_length=500)
    contact_phone: str = Field(default=configuration.CONTACT_PHONE, max_length=60)
    contact_fax: str = Field(default=configuration.CONTACT_FAX, max_length=60)
    join_text: str = Field(default=configuration.JOIN_TEXT, max_length=2000)
    brochure_title: str = Field(default=configuration.BROCHURE_TITLE, max_length=300)
    brochure_url: str = Field(default=configuration.BROCHURE_URL, max_length=300)


class Submissions(BaseModel):
    """Section [submissions]."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_file_mb: int = Field(default=25, ge=1, le=100)
    remind_after_days: int = Field(default=7, ge=1, le=365)
    check_links: bool = True

    @property
    def max_file_bytes(self) -> int:
        return self.max_file_mb * 1_000_000


def _weekday(name: str) -> int:
    """Return 0 for Monday. Raises ValueError."""
    return [each.casefold() for each in WEEKDAYS].index(name.casefold())


def _weekly_moment(value: str) -> str:
    words = value.split()
    if not words:
        return ""
    known = {each.casefold() for each in WEEKDAYS}
    clock = _CLOCK.fullmatch(words[-1]) if len(words) == 2 else None
    if clock is None or words[0].casefold() not in known:
        raise ValueError(configuration.EXPECTED_WEEKLY_MOMENT)
    return f"{words[0].casefold()} {clock[1]:0>2}:{clock[2]}"


_CLOCK = Pattern(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)


class Exchange(BaseModel):
    """Section [exchange]: what members ask each other."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # Working days without a reply after which the asker is asked.
    watch_after_days: int = Field(default=5, ge=1, le=60)
    # Open questions of one person.
    most_open: int = Field(default=3, ge=1, le=20)
    # People who agreed to it and are mentioned for a question.
    mentions: int = Field(default=3, ge=0, le=5)
    # When it is the turn of digests; empty: there are none.
    digest: Annotated[str, AfterValidator(_weekly_moment)] = "freitag 09:00"

    @property
    def digest_at(self) -> tuple[int, time] | None:
        """Return weekday and time, local."""
        day, _, clock = self.digest.partition(" ")
        return (_weekday(day), time.fromisoformat(clock)) if clock else None

    # Whether new members are greeted.
    welcome: bool = True


def _lead(value: str) -> str:
    if parse_lead(value) is None:
        raise ValueError(configuration.EXPECTED_LEAD)
    return value


def _quiet_hours(value: str) -> str:
    found = _HOURS.fullmatch(value)
    if value and (found is None or found[1] == found[2]):
        raise ValueError(configuration.EXPECTED_QUIET_HOURS)
    return value


def _zone(value: Any) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (KeyError, OSError, TypeError, ValueError, AttributeError):
        raise ValueError(configuration.EXPECTED_TIMEZONE) from None


_HOURS = Pattern(r"((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII)
Leads = Annotated[tuple[Annotated[str, AfterValidator(_lead)], ...], Field(max_length=12)]


class Reminders(BaseModel):
    """Section [reminders]: the lead times of reminders per kind of meeting.

    `registration` is for the deadline of registration.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    timezone: Annotated[ZoneInfo, BeforeValidator(_zone)] = ZoneInfo("Europe/Berlin")
    quiet_hours: Annotated[str, AfterValidator(_quiet_hours)] = "20:00-08:00"
    online_conference: Leads = Field(default=("7d", "1d", "1h"), alias="online-konferenz")
    annual_meeting: Leads = Field(default=("8w", "4w", "1w", "1d"), alias="netzwerktreffen")
    working_group: Leads = Field(default=("3d", "1h"), alias="arbeitsgruppe")
    deadline: Leads = Field(default=("2w", "3d", "1d"), alias="frist")
    registration: Leads = Field(default=("2w", "3d", "1d"), alias="anmeldung")

    def leads(self, kind: str) -> tuple[Lead, ...]:
        """Return the lead times for a kind of meeting, or for "anmeldung"."""
        found = {
            field.alias: getattr(self, name) for name, field in type(self).model_fields.items()
        }
        return tuple(lead for text in found[kind] if (lead := parse_lead(text)) is not None)

    @property
    def quiet(self) -> QuietHours:
        """Return the quiet hours, by the clocks of the time zone; they may span midnight."""
        begin, _, end = self.quiet_hours.partition("-")
        if not end:
            return NEVER
        return QuietHours(time.fromisoformat(begin), time.fromisoformat(end), self.timezone)


Days = Annotated[int, Field(ge=1, le=36_500)]


class RetentionDays(BaseModel):
    """Key retention_days of section [privacy]: how long each kind of data is kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    handled_events: Days = 30
    outbox: Days = 30
    unreadable: Days = 14
    submissions: Days = 730
    dialogues: Days = 90
    meetings: Days = 365
    questions: Days = 365
    profiles: Days = 365


class Privacy(BaseModel):
    """Section [privacy]."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    retention_days: RetentionDays = RetentionDays()


@dataclass(frozen=True)
class MailSettings:
    """`daily`: one mail a day instead of one for each submission."""

    daily: bool


@dataclass(frozen=True)
class Feed:
    """Where members subscribe to the calendar; their tokens are made of `secret`."""

    url: str
    secret: str = field(repr=False)


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
    mail: MailSettings | None = None
    reminders: Reminders = field(default_factory=Reminders)
    # Where meetings are announced, as they are now.
    network_rooms: tuple[str, ...] = ()
    # Only what comes from a cross-signed device decides in the management room.
    verified_only: bool = False
    # None: there is no calendar to subscribe to.
    feed: Feed | None = None
    # Where questions go, as it is now; None: there is no such room, and nothing is asked.
    exchange_room: str | None = None
    exchange: Exchange = field(default_factory=Exchange)
    # Whether signs of life are sent to an address.
    pings: bool = False
    # For how long nightly backups are kept; 0: there are none.
    backup_days: int = 0

    @property
    def timezone(self) -> ZoneInfo:
        return self.reminders.timezone
