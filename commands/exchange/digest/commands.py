"""!stand and !rundbrief with their job and route; what they need is loaded with them."""

from collections.abc import Sequence
from datetime import timedelta

from pydantic import Field

from commands.conversation.command import (
    Arguments,
    Command,
    CommandContext,
    Context,
    Job,
    ReadBack,
    Reply,
    Route,
)
from commands.conversation.events import Message
from commands.exchange.digest.texts import commands as texts
from commands.exchange.questions.commands import in_exchange
from storage.conversation.awaited import Awaited
from storage.exchange import digest


class SinceWhen(Arguments):
    words: str = Field(default="", title=texts.WORDS, max_length=60)


class OrderWords(Arguments):
    words: str = Field(default="", title=texts.WISH, max_length=400)


class ForewordWords(Arguments):
    words: str = Field(default="", title=texts.FOREWORD)


async def show_state(ctx: CommandContext, args: SinceWhen) -> Reply:
    from commands.exchange.digest import state

    return await state.show(ctx, args.words)


async def order(ctx: CommandContext, args: OrderWords) -> Reply:
    from commands.exchange.digest import ordering

    return await ordering.order(ctx, args.words)


async def _read_back(ctx: CommandContext, name: str, rest: str) -> Sequence[ReadBack]:
    from commands.exchange.digest import ordering

    return [await ordering.read_back(ctx, name, rest)]


async def preview(ctx: CommandContext, _args: Arguments) -> Reply:
    from commands.exchange.digest import managing

    return await managing.preview(ctx)


async def write_foreword(ctx: CommandContext, args: ForewordWords) -> Reply:
    from commands.exchange.digest import managing

    return await managing.write_foreword(ctx, args.words)


async def export(ctx: CommandContext, _args: Arguments) -> Reply:
    from commands.exchange.digest import managing

    return await managing.export(ctx)


COMMANDS = in_exchange(
    Command("stand", show_state, SinceWhen, *texts.STATE, lookup=True, any_words=True),
    Command("rundbrief", order, OrderWords, *texts.ORDER, read_back=_read_back),
    Command("rundbrief vorschau", preview, Arguments, *texts.PREVIEW, lookup=True, management=True),
    Command(
        "rundbrief vorwort",
        write_foreword,
        ForewordWords,
        *texts.WRITE_FOREWORD,
        management=True,
        prose=True,
    ),
    Command("rundbrief export", export, Arguments, *texts.EXPORT, management=True),
)


async def _on_code(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    from commands.exchange.digest import confirming

    return await confirming.on_awaited(ctx, message, waiting)


ROUTES = (Route("digest-code", on_awaited=_on_code, after_commands=True),)


async def _send_due(ctx: Context) -> None:
    if ctx.settings.exchange_room is None:
        return
    from commands.exchange.digest import sending

    await sending.send_due(ctx)


JOBS = (Job("send digests", timedelta(minutes=30), _send_due, digest.next_due, needs_rooms=True),)
