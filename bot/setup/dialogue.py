"""netzwerkbot init: one question after the other, until there is a configuration."""

import asyncio
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bot.config.reading import load
from bot.config.sections import File
from bot.doctor import check
from bot.process.failures import explained
from bot.setup.account import AccountSteps
from bot.setup.answers import Answers, Question, settle
from bot.setup.connection import Connection
from bot.setup.draft import Draft
from bot.setup.inputs import checked, read_field
from bot.setup.mail import MailStep
from bot.setup.room_steps import RoomSteps
from bot.texts import setup as texts
from commands.conversation.settings import Network

_SYSTEM = Path("/etc")


@dataclass
class Setup:
    """Each step asks only for what is not there."""

    draft: Draft
    answers: Answers
    connection: Connection = field(init=False)
    # An earlier call may have left its device logged in.
    is_resumed: bool = field(init=False)

    def __post_init__(self) -> None:
        self.connection = Connection(self.answers)
        self.is_resumed = self.draft.is_begun

    def run(self) -> int:
        """Return the number of problems that `check` finds. Raises Failure, EOFError."""
        try:
            self._ask()
        finally:
            self.connection.leave()
        self.draft.finish()
        self.answers.say(texts.written(self.draft.path))
        return self._end()

    def _ask(self) -> None:
        account = AccountSteps(self.draft, self.answers, self.connection)
        rooms = RoomSteps(self.draft, self.answers, self.connection)
        account.homeserver()
        if self.is_resumed or not account.is_done or not rooms.is_done:
            account.log_in()
            rooms.settle()
        self._network()
        MailStep(self.draft, self.answers).settle()
        self._storage()

    def _network(self) -> None:
        questions = {
            "name": Question("NETWORK__NAME", texts.NETWORK_NAME, Network().name),
            "short_name": Question("NETWORK__SHORT_NAME", texts.SHORT_NAME, Network().short_name),
        }
        values = {
            key: settle(self.answers, question, partial(read_field, Network, key))
            for key, question in questions.items()
            if self.draft.get("network", key) is None
        }
        if values:
            self.draft.add("network", values)

    def _storage(self) -> None:
        if self.draft.get("storage", "directory") is not None:
            return
        of_system = self.draft.path.resolve().is_relative_to(_SYSTEM)
        default = texts.SYSTEM_DIRECTORY if of_system else "data"
        question = Question("STORAGE__DIRECTORY", texts.STORAGE, default)
        directory = settle(self.answers, question, lambda words: str(checked(File, words)))
        self.draft.add("storage", {"directory": directory})

    def _end(self) -> int:
        """Check what was written, and say how the bot is started."""
        settings = load(self.draft.path)
        with explained(settings):
            problems = asyncio.run(check(settings, self.draft.path, self.answers.say))
        self.answers.say(texts.start(self.draft.path.resolve()))
        return problems
