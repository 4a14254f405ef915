"""!rundgang, and the answers to the greeting: what the bot is good for, in five steps."""

from commands.conversation.command import CommandContext, Context, FollowUp, Reply
from commands.conversation.events import Message, Reaction
from commands.conversation.offers import DECLINE
from commands.conversation.short_answers import Decision, ShortAnswer, read_reaction, read_words
from commands.exchange.newcomers.greeting import WELCOME
from commands.exchange.newcomers.texts import greeting as greeting_texts
from commands.exchange.newcomers.texts import tour as texts
from storage.conversation import awaited

_FIRST_STEP = "rundgang"
_LINES = (_FIRST_STEP, "profil", "vorstellen")


async def show(ctx: CommandContext, number: int) -> Reply:
    """Show one step; a yes goes on to the next one."""
    steps = texts.steps(ctx.prefix)
    if number > len(steps):
        return Reply(texts.no_such_step(len(steps), ctx.prefix))
    text = texts.step(number, len(steps), steps[number - 1])
    if number == len(steps):
        return Reply(text + texts.end(ctx.prefix))
    line = f"{_FIRST_STEP} {number + 1}"
    return Reply(text + texts.GO_ON, options=(line, DECLINE), more=line)


# --- answers to the greeting and to the question after four weeks


async def on_message(ctx: Context, message: Message, subject: str) -> Reply | None:
    if not message.direct or message.replaces is not None or message.file is not None:
        return None
    where = message.event_id, message.thread_root
    return await _chosen(ctx, message.sender, subject, read_words(message.body), *where)


async def on_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    if not reaction.direct:
        return None
    answer = read_reaction(reaction.key)
    return await _chosen(ctx, reaction.sender, subject, answer, reaction.target, None)


async def _chosen(
    ctx: Context,
    person: str,
    subject: str,
    answer: ShortAnswer,
    below: str,
    thread_root: str | None,
) -> Reply | None:
    is_question = subject == f"{WELCOME}:question"
    number = answer.number
    if number is None and is_question and answer.decision is not None:
        number = {Decision.YES: 1, Decision.NO: 2}.get(answer.decision)
    if number not in (1, 2, 3):
        return None
    for waiting in await awaited.of_kind(ctx.tx, person, WELCOME):
        if f"{WELCOME}:{waiting.payload['occasion']}" == subject and is_question:
            await awaited.end(ctx.tx, waiting.awaited_id)
    if is_question and number < len(_LINES):
        prefix = ctx.prefix
        missing = greeting_texts.what_is_missing(prefix)
        return Reply(greeting_texts.FINDS_ALL if number == 1 else missing)
    line = _FIRST_STEP if is_question else _LINES[number - 1]
    return Reply(then=FollowUp(line, below, thread_root))
