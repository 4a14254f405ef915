"""The possible meanings of an event, nearest first; pure, except that `look_up` reads."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from commands.conversation.addressing import Address
from commands.conversation.command import AnyCommand, AnyListener, Context, Reply, Route
from commands.conversation.command_words import find
from commands.conversation.dialogue.moves import is_word
from commands.conversation.events import IncomingEvent, Message, Reaction, Redaction
from commands.conversation.short_answers import read_words
from commands.language.understanding import SentenceRules, Where
from commands.meetings.announcements import meetings_in
from storage.conversation import awaited, inbox, outbox
from storage.conversation.awaited import Awaited
from storage.conversation.inbox import Handled
from storage.database import Transaction


@dataclass(frozen=True)
class Incoming:
    """An event with the stored facts about it.

    `subjects` are those of the messages to which it refers, by event id; `awaited` are the
    questions that the sender may answer there, newest first; `before` is the outcome of the message
    that it edits.
    """

    event: IncomingEvent
    address: Address | None
    subjects: Mapping[str, str] = field(default_factory=dict)
    awaited: Sequence[Awaited] = ()
    before: Handled | None = None

    @property
    def is_addressed(self) -> bool:
        """Return whether it counts as a command at once, unlike edits and choices in rooms."""
        event = self.event
        if not isinstance(event, Message):
            return False
        return event.direct or (self.address is not None and event.replaces is None)

    @property
    def reacted_to(self) -> str | None:
        """Return the subject of the post to which it reacts: the answer has the same."""
        event = self.event
        return self.subjects.get(event.target) if isinstance(event, Reaction) else None


@dataclass(frozen=True)
class Invocation:
    """A command line of `message`, or in its place; `original` is the message that it edits.

    `where`: it was said without prefix there, and may be ordinary German; `about` is then the
    subject of the post that it answers.
    """

    message: Message
    words: str
    original: str | None
    where: Where | None = None
    about: str = ""


@dataclass(frozen=True)
class Call:
    """A route or a listener that may take the event; `run` returns None if it does not.

    `public`: it may do so for everybody.
    """

    name: str
    run: Callable[[Context], Awaitable[Reply | None]]
    public: bool = False


@dataclass(frozen=True)
class Removal:
    """The message `target` was removed; its answer may have to go, too."""

    target: str


Meaning = Invocation | Call | Removal
_NO_ROUTE = Route("")


def may_concern_us(event: IncomingEvent, address: Address | None) -> bool:
    """Return False for ordinary talk in a room, to spare the database; a yes or number counts."""
    if address is not None or not isinstance(event, Message) or event.direct:
        return True
    related = (event.thread_root, event.reply_to, event.replaces)
    if any(event_id is not None for event_id in related):
        return True
    answer = read_words(event.body)
    return answer.number is not None or answer.decision is not None


async def look_up(
    tx: Transaction, event: IncomingEvent, address: Address | None, routes: Iterable[Route]
) -> Incoming:
    """Read the facts on which the meaning depends, if it is no plain command."""
    match event:
        case Reaction():
            subject = await outbox.subject_of(tx, event.target)
            subject = subject or await _subject_of_theirs(tx, event.target, routes)
            return Incoming(event, address, {} if subject is None else {event.target: subject})
        case Redaction():
            subject = await _subject_of_theirs(tx, event.target, routes)
            subject = subject or await outbox.subject_of_answer(tx, event.target)
            return Incoming(event, address, {} if subject is None else {event.target: subject})
    room_id, root = event.room_id, event.thread_root
    related = [event_id for event_id in (event.reply_to, root) if event_id is not None]
    subjects = await outbox.subjects_of(tx, related) if related else {}
    if event.replaces is not None:
        subject = await _subject_of_theirs(tx, event.replaces, routes)
        subjects |= {} if subject is None else {event.replaces: subject}
    questions = await awaited.here(tx, event.sender, room_id, root, direct=event.direct)
    before = None if event.replaces is None else await inbox.handled(tx, event.replaces)
    return Incoming(event, address, subjects, questions, before)


async def _subject_of_theirs(tx: Transaction, event_id: str, routes: Iterable[Route]) -> str | None:
    """Return the subject of somebody's own message."""
    for route in routes:
        subject = None if route.find is None else await route.find(tx, event_id)
        if subject is not None:
            return subject
    return None


