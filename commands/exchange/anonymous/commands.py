"""The commands of those who ask without a name; what they need is loaded with them."""

from commands.conversation.command import (
    Command,
    CommandContext,
    Context,
    Reply,
    Route,
    UnfitError,
)
from commands.conversation.events import Message
from commands.exchange.questions.commands import QuestionWords, Words, in_exchange
from commands.exchange.questions.texts import commands as texts
from storage.conversation.awaited import Awaited


async def ask(ctx: CommandContext, args: Words) -> Reply:
    """Ask in the direct chat; elsewhere say why not, and post nothing."""
    if not ctx.message.direct:
        from commands.exchange.anonymous.texts.asking import only_in_chat

        return Reply(only_in_chat(ctx.prefix))
    from commands.exchange.anonymous import asking

    try:
        return await asking.ask(ctx, args.words.strip())
    except UnfitError as error:
        return Reply(error.text, error.options, untraced=True)


async def add(ctx: CommandContext, args: QuestionWords) -> Reply:
    if not ctx.message.direct:
        from commands.exchange.anonymous.texts.asking import only_add_in_chat

        return Reply(only_add_in_chat(ctx.prefix))
    from commands.exchange.anonymous import adding

    try:
        return await adding.add(ctx, args.number, args.words)
    except UnfitError as error:
        return Reply(error.text, error.options, untraced=True)


async def lock(ctx: CommandContext, args: QuestionWords) -> Reply:
    from commands.exchange.anonymous import limits

    return await limits.lock(ctx, args.number)


COMMANDS = in_exchange(
    Command("frage anonym", ask, Words, *texts.ASK_UNNAMED, prose=True, previews=True),
    Command("ergänzen", add, QuestionWords, *texts.ADD, prose=True, previews=True),
    Command("frage sperren", lock, QuestionWords, *texts.LOCK, management=True),
)


async def _on_awaited(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    from commands.exchange.anonymous import ending

    return await ending.on_awaited(ctx, message, waiting)


ROUTES = (Route("anonymous", on_awaited=_on_awaited, after_commands=True),)
