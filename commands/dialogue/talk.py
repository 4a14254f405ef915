"""A dialogue as it is held: begun, answered and left, its state in the database at every step."""

import re
import unicodedata
from datetime import timedelta

from commands.command import Arguments, Command, Context, Message, Occasion, Reply
from commands.command_words import fold
from commands.dialogue.moves import Word, asked, chosen, moved, options, taken, word_of
from commands.dialogue.script import PREVIEW, Held, Said, Script, State, Step, Turn, Unfit
from commands.numbers import number_of
from commands.posting import answer, say
from commands.texts import dialogue as texts
from commands.texts.markup import NOTHING, Text
from storage import dialogues
from storage.dialogues import Dialogue
from storage.outbox import Otherwise

# Beside the answers in what is stored: what may be answered by number at this step.
_OFFERED = "offered"
# After this time somebody may have forgotten that a question is open.
_LONG = timedelta(hours=12)
# Neither can be sent or stored as it came: half of a character, and NUL.
_UNSENDABLE = re.compile("[\ud800-\udfff\x00]")


async def begin(ctx: Context, script: Script) -> Reply:
    """The first question or, of a dialogue that is open, the present one; in the direct chat."""
    user_id = ctx.message.sender
    dialogue = await dialogues.of(ctx.tx, user_id)
    if dialogue is not None and dialogue.subject != script.subject:
        return Reply(texts.other_open(ctx.settings.prefix))
    if dialogue is None:
        turn = Turn(script.begun(), script.opening(ctx.settings.prefix))
    else:
        turn = Turn(_state(script, dialogue), texts.begun_before())
    await _keep(ctx, script, user_id, turn)
    question = asked(script, turn)
    if ctx.message.direct:
        return Reply(question)
    await _ask_in_direct_chat(ctx, script, question)
    return Reply(texts.in_direct_chat())


async def hear(occasion: Occasion, message: Message, script: Script) -> Reply | None:
    """None if it is no answer in this dialogue."""
    if not message.direct:
        return None
    dialogue = await dialogues.of(occasion.tx, message.sender)
    if dialogue is None or dialogue.subject != script.subject:
        return None
    if message.replaces is not None:
        command = message.body.strip().startswith(occasion.settings.prefix)
        return None if command else Reply(texts.edited())
    turn = await _turn(occasion, message, script, _state(script, dialogue))
    await _keep(occasion, script, message.sender, turn)
    late = turn.state is not None and occasion.now - dialogue.changed_at > _LONG
    return Reply((texts.long_ago() if late else NOTHING) + asked(script, turn))


async def leave(ctx: Context, _args: Arguments) -> Reply:
    open_until_now = await dialogues.end(ctx.tx, ctx.message.sender)
    return Reply(texts.left() if open_until_now else texts.nothing_to_leave())


LEAVE = Command("abbrechen", leave, Arguments, texts.LEAVE_SUMMARY, "abbrechen", ("abbruch",))


async def _turn(occasion: Occasion, message: Message, script: Script, state: State) -> Turn:
    text = _readable(message.body)
    if message.file is not None:
        return await _with_file(occasion, script, state, Said(text, message.file))
    word = word_of(state, text)
    if word is Word.SEND and state.step == PREVIEW:
        return await _send(occasion, message, script, state)
    if word is not None:
        return moved(script, state, word, occasion.settings.prefix)
    if fold(text) == fold(script.command):
        return Turn(state, texts.begun_before())
    step = script.step(state.step)
    if step is None:
        return chosen(script, state, text)
    file = message.replied_file if step.takes_files else None
    if file is None and not text:
        return Turn(state, texts.nothing_said(), again=True)
    return await _answered(occasion, script, state, step, Said(text, file))


async def _answered(
    occasion: Occasion, script: Script, state: State, step: Step, said: Said
) -> Turn:
    offered, number = options(state, step), number_of(said.text)
    if offered and number is not None:
        if not 1 <= number <= len(offered):
            return Turn(state, texts.no_such_number(len(offered)), again=True)
        said = Said(offered[number - 1], said.file)
    read = await step.read(occasion, said, state.answers.get(step.name))
    return taken(script, state, step, read)


async def _with_file(occasion: Occasion, script: Script, state: State, said: Said) -> Turn:
    """A file goes to the step for it, whatever is being asked."""
    step = next((step for step in script.steps if step.takes_files), None)
    if step is None:
        return Turn(state, texts.no_file_here(), again=True)
    read = await step.read(occasion, said, state.answers.get(step.name))
    if isinstance(read, Unfit) and step.name != state.step:
        return Turn(state, read.why)
    return taken(script, state, step, read)


async def _send(occasion: Occasion, message: Message, script: Script, state: State) -> Turn:
    outcome = await script.send(occasion, message, state.answers)
    if isinstance(outcome, Held):
        held = State(outcome.step, state.answers, outcome.unfit.offered)
        return Turn(held, outcome.unfit.why, again=True)
    return Turn(None, outcome.text)


async def _ask_in_direct_chat(ctx: Context, script: Script, question: Text) -> None:
    message, prefix = ctx.message, ctx.settings.prefix
    transaction_id = f"dialogue-{message.event_id}"
    names = ctx.settings.bot_names
    bot = next((name for name in names if name.startswith("@")), names[0])
    advice = texts.not_reachable(bot, prefix, script.command)
    instead = answer(advice, message, f"otherwise-{transaction_id}")
    otherwise = Otherwise(message.room_id, instead)
    await say(ctx, message.sender, question, transaction_id, otherwise=otherwise)


def _state(script: Script, dialogue: Dialogue) -> State:
    return script.resumed(
        dialogue.step, dialogue.answers, tuple(dialogue.answers.get(_OFFERED, ()))
    )


async def _keep(occasion: Occasion, script: Script, user_id: str, turn: Turn) -> None:
    state = turn.state
    if state is None:
        await dialogues.end(occasion.tx, user_id)
        return
    answers = dict(state.answers) | ({_OFFERED: list(state.offered)} if state.offered else {})
    dialogue = Dialogue(user_id, script.subject, state.step, answers, occasion.now)
    await dialogues.put(occasion.tx, dialogue)


def _readable(body: str) -> str:
    return unicodedata.normalize("NFC", _UNSENDABLE.sub("\ufffd", body)).strip()