@dataclass(frozen=True)
class Vocabulary:
    """All commands, routes and listeners, and the sentences that are understood."""

    commands: Sequence[AnyCommand]
    routes: Sequence[Route]
    listeners: Sequence[AnyListener]
    sentences: Callable[[], Sequence[SentenceRules]] | None = None

    def is_command(self, words: str) -> bool:
        """Return whether they begin with the name of a command."""
        return find(words, self.commands) is not None

    def is_plain_command(self, event: IncomingEvent, address: Address | None) -> bool:
        """Return whether the words alone show that it is a command and nothing else."""
        if not isinstance(event, Message) or event.replaces is not None or address is None:
            return False
        return address.called and not self._steers(event, address)

    def meanings(self, incoming: Incoming) -> Iterator[Meaning]:
        """Yield the meanings in order; the caller stops at the first that takes the event."""
        event, address = incoming.event, incoming.address
        if isinstance(event, Message) and address is not None:
            if self.is_plain_command(event, address):
                yield Invocation(event, address.words, None, _where(event, address))
                return
            if self._steers(event, address):
                event = replace(event, body=address.words)
        for listener in self.listeners:
            if isinstance(event, listener.hears) and _is_for(listener, event):
                yield _bound(listener.run.__name__, listener.run, event)
        match event:
            case Reaction(target=target):
                route, subject = self._about(incoming, target)
                yield from _call(route, route.on_reaction, event, subject)
            case Redaction(target=target):
                route, subject = self._about(incoming, target)
                yield from _call(route, route.on_removal, event, subject)
                yield Removal(target)
            case Message():
                yield from self._of_message(event, incoming)

    def _of_left_over(self, message: Message) -> Iterator[Call]:
        for listener in self.listeners:
            left_over = listener.left_over
            if left_over is not None and isinstance(message, listener.hears) and left_over(message):
                yield _bound(listener.run.__name__, listener.run, message)

    def _steers(self, message: Message, address: Address) -> bool:
        """Return whether it is a word of a dialogue: "!zurück" means "zurück" there."""
        if not (message.direct and address.called and is_word(address.words)):
            return False
        return find(address.words, self.commands) is None

    def _of_message(self, message: Message, incoming: Incoming) -> Iterator[Meaning]:
        address, before = incoming.address, incoming.before
        if message.replaces is not None:
            route, subject = self._about(incoming, message.replaces)
            yield from _call(route, route.on_edit, message, subject)
        was_command = before is not None and before.outcome is not None
        called = address is not None and address.called
        if not (was_command and called):
            yield from self._of_words(message, incoming)
        command = None if address is None else find(address.words, self.commands)
        # "Leitlinien Bonn: https://…" begins like a look-up.
        if not called and (command is None or command.lookup):
            yield from self._of_left_over(message)
        # An edit does not turn an answer in a dialogue into a command.
        if address is not None and (was_command or called or before is None):
            where, about = _where(message, address), _date_above(message, incoming)
            yield Invocation(message, address.words, message.replaces, where, about)
        elif self.sentences and address is None and _date_above(message, incoming):
            about = _date_above(message, incoming)
            yield Invocation(message, message.body, None, Where.BELOW_DATE, about)

    def _of_words(self, message: Message, incoming: Incoming) -> Iterator[Call]:
        """Yield routes by the post it replies to, then by questions there, by its thread's root,
        and by questions in the chat.
        """
        root, newest = message.thread_root, {each.kind: each for each in incoming.awaited[::-1]}
        questions = [each for each in incoming.awaited if each is newest[each.kind]]
        there = [each for each in questions if root is None or each.room_id is not None]
        if message.reply_to != root:
            yield from self._below(message, message.reply_to, incoming)
        yield from self._answering(message, incoming, there)
        yield from self._below(message, root, incoming)
        elsewhere = [each for each in questions if each not in there]
        yield from self._answering(message, incoming, elsewhere)

    def _below(self, message: Message, event_id: str | None, incoming: Incoming) -> Iterator[Call]:
        route, subject = self._about(incoming, event_id or "")
        yield from _call(route, route.on_message, message, subject)

    def _answering(
        self, message: Message, incoming: Incoming, questions: Iterable[Awaited]
    ) -> Iterator[Call]:
        words = "" if incoming.address is None else incoming.address.words
        is_command = find(words, self.commands) is not None
        for each in questions:
            route = self._route(each.kind)
            if not (route.after_commands and is_command):
                yield from _call(route, route.on_awaited, message, each)

    def _about(self, incoming: Incoming, event_id: str) -> tuple[Route, str]:
        subject = incoming.subjects.get(event_id, "")
        return self._route(subject.partition(":")[0]), subject

    def _route(self, kind: str) -> Route:
        return next((route for route in self.routes if route.kind == kind), _NO_ROUTE)


def _is_for(listener: AnyListener, event: IncomingEvent) -> bool:
    return listener.left_over is None and (listener.fits is None or listener.fits(event))


def _where(message: Message, address: Address) -> Where | None:
    """Return where ordinary German may be said; None for a line with the prefix."""
    if address.called and not address.named:
        return None
    return Where.MENTION if address.named and not message.direct else Where.DIRECT


def _date_above(message: Message, incoming: Incoming) -> str:
    """Return the subject of the post about dates to which it replies, or in whose thread it is.

    An edit or a file is no answer to it, nor what is said in the thread to somebody else.
    """
    root, reply_to = message.thread_root, message.reply_to
    event_id = root if reply_to in (None, root) else reply_to
    about = incoming.subjects.get(event_id or "", "")
    is_answer = meetings_in(about) and message.file is None and message.replaces is None
    return about if is_answer else ""


def _call(
    route: Route, run: Callable[..., Awaitable[Reply | None]] | None, *about: object
) -> Iterator[Call]:
    if run is not None:
        yield _bound(route.kind, run, *about, public=route.public)


def _bound(
    name: str, run: Callable[..., Awaitable[Reply | None]], *about: object, public: bool = False
) -> Call:
    return Call(name, lambda ctx: run(ctx, *about), public)
