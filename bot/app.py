"""Assemble the parts of the bot, and run them."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from bot import noting
from bot.config.reading import secret
from bot.config.sections import Config
from bot.data_directory import open_data
from bot.delivery.outbox import Outbox, Sender
from bot.delivery.routing import Router, mail_sender, report_refused_mail
from bot.dispatch.answers import Effect
from bot.dispatch.dispatch import Dispatch
from bot.dispatch.meaning import Vocabulary
from bot.fetching.links import Links, user_agent
from bot.http.health import STILL
from bot.live import Live, SenderLimit
from bot.matrix.aliases import enter_rooms, resolve
from bot.matrix.api import UnreachableError
from bot.matrix.arrivals import Arrivals
from bot.matrix.cross_signing import CrossSigningState, publish_identity
from bot.matrix.direct import DirectChats
from bot.matrix.former_devices import retire
from bot.matrix.marks import Marker
from bot.matrix.media import download
from bot.matrix.profile import introduce
from bot.matrix.rooms import Rooms
from bot.matrix.send import MatrixSender
from bot.matrix.session import Credential, Session, open_session, renew
from bot.matrix.sync import Sync, TokenLostError
from bot.process.lifecycle import READY, VERSION, locked, notify, stay_watched
from bot.settings import (
    follow_rooms,
    names_of,
    refuse_shared_management,
    resources_of,
    settings_of,
    warn_of_faults,
    with_rooms,
)
from bot.texts import operation
from bot.workers.attachments import AttachmentWorker, makers_of
from bot.workers.calendars import calendars_of
from bot.workers.configured import ConfiguredWorkers
from bot.workers.document_store import DocumentCleaning, Documents
from bot.workers.indexing import Indexing
from bot.workers.link_checks import LinkChecks
from bot.workers.programmes import Programmes
from bot.workers.schedule import Heartbeat, running_schedule
from bot.workers.submission_checks import SubmissionChecks
from bot.workers.surroundings import Surroundings
from bot.workers.text_extraction import TextExtraction
from bot.workers.undoing import Undoing
from bot.workers.worker import PAUSE_AFTER_TROUBLE, Worker, supervised
from commands import COMMANDS, JOBS, LISTENERS, ROUTES, sentences
from commands.conversation.events import IncomingEvent
from storage.database import Database
from storage.matrix import rooms

logger = logging.getLogger(__name__)


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class App:
    """The running bot; `ready` is set when it has handled the first sync."""

    config: Config
    credential: Credential
    database: Database
    session: Session
    rooms: Rooms
    live: Live
    outbox: Outbox
    first_day: datetime
    # Of the rooms whose members are members of the network, by their configured names.
    ids: Mapping[str, str]
    ready: asyncio.Event

    def __post_init__(self) -> None:
        self.heartbeat = Heartbeat(now)
        self._rooms_known = asyncio.Event()
        self._changed = False
        self._wake_jobs: Callable[[], None] = lambda: None
        self.serve = self._server()
        limit = SenderLimit(self.config.limits.commands_per_minute)
        vocabulary = Vocabulary(COMMANDS, ROUTES, LISTENERS, sentences)
        self.dispatch = Dispatch(self.database, vocabulary, self.live, limit)
        self.arrivals = Arrivals(self.session, self.database, self.outbox.wake)
        self.sync = Sync(
            self.session,
            self.database,
            self.rooms,
            self._handle,
            self.outbox.answered,
            now,
            self.first_day,
            timedelta(days=self.config.privacy.retention_days.handled_events) - timedelta(hours=1),
            self._rooms_known.set,
            self._synced,
            self.dispatch.may_ask_about_a_file,
            lambda room_id: room_id == self.live.settings.management_room,
            partial(noting.note_reply, self.database, self.live),
            partial(noting.note_members, self.database, self.live),
        )
        self.surroundings = Surroundings(
            self.session, self.database, self.config.rooms.all, self.ids, now, self.find_rooms
        )
        self._add_workers()

    def _server(self) -> Callable[[], Coroutine[None, None, None]] | None:
        """Return the work of the HTTP server, if one is configured. Raises Failure."""
        if self.config.http is None:
            return None
        from bot.http.routes import http_of

        http = http_of(self.config, self.database, self.heartbeat, now, self.live.is_member)
        if http is not None:
            self.live.count = http.metrics.count_command
        return None if http is None else http.run

    def _add_workers(self) -> None:
        """Build the workers; an event of a room wakes some of them."""
        live, send = self.live, self._written
        documents = Documents(self.config.storage.directory / "documents")
        fetch = partial(download, self.session)
        agent, submissions = user_agent(self.config.network.website), self.config.submissions
        links = Links(user_agent=agent) if submissions.check_links else None
        largest = submissions.max_file_bytes
        checks = SubmissionChecks(self.database, documents, links, fetch, live, largest, send)
        makers = makers_of(self.database, live, documents.made)
        indexing = Indexing(self.database, live)

        def document_read() -> None:
            indexing.wake()
            send()

        self.woken_by_events: Sequence[Worker] = (
            *checks.lanes,
            Programmes(self.database, fetch, live, send),
            AttachmentWorker(self.database, makers, live, send),
            TextExtraction(self.database, documents, live, document_read),
            indexing,
            Undoing(self.database, live, send),
        )
        self.workers: Sequence[Worker] = (
            *self.woken_by_events,
            self.outbox,
            self.rooms,
            self.surroundings,
            DocumentCleaning(self.database, documents),
            calendars_of(self.config, self.database, live, send),
            *([] if links is None else [LinkChecks(self.database, links, live)]),
            *ConfiguredWorkers(self.config, self.database, live, self.heartbeat, self.ready, send),
        )

    async def run(self) -> None:
        """Work until cancelled. Raises Failure's causes, see bot/process/failures.py."""
        gc.freeze()
        with running_schedule(
            JOBS, self.database, self.live, self.heartbeat, self.outbox.wake, self.ready
        ) as self._wake_jobs:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._keep_syncing())
                tasks.create_task(self._tell_system())
                tasks.create_task(self._end_when_damaged())
                for worker in self.workers:
                    work = self._keep_delivering if worker is self.outbox else worker.run
                    tasks.create_task(supervised(work))
                if self.serve is not None:
                    tasks.create_task(self.serve())

    async def _end_when_damaged(self) -> None:
        """End the process, whoever met the damage and whatever they made of the error."""
        raise await self.database.damage

    async def _handle(self, event: IncomingEvent) -> bool:
        """Let the answer go out first; the workers are called when the sync is handled."""
        await self.arrivals.look_for_targets(event)
        handled = await self.dispatch.handle(event)
        if handled is not Effect.NOTHING:
            self.outbox.answer(event.room_id, alone=handled is Effect.ANSWERED)
        self._changed |= handled is Effect.CHANGED
        return handled is not Effect.NOTHING

    def _synced(self) -> None:
        self.ready.set()
        if self._changed:
            self._changed = False
            for worker in self.woken_by_events:
                worker.wake()
            self._wake_jobs()

    def _written(self) -> None:
        """Wake whom it may concern that a worker or a job has written: rows to send, or a date."""
        self.outbox.wake()
        self._wake_jobs()

    async def _tell_system(self) -> None:
        """Tell that the bot is ready, and that it stays at work: else the system may end it."""
        await self.ready.wait()
        async with self.database.statement() as tx:
            joined = len(await rooms.joined(tx))
        account = (self.session.user_id, self.session.device_id)
        logger.info(operation.ready(VERSION, *account, joined, len(self.config.rooms.all)))
        notify(READY)
        await stay_watched(lambda: self.heartbeat.still_for(now()) <= STILL)

    async def _keep_delivering(self) -> None:
        """Wait until the first sync has told the rooms and their encryption.

        Answers to what it brings leave at once; what waited before, not until it is handled: it
        may be taken back there.
        """
        await self._rooms_known.wait()
        warn_of_faults(self.live.faults())
        await self.outbox.run(self.ready)

    async def _keep_syncing(self) -> None:
        while True:
            try:
                await self.sync.run()
            except TokenLostError:
                logger.warning("the access token was taken away; logging in again")
                await self._log_in_again()

    async def _log_in_again(self) -> None:
        """Log in as the same device; without a password end the process: a person must help."""
        name = self.config.matrix.device_name
        try:
            await renew(self.session, self.credential, name, self.config.matrix_directory)
            state = await publish_identity(
                self.session, self.config.matrix_directory, self.credential
            )
        except UnreachableError as error:
            logger.warning("not logged in: %s", error)
            await asyncio.sleep(PAUSE_AFTER_TROUBLE)
        else:
            await self.note(state)

    async def note(self, state: CrossSigningState) -> None:
        device_id, room_id = self.session.device_id, self.live.settings.management_room
        await noting.note_cross_signing(self.database, state, device_id, room_id, now())
        await noting.note_version(self.config, self.database, room_id, now())

    async def find_rooms(self, ids: Mapping[str, str]) -> None:
        """Take over a room that was missing and is there now."""
        self.ids = ids
        await self.rooms.load(ids.values())
        self.live.settings = with_rooms(self.live.settings, self.config, ids)
        await self.follow_rooms()

    async def follow_rooms(self) -> None:
        """Update the settings after an upgrade of a room, or after the bot has joined one."""
        async with self.database.transaction() as tx:
            settings = await follow_rooms(tx, self.live, self.rooms.states, self.ids.values())
        self.live.settings = settings
        self.outbox.wake()


