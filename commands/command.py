"""What a command is: a name, typed arguments, and a function from them to a reply."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from commands.settings import Settings
from commands.texts.markup import Text
from storage.database import Transaction


class UsageError(Exception):
    """The words do not fit the command's arguments."""


class Arguments(BaseModel):
    """The words after the command name, in field order; the last field takes the rest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def split(cls, text: str) -> dict[str, str]:
        """Field name -> words; raises UsageError if there are more words than fields."""
        names = list(cls.model_fields)
        words = text.split(maxsplit=max(len(names) - 1, 0)) if names else text.split()
        if len(words) > len(names):
            raise UsageError
        return {name: word.strip() for name, word in zip(names, words, strict=False)}


@dataclass(frozen=True)
class Message:
    """A text event that reached the bot."""

    room_id: str
    sender: str
    event_id: str
    body: str
    sent_at: datetime
    thread_root: str | None = None
    direct: bool = False


@dataclass(frozen=True)
class Context:
    """Everything a command may know; `commands` are those available to this person here."""

    message: Message
    now: datetime
    tx: Transaction
    settings: Settings
    commands: "Sequence[AnyCommand]"


@dataclass(frozen=True)
class Reply:
    text: Text


A = TypeVar("A", bound=Arguments)


@dataclass(frozen=True)
class Command(Generic[A]):
    """A value: what people type, what it needs, what it does."""

    name: str
    run: Callable[[Context, A], Awaitable[Reply]]
    arguments: type[A]
    summary: str
    example: str
    aliases: tuple[str, ...] = ()
    management: bool = False
    # A pure look-up changes nothing: it may be late, repeated or taken back.
    lookup: bool = False

    @property
    def usage(self) -> str:
        """What to type, without the prefix: "leitlinie <Ort> [Liste]"."""
        fields = self.arguments.model_fields.items()
        words = (
            f"<{field.title or name}>" if field.is_required() else f"[{field.title or name}]"
            for name, field in fields
        )
        return " ".join([self.name, *words])

    def parse(self, text: str) -> A:
        """Raises UsageError."""
        try:
            return self.arguments.model_validate(self.arguments.split(text))
        except ValidationError as error:
            raise UsageError from error


AnyCommand = Command[Any]
