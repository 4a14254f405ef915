"""From where somebody is in a dialogue and a word or a value to where it goes on; pure."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from types import MappingProxyType

from commands.command_words import fold
from commands.dialogue.script import PREVIEW, Script, State, Step, Taken, Turn, Unfit
from commands.numbers import number_of
from commands.texts import dialogue as texts
from commands.texts.markup import NOTHING, Text

# Our words stand in quotation marks, and some will be typed with them.
_AROUND = " »«\"'„“”‚‘’`.!"


class Word(Enum):
    BACK = texts.BACK
    ON = texts.ON
    EMPTY = texts.EMPTY
    PREVIEW = texts.PREVIEW
    SEND = texts.SEND
    LEAVE = texts.LEAVE
    HELP = texts.HELP


_WORDS = MappingProxyType(
    {fold(word.value): word for word in Word}
    | {
        "ueberspringen": Word.ON,
        "absenden": Word.SEND,
        "abschicken": Word.SEND,
        "abbruch": Word.LEAVE,
    }
)
# Only where it is asked whether all is right.
_YES = frozenset({"ja", "ok", "okay"})


def is_word(said: str) -> bool:
    """Whether it steers a dialogue, such as "zurück"."""
    return fold(said) in _WORDS


def word_of(state: State, said: str) -> Word | None:
    bare = fold(said.strip().strip(_AROUND))
    if state.step == PREVIEW and bare in _YES:
        return Word.SEND
    return _WORDS.get(bare)


def moved(script: Script, state: State, word: Word, prefix: str) -> Turn:
    """What a word does at any step; SEND only if there is a preview to be seen first."""
    match word:
        case Word.LEAVE:
            return Turn(None, texts.left())
        case Word.HELP:
            return Turn(state, texts.explained(prefix))
        case Word.BACK:
            return _back(script, state)
        case Word.ON | Word.EMPTY:
            return _on(script, state, keep=word is Word.ON)
        case Word.PREVIEW | Word.SEND:
            return _to_preview(script, state, NOTHING if word is Word.PREVIEW else None)


def taken(script: Script, state: State, step: Step, read: Taken | Unfit) -> Turn:
    """A value goes to its step, also when another is being asked."""
    if isinstance(read, Unfit):
        return Turn(replace(state, offered=read.offered), read.why, again=True)
    answers = {**state.answers, step.name: read.value}
    if step.name != state.step:
        return Turn(replace(state, answers=answers), read.remark)
    return Turn(State(script.following(answers), answers), read.remark)


def chosen(script: Script, state: State, said: str) -> Turn:
    """At the preview: a number or a name leads to that step."""
    number = number_of(said)
    if number is not None and not 1 <= number <= len(script.steps):
        return Turn(state, texts.no_such_number(len(script.steps)), again=True)
    wanted = fold(said.strip().strip(_AROUND))
    for position, step in enumerate(script.steps, start=1):
        if position == number or wanted in map(fold, (step.label, *step.aliases)):
            return Turn(State(step.name, state.answers))
    return Turn(state, texts.not_understood(), again=True)


def asked(script: Script, turn: Turn) -> Text:
    """What to say after a turn: its remark and, unless it is over, the question."""
    state = turn.state
    if state is None:
        return turn.remark
    step = script.step(state.step)
    number = script.places.index(state.step) + 1
    label = texts.PREVIEW_LABEL if step is None else step.label
    heading = texts.heading(number, len(script.places), label)
    answered = state.answers.get(state.step) is not None
    words = texts.words(_available(script, state, step), answered=answered)
    if step is None:
        question = _at_preview(script, state, again=turn.again)
    else:
        question = _question(state, step, again=turn.again)
    if turn.again:
        return heading + turn.remark + question + words
    return turn.remark + heading + question + words


def options(state: State, step: Step) -> tuple[str, ...]:
    """What a number may answer."""
    return state.offered or step.choices


def _question(state: State, step: Step, *, again: bool) -> Text:
    offered = options(state, step)
    question = NOTHING if again else step.question
    if offered:
        question += texts.choices(offered)
    value = state.answers.get(step.name)
    if value is None:
        return question
    return question + texts.present(step.shown(value)) + step.also(value)


def _at_preview(script: Script, state: State, *, again: bool) -> Text:
    example = script.steps[-1].label, len(script.steps)
    if again:
        return texts.at_preview_again(*example)
    return _preview(script, state) + texts.at_preview(*example)


def _preview(script: Script, state: State) -> Text:
    fields = []
    for step in script.steps:
        value = state.answers.get(step.name)
        fields.append((step.label, (texts.NO_ANSWER,) if value is None else step.shown(value)))
    return texts.preview(fields)


def _available(script: Script, state: State, step: Step | None) -> Sequence[str]:
    """The words of which it makes sense to speak here."""
    if step is None:
        return (texts.BACK, texts.HELP, texts.LEAVE)
    answered = state.answers.get(step.name) is not None
    fits = {
        texts.ON: answered or not step.required,
        texts.EMPTY: answered and not step.required,
        texts.BACK: script.places.index(step.name) > 0,
        texts.PREVIEW: script.missing(state.answers) is None,
        texts.HELP: True,
        texts.LEAVE: True,
    }
    return [word for word, fit in fits.items() if fit]


def _back(script: Script, state: State) -> Turn:
    position = script.places.index(state.step)
    if position == 0:
        return Turn(state, texts.first_step(), again=True)
    return Turn(State(script.places[position - 1], state.answers))


def _on(script: Script, state: State, *, keep: bool) -> Turn:
    step = script.step(state.step)
    if step is None:
        return Turn(state, texts.not_understood(), again=True)
    value = state.answers.get(step.name) if keep else None
    if value is None and step.required:
        return Turn(state, texts.required(step.label), again=True)
    answers = {**state.answers, step.name: value}
    return Turn(State(script.following(answers), answers))


def _to_preview(script: Script, state: State, remark: Text | None) -> Turn:
    missing = script.missing(state.answers)
    if missing is not None:
        return Turn(State(missing.name, state.answers), texts.missing(missing.label))
    answers = {step.name: state.answers.get(step.name) for step in script.steps}
    return Turn(State(PREVIEW, answers), texts.check_first() if remark is None else remark)