@asynccontextmanager
async def open_app(config: Config, *, begin_anew: bool = False) -> AsyncIterator[App]:
    """Assemble the bot; `App.run` starts it."""
    found = secret(config.matrix)
    credential = Credential(**{found.kind: found.value.get_secret_value()})
    with locked(config.storage.directory):
        config.matrix_directory.mkdir(mode=0o700, exist_ok=True)
        async with open_data(config, begin_anew=begin_anew, alone=True) as database:
            # Before there are keys: beside them, a database that has not begun is a lost one.
            facts = await noting.note_start(database, now())
            async with open_session(
                config.matrix.homeserver,
                config.matrix.user_id,
                credential,
                config.matrix.device_name,
                config.matrix_directory,
            ) as session:
                session.generation, session.marker = facts.generation, Marker(facts.mark_key)
                yield await _assemble(config, credential, database, session, facts.first_day)


async def _assemble(
    config: Config, credential: Credential, database: Database, session: Session, begun: datetime
) -> App:
    # Before any room is entered: its members need the keys of the bot to write to it.
    cross_signing, ids, shown = await asyncio.gather(
        publish_identity(session, config.matrix_directory, credential),
        resolve(session.api, database, config.rooms.all, now()),
        introduce(session, database, config.matrix, now()),
    )
    recovery = await noting.note_device(database, session.device_id, now())
    await retire(session, database, config.matrix_directory, credential, now)
    await refuse_shared_management(config.rooms, ids, database)
    their_rooms = await enter_rooms(session, database, config.matrix.invite_from, ids, now)
    chats = DirectChats(session, database, their_rooms, now)
    settings = settings_of(config, ids, names_of(session.user_id, shown, config))
    live = Live(settings, now, resources=resources_of(config, their_rooms.states.members))
    router: Sender = Router(MatrixSender(session, chats), mail_sender(config.mail))
    ready, lost_time = asyncio.Event(), None
    if recovery is not None:
        from bot.recovery.lost_time import LostTime

        lost_time = LostTime(recovery, session, database, now, live, ready, config)
        router = lost_time.first_looking(router)
    outbox = Outbox(database, router, now, partial(report_refused_mail, live))
    began = begun - session.greeting.clock_ahead
    app = App(config, credential, database, session, their_rooms, live, outbox, began, ids, ready)
    hello = partial(live.first_words, COMMANDS)
    their_rooms.on_changed, their_rooms.hello = app.follow_rooms, hello
    await app.follow_rooms()
    if lost_time is not None:
        await lost_time.begin(app)
    await app.note(cross_signing)
    await app.surroundings.note(session.greeting)
    app.surroundings.warn(session.greeting)
    session.patience = 0
    return app
