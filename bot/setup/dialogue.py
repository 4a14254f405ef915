"""netzwerkbot init: one question after the other, until there is a configuration."""

import asyncio
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bot.config.reading import load
from bot.doctor import check
from bot.process.failures import explained
from bot.process.lifecycle import has_services, start_command, unit_of
from bot.setup.account import AccountSteps
from bot.setup.answers import AnswerSource, SetupQuestion, settle
from bot.setup.connection import SetupConnection
from bot.setup.directories import DirectoryStep
from bot.setup.draft import ConfigDraft
from bot.setup.inputs import read_field
from bot.setup.mail import MailStep
from bot.setup.room_steps import RoomSteps
from bot.texts import setup as texts
from commands.conversation.settings import Network

_UNIT = "netzwerkbot.service"


@dataclass
class Setup:
    """Each step asks only for what is not there."""

    draft: ConfigDraft
    answers: AnswerSource
    connection: SetupConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = SetupConnection(self.answers)

    def run(self) -> int:
        """Return the number of problems that `check` finds. Raises Failure, EOFError."""
        try:
            self._ask()
        finally:
            self.connection.leave()
        is_new = self.draft.is_begun
        self.draft.finish()
        self.answers.say(texts.written(self.draft.path) if is_new else texts.NOTHING_MISSING)
        return self._end()

    def _ask(self) -> None:
        # As it was before an earlier call, which may have left its device logged in.
        needs_login = not all(step.is_done for step in self._steps(self.draft.original))
        account, rooms = self._steps(self.draft)
        account.homeserver()
        if needs_login:
            account.log_in()
            rooms.settle()
        account.invitations(())
        self._network()
        MailStep(self.draft, self.answers).settle()
        DirectoryStep(self.draft, self.answers).settle()

    def _steps(self, draft: ConfigDraft) -> tuple[AccountSteps, RoomSteps]:
        account = AccountSteps(draft, self.answers, self.connection)
        return account, RoomSteps(draft, self.answers, self.connection, account.invitations)

    def _network(self) -> None:
        questions = {
            "name": SetupQuestion("NETWORK__NAME", texts.NETWORK_NAME, Network().name),
            "short_name": SetupQuestion(
                "NETWORK__SHORT_NAME", texts.SHORT_NAME, Network().short_name
            ),
        }
        values = {
            key: settle(self.answers, question, partial(read_field, Network, key))
            for key, question in questions.items()
            if self.draft.get("network", key) is None
        }
        if values:
            self.draft.add("network", values)

    def _end(self) -> int:
        """Check what was written, and say how the bot is started."""
        # By the file alone: what init reads from the environment stands in it now.
        settings = load(self.draft.path, {})
        with explained(settings):
            problems = asyncio.run(check(settings, self.draft.path, self.answers.say))
        command = start_command(self.draft.path, settings.storage.directory)
        is_needed = has_services() and not unit_of(self.draft.path)
        unit_file = _unit() if is_needed else None
        self.answers.say(texts.start(self.draft.path, command, unit_file))
        return problems


def _unit() -> Path:
    """Return the unit of systemd: of the installed package, else of this folder of the program."""
    installed = Path(sys.prefix, "share", "netzwerkbot", _UNIT)
    return installed if installed.exists() else Path(__file__).parents[2] / "deploy" / _UNIT
