"""A dialogue of three steps: a topic, a colour and slides."""

from typing import Any

from commands.conversation.command import (
    Arguments,
    Command,
    CommandContext,
    Context,
    Reply,
    UnfitError,
)
from commands.conversation.dialogue.script import (
    PREVIEW,
    Answers,
    DialogueStep,
    Script,
    SendFailure,
    StepAnswer,
    StepValue,
    StepWords,
)
from commands.conversation.dialogue.talk import LEAVE, begin, route
from commands.conversation.events import Message
from commands.language.markup import Inline, Text, text
from tests.support.talk import SLIDES, Talk


def shown(value: Any) -> tuple[Inline, ...]:
    return (str(value),)


async def read_topic(_ctx: Context, answer: StepAnswer, _present: Any) -> StepValue:
    if answer.text == "Wald":
        raise UnfitError(text("Welcher Wald?"), ("Stadtwald", "Staatswald"))
    if len(answer.text) >= 50:
        raise UnfitError(text("Das ist zu lang."))
    return StepValue(answer.text)


async def read_colour(_ctx: Context, answer: StepAnswer, _present: Any) -> StepValue:
    if answer.text not in ("grün", "gelb"):
        raise UnfitError(text("Grün oder gelb?"))
    return StepValue(answer.text, text("Schön."))


async def read_slides(_ctx: Context, answer: StepAnswer, present: Any) -> StepValue:
    if answer.file is None:
        raise UnfitError(text("Bitte senden Sie eine Datei."))
    if answer.file.name.endswith(".exe"):
        raise UnfitError(text("Kein Programm."))
    return StepValue(answer.file.name, text("Ersetzt." if present else "Notiert."))


async def send(_ctx: Context, _message: Message, answers: Answers) -> Text | SendFailure:
    if answers["topic"] == "Voll":
        return SendFailure(PREVIEW, text("Zurzeit ist alles voll."))
    if answers["topic"] == "Baum":
        return SendFailure("topic", text("Welcher Baum?"), ("Linde", "Buche"))
    return text(f"Gesendet: {answers['topic']}, {answers['colour']}, {answers['slides']}.")


def opening(prefix: str) -> Text:
    return text(f"Los geht es mit {prefix}plane.")


SCRIPT = Script(
    "plan",
    "plane",
    opening,
    (
        DialogueStep(
            "topic", StepWords("Thema", "Worum geht es?"), read_topic, shown, required=True
        ),
        DialogueStep(
            "colour",
            StepWords("Farbe", "Welche Farbe?", ("Anstrich",)),
            read_colour,
            shown,
            choices=("grün", "gelb"),
        ),
        DialogueStep(
            "slides",
            StepWords("Folien", "Gibt es Folien?"),
            read_slides,
            shown,
            takes_files=True,
        ),
    ),
    send,
)


async def plan(ctx: CommandContext, _args: Arguments) -> Reply:
    return await begin(ctx, SCRIPT)


async def look_up(_ctx: CommandContext, _args: Arguments) -> Reply:
    return Reply(text("Nachgesehen."))


COMMANDS = (
    Command("plane", plan, Arguments, "plant", "plane"),
    Command("hilfe", look_up, Arguments, "hilft", "hilfe", lookup=True),
    LEAVE,
)
ROUTES = (route(SCRIPT),)


async def at_preview(talk: Talk) -> str:
    for said in ("!plane", "Moor", "gelb"):
        await talk.say(said)
    return await talk.say("", file=SLIDES)


async def last_answer(talk: Talk, *said: str) -> str:
    answers = [await talk.say(word) for word in said]
    return answers[-1]
