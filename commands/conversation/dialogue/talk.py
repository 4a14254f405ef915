"""Hold a dialogue: begin, answer and leave it, its state in the database at every step."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from commands.conversation.addressing import addressed, readable
from commands.conversation.command import (
    Arguments,
    Command,
    CommandContext,
    Context,
    Reply,
    Route,
    UnfitError,
)
from commands.conversation.command_words import fold
from commands.conversation.dialogue.moves import (
    DialogueWord,
    choose,
    move,
    options,
    prompt,
    take,
    word_of,
)
from commands.conversation.dialogue.script import (
    ABOUT,
    PREVIEW,
    Answers,
    DialogueState,
    DialogueStep,
    Script,
    SendFailure,
    StepAnswer,
    Turn,
)
from commands.conversation.elsewhere import privately
from commands.conversation.events import Message
from commands.conversation.short_answers import read_words
from commands.conversation.texts import dialogue as texts
from commands.language.markup import NOTHING, Text
from commands.language.numbers import number_of
from storage.conversation import awaited
from storage.conversation.awaited import Awaited

# After this time people are reminded that a dialogue is open.
_LONG = timedelta(hours=12)


async def begin(ctx: CommandContext, script: Script) -> Reply:
    """Ask the first question, or the present one of an open dialogue, in the direct chat."""
    waiting = await awaited.alone(ctx.tx, ctx.message.sender)
    if waiting is not None and waiting.kind != script.kind:
        return Reply(texts.other_open(ctx.prefix))
    if waiting is None:
        return await _ask(ctx, script, Turn(script.start(), script.opening(ctx.prefix)))
    turn = Turn(_state(script, waiting), texts.BEGUN_BEFORE)
    return await _ask(ctx, script, turn, waiting.payload.get(ABOUT))


async def change(ctx: CommandContext, script: Script, about: int, answers: Answers) -> Reply:
    """Show the preview of what has that number, so that it can be changed and sent again."""
    waiting = await awaited.alone(ctx.tx, ctx.message.sender)
    if waiting is not None:
        same = waiting.kind == script.kind and waiting.payload.get(ABOUT) == about
        return await begin(ctx, script) if same else Reply(texts.other_open(ctx.prefix))
    turn = Turn(DialogueState(PREVIEW, answers), script.opening(ctx.prefix))
    return await _ask(ctx, script, turn, about)


async def begin_with(
    ctx: CommandContext, script: Script, answers: Answers, remark: Text = NOTHING
) -> Reply:
    """Begin with these answers at what is still open, in the place of a dialogue about the same."""
    waiting = await awaited.alone(ctx.tx, ctx.message.sender)
    if waiting is not None and waiting.kind != script.kind:
        return Reply(texts.other_open(ctx.prefix))
    return await _ask(ctx, script, Turn(DialogueState(script.following(answers), answers), remark))


async def _ask(ctx: CommandContext, script: Script, turn: Turn, about: int | None = None) -> Reply:
    """Ask in the direct chat, wherever the dialogue was begun."""
    await _keep(ctx, script, ctx.message.sender, turn, about)
    question = prompt(script, turn)
    names = ctx.settings.bot_names
    bot = next((name for name in names if name.startswith("@")), names[0])
    advice = texts.not_reachable(bot, ctx.prefix, script.command)
    reply = await privately(
        ctx, question, texts.IN_DIRECT_CHAT, unreachable=advice, name="dialogue"
    )
    return replace(reply, untraced=script.untraced and ctx.message.direct)


def route(script: Script) -> Route:
    """Make the route that gives the person's next word in the direct chat to the dialogue."""

    async def on_awaited(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
        if message.replaces is not None:
            address = addressed(message, ctx.settings)
            command = address is not None and address.called
            return None if command else Reply(texts.EDITED)
        about = waiting.payload.get(ABOUT)
        turn = await _turn(ctx, message, script, _state(script, waiting), about)
        await _keep(ctx, script, message.sender, turn, about)
        late = turn.state is not None and ctx.now - waiting.asked_at > _LONG
        said = (texts.LONG_AGO if late else NOTHING) + prompt(script, turn)
        return Reply(said, turn.options, untraced=script.untraced)

    return Route(script.kind, on_awaited=on_awaited)


async def leave(ctx: CommandContext, _args: Arguments) -> Reply:
    open_until_now = await awaited.end_alone(ctx.tx, ctx.message.sender)
    return Reply(texts.LEFT if open_until_now else texts.NOTHING_TO_LEAVE)


LEAVE = Command(texts.LEAVE, leave, Arguments, *texts.LEAVE_COMMAND, public=True)


async def _turn(
    ctx: Context, message: Message, script: Script, state: DialogueState, about: int | None
) -> Turn:
    text = readable(message.body)
    if message.file is not None:
        return await _with_file(ctx, script, state, StepAnswer(text, message.file))
    word = word_of(state, text)
    if word is DialogueWord.SEND and state.step == PREVIEW:
        return await _send(ctx, message, script, state, about)
    if word is not None:
        return move(script, state, word, ctx.prefix)
    if fold(text) == fold(script.command):
        return Turn(state, texts.BEGUN_BEFORE)
    step = script.step(state.step)
    if step is None:
        return choose(script, state, text)
    file = message.replied_file if step.takes_files else None
    if file is None and not text:
        return Turn(state, texts.NOTHING_SAID, again=True)
    return await _answered(ctx, script, state, step, StepAnswer(text, file))


async def _answered(
    ctx: Context, script: Script, state: DialogueState, step: DialogueStep, answer: StepAnswer
) -> Turn:
    offered, number = options(state, step), number_of(answer.text)
    if number is None and state.offered:
        number = _number_said(answer.text, state.offered)
    if offered and number is not None:
        if not 1 <= number <= len(offered):
            return Turn(state, texts.no_such_number(len(offered)), again=True)
        answer = StepAnswer(offered[number - 1], answer.file)
    return await _read(ctx, script, state, step, answer)


def _number_said(words: str, offered: Sequence[str]) -> int | None:
    """Return the number of the option that begins with the yes or the no that was said."""
    decision = read_words(words).decision
    for number, option in enumerate(offered, start=1):
        if decision is not None and read_words(option.partition(",")[0]).decision is decision:
            return number
    return None


async def _read(
    ctx: Context, script: Script, state: DialogueState, step: DialogueStep, answer: StepAnswer
) -> Turn:
    try:
        read = await step.read(ctx, answer, state.answers.get(step.name))
    except UnfitError as error:
        return Turn(replace(state, offered=error.options), error.text, again=True)
    return take(script, state, step, read)


async def _with_file(
    ctx: Context, script: Script, state: DialogueState, answer: StepAnswer
) -> Turn:
    """Give a file to the step for files, whatever the present one is."""
    step = next((step for step in script.steps if step.takes_files), None)
    if step is None:
        return Turn(state, texts.NO_FILE_HERE, again=True)
    turn = await _read(ctx, script, state, step, answer)
    # An error is about that step, and the present one is asked as before.
    return Turn(state, turn.remark) if turn.again and step.name != state.step else turn


async def _send(
    ctx: Context, message: Message, script: Script, state: DialogueState, about: int | None
) -> Turn:
    answers = state.answers if about is None else {**state.answers, ABOUT: about}
    outcome = await script.send(ctx, message, answers)
    if isinstance(outcome, SendFailure):
        present = DialogueState(outcome.step, state.answers, outcome.options)
        return Turn(present, outcome.why, again=True)
    if isinstance(outcome, Reply):
        return Turn(None, outcome.text, options=outcome.options)
    return Turn(None, outcome)


def _state(script: Script, waiting: Awaited) -> DialogueState:
    payload = waiting.payload
    return script.resume(payload["step"], payload["answers"], tuple(payload["options"]))


async def _keep(
    ctx: Context, script: Script, user_id: str, turn: Turn, about: int | None = None
) -> None:
    state = turn.state
    if state is None:
        await awaited.end_alone(ctx.tx, user_id)
        return
    payload: dict[str, Any] = {
        "step": state.step,
        "answers": dict(state.answers),
        "options": list(state.offered),
    }
    if about is not None:
        payload[ABOUT] = about
    await awaited.put(ctx.tx, Awaited(user_id, script.kind, payload, ctx.now, alone=True))
