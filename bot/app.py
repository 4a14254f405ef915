"""The only place where the parts are put together."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.addressing import addressed
from bot.bringing import Bringing, makers_of
from bot.calendars import calendars_of
from bot.checks import Checks
from bot.config import Config, feed_url, mail_password, secret
from bot.dispatch import Dispatch
from bot.documents import Documents
from bot.http import http_of
from bot.indexing import Indexing
from bot.link_care import LinkCare
from bot.links import Links, user_agent
from bot.lock import locked
from bot.mail import MailSender, Router
from bot.matrix import cross_signing, encryption
from bot.matrix.api import UnreachableError
from bot.matrix.cross_signing import State
from bot.matrix.direct import DirectChats
from bot.matrix.directory import display_name, enter_configured, resolve
from bot.matrix.media import download
from bot.matrix.rooms import Rooms
from bot.matrix.send import MatrixSender
from bot.matrix.session import Credential, Session, open_session, renew
from bot.matrix.sync import Sync, TokenLostError
from bot.outbox import Outbox
from bot.programmes import Programmes
from bot.reading import Reading
from bot.schedule import Pulse, running_schedule
from bot.sender_limit import SenderLimit
from bot.trouble import PAUSE_AFTER_TROUBLE, again_after_trouble
from bot.version import VERSION
from commands import COMMANDS, JOBS, LISTENERS
from commands.collection import seed
from commands.command import Heard, Message, Occasion
from commands.posting import notice
from commands.settings import Mail, Settings
from commands.texts import upkeep as texts
from storage import facts, outbox, rooms
from storage.database import Database, Transaction, open_database
from storage.facts import NETWORK_ROOMS

logger = logging.getLogger(__name__)


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class App:
    """The running bot; `ready` is set when it has read the rooms for the first time."""

    config: Config
    credential: Credential
    database: Database
    session: Session
    rooms: Rooms
    dispatch: Dispatch
    outbox: Outbox
    first_day: datetime
    ready: asyncio.Event

    def __post_init__(self) -> None:
        self.pulse = Pulse(now)
        self.http = http_of(self.config, self.database, self.pulse, now)
        if self.http is not None:
            self.dispatch = replace(self.dispatch, count=self.http.metrics.count_command)
        self.sync = Sync(
            self.session,
            self.database,
            self.rooms,
            self._heard,
            now,
            self.first_day,
            timedelta(days=self.config.privacy.retention_days.handled_events) - timedelta(hours=1),
            self.ready.set,
            self._may_ask_about_a_file,
        )
        self._add_workers()

    def _add_workers(self) -> None:
        """What has work of its own beside the conversation."""
        documents = Documents(self.config.storage.directory / "documents")
        links = Links(user_agent=user_agent(self.config.network.website))
        checking = self.config.submissions.check_links
        self.checks = Checks(
            self.database,
            documents,
            links if checking else None,
            partial(download, self.session),
            self._occasion,
            self.config.submissions.max_file_bytes,
            self.outbox.wake,
        )
        self.link_care = LinkCare(self.database, links, self._occasion) if checking else None
        self.calendars = calendars_of(self.config, self.database, self._occasion, self.outbox.wake)
        self.bringing = Bringing(
            self.database,
            makers_of(self.database, self._occasion, documents.made),
            self._occasion,
            self.outbox.wake,
        )
        self.reading = Reading(self.database, documents, self._occasion, self._read)
        self.indexing = Indexing(self.database, self._occasion)
        self.programmes = Programmes(
            self.database, partial(download, self.session), self._occasion, self.outbox.wake
        )

    async def run(self) -> None:
        """Until cancelled. Raises Failure's causes, see bot/failures.py."""
        # What was loaded up to now stays; looking through it for garbage would hold everything up.
        gc.freeze()
        with running_schedule(JOBS, self.database, self._occasion, self.pulse, self.outbox.wake):
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._keep_syncing())
                for work in (
                    self._keep_delivering,
                    self.rooms.run,
                    self.checks.run,
                    self.calendars.run,
                    self.programmes.run,
                    self.bringing.run,
                    self.reading.run,
                    self.indexing.run,
                ):
                    tasks.create_task(again_after_trouble(work))
                if self.link_care is not None:
                    tasks.create_task(again_after_trouble(self.link_care.run))
                if self.http is not None:
                    tasks.create_task(self.http.run())

    def _occasion(self, tx: Transaction) -> Occasion:
        return self.dispatch.occasion(tx)

    async def _heard(self, heard: Heard) -> None:
        if await self.dispatch.handle(heard):
            self._wake(self.checks, self.programmes, self.bringing, self.reading, self.indexing)

    def _read(self) -> None:
        """A document was, or could not be."""
        self._wake(self.indexing)

    def _wake(self, *parts: Checks | Programmes | Bringing | Reading | Indexing) -> None:
        """They, and the outbox, may have something to do."""
        for part in (*parts, self.outbox):
            part.wake()

    def _may_ask_about_a_file(self, message: Message) -> bool:
        words = addressed(message, self.dispatch.settings)
        return words is not None and len(words) > 1

    async def _keep_delivering(self) -> None:
        """Only the first sync tells which rooms there are, and which are encrypted."""
        await self.ready.wait()
        await self.outbox.run()

    async def _keep_syncing(self) -> None:
        while True:
            try:
                await self.sync.run()
            except TokenLostError:
                logger.warning("the access token was taken away; logging in again")
                await self._log_in_again()

    async def _log_in_again(self) -> None:
        """As the same device. Without a password only a person can help: the process ends."""
        name = self.config.matrix.device_name
        try:
            await renew(self.session, self.credential, name, self.config.matrix_directory)
            state = await _publish_identity(
                self.session, self.config.matrix_directory, self.credential
            )
        except UnreachableError as error:
            logger.warning("not logged in: %s", error)
            await asyncio.sleep(PAUSE_AFTER_TROUBLE)
        else:
            await self.note(state)

    async def note(self, state: State) -> None:
        """For !status; a foreign cross-signing is told to the management at once."""
        async with self.database.transaction() as tx:
            await facts.put(tx, "encryption", "ok", now())
            await facts.put(tx, "cross_signing", state, now())
            if state is State.FOREIGN and self.dispatch.settings.management_room is not None:
                room_id = self.dispatch.settings.management_room
                transaction_id = f"foreign-cross-signing-{self.session.device_id}"
                content = notice(texts.foreign_cross_signing(), transaction_id)
                await outbox.put(tx, room_id, content, transaction_id, now())

    async def follow_rooms(self) -> None:
        """Rooms may have been upgraded, or one entered that was waited for."""
        settings = self.dispatch.settings
        async with self.database.transaction() as tx:
            network = tuple([await rooms.current(tx, each) for each in settings.network_rooms])
            await facts.put(tx, NETWORK_ROOMS, " ".join(network), now())
            settings = replace(settings, network_rooms=network)
            if settings.management_room is not None:
                room_id = await rooms.current(tx, settings.management_room)
                settings = replace(settings, management_room=room_id)
                managers = partial(self.rooms.speakers.of, room_id)
                self.dispatch = replace(self.dispatch, managers=managers)
        self.dispatch = replace(self.dispatch, settings=settings)
        self.outbox.wake()


