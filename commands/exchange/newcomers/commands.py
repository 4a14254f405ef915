"""The commands, routes and the job around new members; what they need is loaded with them."""

from datetime import datetime, timedelta

from pydantic import Field

from commands.conversation.command import (
    Arguments,
    Command,
    CommandContext,
    Context,
    Job,
    Reply,
    Route,
)
from commands.conversation.events import Message, Reaction
from commands.exchange.newcomers.texts import commands as texts
from commands.language.numbers import Number
from commands.language.patterns import Pattern
from storage.conversation.awaited import Awaited
from storage.database import Transaction

# Behind the name of a command: what was shown is to be done, see questions/drafts.py.
_HELD = Pattern(r"senden ([0-9]{1,15})")


class TourStep(Arguments):
    number: Number = Field(default=1, title=texts.STEP)


class FreeWords(Arguments):
    words: str = Field(default="", title=texts.WORDS)


async def tour(ctx: CommandContext, args: TourStep) -> Reply:
    from commands.exchange.newcomers import tour as steps

    return await steps.show(ctx, args.number)


async def introduce(ctx: CommandContext, args: FreeWords) -> Reply:
    if ctx.settings.exchange_room is None:
        from commands.exchange.questions.texts.asking import not_configured

        return Reply(not_configured(ctx.prefix))
    from commands.exchange.newcomers import introducing

    held = _HELD.fullmatch(args.words.strip())
    if held is not None:
        return await introducing.send(ctx, int(held[1]))
    return await introducing.introduce(ctx, args.words)


async def ask_management(ctx: CommandContext, args: FreeWords) -> Reply:
    from commands.exchange.newcomers import management_questions

    held = _HELD.fullmatch(args.words.strip())
    if held is not None:
        return await management_questions.send(ctx, int(held[1]))
    return await management_questions.ask(ctx, args.words)


COMMANDS = (
    Command("vorstellen", introduce, FreeWords, *texts.INTRODUCE, prose=True, previews=True),
    Command("rundgang", tour, TourStep, *texts.TOUR, lookup=True),
    Command(
        "anfrage",
        ask_management,
        FreeWords,
        *texts.ASK_MANAGEMENT,
        public=True,
        prose=True,
        previews=True,
    ),
)


# --- what is said and done without a command


async def _on_welcome(ctx: Context, message: Message, subject: str) -> Reply | None:
    from commands.exchange.newcomers import tour as steps

    return await steps.on_message(ctx, message, subject)


async def _on_welcome_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    from commands.exchange.newcomers import tour as steps

    return await steps.on_reaction(ctx, reaction, subject)


async def _on_awaited_welcome(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    """Take a number alone, unless it is too long ago."""
    late = waiting.expires_at is not None and ctx.now >= waiting.expires_at
    if late or message.thread_root is not None or message.reply_to is not None:
        return None
    return await _on_welcome(ctx, message, f"welcome:{waiting.payload['occasion']}")


async def _from_management(ctx: Context, message: Message, subject: str) -> Reply | None:
    from commands.exchange.newcomers import management_questions

    return await management_questions.from_management(ctx, message, subject)


async def _on_management_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    from commands.exchange.newcomers import management_questions

    return await management_questions.on_reaction(ctx, reaction, subject)


async def _from_person(ctx: Context, message: Message, subject: str) -> Reply | None:
    from commands.exchange.newcomers import management_questions

    return await management_questions.from_person(ctx, message, subject)


async def _on_awaited_words(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    from commands.exchange.newcomers import management_questions

    return await management_questions.on_awaited(ctx, message, waiting)


ROUTES = (
    Route(
        "welcome",
        _on_welcome,
        _on_welcome_reaction,
        on_awaited=_on_awaited_welcome,
        after_commands=True,
    ),
    Route("management-question", _from_management, _on_management_reaction),
    Route(
        "management-reply",
        _from_person,
        on_awaited=_on_awaited_words,
        after_commands=True,
        public=True,
    ),
)


async def _greet(ctx: Context) -> None:
    if ctx.settings.exchange_room is None or not ctx.settings.exchange.welcome:
        return
    from commands.exchange.newcomers import greeting

    await greeting.look_after(ctx)


async def _next_due(tx: Transaction) -> datetime | None:
    from storage.exchange import newcomers

    return await newcomers.next_due(tx)


JOBS = (Job("greet new members", timedelta(minutes=10), _greet, _next_due, needs_rooms=True),)
