"""Move through a dialogue by a word or a value; pure."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from types import MappingProxyType

from commands.conversation.command_words import fold
from commands.conversation.dialogue.script import (
    PREVIEW,
    DialogueState,
    DialogueStep,
    Script,
    StepValue,
    Turn,
)
from commands.conversation.short_answers import Decision, read_words
from commands.conversation.texts import dialogue as texts
from commands.language.markup import NOTHING, Text, text


class DialogueWord(Enum):
    BACK = texts.BACK
    ON = texts.ON
    EMPTY = texts.EMPTY
    PREVIEW = texts.PREVIEW
    SEND = texts.SEND
    LEAVE = texts.LEAVE
    HELP = texts.HELP
    LATER = texts.LATER


_WORDS = MappingProxyType(
    {fold(word.value): word for word in DialogueWord}
    | {
        "ueberspringen": DialogueWord.ON,
        "absenden": DialogueWord.SEND,
        "abschicken": DialogueWord.SEND,
        "abbruch": DialogueWord.LEAVE,
        "verwerfen": DialogueWord.LEAVE,
    }
    | {fold(words): DialogueWord.LEAVE for words in texts.STOP}
    | {fold(words): DialogueWord.ON for words in texts.DO_NOT_KNOW}
    | {fold(words): DialogueWord.EMPTY for words in texts.NOTHING_TO_SAY}
)


def is_word(text: str) -> bool:
    """Return whether it steers a dialogue, such as "zurück"."""
    return read_words(text).word in _WORDS


def word_of(state: DialogueState, text: str) -> DialogueWord | None:
    answer = read_words(text)
    # Only the preview asks whether all is right.
    if state.step == PREVIEW and answer.decision is Decision.YES:
        return DialogueWord.SEND
    return _WORDS.get(answer.word)


def move(script: Script, state: DialogueState, word: DialogueWord, prefix: str) -> Turn:
    """Do what a word does at any step; SEND leads to the preview, which must be seen first."""
    match word:
        case DialogueWord.LEAVE:
            return Turn(None, texts.LEFT)
        case DialogueWord.HELP:
            return Turn(state, texts.explained(prefix))
        case DialogueWord.LATER:
            return Turn(state, texts.later(script.command), silent=True)
        case DialogueWord.BACK:
            return _back(script, state)
        case DialogueWord.ON | DialogueWord.EMPTY:
            return _on(script, state, keep=word is DialogueWord.ON)
        case DialogueWord.PREVIEW | DialogueWord.SEND:
            return _to_preview(script, state, NOTHING if word is DialogueWord.PREVIEW else None)


def take(script: Script, state: DialogueState, step: DialogueStep, read: StepValue) -> Turn:
    """Set the value of its step, which need not be the present one."""
    answers = {**state.answers, step.name: read.value}
    if step.name != state.step:
        return Turn(replace(state, answers=answers), read.remark)
    return Turn(DialogueState(script.following(answers), answers), read.remark)


def choose(script: Script, state: DialogueState, text: str) -> Turn:
    """Go from the preview to the step with that number or name."""
    answer = read_words(text)
    number = answer.number
    if number is not None and not 1 <= number <= len(script.steps):
        return Turn(state, texts.no_such_number(len(script.steps)), again=True)
    for position, step in enumerate(script.steps, start=1):
        if position == number or answer.word in map(fold, (step.words.label, *step.words.aliases)):
            return Turn(DialogueState(step.name, state.answers))
    if answer.decision is Decision.NO:
        return Turn(state, texts.WHAT_TO_CHANGE, again=True)
    return Turn(state, texts.NOT_UNDERSTOOD, again=True)


def prompt(script: Script, turn: Turn) -> Text:
    """Return the remark of the turn and, unless the dialogue is over, the question."""
    state = turn.state
    if state is None or turn.silent:
        return turn.remark
    step = script.step(state.step)
    number = script.places.index(state.step) + 1
    label = texts.PREVIEW_LABEL if step is None else step.words.label
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


def options(state: DialogueState, step: DialogueStep) -> tuple[str, ...]:
    """Return the options that a number may choose."""
    return state.offered or step.choices


def _question(state: DialogueState, step: DialogueStep, *, again: bool) -> Text:
    offered = options(state, step)
    question = NOTHING if again else text(step.words.question)
    if offered:
        question += texts.choices(offered)
    value = state.answers.get(step.name)
    if value is None:
        return question
    return question + texts.present(step.shown(value)) + step.also(value)


def _at_preview(script: Script, state: DialogueState, *, again: bool) -> Text:
    example = script.steps[-1].words.label, len(script.steps)
    if again:
        return texts.at_preview_again(*example)
    return _preview(script, state) + script.before_sending + texts.at_preview(*example)


def _preview(script: Script, state: DialogueState) -> Text:
    fields, answers = [], script.previewed(state.answers)
    for step in script.steps:
        value = answers.get(step.name)
        fields.append(
            (step.words.label, (texts.NO_ANSWER,) if value is None else step.shown(value))
        )
    return texts.preview(fields)


def _available(script: Script, state: DialogueState, step: DialogueStep | None) -> Sequence[str]:
    """Return the words that do something here."""
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


def _back(script: Script, state: DialogueState) -> Turn:
    position = script.places.index(state.step)
    if position == 0:
        return Turn(state, texts.FIRST_STEP, again=True)
    return Turn(DialogueState(script.places[position - 1], state.answers))


def _on(script: Script, state: DialogueState, *, keep: bool) -> Turn:
    step = script.step(state.step)
    if step is None:
        return Turn(state, texts.NOT_UNDERSTOOD, again=True)
    value = state.answers.get(step.name) if keep else None
    if value is None and step.required:
        return Turn(state, texts.required(step.words.label), again=True)
    answers = {**state.answers, step.name: value}
    return Turn(DialogueState(script.following(answers), answers))


def _to_preview(script: Script, state: DialogueState, remark: Text | None) -> Turn:
    missing = script.missing(state.answers)
    if missing is not None:
        return Turn(DialogueState(missing.name, state.answers), texts.missing(missing.words.label))
    answers = {step.name: state.answers.get(step.name) for step in script.steps}
    return Turn(DialogueState(PREVIEW, answers), texts.CHECK_FIRST if remark is None else remark)