@asynccontextmanager
async def open_app(config: Config) -> AsyncIterator[App]:
    """Everything in place, nothing running yet."""
    found = secret(config.matrix)
    credential = Credential(**{found.kind: found.value.get_secret_value()})
    with locked(config.storage.directory):
        config.matrix_directory.mkdir(mode=0o700, exist_ok=True)
        async with (
            open_database(config.database_file) as database,
            open_session(
                config.matrix.homeserver,
                config.matrix.user_id,
                credential,
                config.matrix.device_name,
                config.matrix_directory,
            ) as session,
        ):
            yield await _assemble(config, credential, database, session)


async def _assemble(
    config: Config, credential: Credential, database: Database, session: Session
) -> App:
    async with database.transaction() as tx:
        await seed(tx, now())
        started_at = str(int(now().timestamp()))
        await facts.put(tx, "started_at", started_at, now())
        first_day = int(await facts.put_once(tx, "first_started_at", started_at, now()))
    # Before any room is entered: who writes to us there needs our keys.
    state, ids, shown = await asyncio.gather(
        _publish_identity(session, config.matrix_directory, credential),
        resolve(session, config.rooms.all),
        display_name(session),
    )
    their_rooms = Rooms(session, database, config.matrix.invite_from, now)
    await enter_configured(session, database, ids, now())
    await their_rooms.load(ids.values())
    chats = DirectChats(session, database, their_rooms, now)
    settings = _settings(config, ids, _names(session.user_id, shown, config))
    limit = SenderLimit(config.limits.commands_per_minute)
    app = App(
        config,
        credential,
        database,
        session,
        their_rooms,
        Dispatch(database, COMMANDS, LISTENERS, settings, limit, now),
        Outbox(database, Router(MatrixSender(session, chats), _mail_sender(config)), now),
        datetime.fromtimestamp(first_day, UTC),
        asyncio.Event(),
    )
    their_rooms.on_changed = app.follow_rooms
    await app.follow_rooms()
    await app.note(state)
    return app


def _settings(config: Config, ids: Mapping[str, str], names: tuple[str, ...]) -> Settings:
    management = config.rooms.management
    return Settings(
        config.network,
        config.matrix.command_prefix,
        VERSION,
        names,
        None if management is None else ids[management],
        config.submissions,
        config.privacy,
        None if config.mail is None else Mail(daily=config.mail.digest == "daily"),
        config.reminders,
        tuple(ids[name] for name in config.rooms.network),
        None if config.http is None else feed_url(config.http),
    )


def _mail_sender(config: Config) -> MailSender | None:
    return None if config.mail is None else MailSender(config.mail, mail_password(config.mail))


async def _publish_identity(session: Session, directory: Path, credential: Credential) -> State:
    """Keys published, device signed: so that everybody can read us and write to us."""
    published = await encryption.own_keys(session)
    if not encryption.has_device(published, session):
        await encryption.publish_own_keys(session)
        logger.info("published the keys of device %s", session.device_id)
        published = await encryption.own_keys(session)
    state = await cross_signing.ensure_signed(session, published, directory, credential.password)
    if state is not State.SIGNED:
        logger.error("cross-signing is %s", state)
    return state


def _names(user_id: str, shown: str | None, config: Config) -> tuple[str, ...]:
    localpart = user_id.removeprefix("@").partition(":")[0]
    names: Sequence[str | None] = (user_id, shown, config.matrix.device_name, localpart)
    return tuple(dict.fromkeys(name for name in names if name))
