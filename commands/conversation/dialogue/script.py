"""The parts of a dialogue: steps, the place of a person in them, the outcome of an answer."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from commands.conversation.command import Context, Reply
from commands.conversation.events import File, Message
from commands.language.markup import NOTHING, Inline, Text

PREVIEW = "preview"
# Among the answers that are sent: the number of what the dialogue changes.
ABOUT = "about"

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class StepAnswer:
    text: str
    file: File | None = None


@dataclass(frozen=True)
class StepValue:
    """`value` can be written as JSON; `remark` stands before the next question."""

    value: Any
    remark: Text = NOTHING


@dataclass(frozen=True)
class SendFailure:
    """The answers could not be sent; the dialogue goes on at `step`, which offers `options`."""

    step: str
    why: Text
    options: tuple[str, ...] = ()


def _nothing(_value: Any) -> Text:
    return NOTHING


def _plain(value: Any) -> tuple[Inline, ...]:
    return (str(value),)


def _as_given(answers: Answers) -> Answers:
    return answers


@dataclass(frozen=True)
class StepWords:
    """The words of a step; at the preview the `aliases` lead to it, too."""

    label: str
    question: str
    aliases: tuple[str, ...] = ()


# Gets the answer and the present value, if there is one. Raises UnfitError; then the question is
# asked again, and the error's options may be answered by their numbers.
Reader = Callable[[Context, StepAnswer, Any], Awaitable[StepValue]]


def parsing(parse: Callable[[str], Any]) -> Reader:
    """Make a reader that only parses the words."""
    return parsing_dates(lambda words, _: parse(words))


def parsing_dates(parse: Callable[[str, date], Any]) -> Reader:
    """Make a reader that only parses the words, and must know which day it is."""

    async def read(ctx: Context, answer: StepAnswer, _present: Any) -> StepValue:
        return StepValue(parse(answer.text, ctx.today))

    return read


@dataclass(frozen=True)
class DialogueStep:
    """One question; an answer to one with `choices` reaches `read` as one of them or as typed."""

    name: str
    words: StepWords
    read: Reader
    shown: Callable[[Any], tuple[Inline, ...]] = _plain
    choices: tuple[str, ...] = ()
    required: bool = False
    takes_files: bool = False
    # Shown below the present value.
    also: Callable[[Any], Text] = _nothing


@dataclass(frozen=True)
class DialogueState:
    """`step` is the present one, or PREVIEW; the answer None means that a step was skipped."""

    step: str
    answers: Answers
    offered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turn:
    """The outcome of an answer; without `state` the dialogue is over.

    `again`: the answer did not fit, and `remark` says all that is needed to answer once more.
    `silent`: nothing is asked now. `options` are command lines that are offered at the end.
    """

    state: DialogueState | None
    remark: Text = NOTHING
    again: bool = False
    silent: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Script:
    """A dialogue about `subject`, begun by `command`; `send` gets the answers by step.

    `opening` stands before the first question; it gets the prefix of commands. What is sent may
    be answered with an offer.
    """

    subject: str
    command: str
    opening: Callable[[str], Text]
    steps: tuple[DialogueStep, ...]
    send: Callable[[Context, Message, Answers], Awaitable[Text | Reply | SendFailure]]
    # What the preview shows of the answers: one may say more when the others are known.
    previewed: Callable[[Answers], Answers] = _as_given
    # What sending means, below the preview.
    before_sending: Text = NOTHING
    # Nothing is kept of what was said on the way.
    untraced: bool = False

    @property
    def kind(self) -> str:
        """Return the kind under which the person's next word is awaited."""
        return f"{self.subject}-dialogue"

    @property
    def places(self) -> tuple[str, ...]:
        return (*(step.name for step in self.steps), PREVIEW)

    def step(self, name: str) -> DialogueStep | None:
        """Return the step of that name; None for the preview."""
        return next((step for step in self.steps if step.name == name), None)

    def missing(self, answers: Answers) -> DialogueStep | None:
        """Return the first required step without an answer."""
        return next((s for s in self.steps if s.required and answers.get(s.name) is None), None)

    def following(self, answers: Answers) -> str:
        """Return the first open place: so an edit from the preview leads back there."""
        for step in self.steps:
            if step.name not in answers or (step.required and answers[step.name] is None):
                return step.name
        return PREVIEW

    def start(self) -> DialogueState:
        return DialogueState(self.steps[0].name, {})

    def resume(self, step: str, answers: Answers, offered: tuple[str, ...]) -> DialogueState:
        """Return the stored state, fitted to the steps that there are now."""
        known = {name: value for name, value in answers.items() if name in self.places}
        if step not in self.places or (step == PREVIEW and self.missing(known) is not None):
            return DialogueState(self.following(known), known)
        return DialogueState(step, known, offered)
