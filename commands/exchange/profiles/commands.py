"""The commands, routes and jobs of profiles; what they need is loaded with them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field

from commands.conversation.command import (
    Arguments,
    Command,
    CommandContext,
    Context,
    Family,
    Job,
    ReadBack,
    Reply,
    Route,
    UsageError,
)
from commands.conversation.command_words import fold
from commands.conversation.events import Message, Reaction
from commands.exchange.profiles.texts import commands as texts
from commands.exchange.questions.commands import in_exchange
from commands.language.patterns import Pattern
from storage.conversation.awaited import Awaited
from storage.database import Transaction

_VERBS, _LEADING, _BETWEEN = (
    frozenset(map(fold, each)) for each in (texts.VERBS, texts.LEADING, texts.BETWEEN)
)
_SHORTEST_SENTENCE = 3
# Behind the name of a command: what was shown is to be done, see questions/drafts.py.
_HELD = Pattern(r"senden ([0-9]{1,15})")


class ProfileWords(Arguments):
    words: str = Field(default="", title=texts.WORDS)


class ProfileAnswer(Arguments):
    words: str = Field(title=texts.ANSWER, min_length=1)


class PauseTime(Arguments):
    words: str = Field(title=texts.TIME, min_length=1, max_length=80)


class WhoWords(Arguments):
    words: str = Field(title=texts.CRITERION, min_length=1)


def _is_sentence(text: str) -> bool:
    """Return whether "wer" goes on like "kennt …" or "übernimmt das …"; "losverfahren in …" not."""
    words = text.split(maxsplit=_SHORTEST_SENTENCE)
    if words and fold(words[0]) in _VERBS:
        return True
    if len(words) < _SHORTEST_SENTENCE or not words[0].islower():
        return False
    return fold(words[0]) not in _LEADING and fold(words[1]) not in _BETWEEN


async def profile(ctx: CommandContext, args: ProfileWords) -> Reply:
    from commands.exchange.profiles import own
    from commands.exchange.profiles.texts.own import is_to_show

    words = args.words.strip()
    return await (own.write(ctx, words) if words and not is_to_show(words) else own.show(ctx))


async def change(ctx: CommandContext, args: ProfileWords) -> Reply:
    if args.words.strip():
        return await profile(ctx, args)
    from commands.exchange.profiles import own

    return await own.change(ctx)


async def _set_visibility(
    ctx: CommandContext, visibility: Literal["visible", "on_request", "off"]
) -> Reply:
    from commands.exchange.profiles import own

    return await own.set_visibility(ctx, visibility)


async def show_to_all(ctx: CommandContext, _args: Arguments) -> Reply:
    return await _set_visibility(ctx, "visible")


async def show_on_request(ctx: CommandContext, _args: Arguments) -> Reply:
    return await _set_visibility(ctx, "on_request")


async def show_to_nobody(ctx: CommandContext, args: ProfileWords) -> Reply:
    """Hide it; other words behind "aus" are those of a profile: "profil aus Bonn"."""
    if args.words.strip():
        return await profile(ctx, args)
    return await _set_visibility(ctx, "off")


async def set_mentions(ctx: CommandContext, args: ProfileAnswer) -> Reply:
    from commands.exchange.profiles import own
    from commands.exchange.profiles.texts.dialogue import is_yes

    mentions = is_yes(args.words)
    if mentions is None:
        raise UsageError
    return await own.set_mentions(ctx, mentions=mentions)


async def pause(ctx: CommandContext, args: PauseTime) -> Reply:
    from commands.exchange.profiles import own

    return await own.pause(ctx, args.words)


async def delete(ctx: CommandContext, args: ProfileWords) -> Reply:
    """Delete it, also where there is no room for questions any more."""
    from commands.exchange.profiles import own

    return await own.delete(ctx, agreed=args.words.strip(" .!").casefold() == texts.AGREED)


async def who(ctx: CommandContext, args: WhoWords) -> Reply:
    from commands.exchange.profiles.who import who as answer

    return await answer(ctx, args.words)


async def ask(ctx: CommandContext, args: WhoWords) -> Reply:
    from commands.exchange.profiles import contacts

    held = _HELD.fullmatch(args.words.strip())
    return await (
        contacts.ask(ctx, args.words) if held is None else contacts.send(ctx, int(held[1]))
    )


async def _read_back(ctx: CommandContext, name: str, rest: str) -> Sequence[ReadBack]:
    """Ask in words whether the profile is to be set so."""
    from commands.conversation.texts import german

    line = f"{name} {rest}".strip()
    label = german.line_of(ctx.prefix, line)
    meant = texts.SETTINGS.get(line)
    asked = german.question(ctx.prefix, line) if meant is None else texts.asked_to_set(meant)
    return [ReadBack(line, label, asked)]


# "profil löschen" works also where there is no room any more.
DELETE = Command("profil löschen", delete, ProfileWords, *texts.DELETE, previews=True)
_OWN = in_exchange(
    Command(
        "profil",
        profile,
        ProfileWords,
        *texts.PROFILE,
        previews=True,
        family=Family(texts.HEADING),
    ),
    Command("profil ändern", change, ProfileWords, *texts.CHANGE, previews=True),
    Command("profil sichtbar", show_to_all, Arguments, *texts.VISIBLE, read_back=_read_back),
    Command(
        "profil auf anfrage", show_on_request, Arguments, *texts.ON_REQUEST, read_back=_read_back
    ),
    Command("profil aus", show_to_nobody, ProfileWords, *texts.OFF, read_back=_read_back),
    Command("profil erwähnen", set_mentions, ProfileAnswer, *texts.MENTIONS, read_back=_read_back),
    Command("profil pause", pause, PauseTime, *texts.PAUSE),
)
_WHO = in_exchange(
    Command("wer", who, WhoWords, *texts.WHO, lookup=True, is_sentence=_is_sentence),
    Command("wer fragen", ask, WhoWords, *texts.ASK, prose=True, previews=True),
)
COMMANDS = (*_OWN, DELETE, *_WHO)


# --- what is said and done without a command


async def _on_dialogue(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    from commands.exchange.profiles.dialogue import ROUTE

    return None if ROUTE.on_awaited is None else await ROUTE.on_awaited(ctx, message, waiting)


async def _on_check(ctx: Context, message: Message, subject: str) -> Reply | None:
    from commands.exchange.profiles import upkeep

    return await upkeep.on_message(ctx, message, subject)


async def _on_check_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    from commands.exchange.profiles import upkeep

    return await upkeep.on_reaction(ctx, reaction, subject)


async def _on_awaited_check(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    from commands.exchange.profiles import upkeep

    return await upkeep.on_awaited(ctx, message, waiting)


async def _on_contact(ctx: Context, message: Message, subject: str) -> Reply | None:
    from commands.exchange.profiles import contacts

    return await contacts.on_message(ctx, message, subject)


async def _on_contact_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    from commands.exchange.profiles import contacts

    return await contacts.on_reaction(ctx, reaction, subject)


async def _on_awaited_contact(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    from commands.exchange.profiles import contacts

    return await contacts.on_awaited(ctx, message, waiting)


async def _on_sentence(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    from commands.exchange.profiles import contacts

    return await contacts.on_awaited_sentence(ctx, message, waiting)


ROUTES = (
    Route("profile-dialogue", on_awaited=_on_dialogue),
    Route("profile", _on_check, _on_check_reaction, None, _on_awaited_check, after_commands=True),
    Route(
        "contact", _on_contact, _on_contact_reaction, None, _on_awaited_contact, after_commands=True
    ),
    # It may begin like a command: "Wer von Ihnen …"
    Route("sentence", on_awaited=_on_sentence),
)


async def _look_after(ctx: Context) -> None:
    from storage.exchange import profiles

    if not await profiles.has_any(ctx.tx):
        return
    from commands.exchange.profiles import upkeep

    await upkeep.look_after(ctx)


async def _next_due(tx: Transaction) -> datetime | None:
    from storage.exchange import profiles

    return await profiles.next_due(tx)


JOBS = (Job("look after profiles", timedelta(hours=1), _look_after, _next_due, needs_rooms=True),)
