"""!hilfe: the commands available to this person in this room, from the list itself."""

from pydantic import Field

from commands.command import Arguments, Command, Context, Reply
from commands.command_words import find, nearest
from commands.texts import help as texts
from commands.texts.markup import Text


class Topic(Arguments):
    command: str = Field(default="", title=texts.COMMAND)


async def show(ctx: Context, args: Topic) -> Reply:
    word = args.command.removeprefix(ctx.settings.prefix).partition(" ")[0]
    return Reply(_details(ctx, word) if word else _overview(ctx))


def _overview(ctx: Context) -> Text:
    return texts.overview(
        ctx.settings.prefix,
        [(command.example, command.summary) for command in ctx.commands],
        HELP.example,
        direct=ctx.message.direct,
    )


def _details(ctx: Context, word: str) -> Text:
    command = find(word, ctx.commands)
    if command is None:
        return texts.unknown(ctx.settings.prefix, nearest(word, ctx.commands))
    return texts.details(
        ctx.settings.prefix,
        name=command.name,
        summary=command.summary,
        usage=command.usage,
        example=command.example,
        aliases=command.aliases,
    )


HELP = Command(
    "hilfe",
    show,
    Topic,
    texts.SUMMARY,
    "hilfe leitlinie",
    aliases=("h", "help", "befehle"),
    lookup=True,
)
