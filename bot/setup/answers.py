"""Where answers come from: a person at a terminal, or the environment."""

import getpass
import sys
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.config.reading import ENVIRONMENT_PREFIX
from bot.process.lifecycle import Failure
from bot.setup.inputs import UnfitInputError
from bot.texts import setup as texts

T = TypeVar("T")


@dataclass(frozen=True)
class SetupQuestion:
    """`variable` is the name in the environment without prefix; `default` None: it is needed."""

    variable: str
    text: str
    default: str | None = None
    is_secret: bool = False


class AnswerSource(Protocol):
    """Asks, and says what comes of it."""

    def say(self, text: str) -> None: ...

    def given(self, variable: str) -> str:
        """Return what is known without asking; "" if nothing."""

    def read(self, question: SetupQuestion) -> str:
        """Return the answer, stripped unless it is secret. Raises EOFError, Failure."""

    def confirms(self, question: SetupQuestion, typed: str) -> bool:
        """Tell whether the secret means what was typed unseen. Raises EOFError, Failure."""

    def refuse(self, text: str, variable: str = "", *, passes: bool = False) -> None:
        """Say why not, for another answer; where nobody sits raise Failure (1 if it `passes`)."""


@dataclass
class Keyboard:
    """A person at a terminal; plain lines, one after the other."""

    def say(self, text: str) -> None:
        write_line(text)

    def given(self, variable: str) -> str:
        return ""

    def read(self, question: SetupQuestion) -> str:
        prompt = texts.prompt(question.text, question.default)
        while True:
            try:
                typed = _hidden(prompt) if question.is_secret else input(prompt).strip()
            except UnicodeDecodeError:
                self.say(texts.UNREADABLE)
                continue
            if typed or question.default is not None:
                return typed or question.default or ""
            self.say(texts.NEEDED)

    def confirms(self, question: SetupQuestion, typed: str) -> bool:
        return self.read(question) == typed

    def refuse(self, text: str, variable: str = "", *, passes: bool = False) -> None:
        self.say(text)


def _hidden(prompt: str) -> str:
    """Read without showing; refuse a terminal that would show it. Raises Failure."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except getpass.GetPassWarning:
            raise Failure(texts.NOT_HIDDEN, exit_code=2) from None


@dataclass
class Variables:
    """The environment, for those who set up many, or by a program."""

    environment: Mapping[str, str]

    def say(self, text: str) -> None:
        write_line(text)

    def given(self, variable: str) -> str:
        return self.environment.get(f"{ENVIRONMENT_PREFIX}{variable}", "").strip()

    def read(self, question: SetupQuestion) -> str:
        found = self.given(question.variable) or question.default
        if found is None:
            raise Failure(texts.missing_variable(question.variable, question.text), exit_code=2)
        return found

    def confirms(self, question: SetupQuestion, typed: str) -> bool:
        """Nobody mistypes a variable unseen: once is enough."""
        return True

    def refuse(self, text: str, variable: str = "", *, passes: bool = False) -> None:
        told = f"{ENVIRONMENT_PREFIX}{variable}: {text}" if variable else text
        raise Failure(told, exit_code=1 if passes else 2)


def write_line(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def settle(answers: AnswerSource, question: SetupQuestion, use: Callable[[str], T]) -> T:
    """Ask until the answer can be used."""
    while True:
        try:
            return use(answers.read(question))
        except UnfitInputError as error:
            answers.refuse(error.text, question.variable, passes=error.passes)
