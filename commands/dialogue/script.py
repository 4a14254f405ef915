"""What a dialogue consists of: steps, where somebody is in them, and what comes of an answer."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from commands.command import File, Message, Occasion
from commands.texts.markup import NOTHING, Inline, Text

PREVIEW = "preview"

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    text: str
    file: File | None = None


@dataclass(frozen=True)
class Taken:
    """`value` can be written as JSON; `remark` is said before the next question."""

    value: Any
    remark: Text = NOTHING


@dataclass(frozen=True)
class Unfit:
    """To be asked again; one of `offered` may then be answered by its number."""

    why: Text
    offered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sent:
    """The end of a dialogue."""

    text: Text


@dataclass(frozen=True)
class Held:
    """It could not be sent: the dialogue goes on at `step`."""

    step: str
    unfit: Unfit


def _nothing(_value: Any) -> Text:
    return NOTHING


@dataclass(frozen=True)
class Step:
    """One question; `read` gets what was said and the present value, if there is one.

    The answer to a question with `choices` reaches `read` as one of them or as it was typed.
    """

    name: str
    label: str
    question: Text
    read: Callable[[Occasion, Said, Any], Awaitable[Taken | Unfit]]
    shown: Callable[[Any], tuple[Inline, ...]]
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    required: bool = False
    takes_files: bool = False
    # Said where the present value is shown.
    also: Callable[[Any], Text] = _nothing


@dataclass(frozen=True)
class State:
    """`step` is the one asked, or PREVIEW; the answer None says that it was skipped."""

    step: str
    answers: Answers
    offered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turn:
    """What comes of an answer; without `state` the dialogue is over.

    `again`: it did not fit, and `remark` says all that is needed to answer once more.
    """

    state: State | None
    remark: Text = NOTHING
    again: bool = False


@dataclass(frozen=True)
class Script:
    """A dialogue about `subject`, begun by `command`; `send` gets the answers by step.

    `opening` is said before the first question; it gets the prefix of commands.
    """

    subject: str
    command: str
    opening: Callable[[str], Text]
    steps: tuple[Step, ...]
    send: Callable[[Occasion, Message, Answers], Awaitable[Sent | Held]]

    @property
    def places(self) -> tuple[str, ...]:
        return (*(step.name for step in self.steps), PREVIEW)

    def step(self, name: str) -> Step | None:
        """None for the preview."""
        return next((step for step in self.steps if step.name == name), None)

    def missing(self, answers: Answers) -> Step | None:
        """The first that is needed and not answered."""
        return next((s for s in self.steps if s.required and answers.get(s.name) is None), None)

    def following(self, answers: Answers) -> str:
        """The first that is still to be asked: so an edit from the preview leads back there."""
        for step in self.steps:
            if step.name not in answers or (step.required and answers[step.name] is None):
                return step.name
        return PREVIEW

    def begun(self) -> State:
        return State(self.steps[0].name, {})

    def resumed(self, step: str, answers: Answers, offered: tuple[str, ...]) -> State:
        """As it was stored, even if the steps were others then."""
        known = {name: value for name, value in answers.items() if name in self.places}
        if step not in self.places or (step == PREVIEW and self.missing(known) is not None):
            return State(self.following(known), known)
        return State(step, known, offered)
