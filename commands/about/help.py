"""!hilfe: what this person can do in this room, in short, in whole, or one command."""

from collections.abc import Sequence

from pydantic import Field

from commands.about.texts import help as texts
from commands.conversation.command import AnyCommand, Arguments, Command, CommandContext, Reply
from commands.conversation.command_words import family, find, fold, nearest
from commands.language.markup import Text


class Topic(Arguments):
    command: str = Field(default="", title=texts.COMMAND)


async def show(ctx: CommandContext, args: Topic) -> Reply:
    words = args.command.removeprefix(ctx.prefix)
    if fold(words) in texts.ALL:
        return Reply(_everything(ctx))
    return Reply(_details(ctx, words) if words else short(ctx))


async def start(ctx: CommandContext, _args: Arguments) -> Reply:
    return Reply(short(ctx))


def short(ctx: CommandContext) -> Text:
    """Greet, and show by intention what this person can say here."""
    return short_for(
        ctx.prefix, ctx.commands, in_management=ctx.in_management, direct=ctx.message.direct
    )


def short_for(
    prefix: str, commands: Sequence[AnyCommand], *, in_management: bool, direct: bool
) -> Text:
    lines = texts.FOR_MANAGEMENT if in_management else (*texts.INTENTIONS, *texts.FOR_OUTSIDERS)
    usable = [line for line in lines if find(line[1], commands) is not None]
    return texts.short(prefix, usable[: len(texts.INTENTIONS)], direct=direct)


def _everything(ctx: CommandContext) -> Text:
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for management in (False, True):
        for subject, heading in texts.GROUPS.items():
            entries = [
                (command.example, command.summary)
                for command in ctx.commands
                if command.management == management
                and command is not START
                and _subject(command) == subject
            ]
            if entries:
                groups.append((texts.of_management(heading) if management else heading, entries))
    return texts.everything(ctx.prefix, groups, direct=ctx.message.direct)


def _subject(command: AnyCommand) -> str:
    """Return the folder whose subject the command belongs to; the first part is "commands"."""
    run = getattr(command.run, "func", command.run)
    subject = run.__module__.split(".")[1]
    return subject if subject in texts.GROUPS else "about"


def _details(ctx: CommandContext, words: str) -> Text:
    prefix, command = ctx.prefix, find(words, ctx.commands)
    if command is None:
        return texts.unknown(prefix, nearest(words.partition(" ")[0], ctx.commands))
    answer = texts.details(
        prefix,
        name=command.name,
        summary=command.summary,
        examples=command.examples,
        aliases=command.aliases,
    )
    return answer + family(prefix, command, ctx.commands) if " " not in command.name else answer


HELP = Command("hilfe", show, Topic, *texts.HELP, public=True, lookup=True)
START = Command("start", start, Arguments, *texts.START, public=True, lookup=True)
