"""The commands, routes and jobs of questions; what they need is loaded with them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from pydantic import Field

from commands.conversation.command import (
    AnyCommand,
    Arguments,
    Command,
    CommandContext,
    Context,
    Job,
    ReadBack,
    Reply,
    Route,
    UnfitError,
)
from commands.conversation.events import Message, Reaction, Redaction
from commands.conversation.weekly import WeeklySubject, WeeklyTotal
from commands.exchange.questions.texts import commands as texts
from commands.language.numbers import Number, number_and_words
from commands.language.patterns import Pattern
from storage.conversation.awaited import Awaited
from storage.database import Transaction
from storage.exchange import anonymous

# Behind the name of a command: what was shown is to be done, see drafts.py.
_HELD = Pattern(r"(senden|vorschau) ([0-9]{1,15})")


class Words(Arguments):
    words: str = Field(default="", title=texts.WORDS)


class QuestionWords(Arguments):
    """A question by its number, which its thread or a single one need not repeat, and words."""

    number: Number | None = Field(default=None, title=texts.NUMBER)
    words: str = Field(default="", title=texts.REST)

    @classmethod
    def split(cls, text: str) -> dict[str, Any]:
        number, rest = number_and_words(text)
        return {"words": rest} | ({} if number is None else {"number": number})


def missing_room(ctx: CommandContext) -> Reply | None:
    """Return what to say if there is no room for questions."""
    if ctx.settings.exchange_room is not None:
        return None
    from commands.exchange.questions.texts.asking import not_configured

    return Reply(not_configured(ctx.prefix))


def in_exchange(*commands: AnyCommand) -> tuple[AnyCommand, ...]:
    """Return the commands as they are where there is a room for questions; else it is said."""
    return tuple(replace(each, missing=missing_room) for each in commands)


async def ask(ctx: CommandContext, args: Words) -> Reply:
    from commands.conversation.dialogue.talk import begin
    from commands.exchange.questions import asking, listing
    from commands.exchange.questions.dialogue import SCRIPT

    words = args.words.strip()
    held = _HELD.fullmatch(words)
    if held is not None:
        return await asking.go_on(ctx, held[1], int(held[2]))
    number, rest = number_and_words(words)
    if number is not None and not rest.strip(".?!"):
        return await listing.show(ctx, int(number))
    return await (asking.ask(ctx, words) if words else begin(ctx, SCRIPT))


async def show_list(ctx: CommandContext, args: Words) -> Reply:
    from commands.exchange.questions import listing

    return await listing.show_list(ctx, args.words)


async def done(ctx: CommandContext, args: QuestionWords) -> Reply:
    from commands.exchange.questions import closing

    return await _of_unnamed(ctx, args) or await closing.done(ctx, args.number, args.words)


async def _of_unnamed(ctx: CommandContext, args: QuestionWords) -> Reply | None:
    """Answer in the direct chat somebody who asked without a name, if that question is meant."""
    if not ctx.message.direct or await anonymous.of(ctx.tx, ctx.message.sender) is None:
        return None
    from commands.exchange.anonymous import ending

    try:
        return await ending.done(ctx, ctx.message, args.number, args.words)
    except UnfitError as error:
        return Reply(error.text, untraced=True)


async def _read_back(ctx: CommandContext, name: str, rest: str) -> Sequence[ReadBack]:
    from commands.exchange.questions import closing

    return [await closing.read_back(ctx, name, rest)]


async def reopen(ctx: CommandContext, args: QuestionWords) -> Reply:
    """Open it; other words than a number are a question that begins so."""
    from commands.exchange.questions import closing

    if args.number is None and args.words:
        return await ask(ctx, Words(words=f"{texts.TO_OPEN} {args.words}"))
    return await closing.reopen(ctx, args.number)


async def close(ctx: CommandContext, args: QuestionWords) -> Reply:
    from commands.exchange.questions import closing

    return await closing.close_for(ctx, args.number, args.words)


async def tell_result(ctx: CommandContext, args: QuestionWords) -> Reply:
    from commands.exchange.questions import results

    held = _HELD.fullmatch(args.words) if args.number is None else None
    if held is not None:
        return await results.keep(ctx, int(held[2]))
    reply = await _of_unnamed(ctx, args) if args.words else None
    return reply or await results.tell(ctx, args.number, args.words)


async def follow(ctx: CommandContext, args: QuestionWords) -> Reply:
    from commands.exchange.questions import closing

    stop = args.words.strip(" .!").casefold() in texts.STOP
    return await closing.follow(ctx, args.number, stop=stop)


async def show_topics(ctx: CommandContext, args: Words) -> Reply:
    from commands.exchange import topics

    return await topics.show(ctx, args.words.strip())


async def add_topic(ctx: CommandContext, args: Words) -> Reply:
    from commands.exchange import topics

    return await topics.add(ctx, args.words)


async def rename_topic(ctx: CommandContext, args: Words) -> Reply:
    from commands.exchange import topics

    return await topics.rename(ctx, args.words)


ASK = Command("frage", ask, Words, *texts.ASK, prose=True, previews=True)
COMMANDS = in_exchange(
    ASK,
    Command("fragen", show_list, Words, *texts.LIST_QUESTIONS, lookup=True),
    Command("erledigt", done, QuestionWords, *texts.DONE, prose=True, read_back=_read_back),
    Command("frage öffnen", reopen, QuestionWords, *texts.OPEN),
    Command("ergebnis", tell_result, QuestionWords, *texts.RESULT, prose=True),
    Command("folgen", follow, QuestionWords, *texts.FOLLOW),
    Command("themen", show_topics, Words, *texts.TOPICS, lookup=True),
    Command("frage schließen", close, QuestionWords, *texts.CLOSE, management=True, prose=True),
    Command("thema neu", add_topic, Words, *texts.NEW_TOPIC, management=True),
    Command("thema umbenennen", rename_topic, Words, *texts.RENAME_TOPIC, management=True),
)


# --- what is said and done without a command


async def _find(tx: Transaction, event_id: str) -> str | None:
    from commands.exchange.questions import posts

    return await posts.subject_of_event(tx, event_id)


async def _on_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    from commands.exchange.questions import roots

    return await roots.on_reaction(ctx, reaction, subject)


async def _on_edit(ctx: Context, message: Message, subject: str) -> Reply | None:
    from commands.exchange.questions import roots

    return await roots.on_edit(ctx, message, subject, ASK)


async def _on_removal(ctx: Context, redaction: Redaction, subject: str) -> Reply | None:
    from commands.exchange.questions import roots

    return await roots.on_removal(ctx, redaction, subject)


async def _on_result(ctx: Context, message: Message, subject: str) -> Reply | None:
    from commands.exchange.questions import results

    return await results.on_message(ctx, message, subject)


async def _on_awaited_result(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    from commands.exchange.questions import results

    return await results.on_awaited(ctx, message, waiting)


async def _on_watch(ctx: Context, message: Message, subject: str) -> Reply | None:
    from commands.exchange.questions import watch

    return await watch.on_message(ctx, message, subject)


async def _on_watch_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    from commands.exchange.questions import watch

    return await watch.on_reaction(ctx, reaction, subject)


async def _on_awaited_watch(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    from commands.exchange.questions import watch

    return await watch.on_awaited(ctx, message, waiting)


async def _on_dialogue(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    from commands.exchange.questions.dialogue import ROUTE

    return None if ROUTE.on_awaited is None else await ROUTE.on_awaited(ctx, message, waiting)


ROUTES = (
    Route("exchange", None, _on_reaction, _on_removal, on_edit=_on_edit, find=_find),
    Route("result", _on_result, on_awaited=_on_awaited_result, after_commands=True),
    Route("watch", _on_watch, _on_watch_reaction, None, _on_awaited_watch, after_commands=True),
    Route("asking-dialogue", on_awaited=_on_dialogue),
)


async def _look_after(ctx: Context) -> None:
    if ctx.settings.exchange_room is None:
        return
    from commands.exchange.anonymous import posting
    from commands.exchange.questions import upkeep

    await posting.look_after(ctx)
    await upkeep.look_after(ctx)


JOBS = (Job("look after questions", timedelta(minutes=10), _look_after, anonymous.next_due),)


async def _totals(ctx: Context) -> Sequence[WeeklyTotal]:
    if ctx.settings.exchange_room is None:
        return ()
    from commands.exchange.questions import upkeep

    return await upkeep.totals(ctx)


WEEKLY = WeeklySubject("questions", _totals)
